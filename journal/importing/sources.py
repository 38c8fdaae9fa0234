"""The files of one import, unpacked once and read as often as one likes.

Invariant: nothing is written to the files themselves; what was unpacked is gone after `close`.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from errors import ImportFileError, JournalError, StorageError
from files.atomic import storage_error, write_atomic
from files.decoding import clean
from files.temporary import MEMORY, prefix_in_memory
from journal.entry import Entry
from journal.importers import IMPORTERS
from journal.importers.archive import ZipImporter
from journal.importers.archive_kinds import lies_as_archive
from journal.importers.base import How, importer_of, unreadable
from journal.importers.export_folder import DECISIONS, JOURNAL, is_export
from journal.importers.folder import names_beside, read_file, visible_files
from journal.importers.foreign_files import refusal_of
from journal.importers.locked import refusal
from journal.importers.sourced_entry import PictureFinder
from journal.importers.unpacking import Unpacked, room_in_memory, unpack
from journal.problems import ImportProblem


class Sources:
    """Some files, zips and folders."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._unpacked: dict[Path, Unpacked] = {}
        self._folders = ExitStack()

    def items(
        self, how: How, *, stop: Callable[[], bool] | None = None
    ) -> Iterator[Entry | ImportProblem]:
        """Yield all entries and problems; a `stop` cuts the unpacking short.

        Raises:
            StorageError: there is no room to unpack.
        """
        names = [path for path in self._paths if path.is_file()]
        how = replace(how, names=names_beside(how, names))
        for path in self._paths:
            yield from self._told(path, how, stop)

    def keep_rest(self, root: Path) -> None:
        """Put what an export of this app holds besides entries, its decisions, where it was, if
        nothing is there.

        Raises:
            StorageError: it cannot be written.
        """
        for home in self._exports():
            for path in sorted((home / JOURNAL / DECISIONS).rglob("*")):
                target = root / path.relative_to(home / JOURNAL)
                if path.is_file() and not path.is_symlink() and not target.exists():
                    write_atomic(target, path.read_bytes())

    def exports(self) -> tuple[Path, ...]:
        """Return the zips, of those that were read, that this app wrote."""
        return tuple(path for path, each in self._unpacked.items() if is_export(each.folder))

    def close(self) -> None:
        """Remove what was unpacked."""
        self._unpacked.clear()
        self._folders.close()

    def _told(
        self, path: Path, how: How, stop: Callable[[], bool] | None
    ) -> Iterator[Entry | ImportProblem]:
        """Yield what is in a path, or why it cannot be used; a full disk ends all."""
        shown = clean(path.name)
        try:
            yield from self._read(path, shown, how, stop)
        except StorageError:
            raise
        except JournalError as error:
            yield ImportProblem.of(shown, error)

    def _read(
        self, path: Path, shown: str, how: How, stop: Callable[[], bool] | None
    ) -> Iterator[Entry | ImportProblem]:
        if not (path.is_file() or path.is_dir()):  # a pipe would be waited for
            raise unreadable(shown)
        locked = refusal(path) if path.is_file() else None
        if locked is not None:
            raise locked
        importer = importer_of(path, IMPORTERS)
        if importer is None:
            raise refusal_of(path) or _unknown_format(shown)
        if isinstance(importer, ZipImporter):
            yield from importer.read_unpacked(self._open(path, stop), how)
        elif path.is_dir():
            yield from importer.read(path, how)
            yield from self._archives_in(path, how, stop)
        else:
            yield from read_file(path, shown, importer, how, PictureFinder(path.parent))

    def _archives_in(
        self, folder: Path, how: How, stop: Callable[[], bool] | None
    ) -> Iterator[Entry | ImportProblem]:
        """Yield what is in the archives of a folder, where an export came in parts."""
        files = [] if is_export(folder) else visible_files(folder)
        for path in filter(lies_as_archive, files):
            yield from self._told(path, how, stop)

    def _open(self, path: Path, stop: Callable[[], bool] | None) -> Unpacked:
        if path in self._unpacked:
            return self._unpacked[path]
        try:
            unpacked = self._unpack(path, stop, within=MEMORY, room=room_in_memory())
        except StorageError:
            unpacked = self._unpack(path, stop)
        if stop is None or not stop():
            self._unpacked[path] = unpacked
        return unpacked

    def _unpack(
        self,
        path: Path,
        stop: Callable[[], bool] | None,
        *,
        within: Path | None = None,
        room: float = math.inf,
    ) -> Unpacked:
        """Unpack into a new folder that is gone after `close`, or at once when that fails."""
        with ExitStack() as stack:
            try:
                folder = tempfile.TemporaryDirectory(prefix=prefix_in_memory(), dir=within)
            except OSError as error:
                raise storage_error(error, within or Path(tempfile.gettempdir())) from error
            home = Path(stack.enter_context(folder))
            unpacked = unpack(path, home, stop=stop, room=room)
            self._folders.push(stack.pop_all())
        return unpacked

    def _exports(self) -> Iterator[Path]:
        folders = [path for path in self._paths if path.is_dir()]
        for folder in (*folders, *(each.folder for each in self._unpacked.values())):
            for home in (folder, *sorted(folder.iterdir())):
                if home.is_dir() and is_export(home):
                    yield home


def _unknown_format(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} is not a format that can be imported.",
        hint=(
            "Import Markdown, text, saved pages, the exports of journals and blogs, a folder of"
            " them, or a zip of such a folder. Other text can be pasted."
        ),
        key="import.unknown_format",
        path=shown,
    )
