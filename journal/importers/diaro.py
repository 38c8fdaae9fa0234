"""Diaro's backup (DiaroBackup.xml): tables of entries, tags and folders.

Limit: photos stay in the backup. Invariant: a day is the one where the writer was: every entry
keeps its distance from UTC.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import timedelta, timezone
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

from errors import ImportFileError
from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, as_far_as_whole, first_characters
from journal.importers.html_text import tidy
from journal.importers.instants import Moment, instant_after_epoch, own_moment
from journal.importers.left_out import LeftOut
from journal.importers.posts import Post, entries_of
from journal.importers.xml_items import child_text, children, xml_items
from journal.problems import ImportProblem
from language.dates.written import When

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
_TABLE = re.compile(rb'<table name="(\w{1,100})"')
_LABELS = {"diaro_tags", "diaro_folders"}


class DiaroImporter:
    """A backup of Diaro."""

    name = "diaro"

    def recognises(self, path: Path) -> bool:
        """Whether it is XML with Diaro's tables."""
        head = first_characters(path).lstrip("\ufeff \r\n\t")
        return head.startswith("<") and re.search(r'<table name="diaro_', head) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entries.

        Raises:
            ImportFileError: it cannot be opened, holds entities, or breaks off.
        """
        names = {
            child_text(row, "uid"): clean(child_text(row, "title"))
            for row in as_far_as_whole(_rows(path, _LABELS))
        }
        posts = (_post(row, names, how) for row in _rows(path, {"diaro_entries"}))
        yield from entries_of(posts, path, how, source=self.name)


def _rows(path: Path, names: Collection[str]) -> Iterator[Element]:
    """Yield the rows of these tables; where the file breaks off within one, those before that.

    Raises:
        ImportFileError: it cannot be opened, holds entities, or breaks off.
    """
    count = 0
    try:
        for table in xml_items(path, "table"):
            rows = children(table, "r")
            count += len(rows)
            if table.get("name") in names:
                yield from rows
    except ImportFileError as error:
        if error.key == "import.damaged" and _last_table(path) in names:
            yield from islice(as_far_as_whole(xml_items(path, "r")), count, None)
        raise


def _last_table(path: Path) -> str:
    """Return the name of the table that begins last, "" where there is none."""
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as raw:
            found = _TABLE.match(raw, max(raw.rfind(b'<table name="'), 0))
            return found[1].decode(errors="replace") if found else ""
    except (OSError, ValueError):  # gone, or empty
        return ""


def _post(row: Element, names: dict[str, str], how: How) -> Post | LeftOut:
    if child_text(row, "archived") == "1":
        return "thrown_away"
    ids = (*child_text(row, "tags").split(","), child_text(row, "folder_uid"))
    labels = (names.get(each.strip(), "") for each in ids)
    title, text = clean(child_text(row, "title")), tidy(child_text(row, "text"))
    return Post(
        title=title if text.strip() else "",
        body=text if text.strip() else title,
        moment=_moment(row, how),
        tags=tuple(dict.fromkeys(filter(None, labels))),
        place=child_text(row, "uid"),
    )


def _moment(row: Element, how: How) -> Moment | None:
    said = child_text(row, "date")
    instant = instant_after_epoch(said, per_second=1000)
    if instant is None:
        return None
    offset = _OFFSET.fullmatch(child_text(row, "tz_offset"))
    try:
        if offset is not None:
            distance = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
            instant = instant.astimezone(timezone(-distance if offset[1] == "-" else distance))
        at = instant.replace(microsecond=0)
        return own_moment(When(day=at.date(), at=at), how=how, said=said)
    except (ValueError, OverflowError):
        return None
