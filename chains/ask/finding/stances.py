"""Where the writer says to stand between the options: shown whatever else fits, the newest about
each option, and the last that settles it, first.

Limit: only sentences with the words of an option are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chains.evidence.candidates import Candidates
from chains.evidence.option_names import topic_of_option
from chains.evidence.ranking import Floats
from chains.evidence.relevance import relevance_of
from chains.evidence.stances import leanings
from language.options.settling import is_settled

_NAMED = 0.5  # of the best sentence's share of an option's words
_LONGEST = 120  # letters; more is a story
_STANCE, _LAST = 1.5, 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A sentence, by its place among all, the option that it is about, and what it is lifted by."""

    place: int
    option: int
    lift: float


def stances_in(
    candidates: Candidates, wordings: Sequence[Sequence[str]], shares: Floats
) -> tuple[Stance, ...]:
    """Return the sentences that say where the writer stands. `shares`: a row an option, a column a
    sentence.
    """
    found: list[tuple[int, int, bool]] = []
    places = np.flatnonzero(shares.max(axis=0) >= _NAMED)
    for at in np.unique(candidates.entry_of[places]).tolist():
        first, spans = candidates.slice_of(at).start, candidates.sentences[at]
        own = [spans[place - first] for place in places[candidates.entry_of[places] == at].tolist()]
        entry = candidates.entries[at]
        for leaning in leanings(entry, own, wordings):
            found.append((first + spans.index(leaning.span), leaning.option, False))
        for span, option in _settled(entry.body, own, wordings):
            found.append((first + spans.index(span), option, True))
    return _lifted(candidates, found)


def _settled(
    body: str, spans: Sequence[tuple[int, int]], wordings: Sequence[Sequence[str]]
) -> list[tuple[tuple[int, int], int]]:
    settled = [(a, b) for a, b in spans if b - a <= _LONGEST and is_settled(body[a:b])]
    topics = [topic_of_option(each) for each in wordings]
    found = []
    for span, row in zip(
        settled, relevance_of([body[a:b] for a, b in settled], topics), strict=True
    ):
        named = [at for at, relevance in enumerate(row) if relevance.direct]
        if len(named) == 1:
            found.append((span, named[0]))
    return found


def _lifted(candidates: Candidates, found: Sequence[tuple[int, int, bool]]) -> tuple[Stance, ...]:
    """Lift every stance; most the newest about each option, and the last that settles it."""

    in_time = sorted(
        found, key=lambda each: candidates.entries[candidates.entry_of[each[0]]].written_on
    )
    last = {option: place for place, option, _ in in_time}
    settled = {option: place for place, option, is_settled_there in in_time if is_settled_there}
    always = {*last.values(), *settled.values()}
    return tuple(
        Stance(place=place, option=option, lift=_LAST if place in always else _STANCE)
        for place, option, _ in in_time
    )
