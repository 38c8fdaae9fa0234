"""Whole files or none: every write goes to a temporary file beside its target, is fsynced, then
renamed over it.

Folders are synced after each rename, or once for many within `folders_together`.
Limit: what a disk loses after acknowledging fsync is beyond us.
Invariant: after a failure the old file is untouched and no temporary file remains; after `kill -9`
at most one does, hidden, and `remove_leftover` knows it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path

from errors import StorageError

_PREFIX, _SUFFIX = ".crossroads-", ".tmp"
_OLD_SECONDS = 3600
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_MANY_FOLDERS = 64  # from here on one sync of the whole disk costs less than theirs one by one
_waiting: ContextVar[set[Path] | None] = ContextVar("folders that wait", default=None)


def write_atomic(path: Path, data: bytes) -> None:
    """Put `data` into `path`, whole and on disk when this returns; missing folders are made.

    Raises:
        StorageError: the disk is full, the folder is read-only, or the path cannot be written;
            nothing has changed.
    """
    target = path.resolve() if path.is_symlink() else path
    temporary = stage(target, data, sync=True)
    commit(temporary, target)
    sync_folder(target.parent)


def stage(path: Path, data: bytes, *, sync: bool) -> Path:
    """Write `data` into a temporary file beside `path`, with the mode of a file already there, else
    owner-only.

    Raises:
        StorageError: nothing was left behind.
    """
    temporary: Path | None = None
    try:
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode & 0o777)
    except BaseException as error:
        if temporary is not None:
            discard(temporary)
        if isinstance(error, OSError):
            raise storage_error(error, path) from error
        raise
    return temporary


def commit(temporary: Path, path: Path) -> None:
    """Rename a staged file over its target.

    Raises:
        StorageError: the target is unchanged and the staged file removed.
    """
    try:
        temporary.replace(path)
    except OSError as error:
        discard(temporary)
        raise storage_error(error, path) from error


def discard(temporary: Path) -> None:
    """Remove a staged file, quietly: it may be gone, and a disk that refuses has already been
    reported.
    """
    with contextlib.suppress(OSError):
        temporary.unlink()


def move(source: Path, target: Path) -> None:
    """Rename a file, durably, making the target's folder.

    Raises:
        StorageError: the file is still where it was.
    """
    try:
        make_folder(target.parent)
        source.rename(target)
    except OSError as error:
        raise storage_error(error, target) from error
    sync_folder(target.parent)
    sync_folder(source.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, each its owner's alone and recorded on disk; one that is there
    keeps its mode. Raises OSError.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` durable where the platform can (not on Windows, not on some network
    drives); within `folders_together` later, with the others.
    """
    waiting = _waiting.get()
    if waiting is None:
        _sync_now(folder)
    else:
        waiting.add(folder)


@contextlib.contextmanager
def folders_together() -> Iterator[Callable[[], None]]:
    """Sync each folder that is written to within once, whenever the given function is called and at
    the end. Files are still synced one by one, so that none is ever half written.
    """
    waiting: set[Path] = set()
    before = _waiting.set(waiting)
    try:
        yield lambda: _sync_all(waiting)
    finally:
        _waiting.reset(before)
        _sync_all(waiting)


def _sync_all(waiting: set[Path]) -> None:
    folders = set(waiting)
    waiting.clear()
    if len(folders) >= _MANY_FOLDERS:
        os.sync()
        return
    for folder in folders:
        _sync_now(folder)


def _sync_now(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_leftover(path: Path) -> None:
    """Remove a temporary file of ours that a killed process left more than an hour ago, quietly;
    any other file stays.
    """
    if not (path.name.startswith(_PREFIX) and path.name.endswith(_SUFFIX)):
        return
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > _OLD_SECONDS:
            path.unlink()


def remove_leftovers(folder: Path, *, young_too: bool = False) -> None:
    """Remove the temporary files of ours that killed processes left anywhere in `folder`, quietly;
    with `young_too` also those that another process may be writing just now.
    """
    for path in folder.rglob(f"{_PREFIX}*{_SUFFIX}"):
        if young_too:
            discard(path)
        else:
            remove_leftover(path)


def storage_error(error: OSError, path: Path) -> StorageError:
    """Return the error that tells a person why `path` could not be written."""
    if error.errno in _FULL:
        return StorageError(
            "There is no room left to write {path}. Nothing was changed.",
            hint="Free some space on this disk, then save again.",
            key="store.disk_full",
            path=path,
        )
    if error.errno in _READ_ONLY:
        return StorageError(
            "{path} cannot be written: the folder or the file is read-only. Nothing was changed.",
            hint=(
                "Allow writing to this folder, or choose another journal folder in the settings"
                " (JOURNAL_DIR)."
            ),
            key="store.read_only",
            path=path,
        )
    return StorageError(
        "{path} cannot be written ({reason}). Nothing was changed.",
        hint=(
            "Check that the journal folder is a folder, that its disk is connected, then save"
            " again."
        ),
        key="store.write_failed",
        path=path,
        reason=errno.errorcode.get(error.errno or 0, "error"),
    )
