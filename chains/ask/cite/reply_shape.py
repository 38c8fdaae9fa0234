"""Unwraps a reply that is not the Markdown that was asked for: JSON, a fence around all of it.

Promise: Markdown passes as it comes; JSON is held to its end and given as the Markdown that it
means. Limit: JSON that cannot be read gives nothing, and `is_junk` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from chains.models.chat import read_object
from language.model_words import answer_sections

_FENCE = re.compile(r"\s*(?:```|~~~)[ \t]*([\w-]*)[ \t]*\n")
_LONGEST_FENCE = 40
_LABELS = ("label", "option", "name", "title", "heading")


class Unwrapping:
    """Feed it the words of a reply; it gives Markdown."""

    def __init__(self) -> None:
        self._held = ""
        self._state = "start"
        self.is_junk = False

    def feed(self, text: str) -> str:
        """Return what can be read for it."""
        if self._state == "text":
            return text
        self._held += text
        if self._state == "json":
            return ""
        begun = self._held.lstrip()
        if not begun:
            return ""
        fence = _FENCE.match(self._held)
        may_be_fence = begun[0] in "`~" and "\n" not in begun and len(begun) < _LONGEST_FENCE
        if fence is None and may_be_fence:
            return ""
        inside = self._held[fence.end() :] if fence else begun
        if fence is not None and not inside.strip():
            return ""
        if inside.lstrip().startswith("{"):
            self._state = "json"
            return ""
        return self._release(self._held if fence is None else inside)

    def close(self) -> str:
        """Return what was held."""
        if self._state != "json":
            return self._release(self._held)
        value = read_object(self._held)
        self.is_junk = value is None
        return "\n".join(_lines(value)) if value is not None else ""

    def _release(self, text: str) -> str:
        self._state, self._held = "text", ""
        return text


def cells_of(line: str) -> str:
    """Return a line of a table as a line of words: its cells, and nothing for its rule."""
    if not line.strip(" |:-+\t"):
        return ""
    cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
    return " · ".join(cell for cell in cells if cell)


def _lines(value: Any) -> Iterator[str]:
    """Yield the Markdown of a JSON value: sections by their names, lists as lines."""
    if isinstance(value, dict):
        yield from _members(value)
    elif isinstance(value, list):
        for each in value:
            if isinstance(each, str):
                yield f"- {each}"
            else:
                yield from _lines(each)
    elif isinstance(value, str):
        yield value


def _members(value: dict[str, Any]) -> Iterator[str]:
    label = next((value[name] for name in _LABELS if isinstance(value.get(name), str)), "")
    if label:
        yield f"### {label}"
    for name, each in value.items():
        if each is label and name in _LABELS:
            continue
        if section := answer_sections().get(" ".join(name.replace("_", " ").lower().split())):
            yield f"## {section}"
        elif isinstance(each, (dict, list)):
            yield f"### {name}"
        yield from _lines(each)
        yield ""
