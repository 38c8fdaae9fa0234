"""What both indexes answer together: words and vectors mixed into one order, and how near the
passages of entries are.

Promise: while the vectors cannot answer the words do; damage is noted (`met_damage`), and the next
sync mends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from errors import JournalError
from journal.entry import Entry
from language.detect import LANGUAGES, language_of
from vectorstore.fusion import mix
from vectorstore.hybrid import BothIndexes
from vectorstore.indexed_text import cut_passages, cut_sentences
from vectorstore.lexical.query import SearchTerms
from vectorstore.store import StoreDamage
from vectorstore.types import EVERYTHING, EntryFilter, Hit
from vectorstore.upkeep.health import is_damaged

_Found = TypeVar("_Found")

POOL = 200  # passages that the words propose
NEAREST = 100  # passages that the vectors propose: as far as Chroma searches its graph anyway


def search_both(
    both: BothIndexes, query: str, asked: SearchTerms, k: int, where: EntryFilter
) -> list[Hit]:
    """Return at most `k` passages for a query and its terms, best first."""
    lexical = both.lexical
    words = lexical.best(asked.weights, max(POOL, 4 * k), where)
    near = lexical.rows(nearest(both, query, NEAREST, where), where)
    weights = _weights(both, query, words.keys() | near.keys())
    return lexical.hits(mix(words, near, weights), k)


def nearest(both: BothIndexes, query: str, count: int, where: EntryFilter) -> dict[str, float]:
    """Return the nearest passage ids with their similarity, as the vectors that serve tell."""

    def ask() -> dict[str, float]:
        near = both.dense.nearest(query, count, where)
        if not near and where == EVERYTHING and is_damaged(both):
            raise StoreDamage("no vector is left")
        return near

    return _unless_away(both, ask)


def near_passages(
    both: BothIndexes, questions: Sequence[str], entries: Sequence[Entry]
) -> dict[str, NDArray[np.float32]]:
    """Return by entry id, for each question and sentence, the cosine of the best passage that holds
    it; 0 without one.
    """
    passages = {entry.id: cut_passages(both, entry) for entry in entries}
    ids = [each.id for own in passages.values() for each in own]
    near = _unless_away(both, lambda: both.dense.nearness(questions, ids))
    found = {}
    for entry in entries:
        place = {span: at for at, span in enumerate(cut_sentences(both, entry))}
        best = np.zeros((len(questions), len(place)), dtype=np.float32)
        for each in passages[entry.id]:
            held = [place[span] for span in each.sentences if span in place]
            if each.id in near:
                best[:, held] = np.maximum(best[:, held], near[each.id][:, np.newaxis])
        found[entry.id] = best
    return found


def _unless_away(both: BothIndexes, ask: Callable[[], dict[str, _Found]]) -> dict[str, _Found]:
    try:
        return ask()
    except StoreDamage:
        both.met_damage = True
    except JournalError:
        return {}  # the server or the model is away: it is asked again at the next search
    return {}


def _weights(both: BothIndexes, query: str, rows: Iterable[int]) -> dict[int, float]:
    """Return how much the vector of each passage counts, by its language and the question's."""
    weights, asked = both.dense.weights, language_of(query)
    by_language = {each: weights.of(asked, each) for each in LANGUAGES}
    return {row: by_language[each] for row, each in both.lexical.languages(rows).items()}
