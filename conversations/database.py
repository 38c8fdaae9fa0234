"""One SQLite file: opened for each use, so that any thread may, and closed before anyone else needs
it.

Invariant: what was committed survives a kill; deleted text is overwritten, not just unlinked (hence
no WAL, whose log keeps it). A damaged file is moved aside, never deleted, and a new one begun.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from errors import StorageError
from files.atomic import make_folder
from files.private import move_aside

_BUSY_S: Final = 10.0
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Database:
    """A file with the tables of `schema`; `problem` tells of a damaged file that was moved
    aside.
    """

    def __init__(self, path: Path, *, schema: str, version: int) -> None:
        self._path = path
        self._schema = schema
        self._version = version
        self._lock = threading.Lock()
        self._ready = False
        self.problem: StorageError | None = None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection; commit at the end, or nothing when anything was raised.

        Raises:
            StorageError: the file cannot be written, is of a newer version, or turned out damaged
                (then the next use works, on a new file).
        """
        try:
            self._prepare()
            with closing(self._connect()) as connection, connection:
                yield connection
        except sqlite3.DatabaseError as error:
            if _is_damage(error):
                self._begin_anew()
                raise self.problem or _unusable(self._path, error) from error
            raise _unusable(self._path, error) from error
        except OSError as error:
            raise _unusable(self._path, error) from error

    def _prepare(self) -> None:
        with self._lock:
            if self._ready and self._path.exists():
                return
            try:
                self._create()
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
                self._set_aside()
                self._create()
            self._ready = True

    def _create(self) -> None:
        make_folder(self._path.parent)
        # SQLite would make it readable by others; its journal takes the mode of the file.
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(self._connect()) as connection, connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                damage = sqlite3.DatabaseError("quick_check failed")
                damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                raise damage
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if found > self._version:
                raise _too_new(self._path)
            if found < self._version:
                connection.executescript(
                    f"BEGIN; {self._schema}; PRAGMA user_version = {self._version}; COMMIT;"
                )

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_S)
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _begin_anew(self) -> None:
        with self._lock:
            self._ready = False
            self._set_aside()

    def _set_aside(self) -> None:
        aside = move_aside(self._path)
        journal = self._path.with_name(f"{self._path.name}-journal")
        # It belongs to the damaged file: left here, SQLite would roll it back into the new one.
        if journal.exists():
            move_aside(journal)
        self.problem = StorageError(
            "The saved conversations could not be read; they are kept in {path}.",
            hint=(
                "New conversations are saved as usual. A copy from a backup can be put in place of"
                " the file."
            ),
            key="conversation.damaged",
            path=aside,
        )


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DAMAGED


def _unusable(path: Path, error: Exception) -> StorageError:
    return StorageError(
        "The conversations in {path} cannot be opened or saved: {reason}.",
        hint=(
            "Check that the disk is not full, that you may write to the folder, and that no other"
            " program holds it."
        ),
        key="conversation.unusable",
        path=path,
        reason=error.strerror if isinstance(error, OSError) and error.strerror else str(error),
    )


def _too_new(path: Path) -> StorageError:
    return StorageError(
        "The conversations in {path} were saved by a newer version of the app.",
        hint="Update the app, or move the file elsewhere to begin anew.",
        key="conversation.newer",
        path=path,
    )
