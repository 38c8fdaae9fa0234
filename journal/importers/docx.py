"""Word documents (.docx): paragraphs, headings, lists, quotations.

Limit: headers, pictures and the layout of tables are not read. A note at the foot stands below the
paragraph that has it, so that it stays within its day. Invariant: what was deleted with changes
tracked, and what others remarked at the margin, is not in the text.
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

_LEVEL = re.compile(r"heading (\d)", re.IGNORECASE)
_CONTENTS = "contents"
_QUOTE = re.compile(r"(?:intense )?quote", re.IGNORECASE)
# Old text under tracked changes, the twin of a drawing for old readers, codes of fields.
_NO_TEXT = {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr"}
_NOTES = ("footnote", "endnote")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class DocxImporter:
    """A Word document."""

    name = "docx"

    def recognises(self, path: Path) -> bool:
        """Whether it is a zip with Word's text in it."""
        return document_kind(path) == "docx"

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the document's entries.

        Raises:
            ImportFileError: it cannot be opened, is locked or damaged.
        """
        package = Package(path, "Word")
        styles = _styles(package.tree_or_none("word/styles.xml"))
        body = child_of(package.tree("word/document.xml"), "body")
        notes = {kind: _notes(package, kind) for kind in _NOTES}
        blocks = tuple(
            block
            for each in _paragraphs(body)
            for block in (_block(each, styles), *_notes_of(each, notes))
        )
        core = package.tree_or_none("docProps/core.xml")
        begun = child_text(core, "created") if core is not None else ""
        yield from document_entries(Text(blocks=blocks, begun=begun), package, self.name, how)


def _styles(root: Element | None) -> dict[str, str]:
    """Return the mark of Markdown that each style stands for: `##`, `>`."""
    found: dict[str, str] = {}
    for style in root if root is not None else ():
        if local_name(style) != "style":
            continue
        name = value_of(child_of(style, "name"), "val")
        level = _LEVEL.fullmatch(name)
        if level is not None:
            found[value_of(style, "styleId")] = "#" * int(level[1])
        elif name.lower().startswith("toc "):
            found[value_of(style, "styleId")] = _CONTENTS
        elif name.lower() == "title":
            found[value_of(style, "styleId")] = "#"
        elif _QUOTE.fullmatch(name):
            found[value_of(style, "styleId")] = ">"
    return found


def _paragraphs(element: Element | None) -> Iterator[Element]:
    for child in element if element is not None else ():
        name = local_name(child)
        if name == "p":
            yield child
        elif name not in _NO_TEXT:
            yield from _paragraphs(child)


def _block(paragraph: Element, styles: dict[str, str]) -> str:
    words = "".join(_words(paragraph)).strip("\n")
    properties = child_of(paragraph, "pPr")
    mark = styles.get(value_of(child_of(properties, "pStyle"), "val"), "")
    if mark == _CONTENTS:
        return ""  # the headings again, with their pages
    if mark.startswith("#"):
        return heading(words, len(mark))
    if mark and words.strip():
        return "\n".join(f"> {line}" for line in words.split("\n"))
    numbering = child_of(properties, "numPr")
    if numbering is not None and words.strip():
        level = value_of(child_of(numbering, "ilvl"), "val")
        depth = int(level) if level.isdecimal() and len(level) < 3 else 0
        return f"{'  ' * min(depth, 9)}- {words}"
    return words


def _notes(package: Package, kind: str) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs of each note of a kind, by its number."""
    root = package.tree_or_none(f"word/{kind}s.xml")
    return {
        value_of(note, "id"): tuple("".join(_words(each)).strip() for each in _paragraphs(note))
        for note in (root if root is not None else ())
    }


def _notes_of(paragraph: Element, notes: dict[str, dict[str, tuple[str, ...]]]) -> Iterator[str]:
    for kind, number in _references(paragraph):
        yield from notes.get(kind, {}).get(number, ())


def _references(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the kind and number of each note in the order of the text."""
    for child in element:
        kind, _, rest = local_name(child).partition("Reference")
        if kind in _NOTES and not rest:
            yield kind, value_of(child, "id")
        elif local_name(child) not in _NO_TEXT:
            yield from _references(child)


def _words(element: Element) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name not in _NO_TEXT:
            yield from _words(child)
            if name == "p":  # a text box within the paragraph
                yield "\n"
