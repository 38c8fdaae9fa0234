"""Deleted entries, kept whole in `.trash/<id>/<number>/<path they had>` so that a delete can be
undone.

Invariant: nothing in the trash is ever overwritten.
"""

from __future__ import annotations

import contextlib
import re
import uuid
from pathlib import Path

from files.atomic import move, storage_error, write_atomic

TRASH = ".trash"
_SAFE_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")


def safe_name(entry_id: str) -> str:
    """Return a file name for an id: the id itself where that is harmless, else 32 hex characters
    made from it.
    """
    return (
        entry_id if _SAFE_ID.fullmatch(entry_id) else uuid.uuid5(uuid.NAMESPACE_OID, entry_id).hex
    )


def put(root: Path, name: str, entry_id: str) -> None:
    """Move the file at the relative path `name` to the trash.

    Raises:
        StorageError: the file is still in its place.
    """
    folder = root / TRASH / safe_name(entry_id)
    number = max(_numbers(folder), default=0) + 1
    move(root / name, folder / str(number) / name)


def keep_copy(root: Path, name: str, entry_id: str) -> None:
    """Copy the file at the relative path `name` to the trash before it is overwritten.

    Raises:
        StorageError: there is no copy, and the file should not be touched.
    """
    folder = root / TRASH / safe_name(entry_id)
    number = max(_numbers(folder), default=0) + 1
    try:
        data = (root / name).read_bytes()
    except OSError as error:
        raise storage_error(error, root / name) from error
    write_atomic(folder / str(number) / name, data)


def find(root: Path, entry_id: str) -> tuple[Path, str] | None:
    """Return the last deleted file of an entry, and the relative path that it had; None when there
    is none.
    """
    folder = root / TRASH / safe_name(entry_id)
    for number in sorted(_numbers(folder), reverse=True):
        place = folder / str(number)
        for path in place.rglob("*"):
            if path.is_file():
                return path, path.relative_to(place).as_posix()
    return None


def clear_empty(root: Path, path: Path) -> None:
    """Remove the folders that are empty after `path` left the trash."""
    with contextlib.suppress(OSError):  # the first folder that is not empty ends it
        for folder in path.parents:
            if folder == root:
                break
            folder.rmdir()


def _numbers(folder: Path) -> list[int]:
    if not folder.is_dir():
        return []
    return [int(item.name) for item in folder.iterdir() if item.name.isdecimal()]
