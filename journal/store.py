"""The journal folder as a store of entries: one Markdown file each, readable in any editor.

New files are named `entries/YYYY/YYYY-MM-DD-<id>.md`; files put anywhere under the root by hand are
found as well.
Limit: of two programs that save one entry at the same moment, the later stays.
Invariant: `save` is whole and on disk or raises; `load` never hides a file because of another;
nothing is erased.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from threading import RLock

from errors import EntryChangedError, EntryNotFoundError, StorageError
from files.atomic import move, write_atomic
from files.decoding import decode
from journal import trash
from journal.adopt import id_for, with_id, write_ids
from journal.entry import Entry, new_entry_id, version_of
from journal.entry_file import FileFacts, read_entry, storable, write_entry
from journal.entry_reader import Known, duplicate_id, not_read, read_document, read_known
from journal.frontmatter import Document, parse, render
from journal.problems import EntryProblem
from journal.reading_mark import ReadingMark
from journal.scan import Signature, scan

ENTRIES = "entries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """All entries by (day, id), and the files that are none. The same object again while nothing
    has changed.
    """

    entries: tuple[Entry, ...] = ()
    problems: tuple[EntryProblem, ...] = ()


class EntryStore:
    """Entries in one folder. Safe to share between threads."""

    def __init__(self, root: Path, *, reading: Path | None = None) -> None:
        """`reading` is where the name of the file being read is noted, for the start after a
        crash.
        """
        self.root = root
        self._mark = ReadingMark(reading) if reading is not None else None
        self._known: dict[str, Known] = {}  # by relative path
        self._names: dict[str, str] = {}  # entry id → relative path of the file that serves it
        self._doubled: set[str] = set()  # ids that more than one file gives
        self._hidden: set[str] = set()  # ids of entries that are being erased
        self._folder_problems: list[EntryProblem] = []
        self._loaded: Loaded | None = None  # None while `_known` has changes that are not in it
        self._scanned = False
        self._lock = RLock()

    def load(self) -> Loaded:
        """Return every entry and every problem; only files that changed since the last call are
        read.

        Raises:
            StorageError: the folder itself cannot be read.
        """
        with self._lock:
            self._refresh()
            return self._loaded or self._index()

    def get(self, entry_id: str) -> Entry:
        """Return one entry as its file is now.

        Raises:
            EntryNotFoundError: no file has this id.
        """
        with self._lock:
            return self._find(entry_id)[1]

    def save(self, entry: Entry, *, opened: str = "", keeps_older: bool = False) -> Entry:
        """Write an entry, new or changed, and return it as stored: NFC, with an id, a title of one
        line.

        A known entry stays in its file, with its unknown front matter as it stands. A file that was
        changed from outside since it was read goes to the trash as it was, and so does every file
        with `keeps_older`. `opened` is the `version_of` the entry that the writer began with.

        Raises:
            EntryChangedError: the entry is neither what was opened nor what is to be saved.
            EntryNotFoundError: what was opened is gone.
            StorageError: it could not be written; what was there is untouched.
            EntryFormatError: its file was broken from outside and is left alone.
        """
        entry = storable(entry if entry.id else replace(entry, id=new_entry_id()))
        with self._lock:
            if opened and version_of(self._find(entry.id)[1]) not in (opened, version_of(entry)):
                raise _changed()
            name = self._name_of(entry.id)
            document = read_document(self.root, name) if name else Document()
            if name and (keeps_older or self._signature(name) != self._known[name].signature):
                trash.keep_copy(self.root, name, entry.id)
            name = name or self._free_name(entry.written_on, entry.id)
            facts = FileFacts(name=name, changed=datetime.now())
            text = render(write_entry(entry, document, facts))
            stored = read_entry(parse(text, where=name), facts).entry
            write_atomic(self.root / name, text.encode())
            self._known[name] = Known(signature=self._signature(name), settled=False, entry=stored)
            self._names[stored.id] = name
            self._loaded = None
            return stored

    def put(self, name: str, data: bytes, *, changed: float = 0.0, entry_id: str = "") -> Entry:
        """Put back an entry's own file to the byte, at its relative path where that is free, and
        return the entry.

        `changed` is its time of change in seconds, 0 for now; `entry_id` the id that it gets where
        its bytes give none.

        Raises:
            StorageError: it could not be written.
            EntryFormatError: the bytes are no entry.
        """
        parts = PurePosixPath(name).parts
        is_plain = bool(parts) and not any(
            part in ("..", "/") or part.startswith(".") for part in parts
        )
        with self._lock:
            entry = read_entry(
                parse(decode(data, where=name).text, where=name),
                FileFacts(name=name, changed=datetime.now()),
            ).entry
            given = entry.id or entry_id or new_entry_id()
            if not is_plain or (self.root / name).exists():
                name = self._free_name(entry.written_on, given)
            if not entry.id:
                data = with_id(data, given, where=name) or data
            write_atomic(self.root / name, data)
            if changed > 0:
                with contextlib.suppress(OSError):
                    os.utime(self.root / name, (changed, changed))
            known = read_known(self.root, name, self._signature(name))
            self._known[name] = known if entry.id else known.with_id(given)
            found = self._known[name].entry or entry
            self._names[found.id] = name
            self._loaded = None
            return found

    def file_of(self, entry_id: str) -> Path:
        """Return the file that holds an entry now. Raises: EntryNotFoundError."""
        with self._lock:
            return self.root / self._find(entry_id)[0]

    def folder_of(self, entry_id: str) -> Path:
        """Return the folder of an entry's file. Raises: EntryNotFoundError."""
        return self.file_of(entry_id).parent

    def delete(self, entry_id: str) -> None:
        """Move an entry's file to `.trash/`.

        Raises:
            EntryNotFoundError: no file has this id.
            StorageError: the entry is still in its place.
        """
        with self._lock:
            name = self._find(entry_id)[0]
            trash.put(self.root, name, entry_id)
            del self._known[name]
            del self._names[entry_id]
            self._loaded = None
            if entry_id in self._doubled:
                self._index()  # another file with this id serves it now

    def restore(self, entry_id: str) -> Entry:
        """Bring back the entry as it was when it was last deleted.

        Raises:
            EntryNotFoundError: the trash holds no such entry.
            StorageError: an entry with this id is in the journal again, or the file cannot be
                moved.
        """
        with self._lock:
            if self._name_of(entry_id):
                raise _already_there()
            found = trash.find(self.root, entry_id)
            if found is None:
                raise not_found(entry_id)
            path, name = found
            if (self.root / name).exists():
                name = self._free_name(datetime.now().date(), entry_id)
            move(path, self.root / name)
            trash.clear_empty(self.root, path)
            self._refresh()
            return self._find(entry_id)[1]

    @contextlib.contextmanager
    def hiding(self, entry_id: str) -> Iterator[None]:
        """Leave an entry out of `load` meanwhile: it is being erased, and nobody may index it."""
        with self._lock:
            self._hidden.add(entry_id)
            self._loaded = None
        try:
            yield
        finally:
            with self._lock:
                self._hidden.discard(entry_id)
                self._loaded = None

    def _name_of(self, entry_id: str) -> str:
        """Return the relative path of the file that holds an entry now, or ""."""
        name = self._names.get(entry_id, "")
        if not self._scanned or (name and not (self.root / name).exists()):
            self._refresh()
            name = self._names.get(entry_id, "")
        return name

    def _find(self, entry_id: str) -> tuple[str, Entry]:
        """Return an entry and its relative path, after reading again what changed."""
        name = self._names.get(entry_id, "")
        known = self._known.get(name)
        if known is None or known.entry is None or not self._is_current(name, known):
            self._refresh()
            name = self._names.get(entry_id, "")
            known = self._known.get(name)
        if known is None or known.entry is None:
            raise not_found(entry_id)
        return name, known.entry

    def _is_current(self, name: str, known: Known) -> bool:
        """Whether a file is as it was read. One that was still warm then is read again, alone."""
        try:
            signature = self._signature(name)
        except OSError:
            return False
        if known.settled or signature != known.signature:
            return signature == known.signature
        again = read_known(self.root, name, signature)
        if again.entry is None or known.entry is None:
            return False
        again = again if again.entry.id else again.with_id(known.entry.id)
        if again.entry != known.entry:
            return False
        self._known[name] = again
        return True

    def _signature(self, name: str) -> Signature:
        return Signature.of((self.root / name).stat())

    def _refresh(self) -> None:
        """Read what changed on disk, give ids to files without one, and index the result."""
        found = scan(str(self.root))
        gone = self._known.keys() - found.files.keys()
        changed = sorted(
            name for name, signature in found.files.items() if self._is_stale(name, signature)
        )
        if (
            not gone
            and not changed
            and found.problems == self._folder_problems
            and self._loaded is not None
        ):
            return
        first = not self._scanned
        self._scanned = True
        self._folder_problems = found.problems
        for name in gone:
            del self._known[name]
        if changed:
            self._read_changed({name: found.files[name] for name in changed}, first=first)
        self._adopt(changed)
        self._index()

    def _read_changed(self, signatures: Mapping[str, Signature], *, first: bool) -> None:
        mark = self._mark
        if mark is None:
            for name, signature in signatures.items():
                self._known[name] = read_known(self.root, name, signature)
            return
        if first:
            mark.find_dangerous(self.root)
        with mark.reading():
            for name, signature in signatures.items():
                if mark.is_dangerous(name):
                    self._known[name] = not_read(name, signature)
                    continue
                mark.note(name)
                self._known[name] = read_known(self.root, name, signature)

    def _is_stale(self, name: str, signature: Signature) -> bool:
        known = self._known.get(name)
        return known is None or not known.settled or known.signature != signature

    def _adopt(self, names: list[str]) -> None:
        """Give an id to every file just read that has none: in memory, and in the file where that
        can be written.
        """
        entries = {
            name: known.entry for name, known in self._known.items() if known.entry is not None
        }
        without = [name for name in names if name in entries and not entries[name].id]
        taken = {entry.id for entry in entries.values()}
        ids: dict[str, str] = {}
        for name in without:
            ids[name] = id_for(name, taken)
            taken.add(ids[name])
            self._known[name] = self._known[name].with_id(ids[name])
        written = write_ids(self.root, ids, {name: self._known[name].signature for name in without})
        for name, signature in written.items():
            self._known[name] = replace(self._known[name], signature=signature)

    def _index(self) -> Loaded:
        """Order the entries; of two files with one id the first by path serves and the other is a
        problem.
        """
        self._names = {}
        self._doubled = set()
        entries: list[Entry] = []
        problems = list(self._folder_problems)
        for name, known in sorted(self._known.items()):
            if known.problem is not None:
                problems.append(known.problem)
            elif known.entry is not None:
                first = self._names.setdefault(known.entry.id, name)
                if first == name and known.entry.id in self._hidden:
                    continue
                if first == name:
                    entries.append(known.entry)
                else:
                    self._doubled.add(known.entry.id)
                    problems.append(duplicate_id(name, first))
        entries.sort(key=lambda entry: (entry.written_on, entry.id))
        self._loaded = Loaded(entries=tuple(entries), problems=tuple(problems))
        return self._loaded

    def _free_name(self, day: date, entry_id: str) -> str:
        """Return a relative path for a new entry: day and id, nothing of its text."""
        stem = f"{ENTRIES}/{day.year:04d}/{day.isoformat()}-{trash.safe_name(entry_id)}"
        name, number = f"{stem}.md", 1
        while (self.root / name).exists():
            number += 1
            name = f"{stem}-{number}.md"
        return name


def not_found(entry_id: str) -> EntryNotFoundError:
    """Return the error of an id that no entry has."""
    return EntryNotFoundError(
        "No entry has the id {id}.",
        hint=(
            "It may have been deleted or moved out of the journal folder. Deleted entries are in"
            " its folder .trash."
        ),
        key="store.not_found",
        id=entry_id,
    )


def _changed() -> EntryChangedError:
    return EntryChangedError(
        "This entry was changed after it was opened.",
        hint="Open it again to see what it says now.",
        key="store.changed",
    )


def _already_there() -> StorageError:
    return StorageError(
        "This entry is in the journal already; the deleted one stays in the trash.",
        hint=(
            "Look for it in the list of entries. Deleted files are in the folder .trash of the"
            " journal."
        ),
        key="store.already_there",
    )
