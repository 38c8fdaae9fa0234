"""Diarium's export as JSON: a list of entries with their words as HTML.

Limit: what Diarium adds by itself (weather, sun, fitness) and attached files are not taken. Times
are the writer's own, as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, first_characters
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import Moment, own_moment
from journal.importers.json_items import json_items, text_in, texts_in
from journal.importers.json_kinds import holds_field
from journal.importers.mended_json import Json
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem
from language.dates.recorded import read_recorded


class DiariumImporter:
    """All entries of a diary, or one."""

    name = "diarium"

    def recognises(self, path: Path) -> bool:
        """Whether it is JSON with Diarium's names for heading and words."""
        return holds_field(path, b'"date"', b'"heading"', b'"html"', begins=("[", "{"))

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entries.

        Raises:
            ImportFileError: it cannot be opened or is no JSON to its end.
        """
        shown = clean(path.name)
        is_list = first_characters(path).lstrip("\ufeff \t\r\n").startswith("[")
        posts = (_post(item, shown, how) for item in json_items(path, "item" if is_list else ""))
        yield from entries_of(posts, path, how, source=self.name)


def _post(item: Json, shown: str, how: How) -> Post:
    title = " ".join(clean(text_in(item, "heading")).split())
    body = markdown_of(soup_of(text_in(item, "html", "text"), where=shown))
    return Post(
        title=title if body.strip() else "",
        body=body if body.strip() else title,
        moment=_moment(text_in(item, "date"), how),
        tags=tuple(clean(each) for each in texts_in(item, "tags")),
        place=text_in(item, "date"),
    )


def _moment(said: str, how: How) -> Moment | None:
    # Seven digits of a second are one more than Python reads.
    when = read_recorded(said.partition(".")[0]) if said else None
    return own_moment(when, how=how, said=said) if when else None
