"""What must change so that the indexes hold what is wanted: pure comparison of ids and digests, and
fair batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from journal.entry import Entry

BATCH_ENTRIES = 64
BATCH_TEXT = 200_000  # code points: what is analysed, and held in memory, at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Ids of entries to write and to remove, in order; `forgets` when words that were indexed go
    away.
    """

    write: tuple[str, ...]
    remove: tuple[str, ...]
    forgets: bool


def plan_sync(*, indexed: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> Plan:
    """Return what to write and what to remove, given the digest of each entry by id."""
    write = tuple(each for each, digest in wanted.items() if indexed.get(each) != digest)
    remove = tuple(each for each in indexed if each not in wanted)
    return Plan(
        write=write, remove=remove, forgets=bool(remove) or any(each in indexed for each in write)
    )


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries in order, as many at a time as are worth analysing together."""
    batch: list[Entry] = []
    size = 0
    for entry in entries:
        batch.append(entry)
        size += len(entry.body)
        if len(batch) == BATCH_ENTRIES or size >= BATCH_TEXT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
