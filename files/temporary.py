"""Temporary files of this process: in a folder of its own that is emptied when it ends, or, after
a kill, when the next one starts.

Limit: until `use_temporary_folder` was called they are where the system puts them.
Invariant: what a running process still uses is never removed.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from files.atomic import make_folder

MEMORY = Path("/dev/shm")  # where some systems have a folder in memory
_PREFIX = "crossroads-"
_PATIENCE_S = 10.0
_in_use: dict[Path, FileLock] = {}


def use_temporary_folder(home: Path) -> None:
    """Put this process's temporary files into a folder of its own in `home`, and remove those of
    processes that are gone.

    Raises:
        OSError: it cannot be made; temporary files stay where they were.
    """
    make_folder(home)
    with FileLock(home / ".starting", timeout=_PATIENCE_S):
        remove_abandoned(home)
        own = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home))
        held = FileLock(_lock_of(own), blocking=False)
        held.acquire()
    _in_use[own] = held
    tempfile.tempdir = str(own)
    os.environ["TMPDIR"] = str(own)
    atexit.register(_remove, own)


def remove_abandoned(home: Path) -> None:
    """Remove what processes left in `home`, and in memory, that no longer run."""
    for folder in home.glob(f"{_PREFIX}*/"):
        lock = FileLock(_lock_of(folder), blocking=False)
        try:
            lock.acquire()
        except (Timeout, OSError):
            continue
        lock.release()
        _remove(folder)


def prefix_in_memory() -> str:
    """Return how folders of this process in `MEMORY` begin, so that they are found after a kill."""
    return f"{Path(tempfile.gettempdir()).name}-" if _in_use else _PREFIX


def empty_temporary_folder() -> None:
    """Remove all temporary files of this process; the folder itself stays."""
    for own in _in_use:
        for path in own.iterdir() if own.is_dir() else ():
            shutil.rmtree(path, ignore_errors=True)
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _remove(folder: Path) -> None:
    for path in (folder, *MEMORY.glob(f"{folder.name}-*")):
        shutil.rmtree(path, ignore_errors=True)
    _lock_of(folder).unlink(missing_ok=True)
