"""jrnl's JSON export. It names no zone: day and time are the writer's own, as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, SOURCE_DATE, How, first_characters
from journal.importers.instants import own_moment
from journal.importers.json_items import json_items, text_in, texts_in
from journal.importers.mended_json import Json
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem
from language.dates.recorded import read_recorded

_ROOT = re.compile(r'\s*\{\s*"tags"\s*:\s*\{(?:[^{}]*\}\s*,\s*"entries"\s*:|[^{}]*\Z)')


class JrnlJsonImporter:
    """A journal of jrnl, as JSON."""

    name = "jrnl-json"

    def recognises(self, path: Path) -> bool:
        """Whether it begins with jrnl's table of tags."""
        return _ROOT.match(first_characters(path)) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entries.

        Raises:
            ImportFileError: it cannot be opened, or breaks off.
        """
        posts = (_post(item, how) for item in json_items(path, "entries.item"))
        yield from entries_of(posts, path, how, source=self.name)


def _post(item: Json, how: How) -> Post:
    said = f"{text_in(item, 'date')} {text_in(item, 'time')}".strip()
    when = read_recorded(said)
    title, body = clean(text_in(item, "title")).strip(), clean(text_in(item, "body")).strip("\n")
    starred = {"starred": "true"} if item.get("starred") is True else {}
    return Post(
        title=title,
        body=body if body.strip() else title,
        moment=own_moment(when, how=how, said=said) if when else None,
        tags=tuple(tag.lstrip("@#") for tag in texts_in(item, "tags")),
        place=text_in(item, "uuid"),
        said=said,
        extra={**({SOURCE_DATE: said} if when else {}), **starred},
    )
