"""What a journal says of a time that is yet to come: no entry is of it, but plans name it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from chains.ask.events import Hits, Plan, Searched
from chains.ask.finding.ranked import Ranked, Retrieved, as_hits, with_words
from chains.evidence.sources import Span
from journal.entry import Entry
from language.dates.ahead import names_time
from vectorstore.types import EntryFilter


class Sentences(Protocol):
    """What is asked of the journal's index."""

    def entries(self, where: EntryFilter = ...) -> Sequence[Entry]: ...
    def sentences(self, entry: Entry) -> tuple[Span, ...]: ...


def retrieve_ahead(index: Sentences, plan: Plan, searched: Searched) -> Retrieved:
    """Return what names the time of a plan, whatever day it was written on; only where nothing
    does, it is told that nothing was written then.
    """
    entries = index.entries(replace(plan.where, since=None, until=None))
    named = tuple(_naming(index, entries, plan.where))
    days = [each.written_on for each in entries]
    searched = replace(
        searched,
        entries=len(entries),
        first=min(days, default=None),
        last=max(days, default=None),
        unwritten=() if named else searched.unwritten,
    )
    return Retrieved(
        hits=Hits(hits=as_hits(named), searched=searched),
        ranked=named,
        of_the_time=with_words(each.entry for each in named),
    )


def _naming(index: Sentences, entries: Sequence[Entry], where: EntryFilter) -> Iterator[Ranked]:
    """Yield the entries with a sentence that names the days of `where`, the newest first."""
    since, until = where.since, where.until
    if since is None or until is None:
        return
    for entry in sorted(entries, key=lambda each: (each.written_on, each.id), reverse=True):
        spans = index.sentences(entry)
        named = [names_time(entry.body[a:b], entry.written_on, since, until) for a, b in spans]
        if any(named):
            scores = np.asarray(named, dtype=np.float32)
            yield Ranked(entry=entry, sentences=spans, scores=scores, score=1.0)
