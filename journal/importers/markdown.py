"""One Markdown file, one entry: Obsidian, Jekyll, Hexo, Hugo, and this app's own files; or one for
each dated heading, with the labels of the front matter.

Promise: broken front matter is read line by line. Invariant: the body is the file's own, without
the HTML and the marks of Obsidian in it; unknown front matter goes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from errors import EntryFormatError
from journal.dating import Dated, day_in_fields, day_in_name, day_in_title, texts_in
from journal.entry import Entry
from journal.entry_file import categories, inline_tags, read_entry
from journal.frontmatter import Document, Field, Value
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_DATE,
    SOURCE_ID,
    SOURCE_THERE,
    How,
    SourceText,
    empty_file,
    first_characters,
    read_source,
)
from journal.importers.clippings import is_clipped, marks_of_books
from journal.importers.days import divide_markdown
from journal.importers.foreign_front_matter import parse_any
from journal.importers.html_in_markdown import without_html
from journal.importers.html_text import is_page_or_part, markdown_of, soup_of
from journal.importers.instants import moment_told
from journal.importers.left_out import left_out
from journal.importers.lenient_front_matter import is_tight, parse_head, parse_lines, parse_odd
from journal.importers.obsidian import without_marks
from journal.importers.properties import words_of
from journal.importers.text import entries_of
from journal.problems import ImportProblem
from language.dates.placed.lines import HEADING, split_date
from language.dates.recorded import read_recorded
from language.front_matter import folded

_SUFFIXES = {".md", ".markdown", ".mdown", ".mkd", ".mdx"}
_OTHERS = {".txt", ".text", ".log", ".json", ".yaml", ".yml", ".html", ".htm", ".xml", ".toml", ""}
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:[^\n]*\n){0,60}?(?:date|title|created\w*|tags):", re.IGNORECASE
)
_UNIQUE_ID = re.compile(r"[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_NO_WORDS = ("title", "tags", "tag", "categories", "category", "id", "source", "aliases", "layout")
_PLACEHOLDER = re.compile(r"\{\{.*\}\}|<%.*%>|\$\{.*\}")
_FEWEST_DAYS = 2
_PILE = {"isReply", "highlight", "highlightColor"}


class MarkdownImporter:
    """Markdown with or without front matter."""

    name = "markdown"

    def recognises(self, path: Path) -> bool:
        """Whether the file's name ends as Markdown does, or it begins with front matter."""
        suffix = path.suffix.lower()
        if suffix in _SUFFIXES:
            return True
        return suffix in _OTHERS and _FRONT_MATTER.match(first_characters(path)) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the file's entry, or its entries.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text, or it says that a program wrote it.
        """
        source = read_source(path, how)
        if marks := marks_of_books(source.text):
            yield left_out(source.name, marks, key="others_words")
            return
        document, is_lenient = _parsed(source)
        if not is_own_file(document.values) and is_clipped(document.values, document.body):
            yield left_out(source.name, 1, key="others_words")
            return
        found = _days(document, source, how) if _may_hold_days(document, source) else []
        if not found and (entry := _whole(document, source, how)) is not None:
            found = [entry]
        yield from found
        if not found:
            yield empty_file(source.name)
        elif is_lenient:
            yield left_out(source.name, 1, key="read_leniently")


def _parsed(source: SourceText) -> tuple[Document, bool]:
    """Return the file in its two halves, and whether its front matter was only read line by
    line."""
    text = source.text.removeprefix("\ufeff")
    try:
        document = parse_any(text, where=source.name)
        found = None if document.fields else _loosely(text)
    except EntryFormatError:
        found = parse_lines(text) or parse_odd(text)
        # Where none of its front matter can be read, it stays in the text.
        found = found or Document(body=text.removesuffix("\n").removesuffix("\r"))
        document = found
    is_lenient = found is not None
    document = found or document
    values = document.values
    if is_own_file(values):
        return document, is_lenient
    is_html = _PILE & values.keys() or is_page_or_part(document.body, where=source.name)
    body = _words_of_page(document.body, source) if is_html else without_html(document.body)
    fields = tuple(field for field in document.fields if not _is_unfilled(field))
    return replace(document, fields=fields, body=without_marks(body)), is_lenient


def _is_unfilled(field: Field) -> bool:
    """Whether a title is still a template's: what heads the text is the title then."""
    is_title = folded(field.name) == "title" and isinstance(field.value, str)
    return is_title and _PLACEHOLDER.fullmatch(str(field.value).strip()) is not None


def _loosely(text: str) -> Document | None:
    """Return a text in two halves by front matter that is none to YAML: without blanks, between
    rules of other marks, without rules."""
    return parse_lines(text) if is_tight(text) else parse_odd(text) or parse_head(text)


def _words_of_page(body: str, source: SourceText) -> str:
    return markdown_of(soup_of(body, where=source.name))


def is_own_file(values: Mapping[str, Value]) -> bool:
    """Whether front matter is that of a file which this app wrote: it says all, and stands."""
    identifier = values.get("id")
    is_id = isinstance(identifier, str) and _UNIQUE_ID.fullmatch(identifier) is not None
    return is_id and "source" in values


def _whole(document: Document, source: SourceText, how: How) -> Entry | None:
    values = document.values
    if not document.body.strip():
        document = replace(document, body=words_of(values, but=_NO_WORDS))
    reading = read_entry(document, source.facts)
    entry = reading.entry
    if not entry.body.strip():
        return None
    labels = dict.fromkeys((*entry.tags, *categories(values), *inline_tags(entry.body)))
    extra = dict(entry.extra)
    own_id = entry.id if _UNIQUE_ID.fullmatch(entry.id) else ""
    if own_id:
        extra.setdefault(SOURCE_ID, own_id)
    elif entry.id:
        # A short id of another program is not unique enough to be ours.
        extra["id_there"] = entry.id
    day, at = entry.written_on, entry.written_at
    if reading.found is None or not is_own_file(values):
        moment = moment_told(reading.found, source.facts, how)
        day, at = moment.day, moment.at
        extra.update(moment.marks)
        if (said := _unread_date(values, reading.found)) is not None:
            extra[SOURCE_DATE] = said
    name = entry.source
    if not is_own_file(values):
        # An entry's source is the format that it was read from; what a file calls so goes along.
        name = MarkdownImporter.name
        extra |= {SOURCE_THERE: values["source"]} if values.get("source") else {}
    return replace(
        entry,
        id=own_id,
        written_on=day,
        written_at=at,
        tags=tuple(labels),
        source=name,
        extra=extra,
    )


def _unread_date(values: Mapping[str, Value], found: Dated | None) -> Value | None:
    """Return the `date` of front matter that told no day: the entry's own will stand there."""
    said = values.get("date")
    is_read = found is not None and found.origin == "field" and found.said in texts_in(said or "")
    return None if is_read or not said else said


def _may_hold_days(document: Document, source: SourceText) -> bool:
    """Whether dated headings divide a file: nothing else dates it, or two of them are only dates
    under front matter that tells another day."""
    values, facts = document.values, source.facts
    if is_own_file(values):
        return False
    title, identifier = (str(values.get(name, "")) for name in ("title", "id"))
    is_dated = (
        day_in_fields(values, facts.order)
        or day_in_title(title, facts.order)
        or read_recorded(identifier, facts.order)
    )
    if (is_dated and "#" not in document.body) or day_in_name(facts.name, facts.order):
        return False
    if not is_dated:
        return True
    told = (split_date(line) for line in document.body.split("\n") if HEADING.match(line))
    dates = {when.day for when, rest in told if when is not None and not rest}
    return len(dates) >= _FEWEST_DAYS


def _days(document: Document, source: SourceText, how: How) -> list[Entry]:
    """Return the entries of a file whose headings are dates, each with what its front matter says
    of all of them."""
    lines = document.body.replace("\r\n", "\n").split("\n")
    days = divide_markdown(lines, how, name=source.facts.name)
    undated = moment_told(None, source.facts, how)
    entries = list(entries_of(days, how, source=MarkdownImporter.name, undated=undated))
    return [_below(document, entry, source) for entry in entries]


def _below(document: Document, entry: Entry, source: SourceText) -> Entry:
    """Return an entry with the labels, the title and the unknown fields of the front matter that
    stands above it."""
    values = document.values
    above = read_entry(replace(document, body=""), source.facts).entry
    extra = dict(above.extra)
    if above.id:
        extra["id_there"] = above.id
    if (said := values.get("date")) is not None:
        extra[SOURCE_DATE] = said
    title = above.title if "title" in map(folded, values) else ""
    if title and entry.title:
        extra["title_there"] = title
    labels = dict.fromkeys((*above.tags, *categories(values), *inline_tags(entry.body)))
    return replace(
        entry, title=entry.title or title, tags=tuple(labels), extra={**extra, **entry.extra}
    )
