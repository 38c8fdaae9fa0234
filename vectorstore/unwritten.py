"""Files that Chroma makes for vectors still to come: they hold whatever lay in its memory, erased
vectors and sentences too, so they are made zero.

Limit: a file whose header counts a vector is Chroma's own business and never touched.
Invariant: call it only while nothing writes to the store.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

_HEADER, _FILES = "header.bin", ("data_level0.bin", "length.bin")
_COUNT = struct.Struct("<Q")
_COUNT_AT = 20  # after a version and two sizes: how many vectors are in the files


def make_unwritten_zero(folder: Path) -> None:
    """Overwrite the files of every graph in `folder` that holds no vector yet.

    Raises:
        OSError: a file cannot be read or written.
    """
    for header in folder.glob(f"*/{_HEADER}"):
        if _counts_none(header):
            for name in _FILES:
                _make_zero(header.with_name(name))


def _counts_none(header: Path) -> bool:
    data = header.read_bytes()
    if len(data) < _COUNT_AT + _COUNT.size:
        return False
    return int(_COUNT.unpack_from(data, _COUNT_AT)[0]) == 0


def _make_zero(path: Path) -> None:
    """Write zeros over what is there, in place: Chroma has the file open."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        held = file.read()
        if not any(held):
            return
        file.seek(0)
        file.write(bytes(len(held)))
        file.flush()
        os.fsync(file.fileno())
