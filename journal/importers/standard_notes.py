"""Standard Notes: the decrypted backup, one JSON file of all notes.

Limit: an encrypted backup is refused; the notes that the zip holds a second time as text are left
alone. Invariant: a note in the trash is left out and told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from errors import ImportFileError
from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, LeftOut, first_characters
from journal.importers.html_text import looks_like_html, markdown_of, soup_of
from journal.importers.instants import instant_of, moment_of
from journal.importers.json_items import Json, json_items, objects_in, text_in
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem

_FIELDS = ('"items"', '"content_type"', '"uuid"')
_APP = "org.standardnotes.sn"
_TWINS = "Items"  # the folder in its zip that holds every note again, as text


class StandardNotesImporter:
    """All notes of one backup."""

    name = "standard-notes"

    def recognises(self, path: Path) -> bool:
        """Whether it is JSON with that program's items."""
        head = first_characters(path).lstrip("\ufeff \t\r\n")
        return head.startswith("{") and all(field in head for field in _FIELDS)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the notes.

        Raises:
            ImportFileError: it cannot be opened, breaks off, or is encrypted.
        """
        shown = clean(path.name)
        tags: dict[str, list[str]] = {}
        notes: list[Json] = []
        for item in json_items(path, "items.item"):
            content = item.get("content")
            if isinstance(content, str) and text_in(item, "content_type") == "Note":
                raise _locked(shown)
            if text_in(item, "content_type") == "Note":
                notes.append(item)
            elif text_in(item, "content_type") == "Tag":
                for note in objects_in(content, "references"):
                    tags.setdefault(text_in(note, "uuid"), []).append(text_in(content, "title"))
        posts = (_post(note, tags, shown, how) for note in notes)
        yield from entries_of(posts, shown=shown, source=self.name)


def is_twin(path: Path) -> bool:
    """Whether a file is a note that the backup beside its folder holds as well."""
    folder = next((each for each in path.parents if each.name == _TWINS), None)
    if folder is None:
        return False
    beside = (each for each in folder.parent.glob("*.txt") if each.is_file())
    return any(StandardNotesImporter().recognises(each) for each in beside)


def _post(note: Json, tags: dict[str, list[str]], shown: str, how: How) -> Post | LeftOut:
    content, identifier = note.get("content"), text_in(note, "uuid")
    if not isinstance(content, dict):
        return "without_words"
    if note.get("deleted") is True or content.get("trashed") is True:
        return "thrown_away"
    app = content.get("appData")
    facts = app.get(_APP) if isinstance(app, dict) else None
    if isinstance(facts, dict) and facts.get("trashed") is True:
        return "thrown_away"
    said = text_in(note, "created_at") or text_in(note, "updated_at")
    instant = instant_of(said)
    return Post(
        title=text_in(content, "title"),
        body=_body(text_in(content, "text"), shown),
        moment=moment_of(instant, zone="", how=how, said=said) if instant else None,
        tags=tuple(filter(None, tags.get(identifier, ()))),
        place=identifier,
    )


def _body(text: str, shown: str) -> str:
    text = clean(text).replace("\r\n", "\n").strip("\n")
    if text.startswith('{"root":'):  # its editor's own tree
        try:
            return "\n".join(_lines(json.loads(text))).strip("\n")
        except (ValueError, RecursionError):
            return text
    return markdown_of(soup_of(text, where=shown)) if looks_like_html(text) else text


def _lines(node: object) -> list[str]:
    """Return the lines of a tree of the editor: one for each block, its words in order."""
    root = node.get("root") if isinstance(node, dict) else None
    return [_words(block) for block in objects_in(root, "children")]


def _words(node: Json) -> str:
    own = "\n" if node.get("type") == "linebreak" else text_in(node, "text")
    parts = [_words(child) for child in objects_in(node, "children")]
    between = "\n" if node.get("type") in ("list", "table") else ""
    return own + between.join(parts)


def _locked(shown: str) -> ImportFileError:
    return ImportFileError(
        "{path} is encrypted by Standard Notes.",
        hint="Make the backup there once more, as decrypted, and import that.",
        key="import.locked_standard_notes",
        path=shown,
    )
