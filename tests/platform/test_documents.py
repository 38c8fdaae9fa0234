"""The documents stay true: paths and links lead somewhere, the README's code runs, the floors are
those that are kept.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from langsmith.utils import get_env_var, tracing_is_enabled

from journal.samples import install_sample

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    path.relative_to(ROOT).as_posix()
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
]
LINK = re.compile(r"\]\((?!https?://)([^)#]*)(#[^)]*)?\)")
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
PATH = re.compile(r"[\w.-]+(/[\w.-]+)*(/|\.(py|md|yaml|yml|toml|css))|\.env\.example")
ELSEWHERE = {"preferences.json", "cases.yaml", ".streamlit/secrets.toml"}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(name: str) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", read(name), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def test_all_documents_are_there() -> None:
    wanted = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/architecture.md"}
    assert wanted <= set(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    for path, anchor in LINK.findall(read(name)):
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), f"{name}: {path}"
        if anchor:
            assert anchor[1:] in anchors(target.resolve().relative_to(ROOT).as_posix()), anchor


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_that_is_named_exists(name: str) -> None:
    named = {text for text in CODE.findall(read(name)) if PATH.fullmatch(text)} - ELSEWHERE
    lost = sorted(path for path in named if not (ROOT / path).exists())
    assert not lost, f"{name} names: {lost}"


def test_each_row_of_the_table_names_a_path_and_its_tests() -> None:
    table = re.findall(
        r"^\| (an? .+?|the .+?|another .+?) \| (.+) \| (.+) \|$", read("CONTRIBUTING.md"), re.M
    )
    assert len(table) >= 7
    for row in table:
        for cell in row[1:]:
            assert any(PATH.fullmatch(text) for text in CODE.findall(cell)), row


def test_the_floors_of_the_architecture_are_those_that_are_kept() -> None:
    (written,) = re.findall(r"^```\n(.*?)^```", read("docs/architecture.md"), re.M | re.S)
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    assert written.splitlines() == contracts[0]["layers"]


def test_the_newest_release_is_the_version_of_the_project() -> None:
    releases = re.findall(r"^## \[(\d[^\]]*)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert releases[0] == tomllib.loads(read("pyproject.toml"))["project"]["version"]


def test_the_code_of_the_readme_runs_over_the_sample_without_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", read("README.md"), re.M | re.S)
    doors = [line for line in code.splitlines() if line and not line.startswith("from ")]
    assert len(doors) == 5
    install_sample(tmp_path / "journal")
    for variable in re.findall(r"^([A-Z_]+)=", read(".env.example"), re.MULTILINE):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("JOURNAL_DIR", str(tmp_path / "journal"))
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("LANGSMITH_TRACING", "true")  # as whoever works with LangChain may have it
    get_env_var.cache_clear()  # type: ignore[attr-defined]
    monkeypatch.setattr("config.loading.ROOT", tmp_path)  # whoever runs this may have a .env
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    try:
        exec(compile(code, "README.md", "exec"), names)
    finally:
        if "services" in names:
            names["services"].close()  # type: ignore[attr-defined]
    get_env_var.cache_clear()  # type: ignore[attr-defined]
    assert not tracing_is_enabled()
    quote, day = capsys.readouterr().out.strip().rsplit(" ", 1)
    entries = [path.read_text(encoding="utf-8") for path in (tmp_path / "journal").rglob("*.md")]
    assert any(quote in entry for entry in entries)
    assert any(f"{day}" in entry for entry in entries)
