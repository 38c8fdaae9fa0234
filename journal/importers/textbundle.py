"""TextBundle, as Bear and Ulysses export it: a folder with a text and `info.json`.

Promise: the dates, the id and the trash of `info.json` count, whichever program wrote it.
Limit: a bundle that tells no date is dated as any other text. Invariant: what lies in the trash is
left out and told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from files.decoding import clean
from journal.dating import find_day
from journal.entry import Entry
from journal.entry_file import inline_tags, title_in_name
from journal.importers.base import AS_IT_SAYS, How, LeftOut, SourceText, read_source
from journal.importers.dayone import first_line
from journal.importers.html_in_markdown import without_html
from journal.importers.instants import moment_told
from journal.importers.posts import Post, entries_of
from journal.problems import ImportProblem

INFO = "info.json"
_TEXTS = {"text.md", "text.markdown", "text.txt"}
_LARGEST = 1_000_000


class TextBundleImporter:
    """The text of one bundle."""

    name = "textbundle"

    def recognises(self, path: Path) -> bool:
        """Whether it is the text of a bundle, by its name and the file beside it."""
        return path.name.lower() in _TEXTS and path.with_name(INFO).is_file()

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entry.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        post = _post(source, _facts(path.with_name(INFO)), how)
        yield from entries_of([post], shown=source.name, source=self.name)


def is_info(path: Path) -> bool:
    """Whether a file only tells about the text beside it."""
    return path.name.lower() == INFO and any(path.with_name(name).is_file() for name in _TEXTS)


def _post(source: SourceText, facts: Mapping[str, object], how: How) -> Post | LeftOut:
    if _is_set(facts.get("trashed")) or _is_set(facts.get("trashedDate")):
        return "thrown_away"
    body = without_html(clean(source.text).replace("\r\n", "\n")).strip("\n")
    name = source.facts.name
    found = find_day(facts, name=name, title=first_line(body), body=body, order=source.facts.order)
    identifier = facts.get("uniqueIdentifier")
    return Post(
        title=first_line(body) if body.startswith("# ") else title_in_name(name),
        body=body,
        moment=moment_told(found, source.facts, how),
        tags=inline_tags(body),
        place=identifier if isinstance(identifier, str) else "",
        extra={"archived": "true"} if _is_set(facts.get("archived")) else {},
    )


def _facts(path: Path) -> dict[str, object]:
    """Return what the bundle tells of its text: its own fields, and those of the program that wrote
    it."""
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        read = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(read, dict):
        return {}
    facts = dict(read)
    for value in read.values():
        if isinstance(value, dict):
            facts |= value
    return {str(name): value for name, value in facts.items()}


def _is_set(value: object) -> bool:
    return value not in (None, 0, "", "0", False, "false")
