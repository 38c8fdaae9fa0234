"""What an importer is, and the file that it is given.

Invariant: an importer yields entries and problems, never both for one thing, and raises nothing but `JournalError`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from errors import EntryFormatError, ImportFileError
from journal.entry import Entry
from journal.entry_file import FileFacts
from journal.problems import ImportProblem
from journal.text import clean, decode

LARGEST_FILE = 50_000_000

# Marks that an import leaves in `Entry.extra`, so that the next one knows what it has seen.
SOURCE_ID = "source_id"
DATE_UNCERTAIN = "date_uncertain"


class Importer(Protocol):
    """One format. `name` becomes the `source` of its entries."""

    name: str

    def recognises(self, path: Path) -> bool:
        """Whether `path` is of this format. Raises nothing."""

    def read(self, path: Path) -> Iterator[Entry | ImportProblem]:
        """Yield every entry in `path`, and a problem for everything that is none.

        Raises:
            JournalError: nothing in `path` can be used.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A text file as read: its characters (not yet normalised) and what its name and clock say."""

    text: str
    facts: FileFacts


def read_source(path: Path) -> SourceText:
    """Read a text file of any encoding that the journal knows.

    Raises:
        ImportFileError: it cannot be opened or is too large.
        EntryFormatError: it is no text.
    """
    shown = clean(path.name)
    try:
        stat = path.stat()
        if stat.st_size > LARGEST_FILE:
            raise ImportFileError(
                "{path} is larger than {megabytes} MB.",
                hint="Split it into several files and import those.",
                key="import.too_large",
                path=shown,
                megabytes=LARGEST_FILE // 1_000_000,
            )
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable(shown) from error
    changed = datetime.fromtimestamp(min(max(stat.st_mtime, 0.0), 253_370_764_800.0))
    # Three levels of folders are enough for 2024/04/30.md
    name = "/".join(clean(part) for part in path.parts[-3:])
    return SourceText(text=decode(raw, where=shown).text, facts=FileFacts(name=name, changed=changed))


def first_characters(path: Path, *, count: int = 3000) -> str:
    """Return the beginning of a text file to recognise it by, or "" when it is no text."""
    try:
        with path.open("rb") as file:
            raw = file.read(count * 4)
        cut = raw[: raw.rfind(b"\n") + 1] if len(raw) == count * 4 and b"\n" in raw else raw
        return clean(decode(cut, where="").text[:count])
    except (OSError, EntryFormatError):
        return ""


def unreadable(shown: str) -> ImportFileError:
    """Return the error of a file that is not there or not ours to read."""
    return ImportFileError(
        "{path} cannot be opened.",
        hint="Check that it is still there and that you may read it.",
        key="import.unreadable",
        path=shown,
    )


def empty_file(path: str) -> ImportProblem:
    """Return the problem of a file without words."""
    error = ImportFileError(
        "{path} has no words in it.", hint="There was nothing to import from it.", key="import.empty", path=path
    )
    return ImportProblem.of(path, error)
