"""Two times of which one is the measure of the other: 2026 better than 2025, 작년보다 올해."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from language.dates.periods import Period, same_day
from language.dates.reading.found import Found

_LONGEST: Final = 60  # characters before a time
_BEFORE_EN: Final = re.compile(
    r"\b(?:(?<!rather\s)(?<!other\s)(?<!sooner\s)than|as\s+\w+\s+(?:[\w']+\s+){0,5}?as)"
    r"\s+(?:(?:it|i|we|they)\s+(?:was|were|did|had)\s+)?(?:(?:back\s+)?(?:in|during|on|at|over)\s+)?"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_BEHIND_KO: Final = re.compile(r"(?:에)?(?:보다(?![가-힣])|만큼|\s?못지\s?않|에\s?비[해하])")
_LAST: Final = re.compile(r"last\b|지난|저번", re.IGNORECASE)
_THIS: Final = re.compile(r"this\b|이번|올", re.IGNORECASE)


def is_measure(text: str, time: Found) -> bool:
    """Say whether something is measured against a time of `text`: than last year, 작년만큼."""
    before = text[max(0, time.start - _LONGEST) : time.start]
    return bool(_BEHIND_KO.match(text, time.end) or _BEFORE_EN.search(before))


def set_last_apart(text: str, times: Sequence[Found]) -> list[Found]:
    """Return times in which "last spring" is that of the year before beside "this spring", where
    both were read as the one that is over.
    """
    these = [t.period for t in times if _THIS.match(text, t.start)]
    return [
        _year_before(time) if time.period in these and _LAST.match(text, time.start) else time
        for time in times
    ]


def _year_before(time: Found) -> Found:
    since, until = time.meaning.period.since, time.meaning.period.until
    if since is None or until is None:
        return time
    end = _in_year_before(until + timedelta(days=1))
    days = Period(since=_in_year_before(since), until=end - timedelta(days=1))
    return replace(time, meaning=replace(time.meaning, period=days))


def _in_year_before(day: date) -> date:
    return same_day(day, day.year - 1).since or day
