"""What the index takes and gives: passages, filters, hits and reports.

All offsets are code points of `Entry.body`; all dates are days in the writer's own calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from errors import JournalError
from journal.entry import Entry

WORDS_ONLY = "words-only"  # the name of the embedding while nothing is embedded


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """`entry.body[start:end]`, and the exact `(start, end)` spans of its sentences, in order, as
    offsets into it.
    """

    id: str
    entry_id: str
    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which entries count: `since` and `until` inclusive, any of `tags`, any of `kinds`. Empty
    means all.

    `until` is what makes an as-of answer: nothing written later is found.
    """

    since: date | None = None
    until: date | None = None
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def admits(self, entry: Entry) -> bool:
        """Say whether an entry counts."""
        return (
            (self.since is None or entry.written_on >= self.since)
            and (self.until is None or entry.written_on <= self.until)
            and (not self.tags or not set(self.tags).isdisjoint(entry.tags))
            and (not self.kinds or entry.kind in self.kinds)
        )


EVERYTHING = EntryFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How many entries there are, and the first and last day among them."""

    entries: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found, with a `score` in 0..1 (1 best)."""

    passage: Passage
    score: float
    written_on: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What one `sync` did, counted in entries; `repaired` when a damaged index was rebuilt on the
    way.

    `waiting` entries are found by their words only, because of `problem`: their vectors are tried
    again next time.
    """

    added: int
    updated: int
    removed: int
    unchanged: int
    repaired: bool = False
    waiting: int = 0
    problem: JournalError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether both indexes hold what they should: passages expected and held by the words, and
    those embedded so far and held by the vectors.
    """

    expected: int
    lexical: int
    embedded: int
    dense: int
    reachable: bool

    @property
    def ok(self) -> bool:
        return self.reachable and self.expected == self.lexical and self.embedded == self.dense
