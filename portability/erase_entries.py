"""Entries gone for good: their files, what the trash and the logs of imports keep of them, the
pictures only they show.

Invariant: after `erase_entry` and `erase_thrown` no file under the root holds the entry's text,
unless another entry says the same.
"""

from __future__ import annotations

import contextlib
import shutil
import uuid
from pathlib import Path

from files.atomic import storage_error
from journal.importers.sourced_entry import IMAGES, PICTURES
from journal.importing.log import BEFORE, IMPORTS
from journal.scan import scan
from journal.store import EntryStore
from journal.trash import TRASH
from journal.trash_list import ThrownEntry, erase_from_trash

DECISIONS = "decisions"


def erase_entry(store: EntryStore, entry_id: str) -> None:
    """Remove an entry for good.

    Raises:
        EntryNotFoundError: no file has this id.
        StorageError: a file is still there.
    """
    path, body = store.file_of(entry_id), store.get(entry_id).body
    _unlink(path)
    _erase_rest(store, entry_id, body, path.parent)


def erase_thrown(store: EntryStore, thrown: ThrownEntry) -> None:
    """Remove an entry of the trash for good, without bringing it back first. Raises:
    StorageError.
    """
    folder = (store.root / thrown.place).parent
    _erase_rest(store, thrown.entry.id, thrown.entry.body, folder)


def _erase_rest(store: EntryStore, entry_id: str, body: str, folder: Path) -> None:
    """Remove what else is kept of an entry that lay in `folder`: older texts, its pictures."""
    erase_from_trash(store.root, entry_id)
    copy = f"{uuid.uuid5(uuid.NAMESPACE_OID, entry_id).hex}.txt"
    for before in (store.root / IMPORTS).glob(f"*/{BEFORE}/{copy}"):
        _unlink(before)
    others = [entry.body for entry in store.load().entries]
    for picture in _pictures(folder):
        if picture.name in body and not any(picture.name in other for other in others):
            _unlink(picture)
    clear_folders(store.root)


def erase_journal(root: Path) -> None:
    """Remove every entry, decision, picture of an entry, the trash and the logs; other files are
    left.

    Raises:
        StorageError: something is still there.
    """
    names = scan(str(root)).files
    for name in names:
        _unlink(root / name)
    for folder in {(root / name).parent for name in names} | {root}:
        for picture in _pictures(folder):
            _unlink(picture)
    for part in (TRASH, IMPORTS, DECISIONS):
        try:
            if (root / part).is_dir():
                shutil.rmtree(root / part)
        except OSError as error:
            raise storage_error(error, root / part) from error
    clear_folders(root)


def clear_folders(root: Path) -> None:
    """Remove the folders under `root` that are empty."""
    for folder in sorted((path for path in root.rglob("*") if path.is_dir()), reverse=True):
        with contextlib.suppress(OSError):  # not empty
            folder.rmdir()


def _pictures(folder: Path) -> list[Path]:
    home = folder / IMAGES
    return (
        [path for path in home.glob("*") if path.suffix.lower() in PICTURES]
        if home.is_dir()
        else []
    )


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error
