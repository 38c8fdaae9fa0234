"""What each import wrote, so that it can be undone as a whole: `.imports/<time>-<n>/`, written
before the entries.

Invariant: an undo moves to the trash only what is as the import left it; what was edited since
stays and is told.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from errors import EntryFormatError, EntryNotFoundError
from files.atomic import make_folder, storage_error, write_atomic
from files.decoding import clean
from journal.importing.plan import content_hash
from journal.store import EntryStore

IMPORTS = ".imports"
_LINES, BEFORE = "log.jsonl", "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastImport:
    """One import that can be undone."""

    name: str
    at: datetime
    sources: tuple[str, ...]
    added: int
    updated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undo did, counted in entries; `kept` were edited since, or are gone."""

    removed: int = 0
    restored: int = 0
    kept: int = 0


class ImportLog:
    """The log of one import under way. Nothing is written before the first entry."""

    def __init__(self, root: Path, sources: Sequence[str]) -> None:
        self._root, self._sources = root, tuple(sources)
        self.name = ""

    def will_add(self, entry_id: str, content: str) -> None:
        """Note an entry that is about to be added. Raises: StorageError."""
        self._note({"added": entry_id, "content": content})

    def will_update(self, store: EntryStore, entry_id: str, content: str) -> None:
        """Keep an entry's file as it is, and note that it is about to be changed. Raises:
        StorageError.
        """
        self._begin()
        path = store.file_of(entry_id)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise storage_error(error, path) from error
        write_atomic(
            self._folder / BEFORE / f"{uuid.uuid5(uuid.NAMESPACE_OID, entry_id).hex}.txt", data
        )
        self._note({"updated": entry_id, "content": content})

    @property
    def _folder(self) -> Path:
        return self._root / IMPORTS / self.name

    def _begin(self) -> None:
        if self.name:
            return
        now = datetime.now().astimezone()
        self.name = f"{now:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:6]}"
        self._note({"at": now.isoformat(timespec="seconds"), "sources": list(self._sources)})

    def _note(self, line: dict[str, object]) -> None:
        self._begin()
        path = self._folder / _LINES
        try:
            make_folder(path.parent)
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        except OSError as error:
            raise storage_error(error, path) from error


def past_imports(root: Path) -> tuple[PastImport, ...]:
    """Return the imports that can be undone, the last first."""
    folders = sorted((root / IMPORTS).glob("*"), reverse=True) if (root / IMPORTS).is_dir() else []
    return tuple(found for folder in folders if (found := _past(folder)) is not None)


def undo_import(store: EntryStore, name: str) -> Undone:
    """Take back everything that an import added, and give back what it changed.

    Raises:
        StorageError: a file cannot be moved; what was taken back until then stays so, and the undo
            can go on.
    """
    folder = store.root / IMPORTS / Path(name).name
    removed = restored = kept = 0
    for line in reversed(_lines(folder)):
        entry_id = str(line.get("added") or line.get("updated") or "")
        if not entry_id:
            continue
        try:
            if content_hash(store.get(entry_id)) != line.get("content"):
                kept += 1
            elif "added" in line:
                store.delete(entry_id)
                removed += 1
            else:
                before = folder / BEFORE / f"{uuid.uuid5(uuid.NAMESPACE_OID, entry_id).hex}.txt"
                write_atomic(store.file_of(entry_id), before.read_bytes())
                restored += 1
        except (EntryNotFoundError, EntryFormatError):
            continue  # deleted since, or never written: there is nothing to take back
        except OSError as error:
            raise storage_error(error, folder) from error
    shutil.rmtree(folder, ignore_errors=True)
    return Undone(removed=removed, restored=restored, kept=kept)


def _past(folder: Path) -> PastImport | None:
    lines = _lines(folder)
    if not lines:
        return None
    sources = lines[0].get("sources")
    try:
        at = datetime.fromisoformat(str(lines[0].get("at")))
    except ValueError:
        return None
    return PastImport(
        name=folder.name,
        at=at,
        sources=tuple(clean(str(each)) for each in sources) if isinstance(sources, list) else (),
        added=sum("added" in line for line in lines),
        updated=sum("updated" in line for line in lines),
    )


def _lines(folder: Path) -> list[dict[str, object]]:
    """Read a log; a last line that a kill cut off counts for nothing."""
    try:
        raw = (folder / _LINES).read_bytes()
    except OSError:
        return []
    found = []
    for line in raw.split(b"\n"):
        try:
            item = json.loads(line) if line else None
        except ValueError:
            continue
        if isinstance(item, dict):
            found.append(item)
    return found
