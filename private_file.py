"""Write a file that only its owner can read, all of it or nothing.

Invariant: a crash leaves the old content or the new; the file is never readable by others, not even for a moment.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from errors import StorageError


def write_private(path: Path, content: bytes) -> None:
    """Replace the file atomically with mode 0600, making its folder (0700) when missing.

    Raises:
        StorageError: the disk is full or the folder is read-only.
    """
    # Never a fixed name: two writers of the same file must not share a half-written one.
    beside = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise StorageError(
            "{path} could not be saved: {reason}.",
            hint="Check that the disk is not full and that you may write to the folder.",
            key="file.unwritable",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error


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
