"""Conversations and their records as JSON for an export, and back: rows as they are, whatever
columns they have.

Invariant: what was taken in and is exported again is the same, byte for byte; what is here already
is never changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from conversations.store import ConversationStore
from errors import StorageError
from files.nested import load_json
from tracing.record import fingerprint

Row = dict[str, object]
_CONVERSATIONS: Final = ("conversation", "turn")
_RECORDS: Final = ("record", "reading")
_ORDER: Final = {
    "conversation": "created_at, id",
    "turn": "conversation_id, position",
    "record": "asked_at, turn_id",
    "reading": "asked_at, turn_id",
}
_TURN_IN: Final = {"turn": "id", "record": "turn_id", "reading": "turn_id"}
_NOT_KEPT: Final = frozenset(
    {"position"}
)  # only the order of rows, which the export keeps by itself


def conversations_json(path: Path) -> bytes:
    """Return all conversations with their turns. Raises: StorageError."""
    return _dump(path, _CONVERSATIONS)


def records_json(path: Path) -> bytes:
    """Return the record of every turn and reading. Raises: StorageError."""
    return _dump(path, _RECORDS)


def take_in(path: Path, *exports: bytes) -> int:
    """Add the conversations, turns and records that are not here yet; return how many rows came in.

    Raises:
        StorageError: the export cannot be read, or the file cannot be written.
    """
    ConversationStore(path).list()  # makes the tables
    added = 0
    for export in exports:
        tables = _parsed(export)
        try:
            with closing(_connect(path)) as connection, connection:
                for name in (*_CONVERSATIONS, *_RECORDS):
                    added += _insert(connection, name, tables.get(name, []))
        except sqlite3.DatabaseError as error:
            raise _unusable(path) from error
    return added


def turns_that_hold(
    path: Path, entry_id: str, sentences: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """Return (turn id, trace id) of every turn that names an entry or holds a sentence of it.
    Raises: StorageError.
    """
    wanted = (entry_id, *sentences)
    found: dict[str, str] = {}
    for name, rows in _rows(path, (*_CONVERSATIONS, *_RECORDS)).items():
        for row in rows:
            turn = str(row.get("id" if name == "turn" else "turn_id", ""))
            if name == "conversation" or not turn:
                continue
            text = json.dumps(row, ensure_ascii=False)
            # Within the row everything is JSON in JSON: escapes are undone once more.
            plain = text.replace("\\\\", "\\").replace('\\"', '"').replace("\\n", "\n")
            if any(each in plain or each in text for each in wanted):
                found[turn] = found.get(turn, "") or _trace_of(row)
    return tuple(found.items())


def all_traces(path: Path) -> tuple[str, ...]:
    """Return the ids of all traces that the turns here have. Raises: StorageError."""
    rows = _rows(path, ("turn", *_RECORDS))
    found = [_trace_of(row) for table in rows.values() for row in table]
    found += [trace for _, trace in _entry_traces(path)]
    return tuple(dict.fromkeys(trace for trace in found if trace))


def traces_of_entry(path: Path, entry_id: str) -> tuple[str, ...]:
    """Return the ids of all traces that hold words of an entry, also those whose turn is gone here.
    Raises: StorageError.
    """
    wanted = fingerprint(entry_id)
    return tuple(trace for entry, trace in _entry_traces(path) if entry == wanted)


def projects_of(path: Path, traces: Iterable[str]) -> dict[str, str]:
    """Return traces by id, each with the mark of the project that it was made for; an empty one
    where it is not known. Raises: StorageError.
    """
    known = dict(_pairs(path, "SELECT trace_id, project FROM trace_project"))
    for rows in _rows(path, _RECORDS).values():  # taken in from an export, or older
        for row in rows:
            record = row.get("record")
            made_for = record.get("made_for") if isinstance(record, dict) else ""
            known[_trace_of(row)] = known.get(_trace_of(row)) or str(made_for or "")
    return {trace: known.get(trace, "") for trace in traces}


def _entry_traces(path: Path) -> list[tuple[str, str]]:
    return _pairs(path, "SELECT entry, trace_id FROM trace")


def _pairs(path: Path, query: str) -> list[tuple[str, str]]:
    if not path.exists():
        return []
    try:
        with closing(_connect(path)) as connection:
            rows = connection.execute(query).fetchall()
    except sqlite3.OperationalError:  # a file from before the table
        return []
    except sqlite3.DatabaseError as error:
        raise _unusable(path) from error
    return [(str(first), str(second)) for first, second in rows]


def erase_turns(path: Path, turn_ids: Iterable[str]) -> None:
    """Erase turns and their records, and what the file keeps of them between its rows. Raises:
    StorageError.
    """
    if not path.exists():  # connecting would make it
        return
    try:
        with closing(_connect(path)) as connection:
            have = _tables(connection)
            with connection:
                for turn_id in turn_ids:
                    for name, column in _TURN_IN.items():
                        if name in have:
                            connection.execute(f"DELETE FROM {name} WHERE {column} = ?", (turn_id,))
                # A conversation is called by its first question; without turns nothing is left to
                # call.
                if have >= set(_CONVERSATIONS):
                    connection.execute(
                        "DELETE FROM conversation"
                        " WHERE id NOT IN (SELECT conversation_id FROM turn)"
                    )
            connection.execute("VACUUM")
    except sqlite3.DatabaseError as error:
        raise _unusable(path) from error


def _trace_of(row: Row) -> str:
    answer = row.get("answer")
    inner = answer.get("trace_id") if isinstance(answer, dict) else ""
    return str(row.get("trace_id") or inner or "")


def _dump(path: Path, names: tuple[str, ...]) -> bytes:
    return json.dumps(_rows(path, names), ensure_ascii=False, indent=1, sort_keys=True).encode()


def _rows(path: Path, names: tuple[str, ...]) -> dict[str, list[Row]]:
    if not path.exists():
        return {name: [] for name in names}
    try:
        with closing(_connect(path)) as connection:
            connection.row_factory = sqlite3.Row
            have = _tables(connection)
            return {
                name: [
                    _open(row)
                    for row in connection.execute(f"SELECT * FROM {name} ORDER BY {_ORDER[name]}")
                ]
                if name in have
                else []
                for name in names
            }
    except sqlite3.DatabaseError as error:
        raise _unusable(path) from error


def _tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the tables of a file: none of one that a kill left empty, some of an older one."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return frozenset(str(row[0]) for row in rows)


def _open(row: sqlite3.Row) -> Row:
    return {name: _opened(row[name]) for name in row.keys() if name not in _NOT_KEPT}  # noqa: SIM118 - a Row is no dict


def _opened(value: object) -> object:
    """Return JSON within a column as JSON, if it would come back as the very same text."""
    if isinstance(value, str) and value.startswith("{"):
        try:
            found = load_json(value)
        except ValueError:
            return value
        return found if _closed(found) == value else value
    return value


def _closed(value: object) -> object:
    return (
        json.dumps(value, ensure_ascii=True, separators=(",", ":"))
        if isinstance(value, dict)
        else value
    )


def _insert(connection: sqlite3.Connection, name: str, rows: list[Row]) -> int:
    columns = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} - _NOT_KEPT
    added = 0
    for row in rows:
        known = [column for column in row if column in columns]
        if not known:
            continue
        marks = ", ".join("?" * len(known))
        try:
            cursor = connection.execute(
                f"INSERT OR IGNORE INTO {name} ({', '.join(known)}) VALUES ({marks})",
                [_closed(row[column]) for column in known],
            )
        except sqlite3.IntegrityError:  # of a conversation that is not there
            continue
        added += cursor.rowcount
    return added


def _parsed(export: bytes) -> dict[str, list[Row]]:
    try:
        found = load_json(export) if export else {}
    except (ValueError, RecursionError) as error:
        raise _no_conversations() from error
    if not isinstance(found, dict) or not all(isinstance(rows, list) for rows in found.values()):
        raise _no_conversations()
    return {
        str(name): [row for row in rows if isinstance(row, dict)] for name, rows in found.items()
    }


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10)
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _unusable(path: Path) -> StorageError:
    return StorageError(
        "The conversations in {path} cannot be read or written.",
        hint="Check that the disk is not full and that no other program holds the file.",
        key="portable.unusable",
        path=path,
    )


def _no_conversations() -> StorageError:
    return StorageError(
        "The conversations in this export cannot be read; its entries are another matter.",
        hint="Choose another export or backup for the conversations.",
        key="portable.bad_export",
    )
