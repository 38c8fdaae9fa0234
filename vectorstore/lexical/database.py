"""The lexical index on disk: SQLite FTS5 over our own terms, and what must be known of each entry
and passage.

Promise: a write is all or nothing, and deleted words are gone from the file. Limit: one connection,
one lock held by the caller. Invariant: rows and ordinals are never used twice, and the passages of
one entry have neighbouring rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vectorstore.passages import PASSAGE_VERSION, passage_id
from vectorstore.prepared_entry import Prepared
from vectorstore.types import Passage

FORMAT = f"3.{PASSAGE_VERSION}"
_FORGETTING = "forgetting"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts(name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entries(
    ordinal INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, digest BLOB NOT NULL,
    day INTEGER NOT NULL, kind TEXT NOT NULL, tags TEXT NOT NULL, title TEXT NOT NULL,
    first_row INTEGER NOT NULL, count INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS passages(
    row INTEGER PRIMARY KEY AUTOINCREMENT, ordinal INTEGER NOT NULL, fresh INTEGER NOT NULL,
    repeated INTEGER NOT NULL, korean INTEGER NOT NULL, sentences TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS embedded(
    collection TEXT, ordinal INTEGER, PRIMARY KEY(collection, ordinal)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS gone(
    collection TEXT, passage TEXT, PRIMARY KEY(collection, passage)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS collections(
    name TEXT PRIMARY KEY, embedding TEXT NOT NULL, complete INTEGER NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(heading, fresh, repeated,
    tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE IF NOT EXISTS occurrences USING fts5vocab(words, instance);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """What is known of an indexed entry; `sizes` are the (fresh, repeated) term counts of its
    passages, `korean` says which of them are in Korean.
    """

    ordinal: int
    id: str
    digest: bytes
    day: date
    kind: str
    tags: tuple[str, ...]
    title: str
    first_row: int
    sizes: tuple[tuple[int, int], ...]
    korean: tuple[bool, ...]


class LexicalIndex:
    """The file; see the module's text."""

    def __init__(self, path: Path) -> None:
        """Open or create the index. Raises: sqlite3.DatabaseError when the file is no index or
        damaged.
        """
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            for pragma in (
                "journal_mode=WAL",
                "synchronous=NORMAL",
                "secure_delete=ON",
                "cache_size=-16000",
            ):
                self._db.execute(f"PRAGMA {pragma}")
            self._db.executescript(_SCHEMA)
            if self.fact("format", FORMAT) != FORMAT:
                raise sqlite3.DatabaseError("the index was made by another version")
        except sqlite3.Error:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file; the index cannot be used afterwards."""
        self._db.close()

    def fact(self, name: str, first: str) -> str:
        """Return the stored value of `name`; the first time, store `first`."""
        self._db.execute("INSERT OR IGNORE INTO facts VALUES(?, ?)", (name, first))
        return str(
            self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()[0]
        )

    def entries(self) -> list[EntryRow]:
        """Return every indexed entry."""
        sizes: dict[int, list[tuple[int, int]]] = {}
        korean: dict[int, list[bool]] = {}
        for ordinal, fresh, repeated, in_korean in self._db.execute(
            "SELECT ordinal, fresh, repeated, korean FROM passages ORDER BY row"
        ):
            sizes.setdefault(ordinal, []).append((fresh, repeated))
            korean.setdefault(ordinal, []).append(bool(in_korean))
        rows = self._db.execute(
            "SELECT ordinal, id, digest, day, kind, tags, title, first_row FROM entries ORDER BY"
            " ordinal"
        )
        return [
            EntryRow(
                ordinal=ordinal,
                id=entry_id,
                digest=digest,
                day=date.fromordinal(day),
                kind=kind,
                tags=tuple(json.loads(tags)),
                title=title,
                first_row=first,
                sizes=tuple(sizes.get(ordinal, ())),
                korean=tuple(korean.get(ordinal, ())),
            )
            for ordinal, entry_id, digest, day, kind, tags, title, first in rows
        ]

    def count(self) -> int:
        """Return how many passages the full-text table holds."""
        return int(self._db.execute("SELECT count(*) FROM words").fetchone()[0])

    def write(self, prepared: Sequence[Prepared]) -> list[EntryRow]:
        """Store entries in place of those with the same ids, in one transaction, and return their
        rows.
        """
        with _Transaction(self._db):
            self._remove([each.entry.id for each in prepared])
            return [self._insert(each) for each in prepared]

    def remove(self, entry_ids: Iterable[str]) -> None:
        """Take entries out, in one transaction."""
        with _Transaction(self._db):
            self._remove(entry_ids)

    def forget(self) -> None:
        """Make words that were removed unreadable: merge the full-text index and empty the
        write-ahead log.
        """
        self._db.execute("INSERT INTO words(words) VALUES('optimize')")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def terms(self, entry_ids: Iterable[str]) -> set[str]:
        """Return the terms of these entries, as far as they are indexed."""
        found: set[str] = set()
        for entry_id in entry_ids:
            for columns in self._db.execute(
                "SELECT heading, fresh FROM words WHERE rowid IN "
                "(SELECT row FROM passages JOIN entries USING(ordinal) WHERE id = ?)",
                (entry_id,),
            ):
                found.update(term for column in columns for term in column.split())
        return found

    def has_hangul(self) -> bool:
        """Tell whether a passage holds a Korean word: only those give terms that begin with `_`."""
        return (
            self._db.execute("SELECT 1 FROM words WHERE words MATCH '_*' LIMIT 1").fetchone()
            is not None
        )

    def occurrences(self, term: str) -> list[tuple[int, int, int, int]]:
        """Return `(row, in heading, in fresh, in repeated)` for every passage with `term`, by
        row.
        """
        return self._db.execute(
            "SELECT doc, sum(col = 'heading'), sum(col = 'fresh'), sum(col = 'repeated') FROM"
            " occurrences WHERE term = ? GROUP BY doc",
            (term,),
        ).fetchall()

    def passages(self, asked: Sequence[tuple[EntryRow, int]]) -> list[Passage]:
        """Return passages by entry and place, in the order asked."""
        rows = [entry.first_row + number for entry, number in asked]
        stored: dict[int, str] = {}
        for at in range(0, len(rows), 500):
            part = rows[at : at + 500]
            marks = ",".join("?" * len(part))
            stored.update(
                self._db.execute(
                    f"SELECT row, sentences FROM passages WHERE row IN ({marks})", part
                )
            )
        return [
            _passage(entry, number, stored[entry.first_row + number]) for entry, number in asked
        ]

    def collections(self) -> dict[str, tuple[str, bool]]:
        """Return the vector collections: name to (embedding, complete)."""
        return {
            name: (embedding, bool(done))
            for name, embedding, done in self._db.execute("SELECT * FROM collections")
        }

    def set_collection(self, name: str, embedding: str, *, complete: bool) -> None:
        """Remember a vector collection."""
        self._db.execute(
            "INSERT OR REPLACE INTO collections VALUES(?, ?, ?)", (name, embedding, complete)
        )

    def note_collection(self, name: str, embedding: str) -> None:
        """Remember that a vector collection is being filled, unless it is known."""
        self._db.execute("INSERT OR IGNORE INTO collections VALUES(?, ?, 0)", (name, embedding))

    def drop_collection(self, name: str) -> None:
        """Forget a vector collection and what it held."""
        with _Transaction(self._db):
            for table, column in (
                ("collections", "name"),
                ("embedded", "collection"),
                ("gone", "collection"),
            ):
                self._db.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))

    def begin_forgetting(self) -> None:
        """Note that all vectors are about to be deleted: from now on none counts as there."""
        with _Transaction(self._db):
            self._db.execute("INSERT OR REPLACE INTO facts VALUES(?, '1')", (_FORGETTING,))
            self._db.execute("UPDATE collections SET complete = 0")
            self._db.execute("DELETE FROM embedded")

    def end_forgetting(self) -> None:
        """Forget every vector collection and what it held."""
        with _Transaction(self._db):
            for table in ("collections", "embedded", "gone"):
                self._db.execute(f"DELETE FROM {table}")
            self._db.execute("DELETE FROM facts WHERE name = ?", (_FORGETTING,))

    def is_forgetting(self) -> bool:
        """Tell whether a deletion of all vectors was begun and not ended."""
        asked = "SELECT 1 FROM facts WHERE name = ?"
        return self._db.execute(asked, (_FORGETTING,)).fetchone() is not None

    def unembedded(self, collection: str) -> list[str]:
        """Return the ids of the entries whose vectors are not in `collection` yet."""
        return [
            entry_id
            for (entry_id,) in self._db.execute(
                "SELECT id FROM entries WHERE ordinal NOT IN "
                "(SELECT ordinal FROM embedded WHERE collection = ?) ORDER BY ordinal",
                (collection,),
            )
        ]

    def set_embedded(self, collection: str, ordinals: Iterable[int]) -> None:
        """Remember that these entries' vectors are stored; an entry that was rewritten meanwhile
        has a new ordinal.
        """
        with _Transaction(self._db):
            self._db.executemany(
                "INSERT OR IGNORE INTO embedded SELECT ?, ordinal FROM entries WHERE ordinal = ?",
                ((collection, ordinal) for ordinal in ordinals),
            )

    def gone(self, collection: str) -> list[str]:
        """Return ids of passages that are no more but may still have a vector in `collection`."""
        return [
            each
            for (each,) in self._db.execute(
                "SELECT passage FROM gone WHERE collection = ?", (collection,)
            )
        ]

    def set_removed(self, collection: str, passages: Iterable[str]) -> None:
        """Remember that these vectors were removed."""
        with _Transaction(self._db):
            self._db.executemany(
                "DELETE FROM gone WHERE collection = ? AND passage = ?",
                ((collection, each) for each in passages),
            )

    def _remove(self, entry_ids: Iterable[str]) -> None:
        for entry_id in entry_ids:
            known = self._db.execute(
                "SELECT ordinal, first_row, count FROM entries WHERE id = ?", (entry_id,)
            ).fetchone()
            if known is None:
                continue
            ordinal, first, count = known
            for name in self.collections():
                self._db.executemany(
                    "INSERT OR IGNORE INTO gone VALUES(?, ?)",
                    ((name, passage_id(entry_id, number)) for number in range(count)),
                )
            self._db.execute(
                "DELETE FROM words WHERE rowid BETWEEN ? AND ?", (first, first + count - 1)
            )
            self._db.execute("DELETE FROM passages WHERE ordinal = ?", (ordinal,))
            self._db.execute("DELETE FROM embedded WHERE ordinal = ?", (ordinal,))
            self._db.execute("DELETE FROM entries WHERE ordinal = ?", (ordinal,))

    def _insert(self, prepared: Prepared) -> EntryRow:
        entry, passages = prepared.entry, prepared.passages
        (last,) = self._db.execute(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'passages'), 0)"
        ).fetchone()
        first = last + 1
        cursor = self._db.execute(
            "INSERT INTO entries(id, digest, day, kind, tags, title, first_row, count) VALUES(?, ?,"
            " ?, ?, ?, ?, ?, ?)",
            (
                *(
                    entry.id,
                    prepared.digest,
                    entry.written_on.toordinal(),
                    entry.kind,
                    json.dumps(entry.tags),
                    entry.title,
                ),
                *(first, len(passages)),
            ),
        )
        ordinal = cursor.lastrowid
        assert ordinal is not None
        self._db.executemany(
            "INSERT INTO passages VALUES(?, ?, ?, ?, ?, ?)",
            [
                (
                    *(row, ordinal, len(each.fresh), len(each.repeated)),
                    *(each.korean, _numbers(each.passage)),
                )
                for row, each in enumerate(passages, first)
            ],
        )
        self._db.executemany(
            "INSERT INTO words(rowid, heading, fresh, repeated) VALUES(?, ?, ?, ?)",
            [
                (
                    row,
                    " ".join(prepared.heading if row == first else ()),
                    " ".join(each.fresh),
                    " ".join(each.repeated),
                )
                for row, each in enumerate(passages, first)
            ],
        )
        self._db.executemany(
            "DELETE FROM gone WHERE passage = ?", ((each.passage.id,) for each in passages)
        )
        return EntryRow(
            ordinal=ordinal,
            id=entry.id,
            digest=prepared.digest,
            day=entry.written_on,
            kind=entry.kind,
            tags=entry.tags,
            title=entry.title,
            first_row=first,
            sizes=tuple((len(each.fresh), len(each.repeated)) for each in passages),
            korean=tuple(each.korean for each in passages),
        )


def _passage(entry: EntryRow, number: int, stored: str) -> Passage:
    numbers = json.loads(stored)
    spans = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    return Passage(
        id=passage_id(entry.id, number),
        entry_id=entry.id,
        start=spans[0][0],
        end=spans[-1][1],
        sentences=spans,
    )


def _numbers(passage: Passage) -> str:
    return json.dumps([number for span in passage.sentences for number in span])


class _Transaction:
    """BEGIN … COMMIT, or ROLLBACK when the body raises."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._db.execute("ROLLBACK" if kind else "COMMIT")
