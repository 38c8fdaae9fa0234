"""Standard Notes' decrypted backup: one JSON file with every note and tag.

Limit: sheets and keys for logging in are no words and are left out, counted. Invariant: a note in
the trash and one that is still encrypted are left out, counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, How, as_far_as_whole
from journal.importers.html_text import markdown_of, soup_of, tidy
from journal.importers.instants import first_moment
from journal.importers.json_items import json_items, objects_in, text_in
from journal.importers.json_kinds import holds_field
from journal.importers.left_out import LeftOut
from journal.importers.mended_json import Json
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem

_NO_WORDS = {"authentication", "spreadsheet"}


class StandardNotesImporter:
    """All notes of an account."""

    name = "standard-notes"

    def recognises(self, path: Path) -> bool:
        """Whether it is JSON with Standard Notes' items."""
        return holds_field(path, b'"items"', b'"content_type"', b'"uuid"')

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the notes.

        Raises:
            ImportFileError: it cannot be opened or is no JSON to its end.
        """
        shown = clean(path.name)
        labels: dict[str, list[str]] = {}
        for item in as_far_as_whole(json_items(path, "items.item")):
            if text_in(item, "content_type") == "Tag":
                content = item.get("content")
                for each in objects_in(content, "references"):
                    name = clean(text_in(content, "title"))
                    labels.setdefault(text_in(each, "uuid"), []).append(name)
        posts = (
            _post(item, labels, shown, how)
            for item in json_items(path, "items.item")
            if text_in(item, "content_type") == "Note" and item.get("deleted") is not True
        )
        yield from entries_of(posts, path, how, source=self.name)


def _post(item: Json, labels: dict[str, list[str]], shown: str, how: How) -> Post | LeftOut:
    content = item.get("content")
    if not isinstance(content, dict):
        return "encrypted"
    if content.get("trashed") is True:
        return "thrown_away"
    identifier = text_in(item, "uuid")
    kind = text_in(content, "noteType")
    text = text_in(content, "text")
    return Post(
        title=" ".join(clean(text_in(content, "title")).split()),
        body="" if kind in _NO_WORDS else _words(text, kind, shown),
        moment=first_moment((text_in(item, "created_at"), text_in(item, "updated_at")), how),
        tags=tuple(dict.fromkeys(filter(None, labels.get(identifier, ())))),
        place=identifier,
        said=text_in(item, "created_at"),
    )


def _words(text: str, kind: str, shown: str) -> str:
    if kind == "rich-text":
        return markdown_of(soup_of(text, where=shown))
    if kind == "super":
        return tidy("\n\n".join(_blocks(text)))
    return tidy(text)


def _blocks(text: str) -> Iterator[str]:
    """Yield the blocks of Super, the newer editor, which keeps a tree as JSON in the text."""
    try:
        root = json.loads(text).get("root")
    except (ValueError, RecursionError, AttributeError):
        yield text
        return
    for block in objects_in(root, "children"):
        words = _inline(block)
        tag = text_in(block, "tag")
        if text_in(block, "type") == "heading" and len(tag) == 2 and tag[1] in "123456":
            yield f"{'#' * int(tag[1])} {words}"
        elif text_in(block, "type") == "quote":
            yield "\n".join(f"> {line}" for line in words.split("\n"))
        elif text_in(block, "type") == "list":
            yield "\n".join(f"- {_inline(each)}" for each in objects_in(block, "children"))
        else:
            yield words


def _inline(block: Json) -> str:
    """Return the words of a block, without recursion."""
    words: list[str] = []
    waiting = [block]
    while waiting:
        node = waiting.pop()
        if text_in(node, "type") == "linebreak":
            words.append("\n")
        words.append(text_in(node, "text"))
        waiting += reversed(objects_in(node, "children"))
    return "".join(words)
