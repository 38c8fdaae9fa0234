"""The list of entries on the Journal page: a time line with a head for each month, or by how well
they match the words looked for.

Promise: only the rows of the page that is shown are made, however many entries there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from journal.entry import Entry
from ui.screens.journal.excerpt import cut_excerpt, mark_words, sought_words
from ui.shared.templates import render
from ui.shared.text import month, t
from vectorstore.types import EntryFilter

if TYPE_CHECKING:
    from services import Services

_FOUND: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entry, and where in it the words looked for are spoken of."""

    entry: Entry
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry and the words of it that the list shows."""

    entry: Entry
    title: Markup
    excerpt: Markup


def find_entries(
    services: Services, entries: Sequence[Entry], words: str, where: EntryFilter
) -> list[Found]:
    """Return the entries that match, newest first; with words, best first."""
    if not words.strip():
        return [Found(entry=entry) for entry in reversed(entries) if where.admits(entry)]
    known = {entry.id: entry for entry in entries}
    found: dict[str, Found] = {}
    for hit in services.index.search(words, k=_FOUND, where=where):
        entry = known.get(hit.passage.entry_id)
        if entry and entry.id not in found:
            found[entry.id] = Found(entry=entry, start=hit.passage.start)
    return list(found.values())


def rows_html(shown: Sequence[Found], words: str) -> Markup:
    """Return the rows; each opens its entry."""
    sought = sought_words(words)
    rows = [
        Row(
            entry=each.entry,
            title=mark_words(each.entry.title or t("entry.untitled"), sought),
            excerpt=mark_words(cut_excerpt(each.entry.body, each.start, sought), sought),
        )
        for each in shown
    ]
    if words.strip():
        return render("entry_list", months=[("", rows)])
    months = [
        (head, list(own)) for head, own in groupby(rows, lambda row: month(row.entry.written_on))
    ]
    return render("entry_list", months=months)
