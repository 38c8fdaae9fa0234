"""What is heavy and foreign is imported when it is used; the page's shell is there before it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
