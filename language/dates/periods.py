"""Spans of days on the calendar: years, months, seasons, semesters, and steps back from today.

Rules stated once: spring is March to May, winter of a year is its December to the next February;
the first semester (1학기, spring semester) is 1 March to 31 August, the second (2학기, fall
semester) 1 September to the end of February.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Season = Literal["spring", "summer", "fall", "winter"]
_FIRST_MONTH: dict[Season, int] = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `since` to `until`, both inclusive; None is open."""

    since: date | None
    until: date | None


def day(when: date) -> Period:
    """Return one day as a period."""
    return Period(since=when, until=when)


def months(year: int, first: int, count: int = 1) -> Period:
    """Return `count` whole months from month `first` of `year`; `first` may lie outside 1..12."""
    start_year, start = _carry(year, first)
    end_year, end = _carry(year, first + count - 1)
    last = calendar.monthrange(end_year, end)[1]
    return Period(since=date(start_year, start, 1), until=date(end_year, end, last))


def year(number: int, part: str = "") -> Period:
    """Return a year, or its `part`: "early", "mid", "late" (four months each), "h1", "h2"."""
    first, count = {"early": (1, 4), "mid": (5, 4), "late": (9, 4), "h1": (1, 6), "h2": (7, 6)}.get(
        part, (1, 12)
    )
    return months(number, first, count)


def season(year_number: int, name: Season) -> Period:
    """Return three months; the winter of a year begins in its December."""
    return months(year_number, _FIRST_MONTH[name], 3)


def last_season(today: date, name: Season) -> Period:
    """Return the latest such season that was over before `today`."""
    this = season(today.year, name)
    while this.until is not None and this.until >= today:
        this = season(_start(this).year - 1, name)
    return this


def latest_season(today: date, name: Season) -> Period:
    """Return the latest such season that has begun by `today`."""
    this = season(today.year, name)
    return this if _start(this) <= today else season(today.year - 1, name)


def semester(year_number: int, half: int) -> Period:
    """Return the first or second semester of an academic year (March to February), holidays
    included.
    """
    return months(year_number, 3 if half == 1 else 9, 6)


def current_semester(today: date) -> tuple[int, int]:
    """Return (academic year, 1 or 2) of the semester that `today` is in."""
    if today.month <= 2:
        return today.year - 1, 2
    return today.year, 1 if today.month <= 8 else 2


def semester_back(today: date, steps: int) -> Period:
    """Return the semester `steps` before the current one (0 is the current one)."""
    academic_year, half = current_semester(today)
    index = academic_year * 2 + (half - 1) - steps
    return semester(index // 2, index % 2 + 1)


def latest_semester(today: date, half: int) -> Period:
    """Return the latest first (1) or second (2) semester that has begun by `today`."""
    academic_year, current = current_semester(today)
    return semester(academic_year if half <= current else academic_year - 1, half)


def latest_month(today: date, month: int) -> Period:
    """Return the latest such month that has begun by `today`."""
    return months(today.year if month <= today.month else today.year - 1, month)


def week(today: date, back: int) -> Period:
    """Return the week from Monday to Sunday that lies `back` weeks before this one."""
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return Period(since=monday, until=monday + timedelta(days=6))


def back(today: date, count: int, unit: str) -> Period:
    """Return the calendar unit ("day", "week", "month", "year") that lies `count` units before
    `today`.
    """
    if unit == "day":
        return day(today - timedelta(days=count))
    if unit == "week":
        return week(today, count)
    if unit == "month":
        return months(today.year, today.month - count)
    return year(today.year - count)


def trailing(today: date, count: int, unit: str) -> Period:
    """Return the stretch of `count` units that ends today ("the last three months")."""
    if unit in ("day", "week"):
        return Period(
            since=today - timedelta(days=count * (7 if unit == "week" else 1)), until=today
        )
    start_year, start = _carry(today.year, today.month - count * (12 if unit == "year" else 1))
    last = calendar.monthrange(start_year, start)[1]
    return Period(since=date(start_year, start, min(today.day, last)), until=today)


def exact(year_number: int, month: int, day_number: int) -> Period | None:
    """Return that day, or None when the calendar has no such day."""
    try:
        return day(date(year_number, month, day_number))
    except ValueError:
        return None


def _start(period: Period) -> date:
    return period.since or date.min


def _carry(year_number: int, month: int) -> tuple[int, int]:
    index = year_number * 12 + month - 1
    return index // 12, index % 12 + 1
