"""Every error in the code has its Korean, with the same fields, and no Korean stands for an error
that is gone.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

import pytest
import yaml

import errors
from errors import JournalError

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "chains",
    "config",
    "conversations",
    "decisions",
    "evaluation",
    "files",
    "gate",
    "journal",
    "language",
    "portability",
    "prompts",
    "tracing",
    "ui",
    "vectorstore",
)
# The kinds of error there are, and what the packages name the functions that make them.
KINDS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, JournalError)
}
KEY = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z0-9_]*)+\Z")


class Raised(NamedTuple):
    """One error as the code writes it; texts are None where the code puts them together."""

    key: str
    message: str | None
    hint: str | None
    where: str


def _sources() -> Iterator[Path]:
    yield from sorted(ROOT.glob("*.py"))
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


@cache
def _raised() -> list[Raised]:
    found = []
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            keywords = {keyword.arg: keyword.value for keyword in node.keywords}
            key = _text(keywords.get("key"))
            if key is None or "hint" not in keywords or not KEY.match(key):
                continue
            message = node.args[0] if node.args else keywords.get("message")
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            found.append(Raised(key, _text(message), _text(keywords["hint"]), where))
    return found


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def korean() -> dict[str, dict[str, str]]:
    text = (ROOT / "ui" / "messages" / "errors_ko.yaml").read_text(encoding="utf-8")
    keys = re.findall(r"^([a-z_.0-9]+):", text, re.MULTILINE)
    assert len(keys) == len(set(keys)), sorted(key for key in set(keys) if keys.count(key) > 1)
    return cast(dict[str, dict[str, str]], yaml.safe_load(text))


def test_there_is_something_to_compare() -> None:
    keys = {raised.key for raised in _raised()}
    assert {"store.disk_full", "prompt.malformed", "settings.bad_port", "conversation.gone"} <= keys


def test_every_error_has_its_korean(korean: dict[str, dict[str, str]]) -> None:
    missing = {raised.key: raised.where for raised in _raised() if raised.key not in korean}
    assert not missing, f"errors_ko.yaml lacks: {missing}"


def test_every_korean_text_is_whole(korean: dict[str, dict[str, str]]) -> None:
    for key, texts in korean.items():
        assert texts.keys() == {"message", "hint"}, key
        assert all(re.search("[가-힣]", text) for text in texts.values()), key


def test_the_fields_are_the_same_in_both_languages(korean: dict[str, dict[str, str]]) -> None:
    wrong = []
    for raised in _raised():
        texts = korean.get(raised.key, {})
        for name, english in (("message", raised.message), ("hint", raised.hint)):
            if english is not None and name in texts and _fields(english) != _fields(texts[name]):
                wrong.append(
                    f"{raised.key} {name}: {_fields(english)} ≠ {_fields(texts[name])}"
                    f" ({raised.where})"
                )
    assert not wrong, "\n".join(wrong)


def test_no_korean_outlives_its_error(korean: dict[str, dict[str, str]]) -> None:
    """A key may be put together from a table: then it stands somewhere in the code as a text."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in _sources())
    left = [key for key in korean if f'"{key}"' not in code]
    assert not left, f"nobody raises: {left}"
