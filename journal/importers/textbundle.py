"""TextBundles, as Bear's backup (.bear2bk) and Ulysses' export hold them: a note in a folder of its
own, its dates in `info.json` beside it.

Limit: of a bundle only the text and its pictures are taken. Invariant: a note in Bear's trash is
left out and told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from journal.dating import find_day
from journal.entry import Entry
from journal.entry_file import inline_tags, title_in_name
from journal.importers.base import AS_IT_SAYS, SOURCE_ID, How, empty_file, read_source
from journal.importers.instants import moment_told
from journal.importers.json_items import text_in
from journal.importers.left_out import left_out
from journal.problems import ImportProblem

_FOLDERS = {".textbundle", ".bearnote"}
_TEXTS = {".md", ".markdown", ".txt"}
_INFO = "info.json"
_LARGEST_INFO = 1_000_000


class TextBundleImporter:
    """The text of one bundle; the file beside it, which tells of it, is part of it."""

    name = "textbundle"

    def recognises(self, path: Path) -> bool:
        """Whether it is the text in a bundle's folder, or what tells of it."""
        if path.parent.suffix.lower() not in _FOLDERS:
            return False
        return path.name == _INFO or (path.stem == "text" and path.suffix.lower() in _TEXTS)

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the note.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        if path.name == _INFO:
            return
        info = _info(path.parent / _INFO)
        if str(info.get("trashed", "0")).lower() in ("1", "true"):
            yield left_out(source.name, 1, key="thrown_away")
            return
        title, body = _divided(source.words)
        if not body.strip():
            yield empty_file(source.name)
            return
        name = source.facts.name.rpartition("/")[0]
        found = find_day(
            {"created": text_in(info, "creationDate"), "edited": text_in(info, "modificationDate")},
            name=name,
            title=title,
            body=body,
            order=source.facts.order,
        )
        moment = moment_told(found, source.facts, how)
        identifier = text_in(info, "uniqueIdentifier")
        yield Entry(
            id="",
            written_on=moment.day,
            written_at=moment.at,
            title=title or title_in_name(name),
            body=body,
            tags=inline_tags(body),
            source=self.name,
            extra={**moment.marks, **({SOURCE_ID: identifier} if identifier else {})},
        )


def _divided(text: str) -> tuple[str, str]:
    """Split a note into the heading that it begins with and the rest."""
    first, _, rest = text.lstrip("\n").partition("\n")
    if first.startswith("# ") and rest.strip():
        return first[2:].strip(), rest.strip("\n")
    return "", text.strip("\n")


def _info(path: Path) -> Mapping[str, object]:
    """Return what is told of a bundle, with what its program adds under its own name."""
    try:
        if path.stat().st_size > _LARGEST_INFO:
            return {}
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    programs = [value for value in found.values() if isinstance(value, dict)]
    return {key: value for each in (found, *programs) for key, value in each.items()}
