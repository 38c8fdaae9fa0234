"""How a line dresses a date that stands alone on it: with a rule, or with a mark before it.

Limit: brackets and bold letters are no dress; people change those within one text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from language.dates.placed.lines import BULLET
from language.dates.placed.plain_heads import is_marked

Dress = Literal["", "rule", "mark"]

_RULE = re.compile(r"[ \t]*(?:[-*_=─━═~][ \t]*){3,}\r?")
_WITHIN_RULE = re.compile(r"([-*_=─━═])\1\1.*\w.*\1\1\1[ \t\r]*")


def is_rule(line: str) -> bool:
    """Whether a line is nothing but a rule."""
    return _RULE.fullmatch(line) is not None


def is_within_rule(line: str) -> bool:
    """Whether the words of a line interrupt a rule: `--- 2024-03-02 ---`."""
    return _WITHIN_RULE.fullmatch(line) is not None


def dress_of(lines: Sequence[str], index: int) -> Dress:
    """Return what stands around the date that one of the lines is."""
    line = lines[index]
    if is_within_rule(line) or _is_ruled(lines, index):
        return "rule"
    return "mark" if is_marked(line) or BULLET.match(line) else ""


def _is_ruled(lines: Sequence[str], index: int) -> bool:
    """Whether a rule stands right below a line, or the next words above and below are rules."""
    if index + 1 < len(lines) and is_rule(lines[index + 1]):
        return True
    above, below = range(index - 1, -1, -1), range(index + 1, len(lines))
    return all(is_rule(_first_filled(lines, places)) for places in (above, below))


def _first_filled(lines: Sequence[str], places: Iterable[int]) -> str:
    return next((lines[at] for at in places if lines[at].strip()), "")


def unlike_the_heads(dresses: Sequence[Dress], days: Sequence[date]) -> list[int]:
    """Return which of the dates of a text are dressed as the first is not, nor most are. Two that
    follow each other are a part of the text, and such as stand in order among the others are days
    that the writer marked: those are none of them."""
    first, counts = dresses[0], Counter(dresses)
    odd = [at for at, dress in enumerate(dresses) if dress not in ("", first)]
    rare = [at for at in odd if counts[dresses[at]] <= counts[first]]
    alone = [at for at in rare if not {at - 1, at + 1} & set(odd)]
    are_marked = len(alone) > 1 and all(_is_in_order(days, at) for at in alone)
    return [] if are_marked else alone


def _is_in_order(days: Sequence[date], at: int) -> bool:
    """Whether a day stands between its neighbours, or goes on from those before it."""
    one, two, three = days[at - 1 : at + 2] if at + 1 < len(days) else days[at - 2 : at + 1]
    return one < two < three or one > two > three
