"""Evernote's export (.enex): one XML file with every note of a notebook.

Limit: attached pictures and files stay there, and text that is locked with a password, counted.
Invariant: what the web clipper or a mail brought is somebody else's and is left out, counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, first_characters
from journal.importers.html_text import attribute, markdown_of, soup_of
from journal.importers.instants import first_moment
from journal.importers.left_out import LeftOut
from journal.importers.posts import Post, entries_of
from journal.importers.xml_items import child_text, children, xml_items
from journal.problems import ImportProblem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CLIPPED = ("web.clip", "mail.clip")
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?", re.IGNORECASE)


class EnexImporter:
    """A notebook of Evernote."""

    name = "evernote"

    def recognises(self, path: Path) -> bool:
        """Whether it is XML whose root is Evernote's."""
        head = first_characters(path).lstrip("\ufeff \r\n\t")
        return head.startswith("<") and "<en-export" in head

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the notes.

        Raises:
            ImportFileError: it cannot be opened, holds entities, or breaks off.
        """
        shown = clean(path.name)
        notes = xml_items(path, "note")
        posts = (post for note in notes for post in _posts(note, shown, how))
        yield from entries_of(posts, path, how, source=self.name)


def _is_clipped(note: Element) -> bool:
    source = [child_text(each, "source") for each in children(note, "note-attributes")]
    return any(each.startswith(_CLIPPED) for each in source)


def _posts(note: Element, shown: str, how: How) -> Iterator[Post | LeftOut]:
    """Yield a note, and each of its passages that is locked."""
    if _is_clipped(note):
        yield "others_words"
        return
    body, locked = _body(child_text(note, "content"), shown)
    for _ in range(locked):
        yield "encrypted"
    if locked and not body:
        return
    yield Post(
        title=clean(child_text(note, "title")),
        body=body,
        moment=first_moment((child_text(note, "created"), child_text(note, "updated")), how),
        tags=tuple(clean(tag) for each in children(note, "tag") if (tag := each.text or "")),
        place="",
        said=child_text(note, "created"),
    )


def _body(content: str, shown: str) -> tuple[str, int]:
    """Return the words of a note, and how many of its passages are locked."""
    soup = soup_of(_PROLOGUE.sub("", content, count=1), where=shown)
    note = soup.find("en-note") or soup
    for box in note.find_all("en-todo"):
        box.replace_with("[x] " if attribute(box, "checked") == "true" else "[ ] ")
    for media in note.find_all("en-media"):
        is_picture = attribute(media, "type").startswith("image/")
        media.replace_with("[image]" if is_picture else "[attachment]")
    locked = note.find_all("en-crypt")
    for passage in locked:
        passage.decompose()
    body = markdown_of(note)
    has_words = body.replace("[image]", "").replace("[attachment]", "").strip()
    return body if has_words else "", len(locked)
