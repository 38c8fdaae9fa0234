"""Pictures kept beside the entry that shows them: `images/<hash>.<ending>` in the folder of its
file.

Invariant: a picture that is there already is not written again; one that no entry shows any more
can be found.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from files.atomic import storage_error, write_atomic
from journal.importers.sourced_entry import Picture
from journal.store import EntryStore


def keep_pictures(store: EntryStore, entry_id: str, pictures: Sequence[Picture]) -> None:
    """Copy the pictures of an entry beside its file.

    Raises:
        StorageError: a picture cannot be written.
    """
    for picture in pictures:
        target = store.folder_of(entry_id) / picture.name
        if target.exists():
            continue
        try:
            data = picture.path.read_bytes()
        except OSError as error:
            raise storage_error(error, target) from error
        write_atomic(target, data)


def picture_file(store: EntryStore, entry_id: str, name: str) -> Path | None:
    """Return the file of a picture that an entry's text names, if it lies in the journal; nothing
    is fetched.
    """
    with contextlib.suppress(OSError, ValueError):
        path = (store.folder_of(entry_id) / name).resolve()
        if path.is_relative_to(store.root.resolve()) and path.is_file():
            return path
    return None
