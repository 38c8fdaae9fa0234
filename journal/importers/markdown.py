"""One Markdown file, one entry: Obsidian, Jekyll, Hexo, Hugo, and this app's own files; or one for
each dated heading.

Invariant: the body is the file's own, links and comments included; unknown front matter goes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from journal.dating import day_in_name
from journal.entry import Entry
from journal.entry_file import categories, inline_tags, read_entry
from journal.frontmatter import Document
from journal.importers.base import (
    AS_IT_SAYS,
    SOURCE_ID,
    How,
    SourceText,
    empty_file,
    first_characters,
    read_source,
)
from journal.importers.days import divide
from journal.importers.foreign_front_matter import parse_any
from journal.importers.html_text import markdown_of, soup_of
from journal.importers.instants import moment_told
from journal.importers.text import entries_of
from journal.problems import ImportProblem

_SUFFIXES = {".md", ".markdown", ".mdown", ".mkd", ".mdx"}
_OTHERS = {".txt", ".text", ".log", ".json", ".yaml", ".yml", ".html", ".htm", ".xml", ".toml", ""}
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:[^\n]*\n){0,60}?(?:date|title|created\w*|tags):", re.IGNORECASE
)
_UNIQUE_ID = re.compile(r"[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
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
            EntryFormatError: it is no text, its front matter is broken, or it says that a program
                wrote it.
        """
        source = read_source(path, how)
        document = parse_any(source.text, where=source.name)
        if _PILE & document.values.keys():
            document = replace(
                document, body=markdown_of(soup_of(document.body, where=source.name))
            )
        days = (
            []
            if document.fields or day_in_name(source.facts.name, source.facts.order)
            else _days(document, how)
        )
        if days:
            yield from days
            return
        yield self._whole(document, source, how)

    def _whole(self, document: Document, source: SourceText, how: How) -> Entry | ImportProblem:
        reading = read_entry(document, source.facts)
        entry = reading.entry
        if not entry.body.strip():
            return empty_file(source.name)
        labels = dict.fromkeys(
            (*entry.tags, *categories(document.values), *inline_tags(entry.body))
        )
        extra = dict(entry.extra)
        own_id = entry.id if _UNIQUE_ID.fullmatch(entry.id) else ""
        if own_id:
            extra.setdefault(SOURCE_ID, own_id)
        elif entry.id:
            extra["id_there"] = (
                entry.id
            )  # a short id of another program is not unique enough to be ours
        is_ours = bool(own_id and "source" in document.values)
        if is_ours and reading.found is not None:
            return replace(entry, id=own_id, tags=tuple(labels), extra=extra)
        moment = moment_told(reading.found, source.facts, how)
        extra.update(moment.marks)
        return replace(
            entry,
            id=own_id,
            written_on=moment.day,
            written_at=moment.at,
            tags=tuple(labels),
            extra=extra,
        )


def _days(document: Document, how: How) -> list[Entry]:
    """Return the entries of a file whose headings are dates."""
    lines = document.body.replace("\r\n", "\n").split("\n")
    days = divide(lines, how, headings_only=True)
    return list(entries_of(days, how, source=MarkdownImporter.name))
