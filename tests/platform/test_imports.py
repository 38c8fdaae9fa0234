"""What is heavy and foreign is imported when it is used; the page's shell is there before it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = frozenset({"chromadb", "langchain", "langchain_openai", "langfuse", "openai", "kiwipiepy"})
NOT_FOR_THE_SHELL = HEAVY | {"langchain_core", "numpy", "bs4", "markdownify", "ijson", "icalendar"}


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [("ui.main", NOT_FOR_THE_SHELL), ("app", NOT_FOR_THE_SHELL), ("services", HEAVY)],
)
def test_nothing_heavy_is_imported_before_it_is_wanted(
    module: str, unwanted: frozenset[str]
) -> None:
    code = f"import sys, {module}; print(*sorted({sorted(unwanted)} & sys.modules.keys()))"
    code = code.replace(str(sorted(unwanted)), f"set({sorted(unwanted)})")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
