"""Days, months, years, seasons, weekdays and times of day in a text; whether two are the same.

Promise: 2024-04-30, "April 30" and 4월 30일 agree; what a text leaves out (year, half of the day)
agrees with anything near. Limit: relative words (작년, yesterday) are read only against the
day on which the text was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from language.dates.holidays import day_of_holiday, holiday_names
from language.dates.words import plain_word, words_of
from language.detect import ENGLISH
from language.figures.numbers import find_numbers
from language.grammar.letters import LATIN
from language.word_lists import any_of, load_data

_HALF_A_DAY = 12 * 60
_SPANS = {"new year", "new year's"}  # of weeks around it, and of wishes
_SOME_YEARS = range(2000, 2031)  # enough for every month that a lunar day falls in


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day as far as a text tells it; `months` has several for a season, None where untold."""

    start: int = 0
    end: int = 0
    year: int | None = None
    months: frozenset[int] | None = None
    day: int | None = None
    weekday: int | None = None
    minute: int | None = None  # of the day; of one of its halves where `half_told` is false
    half_told: bool = True


def find_days(text: str) -> tuple[Day, ...]:
    """Return the days of `text` that can be told without knowing when it was written."""
    found: list[Day] = []
    taken = [False] * (len(text) + 1)
    for pattern in _patterns():
        for match in pattern.finditer(text):
            day = _read(match)
            if day is not None and not any(taken[day.start : day.end]):
                found.append(day)
                taken[day.start : day.end] = [True] * (day.end - day.start)
    return tuple(sorted(found, key=lambda each: each.start))


def days_written(text: str, written_on: date | None) -> tuple[Day, ...]:
    """Return every day that `text`, written on a day, stands for: told, relative, and that day."""
    told = find_days(text)
    if written_on is None:
        return told
    own = day_of(written_on)
    around = (written_on + timedelta(days=off) for off in range(-6, 7) if _has(written_on, off))
    weekdays = {each.weekday for each in told}
    meant = (day_of(day) for day in around if day.weekday() in weekdays)
    near = tuple(_relative(text, written_on))
    with_weekdays = tuple(
        Day(weekday=date(each.year or written_on.year, month, each.day).weekday())
        for each in told
        if each.day is not None and each.months is not None
        for month in each.months
        if _exists(each.year or written_on.year, month, each.day)
    )
    return (*told, own, *near, *meant, *with_weekdays)


def _has(day: date, off: int) -> bool:
    """Say whether the calendar has a day so far from another."""
    return date.min.toordinal() <= day.toordinal() + off <= date.max.toordinal()


def day_of(day: date) -> Day:
    """Return a full date."""
    return Day(year=day.year, months=frozenset((day.month,)), day=day.day, weekday=day.weekday())


def is_day_told(claim: Day, written: Sequence[Day], written_on: date | None) -> bool:
    """Say whether all that `claim` tells of a day holds of one of the days `written`."""
    return any(_same(claim, each, written_on) for each in written)


def _same(claim: Day, written: Day, written_on: date | None) -> bool:
    if claim.minute is not None:
        return written.minute is not None and _same_time(claim, written)
    if claim.weekday is not None:
        return claim.weekday == written.weekday
    if claim.months is not None and not (written.months and claim.months & written.months):
        return False
    if claim.day is not None and claim.day != written.day:
        return False
    if claim.year is None:
        return True
    if written.year is not None:
        return claim.year == written.year
    if written.months is None or written_on is None:
        return False
    return abs(claim.year - written_on.year) <= 1


def _same_time(claim: Day, written: Day) -> bool:
    assert claim.minute is not None
    assert written.minute is not None
    if claim.half_told and written.half_told:
        return claim.minute == written.minute
    return claim.minute % _HALF_A_DAY == written.minute % _HALF_A_DAY


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _relative(text: str, written_on: date) -> Iterator[Day]:
    words = load_data("times/days")["relative"]
    for match in re.finditer(rf"(?<![\w])(?:{any_of(words)})", text, re.IGNORECASE):
        unit, steps = words[plain_word(match[0])]
        day = _DAY_AFTER.match(text, match.end())
        yield from _moved(written_on, unit, steps, int(day[1]) if day else None)
    for number in find_numbers(text):
        after = text[number.end : number.end + 12]
        if number.unit == "time" and (direction := _DIRECTION.match(after)):
            days = round(number.size) * (-1 if direction["ago"] else 1)
            if abs(days) < 40_000:
                there = written_on + timedelta(days=days)
                yield Day(year=there.year, months=frozenset((there.month,)), day=there.day)


_DIRECTION = re.compile(
    r"(?P<ago>\s?(?:전(?:에|의|부터|쯤)?|ago|before|earlier))|\s?(?:뒤|후|later|from now)"
)


_DAY_AFTER = re.compile(r"\s*(\d{1,2})\s?일")


def _moved(written_on: date, unit: str, steps: int, of_month: int | None) -> Iterator[Day]:
    if unit == "day":
        yield day_of(written_on + timedelta(days=steps))
    elif unit == "week":
        for off in range(7):
            monday = written_on - timedelta(days=written_on.weekday())
            # Any of its days may be meant, and so no weekday is told.
            yield replace(day_of(monday + timedelta(days=7 * steps + off)), weekday=None)
    elif unit == "month":
        year, month = divmod(written_on.year * 12 + written_on.month - 1 + steps, 12)
        yield Day(year=year, months=frozenset((month + 1,)), day=of_month)
    else:
        yield Day(year=written_on.year + steps)


def _read(match: re.Match[str]) -> Day | None:
    groups: dict[str, Any] = match.groupdict()
    lists = load_data("times/days")
    months: frozenset[int] | None = None
    if name := groups.get("season"):
        months = frozenset(lists["seasons"][name.lower()])
    elif name := groups.get("holiday"):
        months = _months_of(holiday_names(ENGLISH)[name.lower().replace("’", "'")])
    elif name := groups.get("month"):
        told = name.lower().rstrip(".")
        number = int(name) if name.isdecimal() else words_of("months", "en")[told]
        if not 1 <= number <= 12:
            return None
        months = frozenset((number,))
    day = int(groups["day"]) if groups.get("day") else None
    if day is not None and not 1 <= day <= 31:
        return None
    year = int(groups["year"]) if groups.get("year") else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    weekday = _weekdays()[groups["weekday"].lower()] if groups.get("weekday") else None
    minute, half_told = _time_of(groups, lists)
    if groups.get("hour") and minute is None:
        return None
    return Day(
        start=match.start("whole") if "whole" in groups else match.start(),
        end=match.end("whole") if "whole" in groups else match.end(),
        year=year,
        months=months,
        day=day,
        weekday=weekday,
        minute=minute,
        half_told=half_told,
    )


def _time_of(groups: dict[str, Any], lists: dict[str, Any]) -> tuple[int | None, bool]:
    if noon := groups.get("noon"):
        return lists["times"][noon.lower()], True
    if not groups.get("hour"):
        return None, True
    told = groups["hour"]
    hour = int(told) if told.isdecimal() else int(lists["hours"][told.lower()])
    minute = 30 if groups.get("half_past") else int(groups.get("minute") or 0)
    if hour > 24 or minute > 59:
        return None, True
    part = plain_word(groups.get("part") or "").replace(".", "")
    half = lists["halves"].get(part, "")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return hour % 24 * 60 + minute, bool(half) or hour > 12


@cache
def _months_of(holiday: str) -> frozenset[int]:
    """Return the months that a holiday may be in; that is all it tells: people write before it, and
    days after.
    """
    days = (day_of_holiday(holiday, year) for year in _SOME_YEARS)
    return frozenset(day.month for day in days if day is not None)


@cache
def _weekdays() -> dict[str, int]:
    return {**words_of("weekdays", "ko"), **words_of("weekdays", "en")}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lists = load_data("times/days")
    names = [name.capitalize() for name in words_of("months", "en")]
    month = rf"(?P<month>(?-i:{'|'.join(names)}))\.?"
    long_month = "|".join(name for name in names if len(name) > 3)
    season = rf"(?P<season>{any_of(lists['seasons'])})"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    year = r"(?P<year>(?:19|20)\d\d)"
    part = rf"(?P<part>{any_of(lists['halves'])})"
    hour = r"(?P<hour>\d{1,2})"
    ko_hour = rf"(?P<hour>\d{{1,2}}|{any_of(name for name in lists['hours'] if name > 'z')})"
    preposition = r"(?:in|of|by|since|until|till|last|next|this|early|late|mid|from|to|during|and)"
    english_hour = any_of(name for name in lists["hours"] if name < "z")
    english_weekday = "|".join(name.capitalize() for name in words_of("weekdays", "en"))
    holidays = any_of(holiday_names(ENGLISH).keys() - _SPANS).replace("'", "['’]")
    not_a_year = r"[\d,]|\.\d|\s?(?:[만천백억원명개%점자km]|won|dollars|people|words)"
    patterns = (
        rf"(?<![\d.-]){year}\s?[-./]\s?(?P<month>\d{{1,2}})\s?[-./]\s?(?P<day>\d{{1,2}})(?!\d)\.?",
        r"(?<![\d.])'?(?P<year>\d{4}|\d{2})\s*년\s*(?P<month>\d{1,2})\s*월(?:\s*(?P<day>\d{1,2})\s*일)?",
        rf"\b{month}\s+{day},?\s+{year}\b",
        rf"(?<!\d){day}\s+(?:of\s+)?{month},?\s+{year}\b",
        rf"\b{month},?\s+(?:of\s+)?{year}\b",
        rf"(?<!\d){year}\s?[-./]\s?(?P<month>\d{{1,2}})(?![\d.])",
        r"(?<!\d)(?P<month>\d{1,2})\s*월\s*(?P<day>\d{1,2})\s*일",
        r"(?<![\d.])(?P<month>\d{1,2})\s*월(?![가-힣]*급)",
        rf"\b{month}\s+(?:the\s+)?{day}\b(?!\s?[%:,]?\d)",
        rf"(?<!\d){day}\s+(?:of\s+)?{month}(?![a-z])",
        rf"\b(?i:{preposition})[\s-]+(?P<whole>(?P<month>{long_month}|May))\b",
        rf"\b(?!May|March)(?P<month>{long_month})\b(?!\s\d)",
        rf"(?<![가-힣{LATIN}]){season}(?=$|[^가-힣{LATIN}]|[에이은을의과엔]|방학|까지|부터)",
        rf"(?<![\d가-힣]){year}\s*년(?!\s?[동간치])",
        rf"(?<![\d,.₩$€]){year}(?!{not_a_year})",
        rf"(?<![가-힣])(?P<weekday>{any_of(words_of('weekdays', 'ko'))})",
        rf"\b(?P<weekday>(?-i:{english_weekday}))s?\b",
        rf"(?:{part}\s*)?(?<!\d){ko_hour}\s?시(?!간|[가-힣]*[즌절])"
        r"(?:\s?(?P<minute>\d{1,2})\s?분|\s?(?P<half_past>반))?",
        rf"(?<![\d:.]){hour}(?::(?P<minute>\d{{2}}))?\s?(?P<part>[ap]\.?m\b\.?)",
        r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?![\d:])",
        rf"\b(?:(?P<half_past>half)\spast\s)(?P<hour>\d{{1,2}}|{english_hour})\b",
        rf"\b(?P<hour>\d{{1,2}}|{english_hour})\so['’]clock",
        rf"\b(?P<hour>\d{{1,2}}|{english_hour})"
        rf"\s(?P<part>{any_of(n for n in lists['halves'] if ' ' in n)})",
        rf"(?<![\w])(?P<noon>{any_of(lists['times'])})(?![a-z])",
        rf"\b(?P<holiday>{holidays})(?![a-z])",
    )
    case = {10, 11}
    return tuple(
        re.compile(pattern, 0 if at in case else re.IGNORECASE)
        for at, pattern in enumerate(patterns)
    )
