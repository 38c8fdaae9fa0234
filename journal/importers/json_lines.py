"""This app's entries as JSON Lines, one object each: what a program wrote out, or made for us.

Invariant: every field of an entry comes back as it was exported.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from errors import ImportFileError
from files.decoding import clean
from journal.entry import Entry
from journal.entry_file import plain_value
from journal.importers.base import AS_IT_SAYS, How, first_characters, unreadable
from journal.importers.json_items import text_in, texts_in
from journal.importers.mended_json import Json
from journal.problems import ImportProblem

_FIRST = re.compile(r'\s*\{"id": ?"[^"\n]*", ?"written_on": ?"\d{4}-\d{2}-\d{2}"')
_LONGEST_LINE = 60_000_000


class JsonLinesImporter:
    """Entries as this app writes them for programs."""

    name = "json-lines"

    def recognises(self, path: Path) -> bool:
        """Whether the first line begins as an exported entry does."""
        return _FIRST.match(first_characters(path)) is not None

    def read(self, path: Path, _how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entries, and a problem for each line that is none.

        Raises:
            ImportFileError: it cannot be opened.
        """
        shown = clean(path.name)
        try:
            with path.open("rb") as file:
                number = 0
                while line := file.readline(_LONGEST_LINE):
                    number += 1
                    if line.strip():
                        yield _entry(line) or _bad_line(shown, number)
        except OSError as error:
            raise unreadable(shown) from error


def as_line(entry: Entry) -> str:
    """Return an entry as one line of JSON, without its line break."""
    data = {
        "id": entry.id,
        "written_on": entry.written_on.isoformat(),
        "written_at": entry.written_at.isoformat() if entry.written_at else None,
        "title": entry.title,
        "body": entry.body,
        "tags": list(entry.tags),
        "kind": entry.kind,
        "source": entry.source,
        "extra": plain_value(entry.extra),
    }
    return json.dumps(data, ensure_ascii=False)


def _entry(line: bytes) -> Entry | None:
    try:
        item: Json = json.loads(line)
        if not isinstance(item, dict):
            return None
        moment, extra = text_in(item, "written_at"), item.get("extra")
        entry = Entry(
            id=text_in(item, "id"),
            written_on=date.fromisoformat(text_in(item, "written_on")),
            written_at=datetime.fromisoformat(moment) if moment else None,
            title=clean(text_in(item, "title")),
            body=clean(text_in(item, "body")),
            tags=tuple(clean(tag) for tag in texts_in(item, "tags")),
            kind=text_in(item, "kind") or "entry",
            source=text_in(item, "source") or "written",
            extra=extra if isinstance(extra, dict) else {},
        )
    except (ValueError, RecursionError):
        return None
    return entry if entry.body.strip() else None


def _bad_line(shown: str, number: int) -> ImportProblem:
    error = ImportFileError(
        "Line {line} of {path} is no entry.",
        hint="Each line is one JSON object with id, written_on and body.",
        key="import.bad_line",
        path=shown,
        line=number,
    )
    return ImportProblem.of(shown, error)
