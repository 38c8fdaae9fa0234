"""Ranks entries by the best of their sentences that can be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from chains.ask.events import Plan
from chains.ask.finding.ranked import Ranked
from chains.evidence.candidates import Candidates
from chains.evidence.ranking import Floats
from language.dates.asked import DatePart
from language.quotation import breaks_off

Flags = NDArray[np.bool_]
_UNSAID = 100.0
_BEST_OF_EACH = 2  # of an option or another wording: what it finds is mostly the first of all
_PROSE = re.compile(r"(?:[^\W\d_][\W\d_]*){4}")  # four letters at least


def find_said(candidates: Candidates) -> Flags:
    """Return which sentences can be shown: not a line of a few letters alone, nor what breaks off
    before anything is said.
    """
    pairs = zip(candidates.entries, candidates.sentences, strict=True)
    said = [_is_said(entry.body[a:b]) for entry, spans in pairs for a, b in spans]
    return np.asarray(said, dtype=np.bool_)


def rank(
    candidates: Candidates, said: Flags, scores: Floats, lights: Floats | float = 0.0
) -> tuple[Ranked, ...]:
    """Return the entries by their best sentence that can be shown. `lights` tell the sentences of
    an entry apart, not the entries.
    """
    scores = np.where(said, scores, scores - _UNSAID)
    lit = scores + lights
    ranked = []
    for at, (entry, spans) in enumerate(zip(candidates.entries, candidates.sentences, strict=True)):
        own = scores[candidates.slice_of(at)]
        best = float(own.max())
        if best > -_UNSAID / 2:
            lit_here = lit[candidates.slice_of(at)]
            ranked.append(Ranked(entry=entry, sentences=spans, scores=lit_here, score=best))
    ranked.sort(key=lambda each: (-each.score, each.entry.id))
    return tuple(ranked)


def best_of_each(rankings: Sequence[Sequence[Ranked]]) -> tuple[Ranked, ...]:
    """Return the first entry of each ranking, then the second of each, and so on."""
    places = zip_longest(*(each[:_BEST_OF_EACH] for each in rankings))
    return tuple(each for place in places for each in place if each is not None)


def by_part(ranked: Sequence[Ranked], plan: Plan) -> tuple[tuple[str, tuple[Ranked, ...]], ...]:
    """Divide what was found by the stretches of time that are compared; into none where all of it
    is of other days.
    """
    parts = tuple(
        (part.words, tuple(each for each in ranked if _is_within(each, part)))
        for part in plan.parts
    )
    return parts if any(own for _, own in parts) else ()


def _is_within(ranked: Ranked, part: DatePart) -> bool:
    day = ranked.entry.written_on
    return (part.since is None or day >= part.since) and (part.until is None or day <= part.until)


def _is_said(text: str) -> bool:
    return _PROSE.search(text) is not None and not text.startswith("#") and not breaks_off(text)
