"""What is indexed, in memory as arrays: which entry a passage row belongs to, sizes, days, labels.

Invariant: equals what the lexical index holds on disk; rows and ordinals that are gone count
nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from vectorstore.lexical.database import EntryRow
from vectorstore.types import EntryFilter

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Array = TypeVar("Array", NDArray[np.int32], NDArray[np.float32], NDArray[np.bool_])


class Catalog:
    """Indexed by passage row (`ordinal_of`, `sizes`, `korean`) and by entry ordinal
    (`entry_sizes`, `days`).
    """

    def __init__(self, rows: Iterable[EntryRow]) -> None:
        self.by_id: dict[str, EntryRow] = {}
        self.by_ordinal: dict[int, EntryRow] = {}
        self.ordinal_of: Ints = np.zeros(0, dtype=np.int32)
        self.sizes: Floats = np.zeros(0, dtype=np.float32)
        self.korean: Flags = np.zeros(0, dtype=np.bool_)
        self.entry_sizes: Floats = np.zeros(0, dtype=np.float32)
        self.days: Ints = np.zeros(0, dtype=np.int32)
        self.passages = 0
        self._terms = 0
        self._entry_terms = 0
        self.add(list(rows))

    @property
    def mean_size(self) -> float:
        """Mean number of terms in a passage."""
        return self._terms / max(1, self.passages)

    @property
    def mean_entry_size(self) -> float:
        """Mean number of terms in an entry."""
        return self._entry_terms / max(1, len(self.by_id))

    def add(self, rows: list[EntryRow]) -> None:
        """Take in entries that were just written; an older one with the same id leaves."""
        self.remove(row.id for row in rows)
        if not rows:
            return
        self._grow(
            max(row.first_row + len(row.sizes) for row in rows),
            max(row.ordinal for row in rows) + 1,
        )
        for row in rows:
            self.by_id[row.id] = self.by_ordinal[row.ordinal] = row
            for at, (fresh, repeated) in enumerate(row.sizes, row.first_row):
                self.ordinal_of[at] = row.ordinal
                self.sizes[at] = fresh + repeated
            self.korean[row.first_row : row.first_row + len(row.korean)] = row.korean
            self.entry_sizes[row.ordinal] = sum(fresh for fresh, _ in row.sizes)
            self.days[row.ordinal] = row.day.toordinal()
            self._count(row, 1)

    def remove(self, entry_ids: Iterable[str]) -> None:
        """Let entries go."""
        for entry_id in entry_ids:
            row = self.by_id.pop(entry_id, None)
            if row is not None:
                del self.by_ordinal[row.ordinal]
                self.days[row.ordinal] = 0
                self._count(row, -1)

    def row(self, passage_id: str) -> int:
        """Return the row of a passage id, or 0 when it is not indexed (any more)."""
        entry_id, _, number = passage_id.rpartition(".")
        entry = self.by_id.get(entry_id)
        return entry.first_row + int(number) if entry and int(number) < len(entry.sizes) else 0

    def passages_besides(self, entry_ids: Collection[str]) -> int:
        """Return how many passages the other entries have."""
        return self.passages - sum(
            len(self.by_id[each].sizes) for each in entry_ids if each in self.by_id
        )

    def matching(self, where: EntryFilter) -> Flags | None:
        """Return which ordinals `where` lets through; None when it lets everything through."""
        if where == EntryFilter():
            return None
        allowed = self.days > 0
        if where.since:
            allowed &= self.days >= where.since.toordinal()
        if where.until:
            allowed &= self.days <= where.until.toordinal()
        if where.tags or where.kinds:
            tags, kinds = set(where.tags), set(where.kinds)
            labelled = np.zeros(len(allowed), dtype=np.bool_)
            for ordinal, row in self.by_ordinal.items():
                labelled[ordinal] = (not tags or not tags.isdisjoint(row.tags)) and (
                    not kinds or row.kind in kinds
                )
            allowed &= labelled
        return allowed

    def _grow(self, rows: int, ordinals: int) -> None:
        self.ordinal_of, self.sizes = _grown(self.ordinal_of, rows), _grown(self.sizes, rows)
        self.korean = _grown(self.korean, rows)
        self.entry_sizes, self.days = (
            _grown(self.entry_sizes, ordinals),
            _grown(self.days, ordinals),
        )

    def _count(self, row: EntryRow, sign: int) -> None:
        self.passages += sign * len(row.sizes)
        self._terms += sign * sum(fresh + repeated for fresh, repeated in row.sizes)
        self._entry_terms += sign * sum(fresh for fresh, _ in row.sizes)


def _grown(array: Array, length: int) -> Array:
    more = length - len(array)
    return np.concatenate([array, np.zeros(more, dtype=array.dtype)]) if more > 0 else array
