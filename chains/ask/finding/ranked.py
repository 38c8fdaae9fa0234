"""What a search gave: entries with the score of each of their sentences, best first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chains.ask.events import Hits
from chains.evidence.sources import Span
from journal.entry import Entry

if TYPE_CHECKING:  # the page begins without numpy
    from chains.evidence.ranking import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """An entry, its sentences, one score for each, and the entry's own: that of the best."""

    entry: Entry
    sentences: tuple[Span, ...]
    scores: Floats
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """What may answer.

    `ranked` is for the question as a whole; `by_option` for each label in the plan's order, or for
    each of two stretches of time. `missing` are the words asked about that the journal never uses.
    """

    hits: Hits
    ranked: tuple[Ranked, ...] = ()
    by_option: tuple[tuple[str, tuple[Ranked, ...]], ...] = ()
    missing: tuple[str, ...] = ()

    def without(self, hidden: frozenset[str]) -> Retrieved:
        """Return the same without these entries."""
        if not hidden:
            return self
        hits = tuple(each for each in self.hits.hits if each.passage.entry_id not in hidden)
        return replace(
            self,
            hits=replace(self.hits, hits=hits),
            ranked=tuple(each for each in self.ranked if each.entry.id not in hidden),
            by_option=tuple(
                (label, tuple(each for each in own if each.entry.id not in hidden))
                for label, own in self.by_option
            ),
        )
