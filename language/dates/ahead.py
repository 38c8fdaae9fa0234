"""Times that are yet to come: which one a question names, and whether a sentence of a journal names
one. A journal holds no entry of them, but its plans.

Limit: in a sentence a day without a year is ahead only where it is told as one to be ready by, or
as planned; a month where nothing past is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from language.dates.asked import DateRange
from language.dates.coming.deadlines import Deadline, find_deadline, find_end, find_planned
from language.dates.coming.months_ahead import months_ahead
from language.dates.meaning import Asked
from language.dates.next_one import find_countdown, times_meant
from language.dates.periods import Period
from language.dates.reading.found import Found, find_times
from language.dates.reading.joined import hull, join_stretches
from language.dates.reading.tense import asks_about_past, looks_ahead, wonders_ahead
from language.dates.words import words_of
from language.grammar.irregular_english import irregular
from language.word_lists import any_of

_REACH: Final = timedelta(days=800)  # "the year after next", from a first of January
_REACHING: Final = re.compile(
    r"\d|[년월]|다음|오는|주말|까지|[전안내]에|[안내]으?로|"
    + any_of(name for table in ("seasons", "days_ahead") for name in words_of(table, "ko"))
    + r"|\b(?:next|coming|upcoming|weekend|by|before|until|till|within|"
    + any_of(
        name
        for table in ("seasons", "days_ahead", "months", "units")
        for name in words_of(table, "en")
    )
    + r")s?\b",
    re.IGNORECASE,
)
# Told of in the past it is the one before, but for what was meant to be.
_THIS_WEEKEND: Final = re.compile(r"이번\s?주말|\bthis\s+weekend", re.IGNORECASE)
_MEANT: Final = re.compile(r"기로|려고|계획|예정|\bplan|\bmeant\b|\bgoing to\b", re.IGNORECASE)
_FARTHEST: Final = timedelta(days=200)  # a plain day farther off is one that has been


def read_ahead(text: str, today: date, earlier: Period | None = None) -> DateRange | None:
    """Return the time to come that a question names, or None where it names none, or asks what to
    do. `earlier` is the time that the conversation last spoke of: the year after that.
    """
    asks_what_to_do = looks_ahead(text) and not wonders_ahead(text)
    units = [] if asks_what_to_do else _find(text, today, earlier, asks=True)
    since, until = hull([unit.period for unit in units]) if units else (None, None)
    if since is None or until is None or not today < since <= until:
        return None
    spans = tuple((unit.start, unit.end) for unit in units)
    words = " ".join(text[spans[0][0] : spans[-1][1]].split())
    countdown = find_countdown(text)
    if countdown and spans[0][0] <= countdown[1] and countdown[0] <= spans[-1][1]:
        spans = ((min(countdown[0], spans[0][0]), max(countdown[1], spans[-1][1])),)
    return DateRange(since=since, until=until, words=words, spans=spans, ahead=True)


def names_time(sentence: str, written_on: date, since: date, until: date) -> bool:
    """Say whether a sentence names a time from `since` to `until`, or one that begins or ends in
    it.
    """
    return _may_name(sentence, written_on, since, until) and any(
        _is_within(period.since, since, until) or _is_within(period.until, since, until)
        for period in _named(sentence, written_on)
    )


def _may_name(sentence: str, written_on: date, since: date, until: date) -> bool:
    """Say whether a sentence is worth reading, which takes a thousand times as long: it holds the
    number of such a year, or words that reach some years ahead.
    """
    if any(str(year) in sentence for year in (since.year, until.year)):
        return True
    return since - written_on < _REACH and _REACHING.search(sentence) is not None


def _find(
    text: str, today: date, earlier: Period | None = None, *, asks: bool = False
) -> list[Found]:
    asked = Asked(today=today, earlier=earlier, ahead=True)
    try:
        found = find_times(text, asked)
        if asks:
            found = times_meant(text, found, today)
        units = join_stretches(text, found)
        ahead = [unit for unit in units if unit.period.since and unit.period.since > today]
        return [unit for unit in ahead if not _is_weekend_before(text, unit)]
    except (OverflowError, ValueError):  # a day that no calendar has
        return []


def _is_weekend_before(text: str, unit: Found) -> bool:
    if not _THIS_WEEKEND.search(text[unit.start : unit.end]):
        return False
    return asks_about_past(text) and not _MEANT.search(text)


def _named(sentence: str, written_on: date) -> Iterator[Period]:
    """Yield the times to come that a sentence names."""
    for unit in _find(sentence, written_on):
        yield unit.period
    told = [find_deadline(sentence, written_on, sentence), find_end(sentence, written_on)]
    for each in (*told, _find_planned(sentence, written_on)):
        if each is not None and each.last is not None:
            yield Period(since=each.last, until=each.last)
    yield from months_ahead(sentence, written_on)


def _find_planned(sentence: str, written_on: date) -> Deadline | None:
    """Return the day or the month without a year that a sentence names as ahead."""
    planned = None if _tells_of_past(sentence) else find_planned(sentence, written_on)
    if planned is None or planned.last is None or planned.last > written_on + _FARTHEST:
        return None
    return planned


def _tells_of_past(sentence: str) -> bool:
    past = irregular()
    return asks_about_past(sentence) or any(word in past for word in sentence.casefold().split())


def _is_within(day: date | None, since: date, until: date) -> bool:
    return day is not None and since <= day <= until
