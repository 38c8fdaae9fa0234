"""Day One Classic: one XML property list per entry, `entries/*.doentry`.

Limit: old entries name no zone; then the person's own is assumed and marked so.
"""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.parsers.expat import ExpatError

from files.decoding import clean, decode_leniently
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    LARGEST_FILE,
    How,
    damaged,
    first_characters,
    note_slip,
    unreadable,
)
from journal.importers.dayone import first_line
from journal.importers.instants import Moment, moment_of
from journal.importers.json_items import text_in, texts_in
from journal.importers.mended_xml import mended
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem

_BROKEN = (
    plistlib.InvalidFileException,
    ExpatError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    AssertionError,
)


class DayOneClassicImporter:
    """One entry of Day One 1."""

    name = "dayone-classic"

    def recognises(self, path: Path) -> bool:
        """Whether it is a property list with the text of an entry."""
        head = first_characters(path)
        return "<plist" in head and (
            "<key>Entry Text</key>" in head or "<key>Creation Date</key>" in head
        )

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entry.

        Raises:
            ImportFileError: it cannot be opened or is damaged.
            EntryFormatError: it is no text.
        """
        shown = clean(path.name)
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise damaged(shown, "property list")
            raw = path.read_bytes()
        except OSError as error:
            raise unreadable(shown) from error
        found = _property_list(raw)
        if found is None:
            found = _property_list(_mended(raw, shown))
            note_slip()
        if found is None:
            raise damaged(shown, "property list")
        yield from entries_of([_post(found, how)], path, how, source=self.name)


def _property_list(raw: bytes) -> object:
    """Return what a property list holds, None when it is none."""
    try:
        return plistlib.loads(raw, fmt=plistlib.FMT_XML)
    except _BROKEN:
        return None


def _mended(raw: bytes, shown: str) -> bytes:
    return mended(decode_leniently(raw, where=shown).text).encode()


def _post(found: object, how: How) -> Post:
    body = clean(text_in(found, "Entry Text").replace("\r\n", "\n")).strip("\n")
    created = found.get("Creation Date") if isinstance(found, dict) else None
    is_starred = isinstance(found, dict) and found.get("Starred") is True
    return Post(
        title=first_line(body),
        body=body,
        moment=_moment(created, text_in(found, "Time Zone"), how),
        tags=texts_in(found, "Tags"),
        place=text_in(found, "UUID"),
        extra={"starred": "true"} if is_starred else {},
    )


def _moment(created: object, zone: str, how: How) -> Moment | None:
    if not isinstance(created, datetime):
        return None
    instant = created.replace(tzinfo=UTC)
    return moment_of(instant, zone=zone, how=how, said=f"{created.isoformat()}Z")
