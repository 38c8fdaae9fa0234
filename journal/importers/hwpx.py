"""Hangul documents (.hwpx): paragraphs and the headings of outlines.

Limit: pictures and the layout of tables are not read; the older binary .hwp is not of this kind.
Invariant: memos, headers and footers are not in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How
from journal.importers.documents import (
    Package,
    Text,
    document_entries,
    document_kind,
    heading,
    value_of,
)
from journal.importers.xml_items import local_name
from journal.problems import ImportProblem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SECTION = re.compile(r"Contents/section(\d{1,4})\.xml")
_OUTLINE = re.compile(r"(?:개요|Outline) (\d)", re.IGNORECASE)
_NO_TEXT = {"fieldBegin", "header", "footer", "memo", "secPr", "hiddenComment"}
_SIGNS = {"lineBreak": "\n", "tab": "\t", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}


class HwpxImporter:
    """A Hangul document."""

    name = "hwpx"

    def recognises(self, path: Path) -> bool:
        """Whether it is a zip that calls itself one."""
        return document_kind(path) == "hwpx"

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the document's entries.

        Raises:
            ImportFileError: it cannot be opened, is locked or damaged.
        """
        package = Package(path, "Hangul")
        levels = _levels(package.tree_or_none("Contents/header.xml"))
        found = (_SECTION.fullmatch(name) for name in package.names())
        numbers = sorted({int(section[1]) for section in found if section})
        blocks: list[str] = []
        for number in numbers or [0]:
            blocks += _blocks(package.tree(f"Contents/section{number}.xml"), levels)
        begun = _begun(package.tree_or_none("Contents/content.hpf"))
        text = Text(blocks=tuple(blocks), begun=begun)
        yield from document_entries(text, package, self.name, how)


def _levels(root: Element | None) -> dict[str, int]:
    """Return the level of each style that is one of an outline, by its number."""
    found: dict[str, int] = {}
    for style in root.iter() if root is not None else ():
        if local_name(style) == "style":
            name = value_of(style, "name") or value_of(style, "engName")
            if level := _OUTLINE.fullmatch(name):
                found[value_of(style, "id")] = int(level[1])
    return found


def _begun(root: Element | None) -> str:
    for element in root.iter() if root is not None else ():
        if local_name(element) == "meta" and value_of(element, "name") == "CreatedDate":
            return (element.text or value_of(element, "content")).strip()
    return ""


def _blocks(element: Element, levels: dict[str, int]) -> Iterator[str]:
    """Yield the paragraphs, those in the cells of a table after the one that holds it."""
    for child in element:
        if local_name(child) == "p":
            words = "".join(_words(child)).strip("\n")
            yield heading(words, levels.get(value_of(child, "styleIDRef"), 0))
        if local_name(child) not in _NO_TEXT:
            yield from _blocks(child, levels)


def _words(element: Element) -> Iterator[str]:
    """Yield the words of one paragraph, without the paragraphs within it."""
    for child in element:
        name = local_name(child)
        if name == "t":
            yield from _text(child)
        elif name not in _NO_TEXT and name != "p":
            yield from _words(child)


def _text(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield _SIGNS.get(local_name(child), "")
        yield from _text(child)
        yield child.tail or ""
