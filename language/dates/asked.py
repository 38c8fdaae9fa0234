"""Reads the time range that a question asks about, in Korean and English.

Limit: a date that is only a topic is not a range: the future, "should I graduate in 2026?", a date
inside a question about what to do. A range still running counts only when the question asks for
what has been of it. Of two seasons that "last winter" may mean, the one that is over is meant.
Promise: reads any text in linear time, and raises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from language.dates.alone import goes_on_with, says_only, says_place
from language.dates.events.asked import Event, find_event, find_measured_ko
from language.dates.meaning import Asked
from language.dates.measured import find_measure_ko
from language.dates.next_one import find_countdown, names_one_before, says_what_will_be
from language.dates.periods import Period
from language.dates.reading.against import is_measure, set_last_apart
from language.dates.reading.found import OPEN, Found, apply_side, find_times
from language.dates.reading.joined import (
    are_in_order,
    hull,
    in_year_spoken_of,
    is_side_by_side,
    join_stretches,
)
from language.dates.reading.tense import asks_about_past, asks_how_it_is, looks_ahead
from language.dates.wordings import asked_en, asked_ko
from language.dates.words import list_of
from language.word_lists import any_of

_UNTIL_NOW = re.compile(
    any_of(w for w in list_of("now", "ko") if w not in list_of("vague", "ko"))
    + r"|그 뒤로|그 후로|\bsince then\b|\bnow\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    any_of(list_of("now", "ko")) + r"|\b" + any_of(list_of("now", "en")) + r"\b", re.IGNORECASE
)
_OF_A_NAME = re.compile(r"['’]s\s")  # "this week's rota" is one thing


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePart:
    """One of several periods that a question sets side by side; open on both sides, it is "now"."""

    since: date | None
    until: date | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """The days asked about, and the words of the question that say so (`spans` into it).

    `parts` are the periods that are compared, in the order of the question (`since` and `until`
    span them all). `single_day`: one day or holiday was meant; people write days later. `any_year`:
    it has the same date each year, and no year was named. `trailing`:
    counted back from today ("the last year"), so a journal that ends earlier has its own. `vague`:
    the newest stretch, of no stated length (요즘, lately); it has no days. `ahead`: it is yet to
    come. `event`: counted from an event instead of a date. It has no days and no spans, but where
    it is measured from the event (시험 일주일 전): then its days are those counted from today.
    """

    since: date | None
    until: date | None
    words: str
    spans: tuple[tuple[int, int], ...]
    parts: tuple[DatePart, ...] = ()
    single_day: bool = False
    any_year: bool = False
    trailing: bool = False
    vague: bool = False
    ahead: bool = False
    event: Event | None = None


def read_dates(text: str, today: date, earlier: Period | None = None) -> DateRange | None:
    """Return the range that `text` asks about, or None when it asks about none. Several dates give
    their hull. `earlier` is the time that the conversation last spoke of: 그해, the month after.
    """
    try:
        found = _read(text, today, earlier)
    except (OverflowError, ValueError):  # a day that no calendar has
        return None
    if found and found.since and found.until and found.since > found.until:
        return replace(found, since=found.until, until=found.since)
    return found


def _read(text: str, today: date, earlier: Period | None) -> DateRange | None:
    if looks_ahead(text):
        return None
    asked = Asked(today=today, earlier=earlier)
    found = find_times(text, asked)
    if found and goes_on_with(text, found[0].start, found[-1].end):
        found = [in_year_spoken_of(f, asked) for f in found]
    if found and find_countdown(text):
        return None
    over = [f for f in found if names_one_before(f, today)]
    if over and says_what_will_be(text):
        found = [f for f in found if f not in over]
    dated = [f for f in found if not f.meaning.vague]
    if dated:
        read = _read_range(text, today, found, join_stretches(text, dated))
        return read and replace(read, event=_measured_from(text, found))
    if found:
        spans = tuple((f.start, f.end) for f in found)
        words = text[slice(*spans[0])]
        return DateRange(since=None, until=None, words=words, spans=spans, vague=True)
    event = find_event(text)
    if event is None or not (asks_about_past(text) or says_only(text, *event.whole)):
        return None
    return DateRange(since=None, until=None, words=event.words, spans=(), event=event)


def _measured_from(text: str, found: Sequence[Found]) -> Event | None:
    """Return the event from which the one time of a text may be measured, instead of from today."""
    if len(found) > 1 or find_measure_ko(text, found[0].start) is None:
        return None
    event = find_measured_ko(text)
    if event is None or not event.span[1] <= found[0].start < event.whole[1]:
        return None
    return event


def _read_range(
    text: str, today: date, found: Sequence[Found], units: Sequence[Found]
) -> DateRange | None:
    units = set_last_apart(text, units)
    parts = _set_side_by_side(text, units)
    since, until = hull([unit.period for unit in units])
    if since and (since > today or (until and since > until)):
        return None
    if until and until > today and not _asks_of_so_far(text, found, parts):
        return None
    if until and _UNTIL_NOW.search(text):
        until = None
    spans = tuple((f.start, f.end) for f in found)
    words = text[spans[0][0] : spans[-1][1]] if len(spans) < 3 else text[slice(*spans[0])]
    alone = units[0].meaning if len(units) == 1 and not units[0].kind else None
    return DateRange(
        since=since,
        until=until,
        words=" ".join(words.split()),
        spans=spans,
        parts=parts,
        single_day=alone is not None and alone.single_day,
        any_year=alone is not None and alone.any_year,
        trailing=alone is not None and alone.trailing,
    )


def _asks_of_so_far(text: str, found: Sequence[Found], parts: Sequence[DatePart]) -> bool:
    """Say whether a question about a time that still runs asks for what has been of it."""
    if asks_about_past(text) or _is_all(text, found, parts):
        return True
    if parts and any(is_measure(text, each) for each in found):
        return True
    start, end = found[0].start, found[-1].end
    if len(found) > 1 or _OF_A_NAME.match(text, end):
        return False
    return says_place(text, start, end) or asks_how_it_is(f"{text[:start]} {text[end:]}")


def _is_all(text: str, found: Sequence[Found], parts: Sequence[DatePart]) -> bool:
    """Say whether a question is nothing but a time, or times side by side: what was written then
    is all that it can ask for.
    """
    one = len(found) == 1 or len(found) == len(parts)
    return one and says_only(text, found[0].start, found[-1].end)


def _set_side_by_side(text: str, units: Sequence[Found]) -> tuple[DatePart, ...]:
    if len(units) == 1:
        return _split_or_compare_with_now(text, units[0])
    compares = _compares(text, units)
    gaps = [text[a.end : b.start] for a, b in pairwise(units)]
    if not compares and not all(map(is_side_by_side, gaps)):
        return ()
    if not all(are_in_order(unit, unit) for unit in units):
        return ()
    ordered = sorted((u.period for u in units), key=lambda p: p.since or date.min)
    if any(not _are_apart(a, b) for a, b in pairwise(ordered)):
        return ()
    return tuple(_part(unit.period, text[unit.start : unit.end]) for unit in units)


def _compares(text: str, units: Sequence[Found]) -> bool:
    if asked_ko.COMPARES.search(text) or asked_en.COMPARES.search(text):
        return True
    return any(is_measure(text, unit) for unit in units)


def _split_or_compare_with_now(text: str, unit: Found) -> tuple[DatePart, ...]:
    words = text[unit.start : unit.end]
    if unit.kind == "both":
        sides = (apply_side("before", unit.meaning), apply_side("after", unit.meaning))
        return tuple(_part(side, words) for side in sides)
    now = _NOW.search(text) if unit.kind == "" else None
    if now and not unit.start <= now.start() < unit.end and _compares(text, [unit]):
        return _part(unit.period, words), _part(OPEN, now[0])
    return ()


def _are_apart(first: Period, second: Period) -> bool:
    return bool(first.until and second.since and first.until < second.since)


def _part(period: Period, words: str) -> DatePart:
    return DatePart(since=period.since, until=period.until, words=" ".join(words.split()))
