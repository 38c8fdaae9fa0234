"""What each import wrote, so that it can be undone as a whole: `.imports/<time>-<n>/`, written
before the entries.

Invariant: an undo moves to the trash only what is as the import left it; what was edited since
stays and is told.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from errors import EntryFormatError, EntryNotFoundError
from files.atomic import folders_together, make_folder, storage_error, write_atomic
from files.decoding import clean
from files.nested import load_json
from journal.importing.plan import content_hash
from journal.store import EntryStore

IMPORTS = ".imports"
_LINES, BEFORE = "log.jsonl", "before"
_STAMP, _STAMPED = "%Y%m%d-%H%M%S-%f", 22
_BATCH = 500
_Back = Literal["removed", "restored", "kept", "gone"]


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
    """What an undo did, counted in entries; `kept` were edited since. A `stopped` one goes on
    when it is begun again."""

    removed: int = 0
    restored: int = 0
    kept: int = 0
    stopped: bool = False


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
        write_atomic(self._folder / BEFORE / _before_name(entry_id), data)
        self._note({"updated": entry_id, "content": content})

    def sync(self) -> None:
        """Put what was noted on disk. Raises: StorageError."""
        if not self.name:
            return
        path = self._folder / _LINES
        try:
            with path.open("rb") as file:
                os.fsync(file.fileno())
        except OSError as error:
            raise storage_error(error, path) from error

    @property
    def _folder(self) -> Path:
        return self._root / IMPORTS / self.name

    def _begin(self) -> None:
        if self.name:
            return
        now = datetime.now().astimezone()
        self.name = _next_name(self._root / IMPORTS, now.replace(tzinfo=None))
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


def _next_name(folder: Path, now: datetime) -> str:
    """Return a name that sorts after those of all imports before, also where the clock was set
    back or a flight went west.
    """
    for last in sorted((each.name for each in folder.glob("*")), reverse=True):
        with contextlib.suppress(ValueError):
            now = max(now, datetime.strptime(last[:_STAMPED], _STAMP) + timedelta(microseconds=1))
            break
    return f"{now.strftime(_STAMP)}{uuid.uuid4().hex[:4]}"


def past_imports(root: Path) -> tuple[PastImport, ...]:
    """Return the imports that can be undone, the last first."""
    folders = sorted((root / IMPORTS).glob("*"), reverse=True) if (root / IMPORTS).is_dir() else []
    return tuple(found for folder in folders if (found := _past(folder)) is not None)


def undo_import(
    store: EntryStore,
    name: str,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Undone:
    """Take back everything that an import added, and give back what it changed; `on_progress` gets
    (entries done, entries in the log).

    Raises:
        StorageError: a file cannot be moved; what was taken back until then stays so, and the undo
            can go on.
    """
    folder = store.root / IMPORTS / Path(name).name
    lines = [line for line in reversed(_lines(folder)) if _id_of(line)]
    # Known at once: to look on disk for each entry that is gone would read the whole folder again.
    here = {entry.id for entry in store.load().entries}
    counts: Counter[_Back] = Counter()
    stopped = False
    with folders_together() as sync_folders:
        for done, line in enumerate(lines, start=1):
            if _id_of(line) in here:
                counts[_take_back(store, folder, line)] += 1
            if done % _BATCH == 0:
                sync_folders()
            if on_progress is not None:
                on_progress(done, len(lines))
            if stop is not None and stop():
                stopped = done < len(lines)
                break
    if not stopped:
        shutil.rmtree(folder, ignore_errors=True)
    return Undone(
        removed=counts["removed"],
        restored=counts["restored"],
        kept=counts["kept"],
        stopped=stopped,
    )


def _take_back(store: EntryStore, folder: Path, line: dict[str, object]) -> _Back:
    entry_id = _id_of(line)
    before = folder / BEFORE / _before_name(entry_id)
    try:
        if "updated" in line and store.file_of(entry_id).read_bytes() == before.read_bytes():
            return "gone"  # given back already, by an undo that was stopped
        if content_hash(store.get(entry_id)) != line.get("content"):
            return "kept"
        if "added" in line:
            store.delete(entry_id)
            return "removed"
        write_atomic(store.file_of(entry_id), before.read_bytes())
    except (EntryNotFoundError, EntryFormatError):
        return "gone"  # deleted since, or never written: there is nothing to take back
    except OSError as error:
        raise storage_error(error, folder) from error
    return "restored"


def _id_of(line: dict[str, object]) -> str:
    return str(line.get("added") or line.get("updated") or "")


def _before_name(entry_id: str) -> str:
    return f"{uuid.uuid5(uuid.NAMESPACE_OID, entry_id).hex}.txt"


def _past(folder: Path) -> PastImport | None:
    """Read the first line of a log and count the others, which can be many, unread."""
    raw = _read(folder)
    first = _parse(raw.partition(b"\n")[0])
    sources = first.get("sources")
    try:
        at = datetime.fromisoformat(str(first.get("at")))
    except ValueError:
        return None
    return PastImport(
        name=folder.name,
        at=at,
        sources=tuple(clean(str(each)) for each in sources) if isinstance(sources, list) else (),
        added=raw.count(b'\n{"added"'),
        updated=raw.count(b'\n{"updated"'),
    )


def _lines(folder: Path) -> list[dict[str, object]]:
    """Read a log; a last line that a kill cut off counts for nothing."""
    return [found for line in _read(folder).split(b"\n") if (found := _parse(line))]


def _read(folder: Path) -> bytes:
    try:
        return (folder / _LINES).read_bytes()
    except OSError:
        return b""


def _parse(line: bytes) -> dict[str, object]:
    try:
        found = load_json(line) if line else None
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
