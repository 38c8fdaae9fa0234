"""A zip of files, as exported by other programs or made by hand: its files are read by the
importers of their own formats.

Invariant: it is unpacked (`unpacking`) into a private folder that is gone afterwards.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from journal.entry import Entry
from journal.importers.archive_kinds import is_archive
from journal.importers.base import AS_IT_SAYS, How, Importer
from journal.importers.export_folder import is_export, read_export
from journal.importers.folder import read_files
from journal.importers.unpacking import Unpacked, unpack
from journal.problems import ImportProblem


class ZipImporter:
    """A zip, as exported by other programs or made by hand. `importers` read what is in it."""

    name = "zip"

    def __init__(self, importers: Sequence[Importer]) -> None:
        self._importers = tuple(importers)

    def recognises(self, path: Path) -> bool:
        """Whether the file says it is a zip: by its first bytes, or by its name."""
        if path.suffix.lower() == ".zip":
            return path.is_file()
        return is_archive(path)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entries of all files in the zip.

        Raises:
            ImportFileError: damaged, cut off, locked with a password, too many files, or nothing
                known in it.
        """
        with tempfile.TemporaryDirectory(prefix="crossroads-") as folder:
            yield from self.read_unpacked(unpack(path, Path(folder)), how)

    def read_unpacked(self, unpacked: Unpacked, how: How) -> Iterator[Entry | ImportProblem]:
        """Yield the entries of a zip that was unpacked before, as often as one likes.

        Raises:
            ImportFileError: nothing known is in it.
        """
        yield from unpacked.problems
        home = next(
            (
                home
                for home in (unpacked.folder, *_only_folders(unpacked.folder))
                if is_export(home)
            ),
            None,
        )
        if home is not None:
            yield from read_export(home, unpacked.shown)
        elif unpacked.files or not unpacked.problems:
            yield from read_files(
                unpacked.files, self._importers, root=unpacked.folder, where=unpacked.shown, how=how
            )


def _only_folders(folder: Path) -> list[Path]:
    """Return the one folder that a zip made by hand has around everything, if it is alone."""
    items = list(folder.iterdir())
    return items if len(items) == 1 and items[0].is_dir() else []
