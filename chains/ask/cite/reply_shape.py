"""Unwraps a reply that is not the Markdown that was asked for: JSON, a fence around all of it.

Promise: Markdown passes as it comes; JSON, at once or after other lines, is held to its end and
given as the Markdown that it means. Limit: JSON that cannot be read gives nothing, and `is_junk`
says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from chains.models.chat import read_object
from language.model_words import answer_sections

# JSON where a line begins, in a fence or a list as it may be, and what may yet become it.
_JSON = re.compile(r"\s*(?:(?:```|~~~)[ \t]*[\w-]*[ \t]*\n\s*)?(?:\[\s*)?\{\s*\"")
_MAY_BE_JSON = re.compile(
    r"\s*(?:[`~]{1,2}|(?:```|~~~)[ \t]*[\w-]{0,20}[ \t]*(?:\n\s*)?)?(?:\[\s*)?(?:\{\s*)?"
)
_LABELS = ("label", "option", "name", "title", "heading")


class Unwrapping:
    """Feed it the words of a reply; it gives Markdown."""

    def __init__(self) -> None:
        self._held = ""
        self._begins = True  # what is held begins a line
        self._is_json = False
        self.is_junk = False

    def feed(self, text: str) -> str:
        """Return what can be read for it."""
        self._held += text
        read = ""
        while not self._is_json and self._held:
            if self._begins and _JSON.match(self._held):
                self._is_json = True
            elif self._begins and _MAY_BE_JSON.fullmatch(self._held):
                break
            else:
                line, end, self._held = self._held.partition("\n")
                read += line + end
                self._begins = bool(end)
        return read

    def close(self) -> str:
        """Return what was held."""
        if not self._is_json:
            return self._held
        value = read_object(self._held)
        self.is_junk = value is None
        return "\n".join(_lines(value)) if value is not None else ""


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
