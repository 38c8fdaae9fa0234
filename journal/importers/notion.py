"""Notion's export, as Markdown and as HTML; a page of many days becomes an entry for each dated
heading.

Limit: Notion's files name no zone: times are the writer's own, as they stand. Names are cut off by
Notion, so the title is the one in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from files.decoding import clean
from journal.dating import Dated, day_in_head, day_in_name, day_in_title
from journal.entry import Entry
from journal.entry_file import title_in_name
from journal.importers.base import (
    AS_IT_SAYS,
    DATE_FROM,
    SOURCE_DATE,
    SOURCE_ID,
    How,
    SourceText,
    empty_file,
    first_characters,
    read_source,
)
from journal.importers.days import divide_markdown
from journal.importers.html_in_markdown import without_html
from journal.importers.html_text import attribute, line_of, looks_like_html, markdown_of, soup_of
from journal.importers.instants import moment_told
from journal.importers.properties import words_of
from journal.importers.text import entries_of
from journal.problems import ImportProblem
from language.dates.orders import DayOrder
from language.dates.recorded import read_recorded

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_ID = re.compile(r"(?:^|[ _-])([0-9a-f]{32})$")
_PROPERTY = re.compile(r"([^\n:#>\-*][^\n:]{0,60}): (.+)")
_CREATED = re.compile(r"created|생성|작성", re.IGNORECASE)
_EDITED = re.compile(r"edited|updated|수정|편집", re.IGNORECASE)
_DATE = re.compile(r"date|날짜|일자|일시|day", re.IGNORECASE)
_LABELS = re.compile(r"tags?|태그|category|categories|분류|카테고리", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    title: str
    properties: dict[str, str]
    body: str
    identifier: str


class NotionMarkdownImporter:
    """One page of Notion, as Markdown."""

    name = "notion"

    def recognises(self, path: Path) -> bool:
        """Whether the file is Markdown with Notion's id in its name, and begins with its title."""
        if path.suffix.lower() != ".md" or _ID.search(path.stem) is None:
            return False
        return first_characters(path).lstrip("\ufeff").startswith("# ")

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the page's entry, or one for each of its days.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        text = source.words
        title, _, rest = text.partition("\n")
        lines = rest.lstrip("\n").split("\n")
        count = next(
            (index for index, line in enumerate(lines) if not _PROPERTY.fullmatch(line)), len(lines)
        )
        properties = {
            match[1].strip(): match[2].strip()
            for line in lines[:count]
            if (match := _PROPERTY.fullmatch(line))
        }
        if count < len(lines) and lines[count].strip():
            count = 0  # not a block of its own: these lines are the text, and may tell its date
        page = _Page(
            title=title.lstrip("# ").strip(),
            properties=properties,
            body=without_html("\n".join(lines[count:])).strip("\n"),
            identifier=_identifier(path),
        )
        yield from _entries(page, source, how)


class NotionHtmlImporter:
    """One page of Notion, as HTML."""

    name = "notion-html"

    def recognises(self, path: Path) -> bool:
        """Whether it is HTML with a page of Notion's."""
        head = first_characters(path)
        return looks_like_html(head) and (
            bool(re.search(r'<article id="[0-9a-f-]{32,36}" class="page', head))
            or ("page-title" in head and "page-body" in head)
            or ("page-title" in head and _ID.search(clean(path.stem)) is not None)
        )

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the page's entry, or one for each of its days.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text, or HTML that cannot be read.
        """
        source = read_source(path, how)
        soup = soup_of(source.text, where=source.name)
        body = soup.select_one("div.page-body") or soup.select_one("article") or soup.body
        page = _Page(
            title=line_of(soup.select_one("h1.page-title")) or line_of(soup.find("title")),
            properties=_properties(soup),
            body=markdown_of(body) if body else "",
            identifier=attribute(soup.select_one("article"), "id").replace("-", "")
            or _identifier(path),
        )
        yield from _entries(page, source, how)


def _properties(soup: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in soup.select("table.properties tr"):
        kind = attribute(row, "class")
        name, value = line_of(row.find("th")), row.find("td")
        options = [line_of(each) for each in row.select(".selected-value")]
        text = ", ".join(options) if options else line_of(value)
        if "created_time" in kind:
            name = f"created {name}"
        elif "last_edited_time" in kind:
            name = f"edited {name}"
        elif "property-row-date" in kind:
            name = f"date {name}"
        if text:
            found[name] = text
    return found


def _entries(page: _Page, source: SourceText, how: How) -> Iterator[Entry | ImportProblem]:
    found = _when(page, source)
    least = 2 if found is not None and found.origin != "heading" else 1
    days = divide_markdown(page.body.split("\n"), how, least=least)
    if days:
        of_page = found if found is not None and found.origin != "heading" else None
        undated = moment_told(of_page, source.facts, how)
        entries = entries_of(days, how, source="notion", undated=undated)
        for number, entry in enumerate(entries):
            is_day = entry.extra.get(DATE_FROM) == "heading"
            place = entry.written_on.isoformat() if is_day else str(number)
            yield _marked(entry, f"{page.identifier}#{place}" if page.identifier else "")
        return
    body = page.body if page.body.strip() else words_of(_prose_properties(page))
    if not body.strip():
        yield empty_file(source.name)
        return
    moment = moment_told(found, source.facts, how)
    extra: dict[str, object] = {**page.properties}
    extra |= {SOURCE_ID: page.identifier} if page.identifier else {}
    extra |= {SOURCE_DATE: found.said} if found and found.said else {}
    extra |= moment.marks
    yield Entry(
        id="",
        written_on=moment.day,
        written_at=moment.at,
        title=page.title or title_in_name(source.facts.name),
        body=body,
        tags=_labels(page),
        source="notion",
        extra=extra,
    )


def _prose_properties(page: _Page) -> dict[str, str]:
    others = (_DATE, _CREATED, _EDITED, _LABELS)
    return {
        name: value
        for name, value in page.properties.items()
        if not any(other.search(name) for other in others)
    }


def _marked(entry: Entry, place: str) -> Entry:
    return replace(entry, extra={**entry.extra, SOURCE_ID: place}) if place else entry


def _labels(page: _Page) -> tuple[str, ...]:
    found = (value for name, value in page.properties.items() if _LABELS.fullmatch(name.strip()))
    return tuple(
        dict.fromkeys(part.strip() for value in found for part in value.split(",") if part.strip())
    )


def _when(page: _Page, source: SourceText) -> Dated | None:
    """Return the date of a page: a property that is called a date, its making, its name, its title,
    a heading, its last change.
    """
    order = source.facts.order
    return (
        _dated_property(page, _DATE, order, but=(_CREATED, _EDITED))
        or _dated_property(page, _CREATED, order, but=(_EDITED,))
        or day_in_title(page.title.lstrip("@ "), order)
        or day_in_name(source.facts.name, order)
        or day_in_head(page.body, order)
        or _dated_property(page, _EDITED, order, but=())
    )


def _dated_property(
    page: _Page,
    called: re.Pattern[str],
    order: DayOrder | None,
    *,
    but: Sequence[re.Pattern[str]],
) -> Dated | None:
    for name, said in sorted(page.properties.items(), key=lambda each: each[1]):
        if called.search(name) and not any(other.search(name) for other in but):
            when = read_recorded(said, order)
            if when is not None:
                return Dated(when=when, origin="field", said=said)
    return None


def _identifier(path: Path) -> str:
    match = _ID.search(clean(path.stem))
    return match[1] if match else ""
