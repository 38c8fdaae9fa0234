"""Search by words: the lexical file, its catalog in memory and the postings asked for lately, kept
in step.

Promise: what was written is found at once, by every thread. Invariant: one lock guards all three.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from language.detect import ENGLISH, KOREAN, Language
from language.grammar.terms import Terms
from vectorstore.lexical import bm25
from vectorstore.lexical.catalog import Catalog, Flags
from vectorstore.lexical.database import LexicalIndex
from vectorstore.passages import passage_id
from vectorstore.prepared_entry import Prepared
from vectorstore.types import EntryFilter, Extent, Hit, Passage

MOST_CUT = 2_000  # entries whose passages are kept in memory: every question asks for the same


class LexicalSearch:
    """`store` is the file; use it only under `lock`."""

    def __init__(self, path: Path) -> None:
        """Open or create. Raises: sqlite3.DatabaseError when the file is damaged."""
        self.lock = threading.RLock()
        self.store = LexicalIndex(path)
        try:
            self.catalog = Catalog(self.store.entries())
            if self.store.count() != self.catalog.passages:
                raise sqlite3.DatabaseError("the full-text table has lost rows")
        except sqlite3.Error:
            self.store.close()
            raise
        self._cache = bm25.PostingsCache(self.store.occurrences)
        self._passages: dict[str, tuple[bytes, tuple[Passage, ...]]] = {}

    def close(self) -> None:
        """Close the file."""
        with self.lock:
            self.store.close()

    def digests(self) -> dict[str, bytes]:
        """Return the digest of every indexed entry by id."""
        with self.lock:
            return {entry_id: row.digest for entry_id, row in self.catalog.by_id.items()}

    def has_hangul(self) -> bool:
        """Tell whether any Korean word is indexed."""
        with self.lock:
            return self.store.has_hangul()

    def write(self, prepared: Sequence[Prepared]) -> None:
        """Index entries in place of those with the same ids."""
        with self.lock:
            self._cache.drop(self.store.terms(each.entry.id for each in prepared))
            self.catalog.add(self.store.write(prepared))
            for each in prepared:
                self._cache.drop(each.heading)
                self._cache.drop(term for passage in each.passages for term in passage.fresh)

    def remove(self, entry_ids: Collection[str]) -> None:
        """Take entries out."""
        with self.lock:
            self._cache.drop(self.store.terms(entry_ids))
            self.store.remove(entry_ids)
            self.catalog.remove(entry_ids)

    def best(self, query: Mapping[str, float], count: int, where: EntryFilter) -> dict[int, float]:
        """Return the best passage rows for weighted terms, with their scores; ties at the edge are
        all kept.
        """
        with self.lock:
            found = bm25.scores(query, self.catalog, self._cache, self.catalog.matching(where))
        matched = np.flatnonzero(found)
        if len(matched) > count:
            edge = np.partition(found[matched], -count)[-count]
            matched = matched[found[matched] >= edge]
        return dict(zip(matched.tolist(), found[matched].tolist(), strict=True))

    def searched(self, where: EntryFilter) -> Extent:
        """Return what a search with `where` looks through."""
        with self.lock:
            allowed = self.catalog.matching(where)
            days = self.catalog.days[self.catalog.days > 0 if allowed is None else allowed]
        if not len(days):
            return Extent(entries=0)
        first, last = date.fromordinal(int(days.min())), date.fromordinal(int(days.max()))
        return Extent(entries=len(days), first=first, last=last)

    def entry_scores(self, query: Mapping[str, float], where: EntryFilter) -> dict[str, float]:
        """Return the score of every entry that holds one of the weighted terms."""
        with self.lock:
            found = bm25.entry_scores(
                query, self.catalog, self._cache, self.catalog.matching(where)
            )
            return {
                self.catalog.by_ordinal[ordinal].id: float(found[ordinal])
                for ordinal in np.flatnonzero(found).tolist()
                if ordinal in self.catalog.by_ordinal
            }

    def holding(self, words: Iterable[Iterable[Terms]], where: EntryFilter) -> set[str]:
        """Return the ids of the entries that hold every word: of each, all terms of one set."""
        with self.lock:
            entries = self.catalog.days > 0
            allowed = self.catalog.matching(where)
            if allowed is not None:
                entries &= allowed
            for sets in words:
                entries &= np.logical_or.reduce([self._with_all(terms) for terms in sets])
            return {
                self.catalog.by_ordinal[ordinal].id
                for ordinal in np.flatnonzero(entries).tolist()
                if ordinal in self.catalog.by_ordinal
            }

    def _with_all(self, terms: Terms) -> Flags:
        held = np.ones(len(self.catalog.days), dtype=np.bool_)
        for term in terms:
            has_term = np.zeros_like(held)
            has_term[self._cache.get(term, self.catalog).ordinals] = True
            held &= has_term
        return held

    def rarities(self, terms: Iterable[str]) -> dict[str, float]:
        """Return how rare each term is among the entries: above 0, most for one in none."""
        with self.lock:
            return {term: bm25.rarity(term, self.catalog, self._cache) for term in terms}

    def counts(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many entries each term is."""
        with self.lock:
            return {term: len(self._cache.get(term, self.catalog).ordinals) for term in terms}

    def languages(self, rows: Iterable[int]) -> dict[int, Language]:
        """Return the language of each passage."""
        with self.lock:
            return {row: KOREAN if self.catalog.korean[row] else ENGLISH for row in rows}

    def rows(self, passage_ids: Mapping[str, float], where: EntryFilter) -> dict[int, float]:
        """Return row to value for passage ids; those not indexed (any more) or not let through are
        left out.
        """
        with self.lock:
            allowed = self.catalog.matching(where)
            found = {
                row: value for each, value in passage_ids.items() if (row := self.catalog.row(each))
            }
            return {
                row: value
                for row, value in found.items()
                if allowed is None or allowed[self.catalog.ordinal_of[row]]
            }

    def hits(self, scores: Mapping[int, float], count: int) -> list[Hit]:
        """Return the best of scored rows as hits, best first; equals in the order of entry id and
        place.
        """
        with self.lock:
            found = [
                (score, row - entry.first_row, entry)
                for row, score in scores.items()
                if (entry := self.catalog.by_ordinal.get(int(self.catalog.ordinal_of[row])))
            ]
            found.sort(key=lambda one: (-one[0], one[2].id, one[1]))
            best = found[:count]
            passages = self.store.passages([(entry, place) for _, place, entry in best])
            return [
                Hit(passage=passage, score=score, written_on=entry.day, title=entry.title)
                for (score, _, entry), passage in zip(best, passages, strict=True)
            ]

    def is_indexed(self, entry_id: str, digest: bytes) -> bool:
        """Tell whether just this text of the entry is indexed."""
        with self.lock:
            row = self.catalog.by_id.get(entry_id)
            return row is not None and row.digest == digest

    def spread(self, count: int, besides: Collection[str] = ()) -> list[str]:
        """Return the ids of about `count` passages, evenly spread over all entries but some."""
        with self.lock:
            known = [each for each in self.catalog.by_id.values() if each.id not in besides]
            step = max(1, len(known) // count)
            return [
                passage_id(entry.id, len(entry.sizes) - 1) for entry in known[::step] if entry.sizes
            ]

    def passages(self, entry_id: str, digest: bytes) -> tuple[Passage, ...] | None:
        """Return the stored passages of an entry, or None when just this text is not indexed."""
        with self.lock:
            entry = self.catalog.by_id.get(entry_id)
            if entry is None or entry.digest != digest:
                return None
            known = self._passages.get(entry_id)
            if known is None or known[0] != digest:
                if len(self._passages) >= MOST_CUT:
                    self._passages.clear()
                places = [(entry, number) for number in range(len(entry.sizes))]
                known = self._passages[entry_id] = digest, tuple(self.store.passages(places))
            return known[1]
