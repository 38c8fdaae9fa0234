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
from language.grammar.content_words import content_words
from language.grammar.sentences import sentence_spans

_SOON: Final = timedelta(days=14)  # after it: a day is told of as one of these, or again
_NEAR: Final = 2  # sentences behind it: they may count the time since


def with_time_of_event(plan: Plan, entries: Iterable[Entry]) -> tuple[Plan, DatePart | None]:
    """Return a plan with the days before its event, or since, and these days; the plan as it is,
    and None, without an event, in doubt, and where a time is asked about already.
    """
    event = plan.counts_from
    if event is None or plan.where.since or plan.where.until:
        return plan, None
    day = day_of(event, entries)
    if day is None:
        return plan, None
    if event.side == "after":
        days = DatePart(since=day, until=None, words=event.words)
    else:
        days = DatePart(since=None, until=day - timedelta(days=1), words=event.words)
    kind: Kind = "period" if _asks_for_all(plan) else plan.kind
    # All that went before is nearly all: its end is what the event ended.
    is_nearly_all = event.side == "before" and kind == "period"
    stretch: Stretch = "newest" if is_nearly_all else plan.stretch
    where = replace(plan.where, since=days.since, until=days.until)
    return replace(plan, where=where, kind=kind, stretch=stretch), days


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
