"""BM25 over passages and over whole entries at once (Robertson & Zaragoza 2009), added up in
arrays.

A passage's score is its own plus its entry's: a journal day that speaks of all the words asked
lifts its best passage.
Limit: postings of asked terms stay in memory up to a bound. Invariant: cached postings equal those
on disk.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from vectorstore.lexical.catalog import Catalog, Flags, Floats, Ints

K1, B = 0.9, 0.75
ENTRY_SHARE = 0.7
HEADING_WEIGHT = 3.0
TITLE_TIMES = 2.0  # where entries are scored by themselves
MOST_POSTINGS = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Where a term occurs: passage rows with counts, and entry ordinals with counts in the body and
    in the heading.
    """

    rows: Ints
    counts: Floats
    ordinals: Ints
    in_body: Floats
    in_heading: Floats


class PostingsCache:
    """Postings by term, the least recently asked for leaving first."""

    def __init__(self, read: Callable[[str], list[tuple[int, int, int, int]]]) -> None:
        self._read = read
        self._kept: OrderedDict[str, Postings] = OrderedDict()
        self._size = 0

    def get(self, term: str, catalog: Catalog) -> Postings:
        """Return the postings of `term`."""
        known = self._kept.get(term)
        if known is not None:
            self._kept.move_to_end(term)
            return known
        postings = _postings(self._read(term), catalog)
        self._kept[term] = postings
        self._size += len(postings.rows) + 50
        while self._size > MOST_POSTINGS and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))
        return postings

    def drop(self, terms: Iterable[str]) -> None:
        """Forget terms whose postings changed."""
        for term in terms:
            if term in self._kept:
                self._drop(term)

    def _drop(self, term: str) -> None:
        self._size -= len(self._kept.pop(term).rows) + 50


def scores(
    query: Mapping[str, float], catalog: Catalog, cache: PostingsCache, allowed: Flags | None
) -> Floats:
    """Return the score of every passage row for weighted terms; 0 where no term matches or
    `allowed` says no.
    """
    rows = np.zeros(len(catalog.ordinal_of), dtype=np.float32)
    entries = np.zeros(len(catalog.days), dtype=np.float32)
    for term, weight in query.items():
        found = cache.get(term, catalog)
        if len(found.ordinals):
            rarity = weight * _rarity(len(found.rows), catalog.passages)
            rows[found.rows] += rarity * _saturated(
                found.counts, catalog.sizes[found.rows], catalog.mean_size
            )
            rarity = weight * _rarity(len(found.ordinals), len(catalog.by_id))
            sizes = catalog.entry_sizes[found.ordinals]
            counts = found.in_body + HEADING_WEIGHT * found.in_heading
            entries[found.ordinals] += rarity * _saturated(counts, sizes, catalog.mean_entry_size)
    if allowed is not None:
        entries *= allowed
    mixed = (1 - ENTRY_SHARE) * rows + ENTRY_SHARE * entries[catalog.ordinal_of]
    mixed[entries[catalog.ordinal_of] == 0] = 0
    return mixed


def entry_scores(
    query: Mapping[str, float], catalog: Catalog, cache: PostingsCache, allowed: Flags | None
) -> Floats:
    """Return the score of every entry by itself, its title counted twice; 0 as in `scores`."""
    entries = np.zeros(len(catalog.days), dtype=np.float32)
    for term, weight in query.items():
        found = cache.get(term, catalog)
        if len(found.ordinals):
            counts = found.in_body + TITLE_TIMES * found.in_heading
            entries[found.ordinals] += (
                weight
                * _rarity(len(found.ordinals), len(catalog.by_id))
                * _saturated(counts, catalog.entry_sizes[found.ordinals], catalog.mean_entry_size)
            )
    if allowed is not None:
        entries *= allowed
    return entries


def rarity(term: str, catalog: Catalog, cache: PostingsCache) -> float:
    """Return how rare a term is among the entries: above 0, most for one that is in none."""
    return _rarity(len(cache.get(term, catalog).ordinals), len(catalog.by_id))


def _rarity(holding: int, of: int) -> float:
    return float(np.log1p((of - holding + 0.5) / (holding + 0.5)))


def _saturated(counts: Floats, sizes: Floats, mean: float) -> Floats:
    found: Floats = (
        counts * (K1 + 1) / (counts + K1 * (1 - B + B * sizes / max(mean, 1.0)))
    ).astype(np.float32)
    return found


def _postings(found: list[tuple[int, int, int, int]], catalog: Catalog) -> Postings:
    table = np.asarray(found, dtype=np.int32).reshape(-1, 4)
    rows, heading, fresh, repeated = table.T
    ordinals, of = np.unique(catalog.ordinal_of[rows], return_inverse=True)
    in_body = np.bincount(of, weights=fresh, minlength=len(ordinals))
    in_heading = np.bincount(of, weights=heading, minlength=len(ordinals))
    inside = fresh + repeated > 0
    return Postings(
        rows=np.ascontiguousarray(rows[inside]),
        counts=(fresh + repeated)[inside].astype(np.float32),
        ordinals=ordinals.astype(np.int32),
        in_body=in_body.astype(np.float32),
        in_heading=in_heading.astype(np.float32),
    )
