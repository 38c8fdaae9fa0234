"""Vectors of single sentences, to choose the sentence that answers: a file for each local model.

They are kept as float16 beside the digest of the entry, that of its title last. Promise: rows of
another text or of another model are never given, and removed ones leave no bytes in the file.
Limit: derived, so a damaged file is thrown away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.nearness import cosines
from vectorstore.store import Vectors

Rows = NDArray[np.float16]
FILE = "sentences.sqlite3"
TITLE = 0.5  # beside a sentence: at 1 every sentence of an entry is as near as its title

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sentences(
    entry TEXT PRIMARY KEY, digest BLOB NOT NULL, vectors BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS model(name TEXT PRIMARY KEY);
"""


class SentenceVectors:
    """The file; see the module's text. Limit: one thread at a time, which the caller sees to."""

    def __init__(self, path: Path, model: str, dimensions: int) -> None:
        """Open or create it. Raises: sqlite3.Error when the folder cannot be written."""
        self._dimensions = dimensions
        try:
            self._db = _open(path, model)
        except sqlite3.DatabaseError:
            delete(path)
            self._db = _open(path, model)

    def read(self, digests: Mapping[str, bytes]) -> dict[str, Rows]:
        """Return the rows of those entries whose text is still the one that was embedded."""
        found: dict[str, Rows] = {}
        for entry_id, digest in digests.items():
            row = self._db.execute(
                "SELECT vectors FROM sentences WHERE entry = ? AND digest = ?",
                (entry_id, digest),
            ).fetchone()
            if row is not None and len(row[0]) % (2 * self._dimensions) == 0:
                rows = np.frombuffer(row[0], dtype=np.float16)
                found[entry_id] = rows.reshape(-1, self._dimensions)
        return found

    def write(self, entry_id: str, digest: bytes, rows: Rows) -> None:
        """Keep the rows of an entry in place of what it had."""
        self._db.execute(
            "INSERT OR REPLACE INTO sentences VALUES(?, ?, ?)",
            (entry_id, digest, rows.tobytes()),
        )

    def known(self) -> dict[str, bytes]:
        """Return the digest of every entry that has rows."""
        return dict(self._db.execute("SELECT entry, digest FROM sentences"))

    def remove(self, entry_ids: Iterable[str]) -> None:
        """Take entries out, so that no byte of them stays."""
        self._db.executemany(
            "DELETE FROM sentences WHERE entry = ?", ((each,) for each in entry_ids)
        )
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file; it cannot be used afterwards."""
        self._db.close()


def nearness(questions: Vectors, rows: Rows, count: int) -> NDArray[np.float32]:
    """Return for each question (a row of length 1) and each of `count` sentences the best cosine
    with the sentence, with it between its neighbours, and with it under the title, whose vector is
    the last row if any: an array (questions, count).

    The vectors of those are sums: they cost nothing, and embedding each sentence under its title
    found no more. Without rows nothing is near.
    """
    if not len(rows):
        return np.zeros((len(questions), count), dtype=np.float32)
    kept = rows.astype(np.float32)
    alone = kept[:count]
    around = alone.copy()
    around[1:] += alone[:-1]
    around[:-1] += alone[1:]
    near: NDArray[np.float32] = np.maximum(questions @ alone.T, cosines(questions, around))
    for title in kept[count:]:
        near = np.maximum(near, cosines(questions, alone + TITLE * title))
    return near


def nearness_around(
    questions: Vectors, rows: Rows, passages: Sequence[Sequence[int]], count: int
) -> NDArray[np.float32]:
    """Return for each question (a row of length 1) and each of `count` sentences the cosine of the
    best of these passages (sentences by their place) that holds it; a passage is the sum of its
    sentences.
    """
    near = np.zeros((len(questions), count), dtype=np.float32)
    if not len(rows):
        return near
    kept = rows[:count].astype(np.float32)
    for places in passages:
        held = list(places)
        whole = kept[held].sum(axis=0)
        cosine = questions @ whole / (float(np.linalg.norm(whole)) or 1.0)
        near[:, held] = np.maximum(near[:, held], cosine[:, np.newaxis])
    return near


def delete(path: Path) -> None:
    """Delete the file, and what SQLite lays beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def _open(path: Path, model: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    try:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            db.execute(f"PRAGMA {pragma}")
        db.executescript(_SCHEMA)
        db.execute("SELECT entry, digest, vectors FROM sentences LIMIT 0")  # else it is another's
        if db.execute("SELECT 1 FROM model WHERE name = ?", (model,)).fetchone() is None:
            for statement in ("DELETE FROM sentences", "DELETE FROM model"):
                db.execute(statement)
            db.execute("INSERT INTO model VALUES(?)", (model,))
    except sqlite3.Error:
        db.close()
        raise
    return db
