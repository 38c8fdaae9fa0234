"""Journey: one JSON file per entry, pictures beside it.

Limit: only pictures are kept of the media. Invariant: the day is the one in the entry's own zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How
from journal.importers.dayone import first_line
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import instant_after_epoch, instant_of, moment_of
from journal.importers.json_items import json_items, text_in, texts_in
from journal.importers.json_kinds import holds_field
from journal.importers.mended_json import Json
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem

_DATES = ("date_journal", "dateOfJournal")
_KEPT = ("mood", "favourite", "address")


class JourneyImporter:
    """One entry of Journey."""

    name = "journey"

    def recognises(self, path: Path) -> bool:
        """Whether it is a JSON object with Journey's date, as it is called now or was before."""
        return any(holds_field(path, f'"{name}"'.encode()) for name in _DATES)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entry.

        Raises:
            ImportFileError: it cannot be opened or is no JSON to its end.
            EntryFormatError: its HTML cannot be read.
        """
        shown = clean(path.name)
        posts = (_post(item, shown, how) for item in json_items(path, ""))
        yield from entries_of(posts, path, how, source=self.name)


def _post(item: Json, shown: str, how: How) -> Post:
    said = next((item[name] for name in _DATES if item.get(name)), None)
    body, zone = _body(item, shown), text_in(item, "timezone")
    instant = instant_of(said) or instant_after_epoch(said, per_second=1000)
    return Post(
        title=first_line(body),
        body=body,
        moment=moment_of(instant, zone=zone, how=how, said=str(said)) if instant else None,
        tags=texts_in(item, "tags"),
        place=text_in(item, "id"),
        extra={name: item[name] for name in _KEPT if item.get(name)},
    )


def _body(item: Json, shown: str) -> str:
    text = clean(text_in(item, "text").replace("\r\n", "\n"))
    if text_in(item, "type") == "html" or text.lstrip().startswith("<p"):
        text = markdown_of(soup_of(text, where=shown))
    pictures = [
        name for name in texts_in(item, "photos") if "/" not in name and f"({name})" not in text
    ]
    return (
        "\n\n".join((text.strip("\n"), *(f"![]({name})" for name in pictures)))
        if text.strip()
        else ""
    )
