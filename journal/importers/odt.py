"""OpenDocument texts (.odt) of LibreOffice, Google Docs and others: paragraphs, headings, lists.

Limit: pictures and the layout of tables are not read. A note at the foot stands below the paragraph
that has it, so that it stays within its day. Invariant: remarks at the margin and
deleted text that is kept for tracking are not in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How
from journal.importers.documents import (
    Package,
    Text,
    child_of,
    document_entries,
    document_kind,
    heading,
    value_of,
)
from journal.importers.xml_items import child_text, local_name
from journal.problems import ImportProblem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NO_TEXT = {"annotation", "annotation-end", "tracked-changes", "note-citation", "sequence-decls"}
_NOTE = "note"
_MOST_SPACES = 100


class OdtImporter:
    """An OpenDocument text."""

    name = "odt"

    def recognises(self, path: Path) -> bool:
        """Whether it is a zip that calls itself one."""
        return document_kind(path) == "odt"

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the document's entries.

        Raises:
            ImportFileError: it cannot be opened, is locked or damaged.
        """
        package = Package(path, "OpenDocument")
        body = child_of(package.tree("content.xml"), "body", "text")
        blocks = tuple(_blocks(body, 0)) if body is not None else ()
        meta = child_of(package.tree_or_none("meta.xml"), "meta")
        begun = child_text(meta, "creation-date") if meta is not None else ""
        yield from document_entries(Text(blocks=blocks, begun=begun), package, self.name, how)


def _blocks(element: Element, depth: int) -> Iterator[str]:
    """Yield the paragraphs; `depth` counts the lists around them."""
    for child in element:
        name = local_name(child)
        if name == "h":
            level = value_of(child, "outline-level")
            yield heading("".join(_words(child)), int(level) if level in set("123456") else 1)
            yield from _notes(child)
        elif name == "p":
            words = "".join(_words(child)).strip("\n")
            yield f"{'  ' * (depth - 1)}- {words}" if depth and words.strip() else words
            yield from _notes(child)
        elif name not in _NO_TEXT:
            yield from _blocks(child, depth + (name == "list"))


def _notes(element: Element) -> Iterator[str]:
    """Yield the paragraphs of the notes in a paragraph."""
    for child in element:
        name = local_name(child)
        if name == _NOTE:
            yield from _blocks(child, 0)
        elif name not in _NO_TEXT:
            yield from _notes(child)


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name == "s":
            count = value_of(child, "c")
            yield " " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name != _NOTE and name not in _NO_TEXT:
            yield from _words(child)
        yield child.tail or ""
