"""Apple Journal's export: one HTML page per entry, `Entries/*.html`, pictures in `Resources/`.

Limit: it tells the day, in the device's language, and no time. Invariant: Apple's prompts are never
the writer's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from journal.dating import Dated, day_in_name
from journal.entry import Entry
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_DATE,
    How,
    empty_file,
    first_characters,
    read_source,
)
from journal.importers.html_text import line_of, looks_like_html, markdown_of, soup_of
from journal.importers.instants import moment_told
from journal.importers.left_out import left_out
from journal.problems import ImportProblem
from language.dates.orders import order_of
from language.dates.recorded import read_recorded

if TYPE_CHECKING:
    from bs4 import Tag

_ENTRY = re.compile(r'class=["\'][^"\']*\bpageHeader\b')
_HEAD = ".pageHeader, .title"
_PROMPTS = '.reflectionPrompt, [class*="prompt" i]'
_TILES = '.assetGrid, .gridItem, [class*="assetType"], [class*="gridItemOverlay"]'


class AppleJournalImporter:
    """One entry of Apple Journal."""

    name = "apple-journal"

    def recognises(self, path: Path) -> bool:
        """Whether it is HTML with the header of an entry."""
        head = first_characters(path)
        return looks_like_html(head) and (_ENTRY.search(head) is not None or ".pageHeader" in head)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entry, and how many prompts were left out of it.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text, or HTML that cannot be read.
        """
        source = read_source(path, how)
        soup = soup_of(source.text, where=source.name)
        said = line_of(soup.select_one(".pageHeader"))
        order = order_of([said], how.day_order)
        when = read_recorded(said, order)
        told = Dated(when=when, origin="field", said=said) if when else None
        told = told or day_in_name(source.facts.name, source.facts.order)
        moment = moment_told(told, source.facts, how)
        node = soup.body or soup
        others = _leave_out_others(node)
        title = line_of(soup.select_one(".title"))
        for found in node.select(_HEAD):
            found.decompose()
        body = markdown_of(node)
        if not body.strip():
            yield empty_file(source.name)
        else:
            yield Entry(
                id="",
                written_on=moment.day,
                title=title,
                body=body,
                source=self.name,
                extra={SOURCE_DATE: said, **moment.marks},
            )
        if others:
            yield left_out(source.name, others, key="not_yours")


def _leave_out_others(node: Tag) -> int:
    """Take away what Apple wrote: prompts, and on the tiles of photos, workouts and songs all but
    the pictures. Return how many of them had words."""
    count = 0
    for found in node.select(_TILES):
        if found.decomposed:
            continue  # a tile within a tile
        count += bool(line_of(found))
        pictures = [picture.extract() for picture in found.find_all("img")]
        found.clear(decompose=True)
        found.extend(pictures)
    for found in node.select(_PROMPTS):
        count += bool(line_of(found))
        found.decompose()
    return count
