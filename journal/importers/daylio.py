"""Daylio's CSV: a row for each mood, with its activities and a note.

Limit: a row without a note holds no words of the writer and is left out, counted. Times are the
phone's own: no zone is named.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, damaged, first_characters, read_source
from journal.importers.html_text import markdown_of, soup_of, tidy
from journal.importers.instants import Moment, own_moment
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem
from language.dates.written import parse_when

_NEEDED = {"full_date", "mood", "note"}
_HTML = re.compile(r"</?(?:p|br|div|b|i|u|ul|ol|li|strong|em|h[1-6])\b[^>]*>", re.IGNORECASE)


class DaylioImporter:
    """All moods of a person."""

    name = "daylio"

    def recognises(self, path: Path) -> bool:
        """Whether its first line names Daylio's columns."""
        if path.suffix.lower() not in (".csv", ".tsv", ".txt"):
            return False
        head = first_characters(path).removeprefix("\ufeff").partition("\n")[0]
        return set(_columns(head)) >= _NEEDED

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the rows that have words.

        Raises:
            ImportFileError: it cannot be opened or is no CSV to its end.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        text = clean(source.text).removeprefix("\ufeff").replace("\r\n", "\n")
        head = text.partition("\n")[0]
        lines = csv.DictReader(
            io.StringIO(text.partition("\n")[2]),
            fieldnames=_columns(head),
            delimiter=_separator(head),
        )
        posts = (_post(row, source.name, how) for row in _rows(lines, source.name))
        yield from entries_of(posts, path, how, source=self.name)


def _separator(head: str) -> str:
    return max(",;\t", key=head.count)


def _columns(head: str) -> list[str]:
    return [name.strip().strip('"').lower() for name in head.split(_separator(head))]


def _rows(lines: csv.DictReader[str], shown: str) -> Iterator[dict[str, str]]:
    try:
        for row in lines:
            # What stands beyond the last column, or is missing from a row, is no text.
            yield {name: text for name, text in row.items() if name and isinstance(text, str)}
    except csv.Error as error:
        raise damaged(shown, "CSV") from error


def _post(row: dict[str, str], shown: str, how: How) -> Post:
    title, note = row.get("note_title", "").strip(), _note(row.get("note", ""), shown)
    activities = (each.strip() for each in row.get("activities", "").split("|"))
    mood = row.get("mood", "").strip()
    return Post(
        title=title if note else "",
        body=note or title,
        moment=_moment(row, how),
        tags=tuple(dict.fromkeys(filter(None, activities))),
        place=f"{row.get('full_date', '')} {row.get('time', '')}".strip(),
        extra={"mood": mood} if mood else {},
    )


def _note(text: str, shown: str) -> str:
    return markdown_of(soup_of(text, where=shown)) if _HTML.search(text) else tidy(text)


def _moment(row: dict[str, str], how: How) -> Moment | None:
    day, time = row.get("full_date", "").strip(), " ".join(row.get("time", "").split())
    when = parse_when(f"{day} {time}") or parse_when(day)
    return own_moment(when, how=how) if when else None
