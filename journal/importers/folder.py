"""A folder of files, read file by file; every file that no importer knows is counted, not listed
one by one.

Limit: hidden files and links are left out; the archives in a folder are opened by who has it read.
Invariant: one bad file is one problem, and the others are read.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from errors import ImportFileError, JournalError
from files.decoding import clean, readable_name
from journal.entry import Entry
from journal.importers.archive_kinds import lies_as_archive
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_ID,
    How,
    Importer,
    count_slips,
    importer_of,
)
from journal.importers.beside_notes import BesideNotes
from journal.importers.export_folder import is_export, read_export
from journal.importers.foreign_files import refusal_of
from journal.importers.left_out import left_out
from journal.importers.locked import refusal as locked
from journal.importers.sourced_entry import PICTURES, PictureFinder
from journal.problems import ImportProblem
from language.dates.names import without_ending
from language.dates.orders import DayOrder, order_of

_LENIENTLY = "import.read_leniently"


class FolderImporter:
    """Any folder. `importers` are asked in order who knows a file."""

    name = "folder"

    def __init__(self, importers: Sequence[Importer]) -> None:
        self._importers = tuple(importers)

    def recognises(self, path: Path) -> bool:
        """Whether `path` is a folder."""
        return path.is_dir()

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entries of all files, in the order of their paths.

        Raises:
            ImportFileError: the folder cannot be read, or holds nothing that could be imported.
        """
        shown = clean(path.name)
        if is_export(path):
            yield from read_export(path, shown)
            return
        found = visible_files(path)
        files = [
            (file, "/".join((shown, *map(readable_name, file.relative_to(path).parts))))
            for file in found
            if not lies_as_archive(file)
        ]
        archives = len(found) - len(files)
        yield from read_files(
            files, self._importers, root=path, where=shown, how=how, elsewhere=archives
        )


def read_files(
    files: Sequence[tuple[Path, str]],
    importers: Sequence[Importer],
    *,
    root: Path,
    where: str,
    how: How,
    elsewhere: int = 0,
) -> Iterator[Entry | ImportProblem]:
    """Yield what is in `files`, pairs of a path and the name to show and to know it by again.
    Others that lie there, so many, are read elsewhere.

    Raises:
        ImportFileError: none of the files is of a known format.
    """
    pictures = PictureFinder(
        root, {file.name: file for file, _ in files if file.suffix.lower() in PICTURES}
    )
    unknown: Counter[str] = Counter()
    refused = 0
    how = replace(how, names=names_beside(how, (path for path, _ in files)))
    beside = BesideNotes(files)
    for path, shown in files:
        if (reason := beside.reason_of(path, shown)) is not None:
            refused += 1
            yield replace(left_out(shown, 1, key=reason), path=shown)
            continue
        importer = importer_of(path, importers)
        # A locked file has the name of a text, and would be taken for one.
        refusal = locked(path) or (refusal_of(path) if importer is None else None)
        if refusal is not None:
            refused += 1
            yield replace(ImportProblem.of(shown, refusal), path=shown)
            continue
        if importer is None:
            unknown[path.suffix.lower() or path.name] += 1
            continue
        yield from read_file(path, shown, importer, how, pictures)
    if unknown.total() == len(files) and not (refused or elsewhere):
        raise ImportFileError(
            "{path} holds nothing that can be imported.",
            hint=(
                "Import Markdown, text, saved pages, the exports of journals and blogs, a folder of"
                " them, or a zip of such a folder."
            ),
            key="import.nothing_known",
            path=where,
        )
    unknown.subtract(path.suffix.lower() for path in pictures.used)
    if +unknown:
        yield _left_out(+unknown, where)


def names_beside(how: How, paths: Iterable[Path]) -> DayOrder:
    """Return what the names of files that come together show of dates in numbers: one that can be
    read one way only decides for all."""
    names = (without_ending(clean(path.name)) for path in paths)
    return order_of(names, how.day_order, names=True)


def read_file(
    path: Path, shown: str, importer: Importer, how: How, pictures: PictureFinder
) -> Iterator[Entry | ImportProblem]:
    """Yield what is in one file; `shown` is what it is told and known again by."""
    slips, has_entries, is_told = count_slips(), False, False
    try:
        for number, item in enumerate(importer.read(path, how)):
            is_told = is_told or (isinstance(item, ImportProblem) and item.key == _LENIENTLY)
            if isinstance(item, Entry):
                has_entries = True
                place = shown if number == 0 else f"{shown}#{number}"
                placed = replace(item, extra={SOURCE_ID: place, **item.extra})
                yield pictures.with_pictures(placed, path.parent)
            else:
                yield replace(item, path=shown)
    except JournalError as error:
        yield ImportProblem.of(shown, error)
    if slips.count and has_entries and not is_told:
        yield left_out(shown, 1, key="read_leniently")
    if slips.is_doubtful and has_entries:
        yield left_out(shown, 1, key="doubtful_encoding")


def _left_out(unknown: Counter[str], where: str) -> ImportProblem:
    kinds = ", ".join(f"{count} × {suffix}" for suffix, count in unknown.most_common(20))
    error = ImportFileError(
        "Left out of {path}, being no text of a kind that is known: {kinds}.",
        hint=(
            "Pictures that an entry shows are kept with it. Other attachments stay where they are."
        ),
        key="import.left_out",
        path=where,
        kinds=kinds,
    )
    return ImportProblem.of(where, error)


def visible_files(root: Path) -> list[Path]:
    """List the visible files under `root`, by path; links are none.

    Raises:
        ImportFileError: a folder cannot be read.
    """

    def fail(error: OSError) -> None:
        raise ImportFileError(
            "The folder {path} cannot be read.",
            hint="Allow reading it, then import it again.",
            key="import.unreadable_folder",
            path=clean(Path(error.filename or root).name),
        ) from error

    found: list[Path] = []
    for folder, folders, names in os.walk(root, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        here = Path(folder)
        found += [
            here / name
            for name in sorted(names)
            if not name.startswith(".") and _is_plain(here / name)
        ]
    return found


def _is_plain(path: Path) -> bool:
    """Whether it is a file with an end: a link leads elsewhere, a pipe waits for somebody."""
    return path.is_file() and not path.is_symlink()
