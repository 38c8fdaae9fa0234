"""Bring entries into a store, as often as one likes: look first, then run, and undo it as a whole.

An entry is known by its id, by its place in the source, and by its content; what was edited here
since is never overwritten. Each file is on disk before the next is begun, the log and the folders
once for every batch.
Limit: after a power cut the last batch may be missing, or be there and not in the log.
Invariant: a second import of the same source adds and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from files.atomic import folders_together
from files.decoding import clean
from journal.entry import Entry
from journal.entry_file import storable
from journal.importers.base import (
    AS_IT_SAYS,
    DATE_UNCERTAIN,
    DAY_ORDER_ASSUMED,
    YEAR_ASSUMED,
    ZONE_ASSUMED,
    How,
)
from journal.importers.sourced_entry import Found
from journal.importing.log import ImportLog
from journal.importing.overlap import Fingerprint
from journal.importing.pictures import keep_pictures
from journal.importing.plan import Knowledge, Outcome, content_hash
from journal.importing.preview import Preview, Reckoning
from journal.importing.report import ImportReport, both_changed
from journal.importing.sources import Sources
from journal.problems import ImportProblem
from journal.store import EntryStore, Loaded
from journal.trash_list import source_hashes

__all__ = ["Choices", "ImportReport", "Importing", "content_hash", "import_entries"]

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
_BATCH = 200
_DOUBTS = {DATE_UNCERTAIN, DAY_ORDER_ASSUMED, YEAR_ASSUMED, ZONE_ASSUMED}  # of a reading, each anew


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What was seen last: the journal as it was, and how the files were read."""

    how: How
    loaded: Loaded
    preview: Preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person decides once for all: take what changed at the source, and whether the same
    writing from two sources counts as one."""

    take_changes: bool = True
    join_alike: bool = True


class Importing:
    """Some files on their way into a journal. Use as a context manager: what was unpacked is gone
    afterwards.
    """

    def __init__(
        self, paths: Sequence[Path], store: EntryStore, *, skip_deleted: bool = False
    ) -> None:
        """Take the files; `skip_deleted` leaves out what lies in the trash here."""
        self._skipped = source_hashes(store.root) if skip_deleted else frozenset()
        self._store = store
        self._sources = Sources(paths)
        self._names = tuple(clean(path.name) for path in paths)
        self._look: _Look | None = None
        self._prints: dict[str, Fingerprint] = {}
        self._log: ImportLog | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove what was unpacked."""
        self._sources.close()

    @property
    def log(self) -> str:
        """The name of the log of the last run, "" before its first entry."""
        return self._log.name if self._log is not None else ""

    def exports(self) -> tuple[Path, ...]:
        """Return the zips, of those that were looked at, that this app wrote."""
        return self._sources.exports()

    def look(
        self,
        how: How = AS_IT_SAYS,
        *,
        on_progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> Preview:
        """Read everything and return what a run would do; nothing is written. `on_progress` gets
        (found, 0).

        Raises:
            StorageError: the journal cannot be read, or there is no room to unpack.
        """
        loaded, reckoning = self._store.load(), Reckoning(self._store)
        self._look = None
        for entry, outcome, known in self._weighed(how, loaded, reckoning.problems, stop):
            reckoning.take(entry, outcome, known)
            if on_progress is not None:
                on_progress(reckoning.found, 0)
            if stop is not None and stop():
                return reckoning.preview()
        preview = reckoning.preview()
        self._look = _Look(how=how, loaded=loaded, preview=preview)
        return preview

    def run(
        self,
        how: How = AS_IT_SAYS,
        choices: Choices | None = None,
        *,
        expected: int = 0,
        on_progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> ImportReport:
        """Bring everything in; `on_progress` gets (entries done, entries `expected`).

        Raises:
            StorageError: the journal cannot be written; what was added before is whole, and the
                next run goes on.
        """
        loaded = self._store.load()
        seen = self._all_known(how, loaded)
        if seen is not None:
            self._sources.keep_rest(self._store.root)
            return seen
        chosen, report = choices or Choices(), ImportReport()
        problems: list[ImportProblem] = []
        log = self._log = ImportLog(self._store.root, self._names)
        with folders_together() as sync_folders:
            for done, (entry, outcome, known) in enumerate(
                self._weighed(how, loaded, problems, stop), start=1
            ):
                report = self._carry_out(entry, outcome, known, chosen, log, problems, report)
                if done % _BATCH == 0:
                    log.sync()
                    sync_folders()
                if on_progress is not None:
                    on_progress(done, max(done, expected))
                if stop is not None and stop():
                    report = replace(report, stopped=True)
                    break
            else:
                self._sources.keep_rest(self._store.root)
            log.sync()
        return replace(report, problems=tuple(problems), log=log.name)

    def _all_known(self, how: How, loaded: Loaded) -> ImportReport | None:
        """Return the report of a run that would bring nothing, if the look told so and the journal
        is as it was then: there is no need to read everything a second time.
        """
        look = self._look
        if look is None or look.how != how or look.loaded != loaded:
            return None
        report = look.preview.report
        return report if report.unchanged == look.preview.found else None

    def _weighed(
        self, how: How, loaded: Loaded, problems: list[ImportProblem], stop: Stop | None
    ) -> Iterator[tuple[Entry, Outcome, str]]:
        knowledge = Knowledge(
            loaded.entries, self._store.get, also=self._skipped, seen=self._prints
        )
        for item in self._sources.items(how, stop=stop):
            if isinstance(item, ImportProblem):
                problems.append(item)
            else:
                found = storable(item)
                is_met, entry = knowledge.has_met(found), knowledge.placed(found)
                outcome, known = (Outcome.SAME, "") if is_met else knowledge.weigh(entry)
                entry = knowledge.marked(entry, known or entry.id, outcome)
                yield entry, outcome, known

    def _carry_out(
        self,
        entry: Entry,
        outcome: Outcome,
        known: str,
        chosen: Choices,
        log: ImportLog,
        problems: list[ImportProblem],
        report: ImportReport,
    ) -> ImportReport:
        if outcome is Outcome.CONFLICT:
            problems.append(both_changed(entry))
            return report
        if outcome is Outcome.SAME or (outcome is Outcome.UPDATE and not chosen.take_changes):
            return replace(report, unchanged=report.unchanged + 1)
        if outcome is Outcome.ALIKE and chosen.join_alike:
            return replace(report, alike=report.alike + 1)
        if outcome is Outcome.UPDATE:
            entry = merged(entry, self._store.get(known))
            log.will_update(self._store, known, content_hash(entry))
            self._save(entry)
            return replace(report, updated=report.updated + 1)
        log.will_add(entry.id, content_hash(entry))
        self._save(entry)
        return replace(report, added=report.added + 1)

    def _save(self, entry: Entry) -> None:
        if isinstance(entry, Found) and entry.raw:
            stored = self._store.put(
                entry.file, entry.raw, changed=entry.changed, entry_id=entry.id
            )
        else:
            stored = self._store.save(entry)
        if isinstance(entry, Found):
            keep_pictures(self._store, stored.id, entry.pictures)


def import_entries(
    path: Path,
    store: EntryStore,
    *,
    dry_run: bool = False,
    how: How = AS_IT_SAYS,
    choices: Choices | None = None,
    on_progress: Progress | None = None,
) -> ImportReport:
    """Import a file, a zip or a folder; `on_progress` gets (entries done, entries found). `dry_run`
    writes nothing.

    Raises:
        StorageError: the journal cannot be read or written; what was added before is whole, and the
            next run goes on.
    """
    with Importing([path], store) as importing:
        preview = importing.look(how)
        if dry_run:
            return preview.report
        return importing.run(how, choices, expected=preview.found, on_progress=on_progress)


def merged(entry: Entry, known: Entry) -> Entry:
    """Return the source's text with what was added here: labels, kind, and the fields that the
    source has not.
    """
    doubtless = {name: value for name, value in known.extra.items() if name not in _DOUBTS}
    return replace(
        entry,
        id=known.id,
        kind=known.kind,
        tags=tuple(dict.fromkeys((*known.tags, *entry.tags))),
        extra={**doubtless, **entry.extra},
    )
