"""What import-linter cannot see: the modules at the root, and what the page's door may reach."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {
    path.stem for path in ROOT.glob("*.py")
}
ALLOWED = {
    "errors.py": set[str](),
    "services.py": {
        *("errors", "language", "files", "tracing", "config", "journal", "prompts", "vectorstore"),
        *("decisions", "chains", "conversations"),
    },
    "app.py": {"errors", "config", "ui"},
}


def test_no_module_stands_at_the_root_but_these() -> None:
    assert {path.name for path in ROOT.glob("*.py")} == ALLOWED.keys()


@pytest.mark.parametrize("name", ALLOWED)
def test_a_root_module_keeps_to_its_floor(name: str) -> None:
    used = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            used.add(str(node.module).partition(".")[0])
        elif isinstance(node, ast.Import):
            used |= {alias.name.partition(".")[0] for alias in node.names}
    assert used & OURS <= ALLOWED[name]
