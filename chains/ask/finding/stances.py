"""Where the writer says to stand between the options: shown whatever else fits, the newest about
each option, and the last that settles it, first.

Limit: only sentences with the words of an option are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chains.evidence.candidates import Candidates
from chains.evidence.ranking import Floats
from chains.evidence.stances import leanings, settled

_NAMED = 0.5  # of the best sentence's share of an option's words
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
        for span, option in settled(entry, own, wordings):
            found.append((first + spans.index(span), option, True))
    return _lifted(candidates, found)


def _lifted(candidates: Candidates, found: Sequence[tuple[int, int, bool]]) -> tuple[Stance, ...]:
    """Lift every stance; most the newest about each option, and the last that settles it."""
    in_time = sorted(
        found, key=lambda each: candidates.entries[candidates.entry_of[each[0]]].written_on
    )
    last = {option: place for place, option, _ in in_time}
    last_settled = {option: place for place, option, settles in in_time if settles}
    always = {*last.values(), *last_settled.values()}
    return tuple(
        Stance(place=place, option=option, lift=_LAST if place in always else _STANCE)
        for place, option, _ in in_time
    )
