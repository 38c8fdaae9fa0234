"""Dates in numbers alone, where the order of day, month and year is open: `4/5/2024`, `24. 5. 10.`,
`240510`.

Promise: a date that cannot be read otherwise, or whose day of the week fits one reading only,
decides; what is said by a person decides where none does.
Limit: two digits are a year from 1970 to this one, and come first where nothing speaks against it;
`3/4/24` is read only where its order is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from language.dates.marks import with_plain_marks
from language.dates.written import When, time_after, weekday_beside

Order = Literal["mdy", "dmy"]
ShortOrder = Literal["ymd", "mdy", "dmy"]
_Short = tuple[str, tuple[str, str, str]]  # what stands between the numbers, and they

# With a separator that is the same twice; `_` and a space only where a file's name is read.
_YEAR_LAST = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4})(?![\d/])")
_SHORT = re.compile(r"(?<![\w./-])'?(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d/]|\.\d)\.?")
_SHORT_IN_WORDS = re.compile(r"(?<!\w)'?(\d{2})(년) ?(\d{1,2})월 ?(\d{1,2})일")
_YEAR_LAST_NAMED = re.compile(
    r"(?<![\d./-])(\d{1,2})([/._ -])\s?(\d{1,2})\2\s?(\d{4})(?![0-9A-Za-z])"
)
_SHORT_NAMED = re.compile(
    r"(?<![0-9A-Za-z./-])(?<!\d_)'?(\d{1,2})([/._ -])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d|\.\d)\.?"
)
_YEAR_LAST_PACKED = re.compile(r"(?<![0-9A-Za-z])(\d{2})()(\d{2})(\d{4})(?![0-9A-Za-z])")
# Six digits before seven are a Korean's number, and with their unit an amount: no day of writing.
_SHORT_PACKED = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d-)(\d{2})()(\d{2})(\d{2})(?![0-9A-Za-z]|-\d{7}|원(?![가-힣]))"
)
_NUMBERS = re.compile(r"\d[\d\s/._-]{4}|\d년")  # what each of these has, and most lines have not
_MOST_TEXTS, _LONGEST = 20_000, 300
_FIRST_YEAR = 1970
_YEAR_DIGITS = 2
_SHORT_ORDERS: tuple[ShortOrder, ...] = ("ymd", "dmy", "mdy")


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
    long, shorts = _Votes(said), list[_Short]()
    for _, text in zip(range(_MOST_TEXTS), texts, strict=False):
        piece = with_plain_marks(text[:_LONGEST])
        if _NUMBERS.search(piece) is None:
            continue
        for pattern in _year_last(names):
            for match in pattern.finditer(piece):
                long.hear(match, weekday_beside(piece, match.start(), match.end()))
        for pattern in _short(names):
            shorts += [
                (point, (one, two, three)) for one, point, two, three in pattern.findall(piece)
            ]
    short, short_assumed = _short_order(shorts, said)
    order, assumed = long.decide()
    return DayOrder(order=order, assumed=assumed, short=short, short_assumed=short_assumed)


def read_numbers(
    text: str, order: DayOrder, *, names: bool = False, short: bool = False
) -> When | None:
    """Return the first date of a text whose year comes last, or with `short` the first whose year
    has two digits, with the time of day beside it."""
    text = with_plain_marks(text)
    read = _read_short if short else _read_year_last
    for pattern in _short(names) if short else _year_last(names):
        for match in pattern.finditer(text):
            weekday = weekday_beside(text, match.start(), match.end())
            day, assumed = read(match, order, weekday)
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

    def hear(self, match: re.Match[str], weekday: int | None) -> None:
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        days: dict[Order, date | None] = {
            "mdy": _day(year, first, second),
            "dmy": _day(year, second, first),
        }
        fitting = set(_readings(days.values(), weekday))
        if self._proven is None and first != second and len(fitting) == 1:
            self._proven = next(order for order, day in days.items() if day in fitting)
        self._points = self._points or match[2] == "."

    def decide(self) -> tuple[Order, bool]:
        if self._proven is not None:
            return self._proven, False
        if self._points:  # 5.4.2024 is written where the day comes first
            return "dmy", False
        return self._said or "mdy", not self._said


def _short_order(found: list[_Short], said: Literal["", "mdy", "dmy"]) -> tuple[ShortOrder, bool]:
    """Return the order in which most of the numbers are days of a calendar; the year first where
    several are."""
    likely: list[ShortOrder] = [said] if said else []
    likely += [order for order in ("ymd", "dmy", "mdy") if order != said]
    fits = {
        order: sum(
            _short_day(numbers, order) is not None
            for point, numbers in found
            if not (point == "." and len(numbers[0]) < _YEAR_DIGITS)
            and not _is_version(point, order)
        )
        for order in likely
    }
    best = max(likely, key=lambda order: fits[order])
    is_proven = bool(found) and all(fits[order] < fits[best] for order in likely if order != best)
    return best, not (is_proven or said)


def _read_year_last(
    match: re.Match[str], order: DayOrder, weekday: int | None
) -> tuple[date | None, bool]:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    in_order = (first, second) if order.order == "mdy" else (second, first)
    readings = _readings([_day(year, *in_order), _day(year, *reversed(in_order))], weekday)
    return _first(readings), order.assumed and len(readings) > 1


def _read_short(
    match: re.Match[str], order: DayOrder, weekday: int | None
) -> tuple[date | None, bool]:
    numbers = match[1], match[3], match[4]
    if match[2] == "년":  # says itself which is the year
        return _short_day(numbers, "ymd"), False
    orders = [order.short, *(other for other in _SHORT_ORDERS if other != order.short)]
    orders = [each for each in orders if each == order.short or not _is_version(match[2], each)]
    days = [_short_day(numbers, each) for each in orders]
    readings = _readings(days, weekday)
    is_proven = len(readings) == 1 and readings[0].weekday() == weekday
    if _is_uneven(numbers) and not is_proven:
        return None, False
    if len(match[1]) < _YEAR_DIGITS:
        is_single = len(readings) == 1 and match[2] != "."
        is_told = is_proven or is_single or not order.short_assumed
        return (_first(readings) if is_told else None), False
    is_assumed = order.short_assumed or days[0] is None
    return _first(readings), is_assumed and not is_proven


def _is_uneven(numbers: tuple[str, str, str]) -> bool:
    """Whether one number has a zero before it and another would need one: 22.04.3 is a version."""
    return any(each[0] == "0" for each in numbers) and any(len(each) == 1 for each in numbers)


def _is_version(point: str, order: ShortOrder) -> bool:
    """Whether numbers with points between them would begin with the month: nobody's date."""
    return point == "." and order == "mdy"


def _readings(days: Iterable[date | None], weekday: int | None) -> list[date]:
    """Return the days that a date may be, or the one that the day of the week beside it proves."""
    readings = list(dict.fromkeys(day for day in days if day is not None))
    fitting = [day for day in readings if day.weekday() == weekday]
    return fitting if len(fitting) == 1 else readings


def _first(readings: Sequence[date]) -> date | None:
    return readings[0] if readings else None


def _short_day(numbers: tuple[str, str, str], order: str) -> date | None:
    one, two, three = numbers
    year, month, day = {
        "ymd": (one, two, three),
        "dmy": (three, two, one),
        "mdy": (three, one, two),
    }[order]
    if len(year) != _YEAR_DIGITS:
        return None
    return _day(full_year(int(year)), int(month), int(day))


def full_year(digits: int) -> int:
    """Return the year from 1970 to this one that two digits mean, 0 where there is none."""
    return next((c + digits for c in (2000, 1900) if _is_past(c + digits)), 0)


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
