"""The figures and dashes of a date as every reader of dates expects them.

Promise: digits of full width, and other dashes than `-` between the numbers of a date, are read as
the plain ones. Invariant: the text keeps its length, so that a place in it stays where it is.
"""

from __future__ import annotations

import re

_OTHER_MARKS = re.compile("[‐-―−－０-９／．：]")
_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("："): ":"}
_SEPARATORS = {"／": "/", "．": "."}
# The same mark twice between the numbers of one date; between two years it says "to".
_DATE = re.compile(
    r"(?<!\d)(\d{4})([‐-―−－／．])(\d{1,2})\2(\d{1,2})(?!\d)"
    r"|(?<!\d)(\d{1,2})([‐-―−－／．])(\d{1,2})\6(\d{4})(?!\d)"
)


def with_plain_marks(text: str) -> str:
    """Return a text with the plain figures and separators in its dates."""
    if _OTHER_MARKS.search(text) is None:
        return text
    return _DATE.sub(_plainly, text.translate(_FULL_WIDTH))


def _plainly(found: re.Match[str]) -> str:
    mark = found[2] or found[6]
    return found[0].replace(mark, _SEPARATORS.get(mark, "-"))
