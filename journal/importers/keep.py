"""Google Keep, as Google Takeout gives it: one JSON file per note.

Limit: the time is that of the note's making, in the zone that the person names: Keep tells none.
Invariant: a note in the trash is left out and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How
from journal.importers.instants import instant_after_epoch, moment_of
from journal.importers.json_items import json_items, objects_in, text_in
from journal.importers.json_kinds import holds_field
from journal.importers.left_out import LeftOut
from journal.importers.mended_json import Json
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem

_TIMES = (b'"userEditedTimestampUsec"', b'"createdTimestampUsec"')


class KeepImporter:
    """One note of Google Keep."""

    name = "keep"

    def recognises(self, path: Path) -> bool:
        """Whether it is a JSON object with one of Keep's times."""
        return any(holds_field(path, field) for field in _TIMES)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the note.

        Raises:
            ImportFileError: it cannot be opened or is no JSON to its end.
        """
        shown = clean(path.name)
        posts = (_post(item, shown, how) for item in json_items(path, ""))
        yield from entries_of(posts, path, how, source=self.name)


def _post(item: Json, shown: str, how: How) -> Post | LeftOut:
    if item.get("isTrashed") is True:
        return "thrown_away"
    said = item.get("createdTimestampUsec") or item.get("userEditedTimestampUsec")
    instant = instant_after_epoch(said, per_second=1_000_000)
    return Post(
        title=text_in(item, "title"),
        body=_body(item),
        moment=moment_of(instant, zone="", how=how, said=str(said)) if instant else None,
        tags=tuple(text_in(label, "name") for label in objects_in(item, "labels")),
        place=shown,
        extra={"archived": "true"} if item.get("isArchived") is True else {},
    )


def _body(item: Json) -> str:
    lines = [text_in(item, "textContent").replace("\r\n", "\n")]
    for each in objects_in(item, "listContent"):
        lines.append(f"- [{'x' if each.get('isChecked') is True else ' '}] {text_in(each, 'text')}")
    words = clean("\n".join(lines)).strip("\n")
    if not words.strip():
        return clean(text_in(item, "title"))
    pictures = [text_in(each, "filePath") for each in objects_in(item, "attachments")]
    return "\n\n".join((words, *(f"![]({name})" for name in pictures if name and "/" not in name)))
