"""Which file is being read, noted outside of the process: where reading ends the whole process, the
next start knows the file, tries it in a process of its own, and names it instead of reading it.

Limit: a process that was killed for another reason leaves the same note; the file is then found
harmless by the trial.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from files.atomic import make_folder, write_atomic

_MOST_SUSPECTS = 20
_PATIENCE_S = 60.0
_ROOT = Path(__file__).parents[1]
_TRIAL = (
    "import sys; from pathlib import Path; from journal.entry_reader import read_document;"
    " from journal.entry_file import FileFacts, read_entry; from datetime import datetime;"
    " from errors import EntryFormatError\n"
    "try: read_entry(read_document(Path(sys.argv[1]), sys.argv[2]),"
    " FileFacts(name=sys.argv[2], changed=datetime.now()))\n"
    "except EntryFormatError: pass"
)


class ReadingMark:
    """The note, in one small file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self._dangerous: frozenset[str] = frozenset()

    def find_dangerous(self, root: Path) -> None:
        """Find out which of the files that a process died over end the process that reads them."""
        suspects = self._read()
        self._dangerous = frozenset(name for name in suspects if _ends_a_process(root, name))
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def is_dangerous(self, name: str) -> bool:
        """Whether reading this file ends the process."""
        return name in self._dangerous

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Note names within; at the end only the dangerous ones stay noted."""
        with suppress(OSError):
            make_folder(self._path.parent)
            self._handle = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            yield
        finally:
            self._close()

    def note(self, name: str) -> None:
        """Note that a file is about to be read."""
        if self._handle is None:
            return
        said = os.fsencode("\0".join((*sorted(self._dangerous), name)))
        with suppress(OSError):
            os.pwrite(self._handle, said, 0)
            os.ftruncate(self._handle, len(said))

    def _close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        with suppress(OSError):
            if self._dangerous:
                write_atomic(self._path, os.fsencode("\0".join(sorted(self._dangerous))))
            else:
                self._path.unlink(missing_ok=True)

    def _read(self) -> list[str]:
        """Return the names noted; what a half-written note adds is the name of no file."""
        with suppress(OSError):
            raw = self._path.read_bytes()
            return [name for name in os.fsdecode(raw).split("\0")[:_MOST_SUSPECTS] if name]
        return []


def _ends_a_process(root: Path, name: str) -> bool:
    """Read a file in a process of its own; whether a signal ended that, or it came to no end."""
    command = [sys.executable, "-c", _TRIAL, str(root), name]
    try:
        done = subprocess.run(
            command, cwd=_ROOT, capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    except (OSError, ValueError):
        return False
    return done.returncode < 0
