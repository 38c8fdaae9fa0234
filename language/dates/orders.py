"""Dates in numbers alone, where the order of day, month and year is open: `4/5/2024`, `24. 5. 10.`,
`240510`.

Promise: a date that cannot be read otherwise decides for all that stand beside it; what is said by
a person decides where none does.
Limit: two digits are a year from 1970 to this one, and come first where nothing speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from language.dates.written import When, time_after

Order = Literal["mdy", "dmy"]
ShortOrder = Literal["ymd", "mdy", "dmy"]

# With a separator that is the same twice; `_` and a space only where a file's name is read.
_YEAR_LAST = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4})(?![\d/])")
_SHORT = re.compile(r"(?<![\w./-])'?(\d{2})([/.-])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d/]|\.\d)\.?")
_SHORT_IN_WORDS = re.compile(r"(?<!\w)'?(\d{2})(년) ?(\d{1,2})월 ?(\d{1,2})일")
_YEAR_LAST_NAMED = re.compile(r"(?<!\d)(\d{1,2})([/._ -])\s?(\d{1,2})\2\s?(\d{4})(?!\d)")
_SHORT_NAMED = re.compile(
    r"(?<![\d./_-])'?(\d{2})([/._ -])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d|\.\d)\.?"
)
_YEAR_LAST_PACKED = re.compile(r"(?<![0-9A-Za-z])(\d{2})()(\d{2})(\d{4})(?![0-9A-Za-z])")
_SHORT_PACKED = re.compile(r"(?<![0-9A-Za-z])(\d{2})()(\d{2})(\d{2})(?![0-9A-Za-z])")
_NUMBERS = re.compile(r"\d[\d\s/._-]{4}|\d년")  # what each of these has, and most lines have not
_MOST_TEXTS, _LONGEST = 20_000, 300
_FIRST_YEAR = 1970


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOrder:
    """What the numbers of a date are, where its year has four digits and where it has two."""

    order: Order = "mdy"
    assumed: bool = True
    short: ShortOrder = "ymd"
    short_assumed: bool = True

    def or_else(self, other: DayOrder | None) -> DayOrder:
        """Return this order where it is proven, and the other's where it is only assumed."""
        if other is None:
            return self
        long, short = other if self.assumed else self, other if self.short_assumed else self
        return DayOrder(
            order=long.order,
            assumed=long.assumed,
            short=short.short,
            short_assumed=short.short_assumed,
        )


def order_of(
    texts: Iterable[str], said: Literal["", "mdy", "dmy"] = "", *, names: bool = False
) -> DayOrder:
    """Return the order that dates of these texts show, else the one that was said, else month
    first. `names`: they are names of files."""
    long, shorts = _Votes(said), list[tuple[int, int, int]]()
    for _, text in zip(range(_MOST_TEXTS), texts, strict=False):
        piece = text[:_LONGEST]
        if _NUMBERS.search(piece) is None:
            continue
        for pattern in _year_last(names):
            for first, point, second, _ in pattern.findall(piece):
                long.hear(int(first), point, int(second))
        for pattern in _short(names):
            shorts += [
                (int(one), int(two), int(three)) for one, _, two, three in pattern.findall(piece)
            ]
    short, short_assumed = _short_order(shorts, said)
    order, assumed = long.decide()
    return DayOrder(order=order, assumed=assumed, short=short, short_assumed=short_assumed)


def read_numbers(
    text: str, order: DayOrder, *, names: bool = False, short: bool = False
) -> When | None:
    """Return the first date of a text whose year comes last, or with `short` the first whose year
    has two digits, with the time of day beside it."""
    read = _read_short if short else _read_year_last
    for pattern in _short(names) if short else _year_last(names):
        for match in pattern.finditer(text):
            day, assumed = read(match, order)
            if day is not None:
                at, end, zone = time_after(text, match.end(), day)
                kind: Literal["", "order", "short"] = "short" if short else "order"
                return When(
                    day=day,
                    at=at,
                    start=match.start(),
                    end=end,
                    zone=zone,
                    assumed=kind if assumed else "",
                )
    return None


def at_start(when: When | None) -> When | None:
    """Return a date only where the text begins with it."""
    return when if when is not None and when.start == 0 else None


class _Votes:
    """What the dates of a text say of the order of day and month. The first proof decides."""

    def __init__(self, said: Literal["", "mdy", "dmy"]) -> None:
        self._said = said
        self._proven: Order | None = None
        self._points = False

    def hear(self, first: int, point: str, second: int) -> None:
        if self._proven is None and first > 12 >= second:
            self._proven = "dmy"
        elif self._proven is None and second > 12 >= first:
            self._proven = "mdy"
        self._points = self._points or point == "."

    def decide(self) -> tuple[Order, bool]:
        if self._proven is not None:
            return self._proven, False
        if self._points:  # 5.4.2024 is written where the day comes first
            return "dmy", False
        return self._said or "mdy", not self._said


def _short_order(
    found: list[tuple[int, int, int]], said: Literal["", "mdy", "dmy"]
) -> tuple[ShortOrder, bool]:
    """Return the order in which most of the numbers are days of a calendar; the year first where
    several are."""
    likely: list[ShortOrder] = [said] if said else []
    likely += [order for order in ("ymd", "dmy", "mdy") if order != said]
    fits = {order: sum(_short_day(*each, order) is not None for each in found) for order in likely}
    best = max(likely, key=lambda order: fits[order])
    is_proven = bool(found) and all(fits[order] < fits[best] for order in likely if order != best)
    return best, not (is_proven or said)


def _read_year_last(match: re.Match[str], order: DayOrder) -> tuple[date | None, bool]:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    in_order = (first, second) if order.order == "mdy" else (second, first)
    day = _day(year, *in_order)
    if day is not None:
        can_turn = _day(year, *reversed(in_order)) is not None and first != second
        return day, order.assumed and can_turn
    return _day(year, *reversed(in_order)), False


def _read_short(match: re.Match[str], order: DayOrder) -> tuple[date | None, bool]:
    numbers = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "년":  # says itself which is the year
        return _short_day(*numbers, "ymd"), False
    day = _short_day(*numbers, order.short)
    if day is not None:
        return day, order.short_assumed
    others = [other for other in ("ymd", "dmy", "mdy") if other != order.short]
    readings = (_short_day(*numbers, other) for other in others)
    return next((reading for reading in readings if reading is not None), None), True


def _short_day(one: int, two: int, three: int, order: str) -> date | None:
    year, month, day = {
        "ymd": (one, two, three),
        "dmy": (three, two, one),
        "mdy": (three, one, two),
    }[order]
    full = next((century + year for century in (2000, 1900) if _is_past(century + year)), 0)
    return _day(full, month, day)


def _is_past(year: int) -> bool:
    return _FIRST_YEAR <= year <= date.today().year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_last(names: bool) -> Iterator[re.Pattern[str]]:
    yield _YEAR_LAST_NAMED if names else _YEAR_LAST
    if names:
        yield _YEAR_LAST_PACKED


def _short(names: bool) -> Iterator[re.Pattern[str]]:
    yield _SHORT_IN_WORDS
    yield _SHORT_NAMED if names else _SHORT
    if names:
        yield _SHORT_PACKED
