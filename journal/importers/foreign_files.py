"""Files that are told apart before anything is made of them: documents that are zips, and exports
that broke off.

Promise: a document is never unpacked as if it were an archive of notes, and says how to become
text; JSON and XML that stop in the middle are called damaged, whoever wrote them, and so is what
is not at all what its name says.
Limit: what has no known ending and is no zip is not looked into.
"""

from __future__ import annotations

import json
import zipfile
from functools import lru_cache
from pathlib import Path

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from errors import ImportFileError
from files.decoding import clean
from journal.importers.base import damaged, first_bytes, first_characters
from journal.importers.cut_zip import is_cut_zip
from journal.importers.foreign_chats import foreign_chat, unread_chat
from journal.importers.plain_chats import is_plain_chat, unread_plain_chat
from journal.importers.table import refusal_of_table
from journal.importers.xml_items import LargePieces

_LARGEST = 50_000_000
# Members by which the zip of a program tells that it is one document. EPUB, OpenDocument and
# Hangul begin with their type; Office and Apple have a list of parts.
_TYPE = "mimetype"
_PARTS = ("[Content_Types].xml", "META-INF/container.xml", "Index/Document.iwa", "Index.zip")
_DOCUMENTS = {
    ".hwpx": "Hangul",
    ".hwp": "Hangul",
    ".odt": "OpenDocument",
    ".epub": "EPUB",
    ".docx": "Word",
    ".doc": "Word",
    ".rtf": "RTF",
    ".pages": "Pages",
    ".pdf": "PDF",
    ".one": "OneNote",
    ".onepkg": "OneNote",
    ".ulyz": "Ulysses",
    ".mht": "MHTML",
    ".mhtml": "MHTML",
    ".msg": "Outlook",
}
# What others are by their names, as it is told when they are something else.
_BY_NAME = {
    ".jex": "tar",
    ".bear2bk": "zip",
    ".textpack": "zip",
    ".enex": "ENEX",
    ".docx": "document",
    ".odt": "document",
    ".hwpx": "document",
    ".epub": "document",
}
# Word keeps a document with a password, or an older one, in these under any of its names.
_OTHER_OUTSIDES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_OWNER = "~$"  # Word's mark beside a document that is open
_KINDS = {"hwp": "Hangul", "epub": "EPUB", "opendocument": "OpenDocument"}
_JSON = {".json"}
_XML = {".xml", ".rss", ".atom", ".enex", ".doentry", ".wxr"}


def is_document(path: Path) -> bool:
    """Whether a zip is one document of a program, no archive: also one that breaks off, by its
    name."""
    if path.suffix.lower() in _DOCUMENTS:
        return True
    try:
        stat = path.stat()
    except OSError:
        return False
    return bool(_kind_in_zip(path, stat.st_mtime_ns, stat.st_size))


def refusal_of(path: Path) -> ImportFileError | None:
    """Return why a file that no importer knows is of no use and what to do, where that is known."""
    suffix = path.suffix.lower()
    if path.name.startswith(_OWNER):
        return None
    if program := foreign_chat(clean(path.name), first_characters(path)):
        return unread_chat(clean(path.name), program)
    if is_plain_chat(first_characters(path)):
        return unread_plain_chat(clean(path.name))
    if suffix in _BY_NAME and not first_bytes(path).startswith(_OTHER_OUTSIDES):
        return damaged(clean(path.name), _BY_NAME[suffix])
    kind = _DOCUMENTS.get(suffix, "") or (suffix and is_document(path) and _kind(path)) or ""
    if kind and is_cut_zip(path):
        return damaged(clean(path.name), "document")
    if kind and suffix != ".zip":
        return document(clean(path.name), kind)
    broken = _broken(path, suffix)
    return damaged(clean(path.name), broken) if broken else refusal_of_table(path)


def document(shown: str, kind: str) -> ImportFileError:
    """Return the error of a document that has to be saved as text first."""
    return ImportFileError(
        "{path} is a document of its own kind ({kind}), no text.",
        hint="Open it in its program, save it as text or HTML, and import that.",
        key="import.document",
        path=shown,
        kind=kind,
    )


def _kind(path: Path) -> str:
    stat = path.stat()
    return _kind_in_zip(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=8)  # asked by the importer of zips, and again for the refusal
def _kind_in_zip(path: Path, _changed: int, _size: int) -> str:
    try:
        with path.open("rb") as file:
            if not file.read(4).startswith(b"PK\x03\x04"):
                return ""
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if _TYPE in names and archive.getinfo(_TYPE).file_size < 200:
                told = archive.read(_TYPE).decode("ascii", errors="replace")
                return next((kind for word, kind in _KINDS.items() if word in told), "zip")
            return "Office" if any(part in names for part in _PARTS) else ""
    except (OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile):
        return ""


def _load(raw: bytes) -> None:
    """Read JSON, or lines of it. Raises ValueError."""
    try:
        json.loads(raw)
    except ValueError:
        lines = raw.splitlines()
        if len(lines) < 2:
            raise
        for line in filter(bytes.strip, lines):
            json.loads(line)


def _broken(path: Path, suffix: str) -> str:
    """Return the kind of a file that stops being what its name says, else ""."""
    try:
        if path.stat().st_size > _LARGEST:
            return ""
        if suffix in _JSON:
            _load(path.read_bytes())
        elif suffix in _XML:
            with path.open("rb") as file:
                for _, element in iterparse(LargePieces(file)):
                    element.clear()
    except DefusedXmlException:
        return ""
    except (ValueError, RecursionError, ParseError, LookupError, AssertionError):
        return "JSON" if suffix in _JSON else "XML"
    except OSError:
        return ""
    return ""
