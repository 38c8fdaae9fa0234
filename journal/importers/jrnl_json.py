"""jrnl's JSON export. It names no zone: day and time are the writer's own, as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_DATE,
    SOURCE_ID,
    How,
    first_characters,
    left_out,
)
from journal.importers.json_items import json_items, text_in, texts_in
from journal.problems import ImportProblem
from language.dates.written import parse_when

_ROOT = re.compile(r'\s*\{\s*"tags"\s*:\s*\{(?:[^{}]*\}\s*,\s*"entries"\s*:|[^{}]*\Z)')


class JrnlJsonImporter:
    """A journal of jrnl, as JSON."""

    name = "jrnl-json"

    def recognises(self, path: Path) -> bool:
        """Whether it begins with jrnl's table of tags."""
        return _ROOT.match(first_characters(path)) is not None

    def read(self, path: Path, _how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entries.

        Raises:
            ImportFileError: it cannot be opened, or breaks off.
        """
        shown, without_date, without_words = clean(path.name), 0, 0
        for item in json_items(path, "entries.item"):
            said = f"{text_in(item, 'date')} {text_in(item, 'time')}".strip()
            when = parse_when(said)
            title, body = (
                clean(text_in(item, "title")).strip(),
                clean(text_in(item, "body")).strip("\n"),
            )
            if when is None:
                without_date += 1
            elif not (body.strip() or title):
                without_words += 1
            else:
                identifier = text_in(item, "uuid")
                yield Entry(
                    id="",
                    written_on=when.day,
                    written_at=when.at,
                    title=title,
                    body=body if body.strip() else title,
                    tags=tuple(tag.lstrip("@#") for tag in texts_in(item, "tags")),
                    source=self.name,
                    extra={SOURCE_DATE: said}
                    | ({SOURCE_ID: identifier} if identifier else {})
                    | ({"starred": "true"} if item.get("starred") is True else {}),
                )
        if without_date:
            yield left_out(shown, without_date, key="without_date")
        if without_words:
            yield left_out(shown, without_words, key="without_words")
