"""The elements of an XML file, one at a time, read with distrust: no entities, no outside files, no
DTD tricks.

Invariant: a file that breaks off gives the elements before that, then one error.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from errors import EntryFormatError, ImportFileError
from files.decoding import clean, decode_leniently
from journal.importers.base import broken_parts, damaged, note_slip, unreadable
from journal.importers.mended_xml import is_closed, mended, mended_elements

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LARGEST = 500_000_000
_LARGEST_MENDED = 100_000_000  # which is held in memory
_DEEPEST = 2_000
_PIECE = 1 << 21
_NO_XML = (ParseError, ValueError, LookupError, RecursionError, AssertionError)


class LargePieces:
    """A file for `iterparse`, which asks for 16 KB at a time: expat reads a tag anew with each
    piece that it goes over, and one of a megabyte took most of a second.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, _size: int = -1, /) -> bytes:
        """Return the next piece; nothing at the end."""
        return self._file.read(_PIECE)


def xml_items(path: Path, *names: str) -> Iterator[Element]:
    """Yield the elements with one of these local names. Each is emptied after use. What is not
    quite XML is mended; a broken element costs no other.

    Raises:
        ImportFileError: the file cannot be opened, holds entities, or is not whole.
    """
    shown = clean(path.name)
    done = 0
    try:
        if path.stat().st_size > _LARGEST:
            raise damaged(shown, "XML")
        with path.open("rb") as file:
            for element in _elements(file, names, shown):
                done += 1
                yield element
                element.clear()
    except DefusedXmlException as error:
        raise _with_entities(shown) from error
    except _NO_XML as error:
        yield from _mended_items(path, names, shown, done, error)
    except OSError as error:
        raise unreadable(shown) from error


def _elements(file: IO[bytes], names: tuple[str, ...], shown: str) -> Iterator[Element]:
    depth = 0
    for event, element in iterparse(LargePieces(file), events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise damaged(shown, "XML")
        if event == "end" and local_name(element) in names:
            yield element


def _mended_items(
    path: Path, names: tuple[str, ...], shown: str, done: int, error: Exception
) -> Iterator[Element]:
    """Yield the elements after the first `done`, out of a text that is mended."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= _LARGEST_MENDED else b""
        text = mended(decode_leniently(raw, where=shown).text)
    except OSError as unreadable_error:
        raise unreadable(shown) from unreadable_error
    except EntryFormatError:
        text = ""
    count = 0
    try:
        for element in _elements(io.BytesIO(text.encode()), names, shown):
            count += 1
            if count > done:
                yield element
                element.clear()
    except DefusedXmlException as entities:
        raise _with_entities(shown) from entities
    except _NO_XML:
        pass
    else:
        note_slip()
        return
    broken = 0
    for number, found in enumerate(mended_elements(text, names), start=1):
        broken += found is None
        if found is not None and number > max(done, count):
            yield found
    if broken <= 1 and not is_closed(text):  # cut off
        raise damaged(shown, "XML") from error
    if broken:
        raise broken_parts(shown, broken) from error
    note_slip()


def _with_entities(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} holds XML entities and was not read.",
        hint=(
            "No export of a journal needs them; they can be used to attack. If the file is"
            " yours, remove its DOCTYPE."
        ),
        key="import.xml_entities",
        path=shown,
    )


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_text(element: Element, name: str, *, namespace: str = "") -> str:
    """Return the text of the first child with this local name, or ""."""
    for child in element:
        if local_name(child) == name and namespace in str(child.tag):
            return "".join(child.itertext()).strip()
    return ""


def children(element: Element, name: str) -> list[Element]:
    """Return the children with this local name."""
    return [child for child in element if local_name(child) == name]
