"""Dates like `4/5/2024`, where only the file as a whole, or the person, tells day from month.

Invariant: one order for a whole file; where nothing in it decides, the order counts as assumed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from journal.importers.base import How
from language.dates.written import When, parse_when

_SLASHED = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?![\d/])")
_LINES = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOrder:
    """Which of the two numbers is the day."""

    order: Literal["mdy", "dmy"]
    assumed: bool


def order_in(lines: Iterable[str], how: How) -> DayOrder:
    """Return the order that the dates of a text show, else the person's, else month first."""
    for _, line in zip(range(_LINES), lines, strict=False):
        for first, point, second, _ in _SLASHED.findall(line[:300]):
            if int(first) > 12 >= int(second):
                return DayOrder(order="dmy", assumed=False)
            if int(second) > 12 >= int(first):
                return DayOrder(order="mdy", assumed=False)
            if point == ".":
                return DayOrder(
                    order="dmy", assumed=False
                )  # 5.4.2024 is written where the day comes first
    return DayOrder(order=how.day_order or "mdy", assumed=not how.day_order)


def read_slashed(text: str, order: DayOrder) -> When | None:
    """Return the first such date in a text with the time of day beside it."""
    found = _SLASHED.search(text)
    if found is None:
        return None
    first, second = found[1], found[3]
    month, day = (first, second) if order.order == "mdy" else (second, first)
    plain = f"{found[4]}-{int(month):02d}-{int(day):02d}"
    # A time may follow; the longest text that is a date and no more is taken.
    rest = text[found.end() : found.end() + 30]
    for length in range(len(rest), -1, -1):
        when = parse_when(plain + rest[:length])
        if when is not None:
            return When(day=when.day, at=when.at, start=found.start(), end=found.end() + length)
    return None
