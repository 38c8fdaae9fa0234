"""Catalog rows as the lexical index writes them, without its file; numbers from 1, as SQLite
counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vectorstore.lexical.database import EntryRow

FIRST_DAY = date(2024, 1, 1)


@dataclass
class Writer:
    """Hands out ordinals and rows, never the same twice; 0 of either stands for "none"."""

    ordinal: int = 1
    row: int = 1

    def write(
        self,
        entry_id: str,
        sizes: Sequence[tuple[int, int]] = ((3, 0),),
        *,
        day: date = FIRST_DAY,
        tags: tuple[str, ...] = (),
        kind: str = "entry",
    ) -> EntryRow:
        """Return the row of an entry that was just written."""
        made = EntryRow(
            ordinal=self.ordinal,
            id=entry_id,
            digest=b"",
            day=day,
            kind=kind,
            tags=tags,
            title="",
            first_row=self.row,
            sizes=tuple(sizes),
            korean=tuple(False for _ in sizes),
        )
        self.ordinal += 1
        self.row += len(made.sizes)
        return made
