"""Plain text: one entry, or one for each day where lines that are only a date, or headings with one, divide it.

Invariant: every word is in an entry's body or title; the dividing lines become dates and titles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from journal.dates import When
from journal.entry import Entry
from journal.entry_file import FileFacts, date_in_name, title_in_name
from journal.importers.base import DATE_UNCERTAIN, empty_file, read_source
from journal.paste import dated_line, read_paste
from journal.problems import ImportProblem
from journal.text import clean

_SUFFIXES = {".txt", ".text", ".log", ""}


class TextImporter:
    """Text files of any program."""

    name = "text"

    def recognises(self, path: Path) -> bool:
        """Whether the file's name ends as that of a text file does."""
        return path.suffix.lower() in _SUFFIXES

    def read(self, path: Path) -> Iterator[Entry | ImportProblem]:
        """Yield the file's entries.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path)
        shown = source.facts.name.rpartition("/")[2]
        text = clean(source.text).replace("\r\n", "\n")
        if not text.strip():
            yield empty_file(shown)
            return
        days = _days(text.split("\n"))
        if len(days) < 2:
            yield self._whole(text, source.facts)
            return
        for day in days:
            if day.body or day.title:
                yield Entry(
                    id="",
                    written_on=day.when.day,
                    written_at=day.when.at,
                    title=day.title,
                    body=day.body or day.title,
                    source=self.name,
                )

    def _whole(self, text: str, facts: FileFacts) -> Entry:
        """Read a file as one entry: what its first lines say counts, then its name, then its clock."""
        pasted = read_paste(text, today=facts.changed.date())
        named = date_in_name(facts.name)
        sure = pasted.written_on if pasted.date_certain else None
        day: date = sure or (named.day if named else None) or pasted.written_on or facts.changed.date()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    when: When
    title: str
    body: str


def _days(lines: list[str]) -> list[_Day]:
    """Divide lines at those that begin a day. What stands before the first belongs to the first day."""
    starts: list[tuple[int, When, str]] = []
    for index, line in enumerate(lines):
        if index and lines[index - 1].strip():
            continue  # a date within a paragraph divides nothing
        when, title = dated_line(line)
        if when is not None:
            starts.append((index, when, title))
    if len(starts) < 2:
        return []
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    days = []
    for number, ((start, when, title), end) in enumerate(zip(starts, ends, strict=True)):
        before = lines[:start] if number == 0 else []
        body = "\n".join((*before, *lines[start + 1 : end])).strip("\n")
        days.append(_Day(when=when, title=title, body=body))
    return days
