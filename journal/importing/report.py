"""What an import did, in counts, and everything that became no entry."""

from __future__ import annotations

from dataclasses import dataclass

from errors import ImportFileError
from journal.entry import Entry
from journal.importers.base import SOURCE_ID
from journal.problems import ImportProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What one import did, counted in entries, and everything that became none. `log` undoes it, ""
    when nothing was written; `alike` counts what was the same writing as another entry."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: tuple[ImportProblem, ...] = ()
    alike: int = 0
    stopped: bool = False
    log: str = ""


def both_changed(entry: Entry) -> ImportProblem:
    """Return the problem of an entry that changed at its source and here."""
    place = str(entry.extra.get(SOURCE_ID, ""))
    error = ImportFileError(
        "{path} differs from the entry of {day} that came from it, and that one was edited here. It"
        " stays as it is.",
        hint="To take the new text as well, give it another date or paste it as a new entry.",
        key="import.both_changed",
        path=place,
        day=entry.written_on.isoformat(),
    )
    return ImportProblem.of(place, error)
