"""Words for a time to come: next week, 다음 달, the coming spring, 오는 추석, tomorrow.

A question about the past means none of them, so they are read only where what is ahead is asked
for; elsewhere the patterns of `PATTERNS_KO` and `PATTERNS_EN` take their words from the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from language.dates import periods
from language.dates.holidays import holiday_names
from language.dates.meaning import Asked, Builder, Meaning, build_part, mean
from language.dates.periods import InYear, Period
from language.dates.words import Language, words_of
from language.detect import ENGLISH, KOREAN
from language.word_lists import any_of

# What is ahead and no time of the past, with the part of it that follows.
PATTERNS_KO: Final = (
    r"(?:내년|내후년|후년|다음\s?해|다음|오는|돌아오는)(?:\s?(?:의|에)?\s?(?:\d{1,2}월(?:\s?\d{1,2}일)?"
    r"|[12]\s?학기|봄|여름|가을|겨울|[상하]반기|[1-4]\s?분기|추석|설날?|크리스마스|연?[초말]|주|달))?",
)
_AHEAD_EN = r"(?:next|the coming|this coming|the following|upcoming)\s+"
PATTERNS_EN: Final = (
    r"(?:"
    + any_of(words_of("months", ENGLISH))
    + "|"
    + any_of(words_of("seasons", ENGLISH))
    + r"|(?:first|second) half)(?:\s+of)?\s+next year",
    _AHEAD_EN + r"(?:(?:spring|summer|fall|autumn|winter)(?:\s+(?:semester|term))?|weekend|week"
    r"|month|year|semester|term|quarter|christmas|"
    + any_of(words_of("months", ENGLISH))
    + "|"
    + any_of(words_of("weekdays", ENGLISH))
    + ")",
)

_Build = Callable[[re.Match[str], Asked, Language], Meaning | None]


def _unit(match: re.Match[str], asked: Asked, language: Language) -> Meaning | None:
    unit = words_of("steps_ahead", language)[match["unit"].lower()]
    if unit == "semester":
        return mean(periods.semester_back(asked.today, -1))
    if unit == "quarter":
        return mean(periods.quarter_back(asked.today, -1))
    if unit == "weekend":
        monday = periods.week(asked.today, -1).since or asked.today
        return mean(Period(since=monday - timedelta(days=2), until=monday + timedelta(days=6)))
    return mean(periods.back(asked.today, -1, unit))


def _this_weekend(_match: re.Match[str], asked: Asked, _language: Language) -> Meaning | None:
    """Build the weekend of this week, which may have begun."""
    monday = periods.week(asked.today, 0).since or asked.today
    saturday = monday + timedelta(days=5)
    return mean(Period(since=saturday, until=saturday + timedelta(days=1)))


def _part(match: re.Match[str], asked: Asked, language: Language) -> Meaning | None:
    return mean(first_ahead(asked.today, build_part(match, language)))


def first_ahead(today: date, build: InYear) -> Period | None:
    """Return the first of what `build` gives for a year that begins after `today`."""
    found = (build(year) for year in range(today.year - 1, today.year + 9))
    return next((each for each in found if each and each.since and each.since > today), None)


def _weekday(match: re.Match[str], asked: Asked, language: Language) -> Meaning | None:
    weekday: int = words_of("weekdays", language)[match["weekday"].lower()]
    if match.groupdict().get("week"):
        monday = periods.week(asked.today, -1).since or asked.today
        return mean(periods.day(monday + timedelta(days=weekday)))
    ahead = (weekday - asked.today.weekday() - 1) % 7 + 1
    return mean(periods.day(asked.today + timedelta(days=ahead)))


def _day(match: re.Match[str], asked: Asked, language: Language) -> Meaning | None:
    ahead: int = words_of("days_ahead", language)[" ".join(match["days"].lower().split())]
    return mean(periods.day(asked.today + timedelta(days=ahead)))


def _planned_year(match: re.Match[str], asked: Asked, language: Language) -> Meaning | None:
    word = match["relative"]
    year = asked.today.year - words_of("years_back", language)[word] if word else int(match["year"])
    return Meaning(period=periods.year(year), year=year)


_LEAD_KO = r"(?<![가-힣])(?<!그 )(?:다음|오는|돌아오는)\s?"
_LEAD_EN = r"\b(?:(?<!the )next|(?:the|this)\s+coming|upcoming)\s+"
_FORMS_KO: Final[tuple[tuple[str, _Build], ...]] = (
    (
        _LEAD_KO + any_of(words_of("steps_ahead", KOREAN), "unit") + r"(?![제식변장])(?!\s?\S요일)",
        _unit,
    ),
    (r"(?<![가-힣])이번\s?주말", _this_weekend),
    (_LEAD_KO + any_of(words_of("seasons", KOREAN), "season"), _part),
    (_LEAD_KO + r"(?P<month>1[0-2]|0?[1-9])월(?:\s?(?P<day>\d{1,2})일)?", _part),
    (_LEAD_KO + any_of(holiday_names(KOREAN), "holiday"), _part),
    (_LEAD_KO + r"(?P<week>주\s?)?" + any_of(words_of("weekdays", KOREAN), "weekday"), _weekday),
    (r"(?<![가-힣])" + any_of(words_of("days_ahead", KOREAN), "days") + r"(?!\s?모레)", _day),
    # A year and its plan: of the past they are a topic.
    (
        r"(?:(?<![가-힣])" + any_of(words_of("years_back", KOREAN), "relative")
        + r"|(?<!\d)(?P<year>20\d{2})년도?)의?(?=\s?계획)",
        _planned_year,
    ),
)  # fmt: skip
_FORMS_EN: Final[tuple[tuple[str, _Build], ...]] = (
    (_LEAD_EN + any_of(words_of("steps_ahead", ENGLISH), "unit") + r"(?!\s+(?:to|door)\b)", _unit),
    (r"this\s+weekend", _this_weekend),
    (_LEAD_EN + any_of(words_of("seasons", ENGLISH), "season"), _part),
    (_LEAD_EN + any_of(words_of("months", ENGLISH), "month"), _part),
    (_LEAD_EN + any_of(holiday_names(ENGLISH), "holiday"), _part),
    (_LEAD_EN + any_of(words_of("weekdays", ENGLISH), "weekday"), _weekday),
    (any_of(words_of("days_ahead", ENGLISH), "days"), _day),
)


def _compile(pattern: str, build: _Build, language: Language) -> tuple[re.Pattern[str], Builder]:
    edges = (r"(?<![A-Za-z])(?:", r")(?![A-Za-z])") if language == ENGLISH else ("", "")
    compiled = re.compile(pattern.join(edges), re.IGNORECASE)
    return compiled, lambda match, asked: build(match, asked, language)


KOREAN_FORMS: Final = tuple(_compile(*form, KOREAN) for form in _FORMS_KO)
ENGLISH_FORMS: Final = tuple(_compile(*form, ENGLISH) for form in _FORMS_EN)
