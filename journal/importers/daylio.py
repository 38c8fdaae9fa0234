"""Daylio's CSV: a row for each mood, with its activities and a note.

Limit: a row without a note holds no words of the writer and is left out, counted. Times are the
phone's own: no zone is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, damaged, first_characters, read_source
from journal.importers.html_text import markdown_of, soup_of, tidy
from journal.importers.instants import Moment, own_moment
from journal.importers.loose_csv import head_of, rows_of
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
        return set(_columns(first_characters(path))[0]) >= _NEEDED

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the rows that have words.

        Raises:
            ImportFileError: it cannot be opened, is too large or has lost its columns.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        names, separator, rest = _columns(clean(source.text))
        if not _NEEDED.issubset(names):
            raise damaged(source.name, "CSV")
        rows = rows_of(rest, separator, width=len(names), widest=names.index("note"))
        posts = (_post(dict(zip(names, row, strict=True)), source.name, how) for row in rows)
        yield from entries_of(posts, path, how, source=self.name)


def _columns(text: str) -> tuple[list[str], str, str]:
    names, separator, rest = head_of(text)
    return [name.lower() for name in names], separator, rest


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
