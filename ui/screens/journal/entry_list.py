"""The list of entries on the Journal page: by date, or by how well they match the words looked
for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journal.entry import Entry
from ui.shared.markup import act, esc
from ui.shared.text import day, t
from vectorstore.types import EntryFilter

if TYPE_CHECKING:
    from services import Services

_EXCERPT: Final = 150
_FOUND: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry and the words of it that the list shows."""

    entry: Entry
    excerpt: str


def rows(services: Services, entries: Sequence[Entry], words: str, where: EntryFilter) -> list[Row]:
    """Return the entries that match, newest first; with words, best first."""
    if not words.strip():
        kept = [entry for entry in entries if _matches(entry, where)]
        return [Row(entry=entry, excerpt=_excerpt(entry.body, 0)) for entry in reversed(kept)]
    known = {entry.id: entry for entry in entries}
    found: dict[str, Row] = {}
    for hit in services.index.search(words, k=_FOUND, where=where):
        entry = known.get(hit.passage.entry_id)
        if entry and entry.id not in found:
            found[entry.id] = Row(entry=entry, excerpt=_excerpt(entry.body, hit.passage.start))
    return list(found.values())


def rows_html(shown: Sequence[Row]) -> str:
    """Return the list; each row opens its entry."""
    return f'<ul class="x-list">{"".join(_row(row) for row in shown)}</ul>'


def _row(row: Row) -> str:
    entry = row.entry
    when = f'<time datetime="{entry.written_on.isoformat()}">{esc(day(entry.written_on))}</time>'
    tags = "".join(f'<span class="x-tag">{esc(tag)}</span>' for tag in entry.tags[:4])
    title = f'<span class="x-list-title">{esc(entry.title or t("entry.untitled"))}</span>'
    return (
        f'<li><button type="button" {act("entry", entry=entry.id)}>{when}<span'
        f' class="x-list-text">{title}<span'
        f' class="x-list-excerpt">{esc(row.excerpt)}</span></span></button><span'
        f' class="x-list-tags">{tags}</span></li>'
    )


def _excerpt(body: str, start: int) -> str:
    text = " ".join(body[start : start + 2 * _EXCERPT].split())
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}…"


def _matches(entry: Entry, where: EntryFilter) -> bool:
    return (
        (where.since is None or entry.written_on >= where.since)
        and (where.until is None or entry.written_on <= where.until)
        and (not where.tags or bool(set(where.tags).intersection(entry.tags)))
    )
