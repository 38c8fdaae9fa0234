"""A time beside the one that the conversation last spoke of: 그 다음 해, the month after, the
previous autumn; and the year of "and in August?" after a July of some year.

Limit: it is one step away. Where no time was spoken of, nothing is meant.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from language.dates import periods
from language.dates.meaning import NOT_A_RANGE, Asked, Builder, Meaning, build_part, mean
from language.dates.periods import InYear, Period
from language.dates.words import Language, words_of
from language.detect import ENGLISH, KOREAN
from language.word_lists import any_of

_WHAT_KO = (
    r"(?:"
    + any_of(words_of("steps", KOREAN), "step")
    + "|"
    + any_of(words_of("seasons", KOREAN), "season")
    + r"|(?P<month>1[0-2]|0?[1-9])월)"
)
_ENDS_KO = r"(?=[에의엔은는이도,.?!\s]|$)"
_WHAT_EN = (
    r"(?:"
    + any_of(words_of("steps", ENGLISH), "step")
    + "|"
    + any_of(words_of("seasons", ENGLISH), "season")
    + "|"
    + any_of(words_of("months", ENGLISH), "month")
    + ")"
)
_ENDS_EN = r"(?=\s*(?:[?.!,]|$))"

_NEAR: Final = timedelta(days=32)  # January is near the November before


def year_spoken_of(build: InYear, asked: Asked) -> int | None:
    """Return the year of a part of it that is named after another time: a January after a December
    is that of the next, else it is of the same year. None where the time before was of no one year.
    """
    earlier = asked.earlier
    if earlier is None or earlier.since is None or earlier.until is None:
        return None
    first, last = earlier.since.year, earlier.until.year
    if last - first > 1:
        return None
    for year in (first, last, last + 1, first - 1):
        period = build(year)
        if period and _lies_near(period, earlier.since, earlier.until):
            return year
    return first if first == last else None


def _lies_near(period: Period, since: date, until: date) -> bool:
    if period.since is None or period.until is None:
        return False
    return period.since - until <= _NEAR and since - period.until <= _NEAR


def _beside(match: re.Match[str], asked: Asked, language: Language) -> Meaning | None:
    is_before = match.groupdict().get("before") is not None
    earlier = asked.earlier or Period(since=None, until=None)
    edge = earlier.since if is_before else earlier.until
    if edge is None:
        return NOT_A_RANGE
    step = words_of("steps", language).get((match["step"] or "").lower())
    if step:
        return mean(_step(edge, step, -1 if is_before else 1))
    return mean(_nearest(edge, build_part(match, language), is_before=is_before))


def _step(edge: date, unit: str, by: int) -> Period:
    if unit == "quarter":
        return periods.quarter_back(edge, -by)
    if unit == "semester":
        return periods.semester_back(edge, -by)
    return periods.back(edge, -by, unit)


def _nearest(edge: date, build: InYear, *, is_before: bool) -> Period | None:
    """Return the part of a year that is the last to end before a day, or the first to begin after
    it. A winter ends in another year than it begins: three years hold either.
    """
    way = -1 if is_before else 1
    found = (build(edge.year + way * years) for years in range(3))
    return next((each for each in found if each and _is_beyond(each, edge, is_before)), None)


def _is_beyond(period: Period, edge: date, is_before: bool) -> bool:
    if period.since is None or period.until is None:
        return False
    return period.until < edge if is_before else period.since > edge


def _korean(match: re.Match[str], asked: Asked) -> Meaning | None:
    return _beside(match, asked, KOREAN)


def _english(match: re.Match[str], asked: Asked) -> Meaning | None:
    return _beside(match, asked, ENGLISH)


KOREAN_FORMS: Final[tuple[tuple[re.Pattern[str], Builder], ...]] = (
    (re.compile(r"그\s?(?:다음|(?P<before>이?전))\s?" + _WHAT_KO + _ENDS_KO), _korean),
    (re.compile(r"(?<![가-힣])이듬(?P<step>해)" + _ENDS_KO), _korean),
)
ENGLISH_FORMS: Final[tuple[tuple[re.Pattern[str], Builder], ...]] = tuple(
    (re.compile(r"\bthe\s+" + pattern, re.IGNORECASE), _english)
    for pattern in (
        r"(?:following|(?P<before>previous|preceding))\s+" + _WHAT_EN + r"(?![A-Za-z])",
        # "The next year" begins today as well, where more is said of it.
        r"next\s+" + _WHAT_EN + _ENDS_EN,
        _WHAT_EN + r"\s+(?:after|(?P<before>before))(?:\s+(?:that|this|it))?" + _ENDS_EN,
    )
)
