"""A time that is measured from another: the week before May 3, two weeks after Christmas, 추석
전날, 5월 3일 2주 전.

Limit: it is measured from a day, or from what is at most a week long; from a longer time only its
side is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from language.dates.meaning import Meaning, count_of, mean
from language.dates.periods import Period, day, latest_weekend
from language.dates.words import FEW, words_of
from language.detect import ENGLISH, KOREAN
from language.word_lists import any_of

LONGEST_BEFORE: Final = 40  # characters of English before the time
_LONGEST: Final = timedelta(days=7)  # of what is measured from
_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
# How far to each side what is told in such units may lie.
_ROUNDED: Final = {"day": 0, "week": 3, "fortnight": 3, "month": 15, "year": 45}
_FEW: Final = (2, 5)

_COUNT_EN = r"(?:(?P<count>\d{1,3}|the|" + any_of(words_of("numbers", ENGLISH))[3:] + r")\s+"
_BEFORE_EN = re.compile(
    r"\b(?:"
    + _COUNT_EN
    + any_of(words_of("units", ENGLISH), "unit")
    + r"s?|(?:the\s+)?(?:(?P<weekend>weekend)|"
    + any_of(words_of("weekdays", ENGLISH), "weekday")
    + r"))\s+(?:(?P<before>before|prior to)|after|following)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
BEHIND_KO = re.compile(
    r"(?:에서|로부터|부터|의)?\s?(?:(?:(?P<count>\d{1,3}|"
    + any_of(words_of("numbers", KOREAN))[3:]
    + r"\s?"
    + any_of(words_of("units", KOREAN), "unit")
    + "|"
    + any_of(words_of("days_counted", KOREAN), "days")
    + r")(?:쯤|\s?(?:정도|가량|남짓))?\s?(?:(?P<before>전|앞)|후|뒤)"
    r"|(?P<next_before>(?:바로 )?전(?:날|\s주))|다음\s?[날주]|이튿날)(?=[에의엔은는이도,.?!~\s]|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How far a time lies before another or after it: so many of a unit, or the nearest weekend or
    day of the week, whose number `count` is.
    """

    count: int | str
    unit: str
    is_before: bool

    def days_from(self, meaning: Meaning) -> Meaning | None:
        """Return what lies so far from a time, or None where that is no day and no short one."""
        if self.unit == "weekday":
            return _weekday_from(meaning, int(self.count), is_before=self.is_before)
        if self.unit == "weekend":
            return _weekend_from(meaning, is_before=self.is_before)
        return _from(meaning, self.count, self.unit, is_before=self.is_before)


def find_measure_en(text: str, start: int) -> tuple[int, Measure] | None:
    """Return where the words begin that measure a time from what is at `start`, and the measure."""
    window = max(0, start - LONGEST_BEFORE)
    match = _BEFORE_EN.search(text[window:start])
    if match is None:
        return None
    count: int | str = 1
    unit = "weekend"
    if match["weekday"]:
        count, unit = words_of("weekdays", ENGLISH)[match["weekday"].lower()], "weekday"
    elif not match["weekend"]:
        number = match["count"].lower()
        count = 1 if number == "the" else count_of(number, ENGLISH)
        unit = words_of("units", ENGLISH)[match["unit"].lower()]
    measure = Measure(count=count, unit=unit, is_before=match["before"] is not None)
    return window + match.start(), measure


def find_measure_ko(text: str, end: int) -> tuple[int, Measure] | None:
    """Return where the words end that measure a time from what ends at `end`, and the measure."""
    match = BEHIND_KO.match(text, end)
    if match is None:
        return None
    if match["days"]:
        count, unit = words_of("days_counted", KOREAN)[match["days"]], "day"
    elif match["count"]:
        count = count_of(match["count"], KOREAN)
        unit = words_of("units", KOREAN)[match["unit"]]
    else:
        count, unit = 1, "week" if match[0].rstrip().endswith("주") else "day"
    is_before = match["before"] is not None or match["next_before"] is not None
    return match.end(), Measure(count=count, unit=unit, is_before=is_before)


def measured_en(text: str, start: int, meaning: Meaning) -> tuple[int, Meaning] | None:
    """Return where the words begin that measure a time from the one at `start`, and what they
    mean."""
    found = find_measure_en(text, start)
    days = found[1].days_from(meaning) if found else None
    return (found[0], days) if found and days else None


def measured_ko(text: str, end: int, meaning: Meaning) -> tuple[int, Meaning] | None:
    """Return where the words end that measure a time from the one that ends at `end`, and what
    they mean."""
    found = find_measure_ko(text, end)
    days = found[1].days_from(meaning) if found else None
    return (found[0], days) if found and days else None


def _from(meaning: Meaning, count: int | str, unit: str, *, is_before: bool) -> Meaning | None:
    edge = _edge(meaning, is_before=is_before)
    if edge is None or unit not in _DAYS:
        return None
    least, most = _FEW if count == FEW else (int(count), int(count))
    nearest = timedelta(days=least * _DAYS[unit] - _ROUNDED[unit])
    furthest = timedelta(days=most * _DAYS[unit] + _ROUNDED[unit])
    if (count, unit) == (1, "week"):
        nearest, furthest = timedelta(days=1), timedelta(days=7)  # the week beside the day
    try:
        days = (edge - furthest, edge - nearest) if is_before else (edge + nearest, edge + furthest)
    except OverflowError:
        return None
    # Such a day is seldom the one on which it was written.
    is_near = unit in ("day", "week", "fortnight")
    return Meaning(period=Period(since=days[0], until=days[1]), single_day=is_near)


def _weekday_from(meaning: Meaning, weekday: int, *, is_before: bool) -> Meaning | None:
    edge = _edge(meaning, is_before=is_before)
    if edge is None:
        return None
    days = (
        (edge.weekday() - weekday - 1) % 7 + 1
        if is_before
        else (weekday - edge.weekday() - 1) % 7 + 1
    )
    try:
        return mean(day(edge - timedelta(days=days) if is_before else edge + timedelta(days=days)))
    except OverflowError:
        return None


def _weekend_from(meaning: Meaning, *, is_before: bool) -> Meaning | None:
    edge = _edge(meaning, is_before=is_before)
    if edge is None:
        return None
    try:
        found = latest_weekend(edge if is_before else edge + timedelta(days=9))
    except OverflowError:
        return None
    return Meaning(period=found, single_day=True)


def _edge(meaning: Meaning, *, is_before: bool) -> date | None:
    """Return the day from which is measured."""
    since, until = meaning.period.since, meaning.period.until
    if meaning.vague or since is None or until is None or until - since > _LONGEST:
        return None
    return since if is_before else until
