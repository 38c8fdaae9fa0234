"""Small files brought in as a person would, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from journal.entry import Entry
from journal.importers.base import How
from journal.importing.grouping import group_problems
from journal.importing.preview import Preview

SEOUL = How(zone="Asia/Seoul")
LONG_AGO = datetime(2001, 2, 3).timestamp()  # what the file's clock says
WORDS = "오늘은 이직을 고민했다."


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came in, by the name of the file that it came from, and what was told before."""

    entries: tuple[Entry, ...]
    preview: Preview

    @property
    def one(self) -> Entry:
        (entry,) = self.entries
        return entry

    def told(self) -> list[tuple[str, int]]:
        """The kinds of problems with the number of files, or the count, of each."""
        groups = group_problems(self.preview.report.problems)
        return [
            (group.problem.key, int(str(group.problem.values.get("count", group.more + 1))))
            for group in groups
        ]


Bring = Callable[..., Brought]


def at(entry: Entry) -> str:
    return entry.written_at.isoformat() if entry.written_at else ""
