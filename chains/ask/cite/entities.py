"""Characters that a model wrote by the names HTML has for them, as the characters they are: &ldquo;
is a quotation mark like any other.

Promise: the pieces that a name comes in do not matter. Limit: what would act as markup stays as it
was written, and so does what no line holds.
"""

from __future__ import annotations

import html
import re

_NAMED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BEGUN = re.compile(r"&[#A-Za-z0-9]{0,32}\Z")
_ACTS = frozenset("<>[]【】［］`\\")


class NamedCharacters:
    """Feed it text; it holds back the beginning of a name."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, text: str) -> str:
        """Return what is certain by now."""
        text = self._held + text
        begun = _BEGUN.search(text)
        end = begun.start() if begun else len(text)
        self._held = text[end:]
        return _NAMED.sub(_read, text[:end])

    def close(self) -> str:
        """Return what was held."""
        held, self._held = self._held, ""
        return held


def _read(match: re.Match[str]) -> str:
    char = html.unescape(match[0])
    is_shown = len(char) == 1 and (char.isprintable() or char == "\xa0")
    return char if is_shown and char not in _ACTS else match[0]
