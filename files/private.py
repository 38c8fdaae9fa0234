"""Write a file that only its owner can read, all of it or nothing.

Invariant: a crash leaves the old content or the new; the file is never readable by others, not even
for a moment.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from files.atomic import commit, stage, sync_folder


def write_private(path: Path, content: bytes) -> None:
    """Replace the file atomically with mode 0600, whatever its mode was.

    Raises:
        StorageError: the disk is full or the folder is read-only.
    """
    with contextlib.suppress(OSError):  # staging tells in words what is wrong with the folder
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
