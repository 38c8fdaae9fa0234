"""Files that only their owner can read: one written whole, and all that this process makes.

Invariant: a crash leaves the old content or the new; the file is never readable by others, not even
for a moment.
"""

from __future__ import annotations

import os
from pathlib import Path

from files.atomic import commit, stage, sync_folder


def make_all_private() -> None:
    """Let this process make files of mode 0600 and folders of mode 0700 from now on, also where
    SQLite and Chroma make them, at times of their own. What is there keeps its mode.
    """
    os.umask(0o077)


def write_private(path: Path, content: bytes) -> None:
    """Replace the file atomically with mode 0600, whatever its mode was.

    Raises:
        StorageError: the disk is full or the folder is read-only.
    """
    staged = stage(path, content, sync=True)
    staged.chmod(0o600)
    commit(staged, path)
    sync_folder(path.parent)


def move_aside(path: Path) -> Path:
    """Rename a damaged file to `<name>.damaged-<n>` beside it, and return where it went.

    Raises:
        OSError: the folder is read-only.
    """
    for number in range(1, 10_000):
        aside = path.with_name(f"{path.name}.damaged-{number}")
        if not aside.exists():
            return path.rename(aside)
    raise FileExistsError(path)
