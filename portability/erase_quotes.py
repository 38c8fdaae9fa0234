"""What decisions quote of an entry, taken out when the entry is erased for good, frozen parts
included.

Invariant: afterwards no decision file holds a sentence of the entry; the frozen parts that changed
verify again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from errors import EntryFormatError
from files.atomic import storage_error, write_atomic
from files.decoding import decode
from journal.entry import Entry
from journal.frontmatter import Value, parse, render
from journal.importers.export_folder import DECISIONS
from journal.trash import TRASH

ERASED = "…"
_ENDS = re.compile(r"(?<=[.!?。！？…])\s+|\n+")
_SHORTEST = 8  # letters: a shorter sentence is anybody's
_MOST_VALUES = 1_000_000


def sentences_of(entry: Entry) -> tuple[str, ...]:
    """Return the sentences of an entry by which its text is found elsewhere, the longest first."""
    found = {part.strip() for part in _ENDS.split(entry.body)} | {
        line.strip() for line in entry.body.split("\n")
    }
    return tuple(sorted((part for part in found if len(part) >= _SHORTEST), key=len, reverse=True))


def erase_quotes(root: Path, entry: Entry) -> None:
    """Take everything that decisions quote of an entry out of their files. Raises: StorageError."""
    sentences = sentences_of(entry)
    for path, text in _files(root):
        try:
            document = parse(text, where=path.name, most_values=_MOST_VALUES)
        except EntryFormatError:
            document = None
        if document is None:
            changed = _without(text, sentences)
        else:
            values = {
                name: _scrubbed(value, entry.id, sentences)
                for name, value in document.values.items()
            }
            scrubbed = document.with_values(values)
            body = _without(document.body, sentences)
            changed = (
                text
                if (values, body) == (document.values, document.body)
                else render(replace(scrubbed, body=body))
            )
        if changed != text:
            write_atomic(path, changed.encode())


def _scrubbed(value: Value, entry_id: str, sentences: tuple[str, ...]) -> Value:
    if isinstance(value, list):
        return [_scrubbed(item, entry_id, sentences) for item in value]
    if isinstance(value, dict):
        inner = {name: _scrubbed(item, entry_id, sentences) for name, item in value.items()}
        if value.get("entry_id") == entry_id:
            inner |= {name: ERASED for name in ("text", "title") if inner.get(name)}
        text, before = inner.get("text"), value.get("text")
        if "sha256" in inner and isinstance(text, str) and text != before:
            inner["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        return inner
    if value.startswith(("{", "[")):
        try:
            return _as_frozen(_scrubbed(json.loads(value), entry_id, sentences), value)
        except (ValueError, RecursionError, AttributeError):
            pass
    return _without(value, sentences)


def _as_frozen(value: Value, before: str) -> str:
    """Write JSON as it was written before."""
    for ascii_only in (False, True):
        for separators in ((",", ":"), (", ", ": ")):
            if (
                json.dumps(json.loads(before), ensure_ascii=ascii_only, separators=separators)
                == before
            ):
                return json.dumps(value, ensure_ascii=ascii_only, separators=separators)
    return json.dumps(value, ensure_ascii=False)


def _without(text: str, sentences: tuple[str, ...]) -> str:
    for sentence in sentences:
        text = text.replace(sentence, ERASED)
    return text


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    thrown = (root / TRASH).glob(f"*/*/{DECISIONS}/**/*.md")
    for path in sorted((*(root / DECISIONS).rglob("*.md"), *thrown)):
        try:
            yield path, decode(path.read_bytes(), where=path.name).text
        except OSError as error:
            raise storage_error(error, path) from error
        except EntryFormatError:
            continue
