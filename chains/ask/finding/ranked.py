"""What a search gave: entries with the score of each of their sentences, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from chains.ask.events import Hits
from chains.evidence.sources import Span
from journal.entry import Entry
from vectorstore.types import Hit, Passage

if TYPE_CHECKING:  # the page begins without numpy
    from chains.evidence.ranking import Floats

_MOST_HITS: Final = 40


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


def with_words(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that say something, oldest first."""
    said = (each for each in entries if each.body.strip())
    return tuple(sorted(said, key=lambda each: (each.written_on, each.id)))


def as_hits(ranked: Sequence[Ranked]) -> tuple[Hit, ...]:
    """Return the best entries as passages: each from its first to its last sentence, its score as a
    share of the best one's.
    """
    best = max((each.score for each in ranked), default=0.0)
    best = best if best > 0 else 1.0  # all of a stretch of time, and no word to tell them apart
    return tuple(
        Hit(
            passage=Passage(
                id=f"{each.entry.id}:all",
                entry_id=each.entry.id,
                start=each.sentences[0][0],
                end=each.sentences[-1][1],
                sentences=each.sentences,
            ),
            score=round(max(each.score, 0.0) / best, 6),
            written_on=each.entry.written_on,
            title=each.entry.title,
        )
        for each in ranked[:_MOST_HITS]
    )
