"""The elements of an XML file, one at a time, read with distrust: no entities, no outside files, no
DTD tricks.

Invariant: a file that breaks off gives the elements before that, then one error.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from errors import ImportFileError
from files.decoding import clean
from journal.importers.base import damaged, unreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LARGEST = 500_000_000
_DEEPEST = 2_000
_PIECE = 1 << 21


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
    """Yield the elements with one of these local names. Each is emptied after use.

    Raises:
        ImportFileError: the file cannot be opened, holds entities, or stops being XML.
    """
    shown = clean(path.name)
    try:
        if path.stat().st_size > _LARGEST:
            raise damaged(shown, "XML")
        with path.open("rb") as file:
            depth = 0
            for event, element in iterparse(LargePieces(file), events=("start", "end")):
                depth += 1 if event == "start" else -1
                if depth > _DEEPEST:
                    raise damaged(shown, "XML")
                if event == "end" and local_name(element) in names:
                    yield element
                    element.clear()
    except DefusedXmlException as error:
        raise ImportFileError(
            "{path} holds XML entities and was not read.",
            hint=(
                "No export of a journal needs them; they can be used to attack. If the file is"
                " yours, remove its DOCTYPE."
            ),
            key="import.xml_entities",
            path=shown,
        ) from error
    except (ParseError, ValueError, LookupError, RecursionError, AssertionError) as error:
        raise damaged(shown, "XML") from error
    except OSError as error:
        raise unreadable(shown) from error


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
