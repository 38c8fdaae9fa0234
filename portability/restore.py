"""An export or a backup beside the journal of now: what is missing here, what differs, and putting
it back.

Invariant: what a restore overwrites goes to the trash first; nothing that is only here is touched.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from errors import EntryNotFoundError, ImportFileError
from files.atomic import storage_error, write_atomic
from files.decoding import clean
from journal import trash
from journal.entry import Entry
from journal.importers.export_folder import DECISIONS, JOURNAL, hashes_of, is_export, read_export
from journal.importers.sourced_entry import Found
from journal.importers.unpacking import unpack
from journal.importing.pictures import keep_pictures
from journal.problems import ImportProblem
from journal.store import EntryStore
from portability.sealing import is_sealed, unseal

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a backup has that the journal has not, or has otherwise, counted in entries. `only_here`
    are newer.
    """

    entries: int = 0
    first: date | None = None
    last: date | None = None
    missing: int = 0
    different: int = 0
    same: int = 0
    only_here: int = 0
    problems: tuple[ImportProblem, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did, counted in entries."""

    added: int = 0
    replaced: int = 0


class Restoring:
    """A zip that this app wrote, open for looking and putting back. Use as a context manager."""

    def __init__(self, path: Path, store: EntryStore, *, passphrase: str = "") -> None:
        """Unpack the zip, opened with the passphrase where it is sealed.

        Raises:
            ImportFileError: it is no export of this app, or not whole, or sealed with another
                passphrase.
            StorageError: it cannot be read.
        """
        self._store = store
        self._shown = clean(path.name)
        self._temporary = tempfile.TemporaryDirectory(prefix="crossroads-")
        try:
            with opened(path, passphrase) as plain:
                unpack(plain, Path(self._temporary.name))
            if not is_export(self.folder):
                raise _no_export(self._shown)
        except BaseException:
            self._temporary.cleanup()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._temporary.cleanup()

    @property
    def folder(self) -> Path:
        """Where the zip lies unpacked."""
        return Path(self._temporary.name)

    def other(self, name: str) -> bytes:
        """Return a file of another part, empty when the export has none."""
        path = self.folder / name
        return path.read_bytes() if name in hashes_of(self.folder) and path.is_file() else b""

    def compare(self) -> Compared:
        """Return what a restore would do. Raises: StorageError when the journal cannot be read."""
        counts = {"missing": 0, "different": 0, "same": 0}
        days: list[date] = []
        ids: set[str] = set()
        problems: list[ImportProblem] = []
        for item in read_export(self.folder, self._shown):
            if isinstance(item, ImportProblem):
                problems.append(item)
                continue
            days.append(item.written_on)
            ids.add(item.id)
            counts[self._state(item)] += 1
        here = {entry.id for entry in self._store.load().entries}
        return Compared(
            entries=len(days),
            first=min(days, default=None),
            last=max(days, default=None),
            missing=counts["missing"],
            different=counts["different"],
            same=counts["same"],
            only_here=len(here - ids),
            problems=tuple(problems),
        )

    def restore(self, *, replace: bool, on_progress: Progress | None = None) -> Restored:
        """Put back what is missing and, with `replace`, what differs.

        Raises:
            StorageError: a file cannot be written; what was put back until then stays.
        """
        added = replaced = 0
        items = [item for item in read_export(self.folder, self._shown) if isinstance(item, Found)]
        for done, item in enumerate(items, start=1):
            state = self._state(item)
            if state == "missing":
                self._put(item)
                added += 1
            elif state == "different" and replace:
                path = self._store.file_of(item.id)
                trash.keep_copy(
                    self._store.root, path.relative_to(self._store.root).as_posix(), item.id
                )
                write_atomic(path, item.raw)
                keep_pictures(self._store, item.id, item.pictures)
                replaced += 1
            if on_progress is not None:
                on_progress(done, len(items))
        for path, target in self._decisions():
            try:
                if not target.exists() or (replace and target.read_bytes() != path.read_bytes()):
                    write_atomic(target, path.read_bytes())
            except OSError as error:
                raise storage_error(error, target) from error
        return Restored(added=added, replaced=replaced)

    def _put(self, item: Found) -> None:
        stored = self._store.put(item.file, item.raw, changed=item.changed)
        keep_pictures(self._store, stored.id, item.pictures)

    def _state(self, item: Entry) -> str:
        raw = item.raw if isinstance(item, Found) else b""
        try:
            return "same" if self._store.file_of(item.id).read_bytes() == raw else "different"
        except EntryNotFoundError:
            return "missing"
        except OSError:  # there, but not to be read
            return "different"

    def _decisions(self) -> Iterator[tuple[Path, Path]]:
        home = self.folder / JOURNAL
        for path in sorted((home / DECISIONS).rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path, self._store.root / path.relative_to(home)


@contextmanager
def opened(path: Path, passphrase: str) -> Iterator[Path]:
    """Yield the zip itself: the file, or what was sealed in it, which is gone afterwards. Raises:
    as `Restoring`.
    """
    if not is_sealed(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="crossroads-") as folder:
        plain = Path(folder) / "opened.zip"
        try:
            plain.write_bytes(unseal(path.read_bytes(), passphrase, shown=clean(path.name)))
        except OSError as error:
            raise storage_error(error, path) from error
        yield plain


def _no_export(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} is no export and no backup of this app.",
        hint=(
            "Choose a zip that was made on this page. Files of other programs go in through Import."
        ),
        key="restore.no_export",
        path=shown,
    )
