"""Days that a line tells only together with the year, or the month, that stands above it or in the
file's name: `3월 4일`, `March 4th`, `3/6`, `### 5 (화)`.

Limit: without a year above there is no day; numbers alone are a day only in the order that is
given, and below a month only where they are all that the line says, or called a day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from language.dates.names import without_ending
from language.dates.orders import Order
from language.dates.words import month_names, words_of
from language.dates.written import MONTH_NAMES, WEEKDAYS, When, weekday_beside

_AROUND = " \t\r*_#>[]"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = rf"(?P<month>{MONTH_NAMES})\.?"
_WORDS = r"(?P<words>[ _][^\d\n]{1,40})?"
_PERIODS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}(?:년\s?|[-./_ ]\s?)(?P<month>\d{{1,2}})월?{_WORDS}",
        rf"{_MONTH},?[ _-]{_YEAR}{_WORDS}",
        rf"{_YEAR}[ _-]{_MONTH}",
        rf"(?P<month>\d{{1,2}})월{_WORDS}",
        _MONTH,
        rf"{_YEAR}년?{_WORDS}",
        r"(?P<month>\d{1,2})",
    )
)
_END = rf"(?P<weekday>\s?[(\[ ,]\s?(?:{WEEKDAYS})(?!\w)[)\]]?)?(?P<rest>$|\s?[-–—:|·.,]\s?.*|\s.*)"
_IN_WORDS = tuple(
    re.compile(pattern + _END, re.IGNORECASE)
    for pattern in (
        r"(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일",
        rf"(?:(?:{WEEKDAYS}),?\s)?{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)",
        rf"(?:(?:{WEEKDAYS}),?\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s{_MONTH}(?!\w)",
    )
)
_IN_NUMBERS = re.compile(rf"(?P<one>\d{{1,2}})\s?(?P<mark>[-./])\s?(?P<two>\d{{1,2}})(?!\d){_END}")
_DAY_ONLY = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<day>\d{{1,2}})(?:일|st|nd|rd|th){_END}",
        rf"(?P<day>\d{{1,2}})(?P<weekday>\s?[(\[ ,]\s?(?:{WEEKDAYS})(?!\w)[)\]]?)(?P<rest>$|\W.*)",
        rf"(?:{WEEKDAYS}),?\s(?P<day>\d{{1,2}})(?P<weekday>)(?P<rest>$)",
        r"(?P<day>\d{1,2})(?P<weekday>)(?P<rest>$)",
    )
)
_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """The year and the month that stand above a line, 0 where none does."""

    year: int = 0
    month: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBelow:
    """A day, and the words behind it on its line. `in_numbers` is the mark between two numbers that
    are all that tells it, `is_fitting` that the day of the week beside them is right."""

    when: When
    rest: str
    in_numbers: str = ""
    is_fitting: bool = False


def above_in_name(path: str) -> Above:
    """Return the year and the month in a file's name that holds one year only, or in the name below
    a folder of a year."""
    folders, _, name = path.rpartition("/")
    stem, folder = without_ending(name).strip(), folders.rpartition("/")[2]
    if len(_IN_NAME.findall(stem)) == 1:
        found = _IN_NAME.search(stem)
        whole = stem[found.start() :] if found else ""
        return above_in(whole) or above_in(stem) or Above(year=int(found[0]) if found else 0)
    year = above_in(folder)
    if year is None or not year.year or year.month:
        return Above()
    month = above_in(stem, year)
    return replace(year, month=month.month) if month is not None else year


def above_in(text: str, above: Above | None = None) -> Above | None:
    """Return the year or month that a heading is, below what stands `above` it."""
    found = _period_in(text)
    if found is None:
        return None
    said = found.groupdict()
    year, month = int(said.get("year") or 0), _month(said.get("month") or "0")
    if not (year or "월" in found[0] or said["month"][:1].isalpha()):
        is_month = above is not None and above.year and not above.month and month
        return replace(above, month=month) if above and is_month else None
    return Above(year=year or (above.year if above else 0), month=month)


def first_of_month(path: str) -> date | None:
    """Return the first day of the month that a file's name is as a whole: `2024-05`, `May 2024`."""
    stem = without_ending(path.rpartition("/")[2]).strip()
    found = above_in(stem) if is_period(stem) else None
    return date(found.year, found.month, 1) if found and found.year and found.month else None


def is_period(text: str) -> bool:
    """Whether a heading is a year or a month and has no words of its own."""
    found = _period_in(text)
    return found is not None and not found.groupdict().get("words")


def _period_in(text: str) -> re.Match[str] | None:
    bare = text[:_LONGEST].strip(_AROUND)
    for pattern in _PERIODS:
        found = pattern.fullmatch(bare)
        if found is not None and ("month" not in found.groupdict() or _month(found["month"])):
            return found
    return None


def day_below(text: str, above: Above, order: Literal["", "mdy", "dmy"] = "") -> DayBelow | None:
    """Return the day that begins a line; two numbers are read only in the `order` given."""
    bare = text[:_LONGEST].strip(_AROUND)
    if not above.year or not bare:
        return None
    for pattern in _IN_WORDS:
        if found := pattern.fullmatch(bare):
            return _day(found, above.year, _month(found["month"]), int(found["day"]))
    if (found := _IN_NUMBERS.fullmatch(bare)) is not None:
        return _in_numbers(found, above.year, order) if order else None
    if not above.month:
        return None
    for pattern in _DAY_ONLY:
        if found := pattern.fullmatch(bare):
            return _day(found, above.year, above.month, int(found["day"]))
    return None


def _in_numbers(found: re.Match[str], year: int, order: Order) -> DayBelow | None:
    one, two = int(found["one"]), int(found["two"])
    month, day = (one, two) if order == "mdy" else (two, one)
    read = _day(found, year, month, day)
    if read is None:
        return None
    beside = found["weekday"]
    is_fitting = bool(beside) and weekday_beside(beside, 0, 0) == read.when.day.weekday()
    if beside and not is_fitting:
        return None
    return replace(read, in_numbers=found["mark"], is_fitting=is_fitting)


def _day(found: re.Match[str], year: int, month: int, day: int) -> DayBelow | None:
    try:
        when = When(day=date(year, month, day), end=found.end())
    except ValueError:
        return None
    return DayBelow(when=when, rest=found["rest"].strip(" \t*_#>-–—·:|,."))


def _month(text: str) -> int:
    name = text.lower().rstrip(".")
    number = int(name) if name.isdecimal() else words_of("months", "en").get(name, 0)
    return number if 1 <= number <= len(month_names()) else 0
