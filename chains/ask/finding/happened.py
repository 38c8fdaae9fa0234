"""When the event took place that a question counts from: "since I moved to Leeds".

Promise: a day only where the journal leaves no doubt, else none, and the question stays as it is.
It is told as of that day or the days after, once: what is told of two days may have been twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from chains.ask.events import Kind, Plan, Stretch
from journal.entry import Entry
from language.asking import without_asking_words
from language.dates.asked import DatePart, DateRange, read_dates
from language.dates.events.asked import Event, find_event
from language.dates.events.told import measures_since, names, tells
from language.dates.meaning import Meaning
from language.dates.periods import Period
from language.grammar.content_words import content_words
from language.grammar.sentences import sentence_spans

_SOON: Final = timedelta(days=14)  # after it: a day is told of as one of these, or again
_NEAR: Final = 2  # sentences behind it: they may count the time since


def with_time_of_event(plan: Plan, entries: Iterable[Entry]) -> tuple[Plan, DatePart | None]:
    """Return a plan with the days before its event, or since, and these days; the plan as it is,
    and None, without an event, in doubt, and where a time is asked about already.
    """
    event = plan.counts_from
    if event is None or _has_other_days(plan, event):
        return plan, None
    day = day_of(event, entries)
    days = day and _days_beside(day, event)
    if not days:
        return plan, None
    kind: Kind = "period" if _asks_for_all(plan) else plan.kind
    # All that went before is nearly all: its end is what the event ended.
    is_nearly_all = days.since is None and kind == "period"
    stretch: Stretch = "newest" if is_nearly_all else plan.stretch
    if event.measure:
        stretch = "day"  # people write of it days later
    where = replace(plan.where, since=days.since, until=days.until)
    return replace(plan, where=where, kind=kind, stretch=stretch), days


def _has_other_days(plan: Plan, event: Event) -> bool:
    """Say whether a plan has days that stand, whenever its event was: those that are measured from
    it were counted from today.
    """
    has_days = plan.where.since is not None or plan.where.until is not None
    return has_days and not (event.measure and plan.date_words)


def _days_beside(day: date, event: Event) -> DatePart | None:
    """Return the days before an event of `day` or since, or those that are so far from it."""
    if event.measure:
        found = event.measure.days_from(Meaning(period=Period(since=day, until=day)))
        period = found.period if found else None
    elif event.side == "after":
        period = Period(since=day, until=None)
    else:
        period = Period(since=None, until=day - timedelta(days=1))
    if period is None:
        return None
    return DatePart(since=period.since, until=period.until, words=event.words)


def _asks_for_all(plan: Plan) -> bool:
    """Say whether a question is about nothing but the time beside its event; one that goes on with
    it, whether both are.
    """
    event = find_event(plan.question)
    if event is None or plan.kind not in ("about", "next"):
        return False
    start, end = event.whole
    beside = f"{plan.question[:start]} {plan.question[end:]}"
    if plan.before:
        for way in ("previous", "next"):
            beside = without_asking_words(beside, way)
    return not content_words(beside)


def day_of(event: Event, entries: Iterable[Entry]) -> date | None:
    """Return the one day on which an event took place; None where that is not sure."""
    naming = (entry for entry in entries if names(event, entry.body))
    told = [each for entry in naming for each in _times_told(event, entry)]
    days = {first for first, last, is_sure in told if is_sure and first == last}
    if len(days) != 1:
        return None
    (day,) = days
    fits = all(first <= day <= last for first, last, _ in told)
    return day if fits else None


def _times_told(event: Event, entry: Entry) -> Iterator[tuple[date, date, bool]]:
    """Yield the first and last day on which each telling of an event may have it, and whether it is
    told as something of these days.
    """
    sentences = [entry.body[start:end] for start, end in sentence_spans(entry.body)]
    for at, sentence in enumerate(sentences):
        if not names(event, sentence):
            continue
        found = read_dates(sentence, entry.written_on)
        telling = tells(event, sentence, found.spans if found else ())
        if telling is None:
            continue
        if found is not None and found.since is not None and found.until is not None:
            is_sure = telling == "own" and _is_recent(found, entry.written_on)
            yield found.since, found.until, is_sure
        elif any(map(measures_since, sentences[at + 1 : at + 1 + _NEAR])):
            yield date.min, entry.written_on, False
        else:
            # A journal opens with what is new; later in an entry it may be remembered.
            is_new = at == 0 and found is None and telling == "own"
            since = entry.written_on if is_new else entry.written_on - _SOON
            yield since, entry.written_on, is_new


def _is_recent(found: DateRange, written_on: date) -> bool:
    is_day = found.since is not None and found.since == found.until
    return is_day and found.since is not None and written_on - _SOON <= found.since <= written_on
