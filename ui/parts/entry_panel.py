"""An entry as it was written, with a passage highlighted: beside the answer on a wide screen, over
it on a phone.

Invariant: the text is shown literally, line breaks and all; a heading looks like one, and its sign
stays in the text, unseen. Limit: of a very long entry, the part
around the passage.
"""

from __future__ import annotations

import re
from typing import Final

import streamlit as st
from markupsafe import Markup

from errors import EntryNotFoundError
from journal.entry import Entry
from ui.parts.pictures import with_pictures
from ui.shared import app_services, session
from ui.shared.markup import esc
from ui.shared.session import Place
from ui.shared.templates import render
from ui.shared.text import day, t

_AROUND: Final = 20_000
_HEADING: Final = re.compile(r"^((?:<mark>)?)(#{1,6}[ \t]+)(?=\S)(.+)$", re.MULTILINE)
_TAG_OR_WORDS: Final = re.compile(r"(<[^>]*>)|[^<]+")


def draw_reader() -> None:
    """Show the passage that is open, if one is."""
    place = session.reader()
    if place is None:
        return
    entry: Entry | None = None
    try:
        entry = app_services.services().store.get(place.entry_id)
        body = text_html(entry, place)
    except EntryNotFoundError:
        body = _note(t("reader.deleted")) + _quote(place)
    with st.container(key="reader"):
        st.html(
            render(
                "reader",
                entry=entry,
                place=place,
                opened=session.reader_opened(),
                body=Markup(body),
            )
        )


def entry_html(entry: Entry, place: Place | None = None) -> str:
    """Return an entry with its date, title and tags; with a place, its words are marked."""
    tags = "".join(f'<span class="x-tag">{esc(tag)}</span>' for tag in entry.tags)
    date = f'<time datetime="{entry.written_on.isoformat()}">{esc(day(entry.written_on))}</time>'
    head = (
        f"<header><h2>{esc(entry.title or t('entry.untitled'))}</h2><p"
        f' class="x-meta">{date}{tags}</p></header>'
    )
    return f"{head}{text_html(entry, place)}"


def text_html(entry: Entry, place: Place | None = None) -> str:
    """Return an entry's text; with a place, its words are marked where they stand now."""
    start, end = _find(entry.body, place)
    missing = place is not None and place.quote and start == end
    changed = place is not None and bool(place.quote) and (start, end) != (place.start, place.end)
    note = _note(t("reader.changed")) if changed else ""
    quote = _quote(place) if missing and place else ""
    body = with_pictures(_with_headings(_marked(entry.body, start, end)), entry.id)
    return f'{note}{quote}<div class="x-entry">{body}</div>'


def _with_headings(marked: str) -> str:
    """Make headings of escaped lines; a mark may begin or end within one."""
    return _HEADING.sub(
        lambda line: f'{line[1]}<span class="x-sign">{line[2]}</span>{_strong(line[3])}', marked
    )


def _strong(line: str) -> str:
    return _TAG_OR_WORDS.sub(lambda piece: piece[1] or f"<strong>{piece[0]}</strong>", line)


def _find(body: str, place: Place | None) -> tuple[int, int]:
    if place is None or not place.quote:
        return 0, 0
    if body[place.start : place.end] == place.quote:
        return place.start, place.end
    found = body.find(place.quote)
    return (found, found + len(place.quote)) if found >= 0 else (0, 0)


def _marked(body: str, start: int, end: int) -> str:
    start, end = min(start, len(body)), min(end, len(body))
    around = _AROUND if end > start else len(body)
    first, last = max(0, start - around), min(len(body), max(end, start) + around)
    cut = f'<span class="x-cut">{esc(t("reader.cut"))}</span>'
    marked = f"<mark>{esc(body[start:end])}</mark>" if end > start else ""
    return (
        f"{cut if first else ''}{esc(body[first:start])}{marked}{esc(body[max(end, start) : last])}"
        f"{cut if last < len(body) else ''}"
    )


def _note(sentence: str) -> str:
    return f'<p class="x-quiet" role="status">{esc(sentence)}</p>'


def _quote(place: Place) -> str:
    return f'<blockquote class="x-lost">{esc(place.quote)}</blockquote>'
