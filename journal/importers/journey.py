"""Journey: one JSON file per entry, pictures beside it.

Limit: only pictures are kept of the media. Invariant: the day is the one in the entry's own zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, SOURCE_ID, How, empty_file, left_out
from journal.importers.dayone import first_line
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import instant_after_epoch, moment_of
from journal.importers.json_items import Json, json_items, text_in, texts_in
from journal.importers.json_kinds import holds_field
from journal.problems import ImportProblem

_KEPT = ("mood", "favourite", "address")


class JourneyImporter:
    """One entry of Journey."""

    name = "journey"

    def recognises(self, path: Path) -> bool:
        """Whether it is a JSON object with Journey's date."""
        return holds_field(path, b'"date_journal"')

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entry.

        Raises:
            ImportFileError: it cannot be opened or is no JSON to its end.
            EntryFormatError: its HTML cannot be read.
        """
        shown = clean(path.name)
        for item in json_items(path, ""):
            body = _body(item, shown)
            instant = instant_after_epoch(item.get("date_journal"), per_second=1000)
            said = str(item.get("date_journal"))
            moment = (
                moment_of(instant, zone=text_in(item, "timezone"), how=how, said=said)
                if instant
                else None
            )
            if not body.strip():
                yield empty_file(shown)
            elif moment is None:
                yield left_out(shown, 1, key="without_date")
            else:
                yield Entry(
                    id="",
                    written_on=moment.day,
                    written_at=moment.at,
                    title=first_line(body),
                    body=body,
                    tags=texts_in(item, "tags"),
                    source=self.name,
                    extra={SOURCE_ID: text_in(item, "id"), **moment.marks}
                    | {name: item[name] for name in _KEPT if item.get(name)},
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
