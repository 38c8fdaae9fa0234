"""What a search gave: entries with the score of each of their sentences, best first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
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


def _nothing_stays(_: Entry) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """What may answer.

    `ranked` is for the question as a whole; `by_option` for each label in the plan's order, or for
    each of two stretches of time. `apart` are the best for each option, or for each other wording,
    by itself: a model reads them, whatever the question as a whole found. `of_the_time` are all
    entries with words of the time that is asked about, oldest first; they may be thousands, so
    whether one `stays` on this machine is asked of those that are read. `missing` are the words
    asked about that the journal never uses. `counted` is the one word whose entries are asked to be
    counted, with their days.
    """

    hits: Hits
    ranked: tuple[Ranked, ...] = ()
    apart: tuple[Ranked, ...] = ()
    of_the_time: tuple[Entry, ...] = ()
    stays: Callable[[Entry], bool] = _nothing_stays
    by_option: tuple[tuple[str, tuple[Ranked, ...]], ...] = ()
    missing: tuple[str, ...] = ()
    counted: tuple[str, tuple[date, ...]] | None = None

    def without(self, stays: Callable[[Entry], bool]) -> Retrieved:
        """Return the same without the entries that stay on this machine."""
        met = [*self.ranked, *self.apart, *(each for _, own in self.by_option for each in own)]
        hidden = {each.entry.id for each in met if stays(each.entry)}
        hits = tuple(each for each in self.hits.hits if each.passage.entry_id not in hidden)
        return replace(
            self,
            hits=replace(self.hits, hits=hits),
            ranked=tuple(each for each in self.ranked if each.entry.id not in hidden),
            apart=tuple(each for each in self.apart if each.entry.id not in hidden),
            stays=stays,
            by_option=tuple(
                (label, tuple(each for each in own if each.entry.id not in hidden))
                for label, own in self.by_option
            ),
        )
