"""What words for a time mean: their days, and what is known of how they were meant.

`build_part` is one grammar of the parts of a year for both languages: a pattern names its groups
(month, season, half …), and the year may come from its own words, from today or from a neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from language.dates import periods
from language.dates.holidays import find_holiday, holiday_names
from language.dates.periods import InYear, Period
from language.dates.words import FEW, Language, plain_word, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The days that words mean. `in_year` moves them to another year when they named none, `others`
    to what is called the same in it.
    """

    period: Period
    year: int | None = None
    in_year: InYear | None = None
    others: tuple[InYear, ...] = ()
    single_day: bool = False
    trailing: bool = False
    vague: bool = False

    @property
    def any_year(self) -> bool:
        """Say whether it is a day that has one date in every year, and named none."""
        since = self.period.since
        if not self.single_day or self.in_year is None or self.year is not None or since is None:
            return False
        before = self.in_year(since.year - 1)  # none for 29 February, another for a lunar day
        return before is not None and before.since == since.replace(year=since.year - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """When a question is asked, the time that the conversation last spoke of, and whether times
    ahead are looked for as well.
    """

    today: date
    earlier: Period | None = None
    ahead: bool = False

    @property
    def year(self) -> int | None:
        """The year of that time, which 그해 and "that summer" mean."""
        day = self.earlier and (self.earlier.since or self.earlier.until)
        return day.year if day else None


_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Builder = Callable[[re.Match[str], Asked], Meaning | None]
NOT_A_RANGE = Meaning(period=Period(since=None, until=None))


def mean(period: Period | None) -> Meaning | None:
    """Return a meaning of nothing but its days."""
    return None if period is None else Meaning(period=period, single_day=_is_day(period))


def build_part(match: re.Match[str], language: Language) -> InYear:
    """Return how the part of a year in `match` lies in any year."""
    groups = {name: plain_word(text) for name, text in match.groupdict().items() if text}
    part = _third_of(groups, language)
    if "holiday" in groups:
        key = holiday_names(language)[groups["holiday"]]
        return lambda year: find_holiday(key, year)
    if "season" in groups:
        season = words_of("seasons", language)[groups["season"]]
        if part:
            return lambda year: periods.part_of_season(year, season, part)
        return lambda year: periods.season(year, season)
    if "month" in groups:
        return _build_month(groups, part, language)
    if "half" in groups:
        half = f"h{_number(groups['half'], language)}"
        return lambda year: periods.year(year, half)
    if "quarter" in groups:
        quarter = _number(groups["quarter"], language)
        return lambda year: periods.quarter(year, quarter)
    if "semester" in groups:
        semester = _semester(groups["semester"], language)
        return lambda year: periods.semester(year, semester)
    if "turn" in groups:
        return lambda year: periods.months(year, 1 if groups["turn"].endswith("초") else 12)
    return lambda year: periods.year(year, part)


def mean_part(
    match: re.Match[str], language: Language, asked: Asked, *, year: int | None, which: str
) -> Meaning | None:
    """Return the part of a year in `match` in `year`, else in the year that `which` says: "last",
    "this", "that", or "" for the newest that has begun.
    """
    build = build_part(match, language)
    if year is not None:
        period, in_year = build(year) or _month_of_leap_day(match, year), None
    elif which == "last":
        period, in_year = periods.latest_over(asked.today, build), None
    elif which == "that":
        if not asked.year:
            return NOT_A_RANGE
        period, in_year = build(asked.year), None
    else:
        period = periods.latest_begun(asked.today, build)
        in_year = None if which == "this" else build
    if period is None:
        return None
    return Meaning(period=period, year=year, in_year=in_year, single_day=_is_day(period))


def mean_newest_of(
    builds: Sequence[InYear], asked: Asked, *, last: bool = False, is_one: bool = False
) -> Meaning | None:
    """Return the newest of what comes round more than once a year, or the newest that is over;
    `is_one`: the words say that one of them is meant.
    """
    latest = periods.latest_over if last else periods.latest_begun
    found = [(period, build) for build in builds if (period := latest(asked.today, build))]
    if not found:
        return None
    period, build = max(found, key=lambda each: each[0].since or asked.today)
    if is_one:
        return Meaning(period=period, single_day=_is_day(period))
    others = tuple(each for each in builds if each is not build)
    return Meaning(period=period, in_year=build, others=others, single_day=_is_day(period))


def mean_ago(today: date, count: int | str, unit: str) -> Meaning | None:
    """Return "N units ago"."""
    if count == FEW:
        return Meaning(period=periods.few_back(today, unit))
    if not isinstance(count, int) or not count:
        return None
    if unit == "decade":
        return mean(periods.year(today.year - 10 * count)) if count < 10 else None
    if unit == "fortnight":
        return mean(periods.week(today, 2 * count))
    if unit == "month":
        return mean(periods.months_back(today, count))
    return mean(periods.back(today, count, unit))


def mean_half_ago(today: date, count: int, unit: str) -> Meaning | None:
    """Return "N and a half units ago": of years half of the next one, else both of its sides."""
    if unit == "year":
        return mean_ago(today, 12 * count + 6, "month")
    if unit not in ("week", "month"):
        return None
    first, last = periods.back(today, count + 1, unit), periods.back(today, count, unit)
    return Meaning(period=Period(since=first.since, until=last.until))


def mean_ago_about(today: date, fewest: int | str, most: int | str, unit: str) -> Meaning | None:
    """Return "N or M units ago": from the farther to the nearer."""
    first, last = mean_ago(today, most, unit), mean_ago(today, fewest, unit)
    if first is None or last is None:
        return None
    return Meaning(period=Period(since=first.period.since, until=last.period.until))


def mean_part_of_month_back(
    match: re.Match[str], language: Language, asked: Asked, steps: int
) -> Meaning | None:
    """Return a third, or a week, of the month `steps` before this one: the end of last month."""
    month = periods.back(asked.today, steps, "month").since
    groups = {name: plain_word(text) for name, text in match.groupdict().items() if text}
    if month is None:
        return None
    if "week" in groups:
        return mean(_in_month(groups, language, month.year, month.month))
    table = "month_parts" if language == "ko" else "parts"
    part = words_of(table, language)[groups["part"]]
    return mean(periods.part_of_month(month.year, month.month, part))


def mean_trailing(today: date, count: int | str, unit: str) -> Meaning:
    """Return "the last N units": the stretch that ends today."""
    number = (5 if unit == "day" else 3) if count == FEW else int(count)
    if unit in ("fortnight", "decade"):
        number, unit = (2 * number, "week") if unit == "fortnight" else (10 * number, "year")
    return Meaning(period=periods.trailing(today, min(number, 999), unit), trailing=True)


def mean_decade(number: int, part: str, today: date) -> Meaning:
    """Return the ten years from `number`, of two figures or four, or a third of them."""
    if number < 100:
        number += 2000 if number <= today.year % 100 else 1900
    return Meaning(period=periods.decade(number, part))


def mean_years(first: int, last: int) -> Meaning | None:
    """Return the years from `first` to `last`: 2023-2025."""
    if first >= last:
        return None
    whole = Period(since=periods.year(first).since, until=periods.year(last).until)
    return Meaning(period=whole, year=last)


def mean_newest(_match: re.Match[str], _asked: Asked) -> Meaning:
    """Build the newest stretch, of no stated length."""
    return Meaning(period=Period(since=None, until=None), vague=True)


def mean_nothing(_match: re.Match[str], _asked: Asked) -> Meaning:
    """Build what looks like a time and is none, so that no part of it is read as one."""
    return NOT_A_RANGE


def mean_to_come(_match: re.Match[str], asked: Asked) -> Meaning | None:
    """Build what is a time only where times ahead are looked for."""
    return None if asked.ahead else NOT_A_RANGE


def count_of(text: str, language: Language) -> int | str:
    """Return a number in figures or words, or "few"."""
    word = plain_word(text)
    if word.isdecimal():
        return int(word)
    number: int | str = words_of("numbers", language)[word]
    return number


def full_year(text: str, today: date) -> int | None:
    """Return a year of four figures, or of two when it is no later than today's."""
    number = int(text.lstrip("'\u2019"))
    if number > 99:
        return number
    return 2000 + number if number <= today.year % 100 else None


def is_year(number: int | None) -> bool:
    """Tell whether a number can be the year of a journal."""
    return number is not None and 1900 <= number <= 2100


def _is_day(period: Period) -> bool:
    # A holiday of three days is one occasion: people write of it days later, as of a single day.
    if period.since is None or period.until is None:
        return False
    return (period.until - period.since).days < 4


def _build_month(groups: Mapping[str, str], part: str, language: Language) -> InYear:
    month = int(groups["month"]) if groups["month"].isdecimal() else 0
    month = month or words_of("months", language)[groups["month"].rstrip(".")]
    if not 1 <= month <= 12:
        return lambda _: None
    if "day" in groups:
        return _build_day(month, int(groups["day"]))
    if "week" in groups:
        return lambda year: _in_month(groups, language, year, month)
    if part:
        return lambda year: periods.part_of_month(year, month, part)
    return lambda year: periods.months(year, month)


def _in_month(groups: Mapping[str, str], language: Language, year: int, month: int) -> Period:
    """Return the first, second … or last week, weekend or such day of the week of a month."""
    number: int = words_of("weeks", language)[groups["week"]]
    if "weekday" in groups:
        weekday: int = words_of("weekdays", language)[groups["weekday"]]
        return periods.day(periods.nth_weekday(year, month, weekday, number))
    if "weekend" in groups:
        saturday = periods.nth_weekday(year, month, 5, number)
        return Period(since=saturday, until=saturday + timedelta(days=1))
    return periods.week_of_month(year, month, number)


def _number(word: str, language: Language) -> int:
    if word.isdecimal():
        return int(word)
    number: int = words_of("ordinals", language)[word]
    return number


def _build_day(month: int, number: int) -> InYear:
    if number > _LONGEST_MONTHS[month - 1]:
        return lambda year: periods.months(year, month)
    return lambda year: periods.exact(year, month, number)


def _month_of_leap_day(match: re.Match[str], year: int) -> Period | None:
    """Return February where its 29th is asked for in a year that has none."""
    groups = match.groupdict()
    return periods.months(year, 2) if groups.get("day") and groups.get("month") else None


def _semester(word: str, language: Language) -> int:
    by_season = words_of("semesters", language)
    return int(by_season[word]) if word in by_season else _number(word, language)


def _third_of(groups: Mapping[str, str], language: Language) -> str:
    if "part" not in groups:
        return ""
    table = "parts"
    if language == "ko":
        table = next(
            (f"{name}_parts" for name in ("season", "month") if name in groups), "year_parts"
        )
    words: Mapping[str, Any] = words_of(table, language)
    return str(words[groups["part"]])
