"""Plain text: one entry, or one for each day where lines that are only a date, or headings with
one, divide it.

Invariant: every word is in an entry's body or title; the dividing lines become dates and titles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.entry_file import FileFacts, date_in_name, title_in_name
from journal.importers.base import (
    AS_IT_SAYS,
    DATE_UNCERTAIN,
    DAY_ORDER_ASSUMED,
    How,
    empty_file,
    read_source,
)
from journal.importers.days import Day, divide
from journal.importers.paste import read_paste
from journal.problems import ImportProblem

_SUFFIXES = {".txt", ".text", ".log", ""}


class TextImporter:
    """Text files of any program."""

    name = "text"

    def recognises(self, path: Path) -> bool:
        """Whether the file's name ends as that of a text file does."""
        return path.suffix.lower() in _SUFFIXES

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the file's entries.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path)
        text = clean(source.text).replace("\r\n", "\n")
        if not text.strip():
            yield empty_file(source.name)
            return
        days = divide(text.split("\n"), how)
        if days:
            yield from entries_of(days, source=self.name)
        else:
            yield self._whole(text, source.facts)

    def _whole(self, text: str, facts: FileFacts) -> Entry:
        """Read a file as one entry: what its first lines say counts, then its name, then its
        clock.
        """
        pasted = read_paste(text, today=facts.changed.date())
        named = date_in_name(facts.name)
        sure = pasted.written_on if pasted.date_certain else None
        day: date = (
            sure or (named.day if named else None) or pasted.written_on or facts.changed.date()
        )
        entry = Entry(
            id="",
            written_on=day,
            title=pasted.title or title_in_name(facts.name),
            body=pasted.body or text.strip(),
            tags=pasted.tags,
            source=self.name,
        )
        is_dated = sure is not None or named is not None
        return entry if is_dated else replace(entry, extra={DATE_UNCERTAIN: "true"})


def entries_of(days: list[Day], *, source: str) -> Iterator[Entry]:
    """Yield an entry for every day that has words."""
    for day in days:
        if day.body.strip() or day.title:
            yield Entry(
                id="",
                written_on=day.when.day,
                written_at=day.when.at,
                title=day.title,
                body=day.body if day.body.strip() else day.title,
                source=source,
                extra={DAY_ORDER_ASSUMED: "true"} if day.assumed else {},
            )
