"""Documents that are zips of XML (Word, OpenDocument, Hangul): opened with distrust, as text.

Read with the standard library: what is needed of them, paragraphs and headings, is a few lines of
XML, and no library for them reads XML without entities or asks how much a zip unpacks to.
Limit: 50 MB of XML, 200 levels deep. Invariant: comments, deleted text and field codes are no text
of the document.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from errors import EntryFormatError, ImportFileError
from files.decoding import clean, decode_leniently
from journal.dating import day_in_fields, day_in_head, day_in_name, month_in_name
from journal.entry import Entry
from journal.entry_file import title_in_name
from journal.importers.base import (
    LARGEST_FILE,
    How,
    damaged,
    facts_of,
    first_bytes,
    note_slip,
    unreadable,
)
from journal.importers.days import divide
from journal.importers.foreign_files import document
from journal.importers.html_text import tidy
from journal.importers.instants import moment_told
from journal.importers.mended_xml import mended
from journal.importers.paste import read_paste
from journal.importers.text import entries_of
from journal.importers.xml_items import LargePieces, local_name
from journal.problems import ImportProblem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Kind = Literal["docx", "odt", "hwpx", "epub", ""]

_DEEPEST = 200
_LARGEST_RATIO = 200
_HARMLESS_SIZE = 1_000_000
_MIMETYPES: dict[bytes, Kind] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/hwp+zip": "hwpx",
    b"application/epub+zip": "epub",
}
_MANIFEST = "META-INF/manifest.xml"
_LIST = re.compile(r"\s*- ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as Markdown, a block an item, and the moment at which it was begun, as said."""

    blocks: tuple[str, ...]
    begun: str = ""


def document_kind(path: Path) -> Kind:
    """Return which document a zip is, "" when it is none. Raises nothing."""
    if not first_bytes(path).startswith(b"PK\x03\x04"):
        return ""
    try:
        stat = path.stat()
        return _kind(path, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return ""


@lru_cache(maxsize=8)  # each kind of document asks, and the archive as well
def _kind(path: Path, _changed: int, _size: int) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "mimetype" not in names:
                return "hwpx" if "Contents/section0.xml" in names else ""
            with archive.open("mimetype") as member:
                return _MIMETYPES.get(member.read(100).strip(), "")
    except (OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return ""
    except (zipfile.BadZipFile, zlib.error):
        return ""


class Package:
    """The members of one document."""

    def __init__(self, path: Path, kind: str) -> None:
        """Take a document; `kind` is what its program calls it."""
        self.path, self.kind = path, kind
        self.shown = clean(path.name)

    def names(self) -> list[str]:
        """Return the names of all members. Raises: ImportFileError when it is no whole zip."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                return archive.namelist()
        except FileNotFoundError as error:
            raise unreadable(self.shown) from error
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged(self.shown, "document") from error

    def tree(self, name: str) -> Element:
        """Return the root of an XML member.

        Raises:
            ImportFileError: it is missing, locked, damaged, or unpacks to far too much.
        """
        raw = self._bytes(name)
        try:
            return _tree(raw, self.shown)
        except ImportFileError:
            if name != _MANIFEST and self._is_locked():
                raise _locked(self.shown) from None
            raise

    def tree_or_none(self, name: str) -> Element | None:
        """Return the root of an XML member that the text can do without."""
        try:
            return self.tree(name)
        except ImportFileError:
            return None

    def _is_locked(self) -> bool:
        """Whether the members are encrypted one by one, as OpenDocument and Hangul do it."""
        try:
            return b"encryption-data" in self._bytes(_MANIFEST)
        except ImportFileError:
            return False

    def _bytes(self, name: str) -> bytes:
        try:
            with zipfile.ZipFile(self.path) as archive:
                member = archive.getinfo(name)
                if member.flag_bits & 0x1:
                    raise _locked(self.shown)
                ratio = member.file_size / max(member.compress_size, 1)
                is_bomb = member.file_size > _HARMLESS_SIZE and ratio > _LARGEST_RATIO
                if member.file_size > LARGEST_FILE or is_bomb:
                    raise _expands(self.shown)
                with archive.open(member) as packed:
                    raw = packed.read(LARGEST_FILE + 1)
        except FileNotFoundError as error:
            raise unreadable(self.shown) from error
        except KeyError as error:
            raise document(self.shown, self.kind) from error
        except (
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            EOFError,
        ) as error:
            raise damaged(self.shown, "document") from error
        except (zipfile.BadZipFile, zlib.error) as error:
            raise damaged(self.shown, "document") from error
        if len(raw) > LARGEST_FILE:
            raise _expands(self.shown)
        return raw


def _tree(raw: bytes, shown: str) -> Element:
    root = _root(raw, shown)
    if root is None:
        try:
            root = _root(mended(decode_leniently(raw, where=shown).text).encode(), shown)
        except EntryFormatError:
            root = None
        note_slip()
    if root is None:
        raise damaged(shown, "document")
    return root


def _root(raw: bytes, shown: str) -> Element | None:
    """Return the root of XML, None when it is none to its end."""
    root: Element | None = None
    depth = 0
    try:
        for event, element in iterparse(LargePieces(io.BytesIO(raw)), events=("start", "end")):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise damaged(shown, "document")
    except DefusedXmlException as error:
        raise damaged(shown, "document") from error
    except (ParseError, ValueError, LookupError, AssertionError):
        return None
    return root


def value_of(element: Element | None, name: str) -> str:
    """Return an attribute by its local name, or ""."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def child_of(element: Element | None, *names: str) -> Element | None:
    """Return the descendant along these local names, the first of each, or None."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in element if local_name(child) == name), None)
    return element


def heading(words: str, level: int) -> str:
    """Return a heading in Markdown; a level of 0 is a paragraph."""
    line = " ".join(words.split())
    return f"{'#' * min(level, 6)} {line}" if level and line else words


def document_entries(
    text: Text, package: Package, source: str, how: How
) -> Iterator[Entry | ImportProblem]:
    """Yield an entry for each day of a document, or one for all of it; of one whose words are not
    found, how it becomes text.

    Its day is the one in its name, else at its head, else the one on which it was begun.
    """
    path, shown = package.path, package.shown
    body = _joined(text.blocks)
    if not body.strip():
        yield ImportProblem.of(shown, document(shown, package.kind))
        return
    try:
        facts = facts_of(path, path.stat().st_mtime, how)
    except OSError as error:
        raise unreadable(shown) from error
    of_file = day_in_name(facts.name, facts.order)
    begun = day_in_fields({"created": text.begun}, facts.order)
    days = divide(body.split("\n"), how, name=facts.name)
    if days:
        undated = moment_told(of_file or begun, facts, how)
        yield from entries_of(days, how, source=source, undated=undated)
        return
    found = of_file or day_in_head(body, facts.order) or begun or month_in_name(facts.name)
    moment = moment_told(found, facts, how)
    pasted = read_paste(body, today=facts.changed.date())
    yield Entry(
        id="",
        written_on=moment.day,
        written_at=moment.at,
        title=pasted.title or title_in_name(facts.name),
        body=pasted.body or body,
        tags=pasted.tags,
        source=source,
        extra=moment.marks,
    )


def _joined(blocks: tuple[str, ...]) -> str:
    """Return blocks as paragraphs; the items of a list stay together."""
    parts: list[str] = []
    before = ""
    for block in filter(str.strip, blocks):
        is_together = _LIST.match(block) and _LIST.match(before)
        parts.append(("\n" if is_together else "\n\n") + block)
        before = block
    return tidy("".join(parts))


def _locked(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} is locked with a password.",
        hint="Open it with its password, save it without one, and import that.",
        key="import.locked_document",
        path=shown,
    )


def _expands(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} unpacks to far more than a text would.",
        hint="If it is a real document, save it as text and import that.",
        key="import.document_expands",
        path=shown,
    )
