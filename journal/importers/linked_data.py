"""What a page tells programs of itself as JSON in its head (JSON-LD): when its post was written.

Promise: only the page itself and the members of its graph are asked, never a comment within it;
JSON that is broken says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from files.nested import load_json
from journal.dating import Dated, texts_in
from journal.importers.html_text import attribute
from journal.importers.mended_json import Json
from language.dates.orders import DayOrder
from language.dates.recorded import read_recorded

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

WRITTEN, CHANGED = ("datePublished", "dateCreated"), ("dateModified",)
_KIND = "application/ld+json"
_WITHIN = ("@graph", "mainEntity")  # where the post itself stands, if not at the top
_MOST_SCRIPTS, _MOST_OBJECTS, _DEEPEST = 200, 200, 4
_AROUND = ("<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>")


def linked_date(
    soup: BeautifulSoup, fields: tuple[str, ...], order: DayOrder | None = None
) -> Dated | None:
    """Return the date in the first of these fields that any object holds, in the order of the
    fields."""
    objects = list(_objects(soup))
    for field in fields:
        for each in objects:
            for said in texts_in(each.get(field)):
                if when := read_recorded(said, order):
                    return Dated(when=when, origin="field", said=said)
    return None


def _objects(soup: BeautifulSoup) -> Iterator[Json]:
    for script in soup.find_all("script", limit=_MOST_SCRIPTS):
        if attribute(script, "type").partition(";")[0].strip().lower() != _KIND:
            continue
        try:
            said = load_json(_bare(script.get_text()))
        except ValueError:
            continue
        yield from _within(said, _DEEPEST)


def _bare(text: str) -> str:
    for mark in _AROUND:
        text = text.strip().removeprefix(mark).removesuffix(mark)
    return text


def _within(said: object, depth: int) -> Iterator[Json]:
    members = said if isinstance(said, list) else [said]
    for each in members[:_MOST_OBJECTS]:
        if isinstance(each, dict):
            yield each
            for place in _WITHIN if depth else ():
                yield from _within(each.get(place), depth - 1)
