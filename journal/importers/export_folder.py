"""This app's own export, unpacked: every entry goes back as the very file that it was.

Invariant: a file whose hash is not the manifest's is told and still read, so that nothing of the
person's is lost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from errors import EntryFormatError, ImportFileError
from files.decoding import clean, decode
from journal.entry import Entry
from journal.entry_file import FileFacts, read_entry
from journal.frontmatter import parse
from journal.importers.sourced_entry import IMAGES, PICTURES, Picture, with_extras
from journal.problems import ImportProblem
from journal.scan import SUFFIXES

MANIFEST, KIND, JOURNAL = "manifest.json", "crossroads-export", "journal"
DECISIONS = "decisions"


def is_export(folder: Path) -> bool:
    """Whether a folder is an export of this app, unpacked."""
    return bool(hashes_of(folder))


def hashes_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file in an export, by its path there; none when the folder is no
    export.
    """
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if (
        not isinstance(found, dict)
        or found.get("kind") != KIND
        or not isinstance(found.get("files"), dict)
    ):
        return {}
    return {clean(str(name)): str(value) for name, value in found["files"].items()}


def read_export(folder: Path, shown: str) -> Iterator[Entry | ImportProblem]:
    """Yield the entries of an export, each with its file and pictures, and a problem for each
    damaged file.
    """
    hashes, root = hashes_of(folder), folder / JOURNAL
    for path in sorted(root.rglob("*")):
        name = clean(path.relative_to(root).as_posix())
        is_hidden = any(part.startswith(".") for part in name.split("/"))
        if (
            is_hidden
            or path.is_symlink()
            or not path.is_file()
            or not name.lower().endswith(SUFFIXES)
        ):
            continue
        if name.startswith(f"{DECISIONS}/"):
            continue
        place = f"{shown}/{JOURNAL}/{name}"
        try:
            raw = path.read_bytes()
            changed = path.stat().st_mtime
            facts = FileFacts(name=name, changed=datetime.fromtimestamp(changed))
            entry = read_entry(parse(decode(raw, where=place).text, where=place), facts).entry
        except (OSError, EntryFormatError) as error:
            if isinstance(error, EntryFormatError):
                yield ImportProblem.of(place, error)
            continue
        if hashlib.sha256(raw).hexdigest() != hashes.get(f"{JOURNAL}/{name}"):
            yield _changed_since(place)
        pictures = tuple(
            Picture(name=f"{IMAGES}/{each.name}", path=each)
            for each in sorted((path.parent / IMAGES).glob("*"))
            if each.suffix.lower() in PICTURES and each.name in entry.body
        )
        yield with_extras(entry, pictures=pictures, raw=raw, file=name, changed=changed)


def _changed_since(place: str) -> ImportProblem:
    error = ImportFileError(
        "{path} is not as it was when it was exported.",
        hint=(
            "It was read as it is now. If you did not change it, look at it before you rely on it."
        ),
        key="import.export_changed",
        path=place,
    )
    return ImportProblem.of(place, error)
