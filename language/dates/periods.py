"""Spans of days on the calendar: years, months, seasons, semesters, and steps back from today.

Rules stated once: spring is March to May, winter of a year is its December to the next February;
the first semester (1학기, spring semester) is 1 March to 31 August, the second (2학기, fall
semester) 1 September to the end of February.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Season = Literal["spring", "summer", "fall", "winter"]
FIRST_SEMESTER = 3  # its first month
HALF_TERMS = (2, 5, 10)  # their months
_FIRST_MONTH: dict[Season, int] = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `since` to `until`, both inclusive; None is open."""

    since: date | None
    until: date | None


InYear = Callable[[int], Period | None]


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


def quarter(year_number: int, number: int) -> Period:
    """Return the first to fourth quarter of a calendar year."""
    return months(year_number, 3 * number - 2, 3)


def quarter_back(today: date, steps: int) -> Period:
    """Return the quarter `steps` before the current one (0 is the current one)."""
    index = today.year * 4 + (today.month - 1) // 3 - steps
    return quarter(index // 4, index % 4 + 1)


def part_of_month(year_number: int, month: int, part: str) -> Period:
    """Return days 1 to 10 ("early"), 11 to 20 ("mid") or 21 to the end ("late") of a month."""
    last = calendar.monthrange(year_number, month)[1]
    first, end = {"early": (1, 10), "mid": (11, 20)}.get(part, (21, last))
    return Period(since=date(year_number, month, first), until=date(year_number, month, end))


def week_of_month(year_number: int, month: int, number: int) -> Period:
    """Return the days 1 to 7 (1), 8 to 14 (2) and so on of a month, or its last seven (-1)."""
    last = calendar.monthrange(year_number, month)[1]
    first = last - 6 if number < 0 else number * 7 - 6
    return Period(since=date(year_number, month, first), until=date(year_number, month, first + 6))


def nth_weekday(year_number: int, month: int, weekday: int, nth: int) -> date:
    """Return the first (1), second (2) … or last (-1) such weekday, 0 for Monday, of a month."""
    last = calendar.monthrange(year_number, month)[1]
    days = [date(year_number, month, number) for number in range(1, last + 1)]
    found = [each for each in days if each.weekday() == weekday]
    return found[nth - 1 if nth > 0 else nth]


def part_of_season(year_number: int, name: Season, part: str) -> Period:
    """Return the first ("early"), second ("mid") or third ("late") month of a season."""
    return months(year_number, _FIRST_MONTH[name] + ("early", "mid", "late").index(part))


def decade(first_year: int, part: str = "") -> Period:
    """Return ten years, or the early, mid or late ones of them."""
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    return Period(since=date(first_year + first, 1, 1), until=date(first_year + last, 12, 31))


def season(year_number: int, name: Season) -> Period:
    """Return three months; the winter of a year begins in its December."""
    return months(year_number, _FIRST_MONTH[name], 3)


def latest_begun(today: date, build: InYear) -> Period | None:
    """Return the newest of what `build` gives for a year that has begun by `today`."""
    return _newest(today, build, lambda period: _start(period) <= today)


def latest_over(today: date, build: InYear) -> Period | None:
    """Return the newest of what `build` gives for a year that was over before `today`.

    "Last summer" said in July is that of the year before: the one still running is "this summer".
    """
    return _newest(today, build, lambda period: (period.until or date.max) < today)


def _newest(today: date, build: InYear, is_meant: Callable[[Period], bool]) -> Period | None:
    # Nine years: 29 February stands eight years apart around 1900 and 2100.
    years = range(today.year, today.year - 9, -1)
    found = (build(number) for number in years)
    return next((period for period in found if period and is_meant(period)), None)


def this_time(today: date, year_number: int) -> Period:
    """Return this time of the year in another year: today's month, and the one that is nearer."""
    return months(year_number, today.month - (today.day <= 15), 2)


def same_day(today: date, year_number: int) -> Period:
    """Return today's day in another year; 29 February falls on the 28th where there is none."""
    last = calendar.monthrange(year_number, today.month)[1]
    return day(date(year_number, today.month, min(today.day, last)))


def latest_weekday(today: date, weekday: int) -> Period:
    """Return the newest such day of the week (Monday is 0) before `today`."""
    return day(today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))


def latest_weekend(today: date) -> Period:
    """Return the newest Saturday and Sunday that were over before `today`."""
    sunday = _start(latest_weekday(today, 6))
    return Period(since=sunday - timedelta(days=1), until=sunday)


def latest_day_of_month(today: date, number: int) -> Period | None:
    """Return the newest such day of a month by `today`, or None for a day that no month has."""
    if not 1 <= number <= 31:
        return None
    for back_by in range(3):
        year_number, month = _carry(today.year, today.month - back_by)
        found = exact(year_number, month, number)
        if found and _start(found) <= today:
            return found
    return None


def semester(year_number: int, half: int) -> Period:
    """Return the first or second semester of an academic year (March to February), holidays
    included.
    """
    return months(year_number, 3 if half == 1 else 9, 6)


def teaching_term(year_number: int, half: int) -> Period:
    """Return the weeks in which a semester is taught: 1 March to 20 June, 1 September to 20
    December.
    """
    first, last = ((3, 1), (6, 20)) if half == 1 else ((9, 1), (12, 20))
    return Period(since=date(year_number, *first), until=date(year_number, *last))


def half_term(year_number: int, month: int) -> Period:
    """Return the half-term break of a British school: the week with the third Monday of February,
    or the last of May or of October. Some schools are off a week sooner or later.
    """
    last = date(year_number, month, 21 if month == 2 else 31)
    return week(last, 0)


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


def few_back(today: date, unit: str) -> Period:
    """Return "a few days, weeks, months, years ago": two to five of them (two to seven days)."""
    most = 7 if unit == "day" else 5
    return Period(since=back(today, most, unit).since, until=back(today, 2, unit).until)


def months_back(today: date, count: int) -> Period:
    """Return the month `count` months ago; from four on people round, so with a month each side."""
    if count < 4:
        return back(today, count, "month")
    return months(today.year, today.month - count - 1, 3)


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


def exact_or_month(year_number: int, month: int, day_number: int) -> Period:
    """Return that day, or its month when the calendar has no such day."""
    return exact(year_number, month, day_number) or months(year_number, month)


def _start(period: Period) -> date:
    return period.since or date.min


def _carry(year_number: int, month: int) -> tuple[int, int]:
    index = year_number * 12 + month - 1
    return index // 12, index % 12 + 1
