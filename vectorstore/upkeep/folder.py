"""The folder of an index: who has it open, and what is told when it cannot be used."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from errors import IndexUnavailableError, StorageError
from files.atomic import make_folder
from files.private import make_all_private


def hold(folder: Path) -> FileLock:
    """Lock the folder for this process; the lock lies beside it, so that deleting the folder does
    not break it.

    Raises: IndexUnavailableError when another process has it open; StorageError.
    """
    try:
        make_all_private()
        make_folder(folder.parent)
        lock = FileLock(folder.with_name(f".{folder.name}.lock"), thread_local=False)
        lock.acquire(blocking=False)
    except Timeout as error:
        raise IndexUnavailableError(
            "The index in {path} is in use by another window of this app.",
            hint="Close the other one first; one folder serves one running app.",
            key="index.locked",
            path=folder,
        ) from error
    except OSError as error:
        raise not_writable(folder) from error
    return lock


def not_writable(folder: Path) -> StorageError:
    """Return the error of a folder that nothing can be put into."""
    return StorageError(
        "The index in {path} cannot be written.",
        hint=(
            "Check that the disk has room and that the folder may be written; nothing of the"
            " journal is lost."
        ),
        key="index.not_writable",
        path=folder,
    )


def damaged_error(folder: Path) -> IndexUnavailableError:
    """Return the error of vectors that are damaged still after they were made again."""
    return IndexUnavailableError(
        "The vectors in {path} are damaged and could not be made again.",
        hint="Delete that folder: it is derived from the journal and comes back by itself.",
        key="index.damaged",
        path=folder,
    )
