"""A folder of files, read file by file; every file that no importer knows is counted, not listed one by one.

Limit: hidden files and links are left out; a zip inside a folder is not opened.
Invariant: one bad file is one problem, and the others are read.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from errors import ImportFileError, JournalError
from journal.entry import Entry
from journal.importers.base import SOURCE_ID, Importer
from journal.problems import ImportProblem
from journal.text import clean


class FolderImporter:
    """Any folder. `importers` are asked in order who knows a file."""

    name = "folder"

    def __init__(self, importers: Sequence[Importer]) -> None:
        self._importers = tuple(importers)

    def recognises(self, path: Path) -> bool:
        """Whether `path` is a folder."""
        return path.is_dir()

    def read(self, path: Path) -> Iterator[Entry | ImportProblem]:
        """Yield the entries of all files, in the order of their paths.

        Raises:
            ImportFileError: the folder cannot be read, or holds nothing that could be imported.
        """
        files = [(file, f"{clean(path.name)}/{clean(file.relative_to(path).as_posix())}") for file in _files(path)]
        yield from read_files(files, self._importers, where=clean(path.name))


def read_files(
    files: Sequence[tuple[Path, str]], importers: Sequence[Importer], *, where: str
) -> Iterator[Entry | ImportProblem]:
    """Yield what is in `files`, pairs of a path and the name to show and to know it by again.

    Raises:
        ImportFileError: none of the files is of a known format.
    """
    unknown: Counter[str] = Counter()
    for path, shown in files:
        importer = next((importer for importer in importers if importer.recognises(path)), None)
        if importer is None:
            unknown[path.suffix.lower() or path.name] += 1
            continue
        yield from _read_file(path, shown, importer)
    if unknown.total() == len(files):
        raise ImportFileError(
            "{path} holds no Markdown and no text files.",
            hint="Import .md and .txt files, a folder of them, or a zip of such a folder.",
            key="import.nothing_known",
            path=where,
        )
    if unknown:
        yield _left_out(unknown, where)


def _read_file(path: Path, shown: str, importer: Importer) -> Iterator[Entry | ImportProblem]:
    try:
        for number, item in enumerate(importer.read(path)):
            if isinstance(item, Entry):
                place = shown if number == 0 else f"{shown}#{number}"
                yield replace(item, extra={SOURCE_ID: place, **item.extra})
            else:
                yield replace(item, path=shown)
    except JournalError as error:
        yield ImportProblem.of(shown, error)


def _left_out(unknown: Counter[str], where: str) -> ImportProblem:
    kinds = ", ".join(f"{count} × {suffix}" for suffix, count in unknown.most_common())
    error = ImportFileError(
        "Left out of {path}, being neither Markdown nor text: {kinds}.",
        hint="Pictures and other attachments stay where they are; no words were in them.",
        key="import.left_out",
        path=where,
        kinds=kinds,
    )
    return ImportProblem.of(where, error)


def _files(root: Path) -> list[Path]:
    """List the visible files under `root`, by path."""

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
        found += [here / name for name in sorted(names) if not name.startswith(".") and not (here / name).is_symlink()]
    return found
