"""What lies in the trash: seen, brought back, or gone for good.

Invariant: emptying removes nothing outside `.trash/`.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from errors import EntryFormatError
from files.atomic import storage_error
from files.decoding import clean, decode
from journal.entry import Entry
from journal.entry_file import FileFacts, read_entry
from journal.frontmatter import parse
from journal.store import EntryStore, not_found
from journal.trash import TRASH, clear_empty, find, safe_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Thrown:
    """A deleted entry, as it was when it was last deleted. `is_copy`: an older text of an entry
    that is still here.
    """

    entry_id: str
    title: str
    written_on: date
    thrown_at: datetime
    is_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrownEntry:
    """The entry itself, as it was when it was last deleted; `place` is the relative path that it
    had.
    """

    entry: Entry
    place: str
    thrown_at: datetime


def thrown_away(root: Path, here: frozenset[str]) -> tuple[Thrown, ...]:
    """Return what the trash holds, the last thrown first; `here` are the ids of the entries in the
    journal.
    """
    folders = (
        [folder for folder in (root / TRASH).iterdir() if folder.is_dir()]
        if (root / TRASH).is_dir()
        else []
    )
    found = [thrown for folder in folders if (thrown := _read(root, folder.name, here)) is not None]
    return tuple(sorted(found, key=lambda thrown: thrown.thrown_at, reverse=True))


def source_hashes(root: Path) -> frozenset[str]:
    """Return what the imports of the entries in the trash are known again by."""
    found = set()
    for path in (root / TRASH).rglob("*"):
        try:
            text = decode(path.read_bytes(), where="").text if path.is_file() else ""
            found.add(str(parse(text, where="").values.get("source_hash", "")))
        except (OSError, EntryFormatError):
            continue
    return frozenset(found - {""})


def empty_trash(root: Path) -> None:
    """Remove everything in the trash for good. Raises: StorageError when something is still
    there.
    """
    _remove(root / TRASH)


def erase_from_trash(root: Path, entry_id: str) -> None:
    """Remove one entry from the trash for good, with all its older texts. Raises: StorageError."""
    _remove(root / TRASH / safe_name(entry_id))


def _remove(folder: Path) -> None:
    try:
        if folder.is_dir():
            shutil.rmtree(folder)
    except OSError as error:
        raise storage_error(error, folder) from error


def thrown_entry(root: Path, entry_id: str) -> ThrownEntry | None:
    """Return an entry as it lies in the trash, or None when there is none that can be read."""
    found = find(root, entry_id)
    if found is None:
        return None
    path, place = found
    try:
        stat = path.stat()
        facts = FileFacts(name=place, changed=datetime.fromtimestamp(max(stat.st_mtime, 0)))
        text = decode(path.read_bytes(), where=place).text
        entry = read_entry(parse(text, where=place), facts).entry
        thrown_at = datetime.fromtimestamp(max(path.parent.stat().st_ctime, stat.st_ctime))
    except (OSError, EntryFormatError):
        return None
    named = entry if entry.id else replace(entry, id=clean(entry_id))
    return ThrownEntry(entry=named, place=place, thrown_at=thrown_at)


def bring_back_older(store: EntryStore, entry_id: str) -> Entry:
    """Bring back the last older text of an entry that is still here, as an entry of its own, and
    return it.

    Raises:
        EntryNotFoundError: the trash holds no such text.
        StorageError: it could not be written, and is still in the trash.
    """
    found, thrown = find(store.root, entry_id), thrown_entry(store.root, entry_id)
    if found is None or thrown is None:
        raise not_found(entry_id)
    stored = store.save(replace(thrown.entry, id=""))
    path, _ = found
    try:
        path.unlink()
    except OSError as error:
        raise storage_error(error, path) from error
    clear_empty(store.root, path)
    return stored


def _read(root: Path, name: str, here: frozenset[str]) -> Thrown | None:
    found = thrown_entry(root, name)
    if found is None:
        return None
    entry = found.entry
    return Thrown(
        entry_id=entry.id,
        title=entry.title,
        written_on=entry.written_on,
        thrown_at=found.thrown_at,
        is_copy=entry.id in here,
    )
