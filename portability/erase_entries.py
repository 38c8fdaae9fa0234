"""Entries gone for good: their files, what the trash and the logs of imports keep of them, the
pictures only they show.

Invariant: after `erase_copies` and `erase_pictures` the entry's own file alone holds its text under
the root, unless another entry says the same.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path

from files.atomic import remove_leftovers, storage_error, sync_folder
from journal.entry import Entry
from journal.importers.sourced_entry import IMAGES, PICTURES
from journal.importing.log import BEFORE, IMPORTS
from journal.scan import scan
from journal.store import EntryStore
from journal.trash import TRASH, safe_name

DECISIONS = "decisions"


def erase_copies(root: Path, entry_id: str, *, but: Path | None = None) -> None:
    """Remove what the trash and the logs of imports keep of an entry, and what killed saves left;
    `but` is the one file that goes last.

    Raises:
        StorageError: a file is still there.
    """
    for path in sorted((root / TRASH / safe_name(entry_id)).rglob("*")):
        if path != but and not path.is_dir():
            erase_file(path)
    copy = f"{uuid.uuid5(uuid.NAMESPACE_OID, entry_id).hex}.txt"
    for before in (root / IMPORTS).glob(f"*/{BEFORE}/{copy}"):
        erase_file(before)
    remove_leftovers(root, young_too=True)


def erase_pictures(store: EntryStore, entry: Entry, folder: Path) -> None:
    """Remove the pictures beside an entry that lay in `folder` and that no other entry shows.
    Raises: StorageError.
    """
    others = [each.body for each in store.load().entries if each.id != entry.id]
    for picture in _pictures(folder):
        if picture.name in entry.body and not any(picture.name in other for other in others):
            erase_file(picture)


def erase_set_aside(state: Path, sentences: Sequence[str]) -> None:
    """Remove the damaged files that were moved aside in `state` and hold one of these sentences.
    Raises: StorageError.
    """
    forms = {
        json.dumps(each, ensure_ascii=ascii_only)[1:-1].encode()
        for each in sentences
        for ascii_only in (True, False)
    }
    for path in state.glob("*.damaged-*"):
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise storage_error(error, path) from error
        if any(form in raw for form in forms):
            erase_file(path)


def erase_journal(root: Path) -> None:
    """Remove every entry, decision, picture of an entry, the trash and the logs; other files are
    left.

    Raises:
        StorageError: something is still there.
    """
    names = scan(str(root)).files
    for name in names:
        erase_file(root / name)
    for folder in {(root / name).parent for name in names} | {root}:
        for picture in _pictures(folder):
            erase_file(picture)
    for part in (TRASH, IMPORTS, DECISIONS):
        try:
            if (root / part).is_dir():
                shutil.rmtree(root / part)
        except OSError as error:
            raise storage_error(error, root / part) from error
    remove_leftovers(root, young_too=True)
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


def erase_file(path: Path) -> None:
    """Remove a file for good. Raises: StorageError when it is still there."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error
    sync_folder(path.parent)
