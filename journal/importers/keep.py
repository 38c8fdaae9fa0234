"""Google Keep, as Google Takeout gives it: one JSON file per note.

Limit: the time is that of the note's making, in the zone that the person names: Keep tells none.
Invariant: a note in the trash is left out and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, SOURCE_ID, How, empty_file, left_out
from journal.importers.instants import instant_after_epoch, moment_of
from journal.importers.json_items import Json, json_items, objects_in, text_in
from journal.importers.json_kinds import holds_field
from journal.problems import ImportProblem


class KeepImporter:
    """One note of Google Keep."""

    name = "keep"

    def recognises(self, path: Path) -> bool:
        """Whether it is a JSON object with Keep's time of change."""
        return holds_field(path, b'"userEditedTimestampUsec"')

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the note.

        Raises:
            ImportFileError: it cannot be opened or is no JSON to its end.
        """
        shown = clean(path.name)
        for item in json_items(path, ""):
            said = item.get("createdTimestampUsec") or item.get("userEditedTimestampUsec")
            instant = instant_after_epoch(said, per_second=1_000_000)
            moment = moment_of(instant, zone="", how=how, said=str(said)) if instant else None
            body = _body(item)
            if item.get("isTrashed") is True:
                yield left_out(shown, 1, key="thrown_away")
            elif not body.strip():
                yield empty_file(shown)
            elif moment is None:
                yield left_out(shown, 1, key="without_date")
            else:
                archived = {"archived": "true"} if item.get("isArchived") is True else {}
                yield Entry(
                    id="",
                    written_on=moment.day,
                    written_at=moment.at,
                    title=text_in(item, "title"),
                    body=body,
                    tags=tuple(text_in(label, "name") for label in objects_in(item, "labels")),
                    source=self.name,
                    extra={SOURCE_ID: f"{shown}", **moment.marks, **archived},
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
