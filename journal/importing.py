"""Bring entries into a store, as often as one likes: what is there already is not added again.

An entry is known by its id, by its place in the source, and by its content; what was edited here since is never
overwritten.
Invariant: a second import of the same source adds and changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from errors import ImportFileError, JournalError
from journal.entry import Entry
from journal.entry_file import storable
from journal.importers import IMPORTERS
from journal.importers.base import DATE_UNCERTAIN, SOURCE_ID, unreadable
from journal.problems import ImportProblem
from journal.store import EntryStore
from journal.text import clean

SOURCE_HASH = "source_hash"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What one import did, counted in entries, and everything that became none."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: tuple[ImportProblem, ...] = ()


class _Outcome(Enum):
    ADD = "add"
    UPDATE = "update"
    SAME = "same"
    CONFLICT = "conflict"


def import_entries(
    path: Path,
    store: EntryStore,
    *,
    dry_run: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> ImportReport:
    """Import a file, a zip or a folder; `on_progress` gets (entries done, entries found). `dry_run` writes nothing.

    Raises:
        StorageError: the journal cannot be read or written; what was added before is whole, and the next run goes on.
    """
    items = list(_read(path))
    seen = _Seen(store.load().entries)
    counts = dict.fromkeys(_Outcome, 0)
    problems: list[ImportProblem] = []
    for done, item in enumerate(items, start=1):
        if isinstance(item, ImportProblem):
            problems.append(item)
        else:
            outcome, entry = seen.weigh(storable(item))
            counts[outcome] += 1
            if outcome is _Outcome.CONFLICT:
                problems.append(_both_changed(item, path))
            elif outcome is not _Outcome.SAME:
                seen.add(entry if dry_run else store.save(entry))
        if on_progress is not None:
            on_progress(done, len(items))
    return ImportReport(
        added=counts[_Outcome.ADD],
        updated=counts[_Outcome.UPDATE],
        unchanged=counts[_Outcome.SAME],
        problems=tuple(problems),
    )


def content_hash(entry: Entry, *, dated: bool = True) -> str:
    """Return what tells whether two entries say the same: day (where it is certain), title and body."""
    day = entry.written_on.isoformat() if dated else ""
    return hashlib.sha256(f"{day}\0{entry.title}\0{entry.body}".encode()).hexdigest()[:32]


def _read(path: Path) -> Iterable[Entry | ImportProblem]:
    shown = clean(path.name)
    try:
        if not path.exists():
            raise unreadable(shown)
        importer = next((importer for importer in IMPORTERS if importer.recognises(path)), None)
        if importer is None:
            raise _unknown_format(shown)
        yield from importer.read(path)
    except JournalError as error:
        yield ImportProblem.of(shown, error)


class _Seen:
    """What the journal holds, by everything that an import can know it again by."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_id: dict[str, Entry] = {}
        self._by_place: dict[tuple[str, str], list[Entry]] = {}
        self._contents: set[str] = set()
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Remember an entry as it is now and as it was when it was imported."""
        if entry.id:
            self._by_id[entry.id] = entry
        place = (entry.source, str(entry.extra.get(SOURCE_ID, "")))
        self._by_place.setdefault(place, []).append(entry)
        self._contents |= {content_hash(entry), content_hash(entry, dated=False), str(entry.extra.get(SOURCE_HASH, ""))}

    def weigh(self, entry: Entry) -> tuple[_Outcome, Entry]:
        """Return what to do with an imported entry, and the entry to save."""
        source_hash = _source_hash(entry)
        marked = replace(entry, extra={**entry.extra, SOURCE_HASH: source_hash})
        if source_hash in self._contents:
            return _Outcome.SAME, marked
        known = self._by_id.get(entry.id) if entry.id else self._same_place(entry)
        if known is None:
            return _Outcome.ADD, marked
        if known.extra.get(SOURCE_HASH) != _source_hash(known):
            return _Outcome.CONFLICT, marked
        merged = replace(
            marked,
            id=known.id,
            kind=known.kind,
            tags=tuple(dict.fromkeys((*known.tags, *entry.tags))),
            extra={**_without_doubt(known.extra), **marked.extra},
        )
        return _Outcome.UPDATE, merged

    def _same_place(self, entry: Entry) -> Entry | None:
        """Return the entry of the same place and day: a place alone can be another folder of the same name."""
        place = (entry.source, str(entry.extra.get(SOURCE_ID, "")))
        known = self._by_place.get(place, []) if place[1] else []
        return next((other for other in known if other.written_on == entry.written_on), None)


def _without_doubt(extra: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in extra.items() if name != DATE_UNCERTAIN}


def _source_hash(entry: Entry) -> str:
    return content_hash(entry, dated=DATE_UNCERTAIN not in entry.extra)


def _both_changed(entry: Entry, path: Path) -> ImportProblem:
    place = str(entry.extra.get(SOURCE_ID, "")) or clean(path.name)
    error = ImportFileError(
        "{path} differs from the entry of {day} that came from it, and that one was edited here. It stays as it is.",
        hint="To take the new text as well, give it another date or paste it as a new entry.",
        key="import.both_changed",
        path=place,
        day=entry.written_on.isoformat(),
    )
    return ImportProblem.of(place, error)


def _unknown_format(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} is not a format that can be imported.",
        hint="Import .md and .txt files, a folder of them, or a zip of such a folder. Other text can be pasted.",
        key="import.unknown_format",
        path=shown,
    )
