"""One Markdown file, one entry: Obsidian, Jekyll, Hexo, Hugo with YAML, and this app's own files.

Limit: TOML and JSON front matter is not read as fields; it stays in the text.
Invariant: the body is the file's own, links and comments included; unknown front matter goes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from journal.entry import Entry
from journal.entry_file import categories, inline_tags, read_entry
from journal.frontmatter import parse
from journal.importers.base import DATE_UNCERTAIN, SOURCE_ID, empty_file, read_source
from journal.problems import ImportProblem

_SUFFIXES = {".md", ".markdown", ".mdown", ".mkd"}
_UNIQUE_ID = re.compile(r"[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


class MarkdownImporter:
    """Markdown with or without front matter."""

    name = "markdown"

    def recognises(self, path: Path) -> bool:
        """Whether the file's name ends as Markdown does."""
        return path.suffix.lower() in _SUFFIXES

    def read(self, path: Path) -> Iterator[Entry | ImportProblem]:
        """Yield the file's entry.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text, or its front matter is broken.
        """
        source = read_source(path)
        document = parse(source.text, where=source.facts.name.rpartition("/")[2])
        reading = read_entry(document, source.facts)
        entry = reading.entry
        if not entry.body.strip():
            yield empty_file(source.facts.name.rpartition("/")[2])
            return
        labels = dict.fromkeys((*entry.tags, *categories(document.values), *inline_tags(entry.body)))
        extra = dict(entry.extra)
        own_id = entry.id if _UNIQUE_ID.fullmatch(entry.id) else ""
        if own_id:
            extra.setdefault(SOURCE_ID, own_id)
        elif entry.id:
            extra["id_there"] = entry.id  # a short id of another program is not unique enough to be ours
        if not reading.dated:
            extra[DATE_UNCERTAIN] = "true"
        yield replace(entry, id=own_id, tags=tuple(labels), extra=extra)
