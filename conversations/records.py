"""The records of turns, in the conversations' file: deleted with their conversation, listed without
being read. Readings of entries have no conversation and a table of their own.

Limit: the last thousand readings are kept.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from conversations.codec import decode, encode
from tracing.record import READING, Mode, TurnRecord, fingerprint

RECORD_TABLE: Final = """
CREATE TABLE IF NOT EXISTS record (
    turn_id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    asked_at TEXT NOT NULL, name TEXT NOT NULL, question TEXT NOT NULL, mode TEXT NOT NULL,
    prompt TEXT NOT NULL, status TEXT NOT NULL, seconds REAL NOT NULL, trace_id TEXT NOT NULL,
    record TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS record_of_conversation ON record (conversation_id);
CREATE INDEX IF NOT EXISTS record_by_time ON record (asked_at);
CREATE TABLE IF NOT EXISTS reading (
    turn_id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    asked_at TEXT NOT NULL, name TEXT NOT NULL, question TEXT NOT NULL, mode TEXT NOT NULL,
    prompt TEXT NOT NULL, status TEXT NOT NULL, seconds REAL NOT NULL, trace_id TEXT NOT NULL,
    record TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS reading_by_time ON reading (asked_at);
CREATE TABLE IF NOT EXISTS trace (
    entry TEXT NOT NULL, trace_id TEXT NOT NULL, PRIMARY KEY (entry, trace_id));
CREATE TABLE IF NOT EXISTS trace_project (
    trace_id TEXT PRIMARY KEY, project TEXT NOT NULL)
"""
_COLUMNS: Final = (
    "r.turn_id, r.conversation_id, r.asked_at, r.name, r.question, r.mode, r.prompt, r.status,"
    " r.seconds, r.trace_id, t.thumbs, t.comment"
)
_LISTED: Final = (
    "rowid AS place, turn_id, conversation_id, asked_at, name, question, mode, prompt, status,"
    " seconds, trace_id"
)
_BOTH: Final = f"SELECT {_LISTED} FROM record UNION ALL SELECT {_LISTED} FROM reading"
MOST_READINGS: Final = 1000
Thumbs = Literal["up", "down", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFilter:
    """Which turns count: days inclusive in the reader's own calendar, an exact prompt version,
    words of the question; empty means all.
    """

    since: date | None = None
    until: date | None = None
    prompt: str = ""
    mode: Mode | None = None
    thumbs: Thumbs | None = None
    words: str = ""


EVERY_RECORD = RecordFilter()
MAIN_SCORE: Final = "answer_cited"
_FIGURES: Final = """
SELECT turn_id, count(call.value),
    total(json_extract(call.value, '$.input_tokens')),
    total(json_extract(call.value, '$.output_tokens')),
    total(json_extract(call.value, '$.cost')),
    count(json_extract(call.value, '$.cost')),
    (SELECT json_extract(value, '$.value') FROM json_each(record, '$.scores')
     WHERE json_extract(value, '$.name') = ?)
FROM (SELECT turn_id, record FROM record UNION ALL SELECT turn_id, record FROM reading) kept
    LEFT JOIN json_each(record, '$.steps') step LEFT JOIN json_each(step.value, '$.calls') call
GROUP BY turn_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnFigures:
    """What a turn took: calls, tokens in and out, dollars (None where a price is not known), and
    the share of its sentences that cite.
    """

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSummary:
    """A line of the list of turns. `prompt` is `answer@3`, `answer#<hash>` for a local file, empty
    without a model.
    """

    turn_id: str
    conversation_id: str
    asked_at: datetime
    name: str
    question: str
    mode: str
    prompt: str
    status: str
    seconds: float
    trace_id: str
    thumbs: int | None = None
    comment: str = ""

    @property
    def is_reading(self) -> bool:
        """Whether an entry was read, and no question answered."""
        return self.conversation_id.startswith(READING)


def insert_traces(connection: sqlite3.Connection, record: TurnRecord) -> None:
    """Keep which entries a trace holds words of, by fingerprints, and which project it is in; both
    outlive the record, since the trace does.
    """
    if not record.trace_id:
        return
    entries = {fingerprint(each.entry_id) for each in record.passages}
    if record.is_reading:
        entries.add(record.conversation_id.removeprefix(READING))
    connection.executemany(
        "INSERT OR IGNORE INTO trace VALUES (?, ?)",
        [(entry, record.trace_id) for entry in sorted(entries)],
    )
    connection.execute(
        "INSERT OR REPLACE INTO trace_project VALUES (?, ?)", (record.trace_id, record.made_for)
    )


def read_records(
    connection: sqlite3.Connection, since: datetime, until: datetime
) -> tuple[TurnRecord, ...]:
    """Return the records of a stretch of time that have a trace and can be read, oldest first."""
    rows = connection.execute(
        "SELECT asked_at, record FROM record WHERE trace_id <> '' UNION ALL"
        " SELECT asked_at, record FROM reading WHERE trace_id <> '' ORDER BY asked_at"
    )
    found = []
    for asked_at, text in rows:
        if since <= datetime.fromisoformat(asked_at) <= until:
            with suppress(ValueError):
                found.append(decode(TurnRecord, text))
    return tuple(found)


def insert_record(connection: sqlite3.Connection, record: TurnRecord) -> None:
    """Keep the record, in place of an earlier one of the same turn, unless its conversation is
    gone.
    """
    row = _row(record)
    if record.is_reading:
        connection.execute(
            f"INSERT OR REPLACE INTO reading VALUES ({', '.join('?' * (len(row) + 1))})",
            (row[0], record.conversation_id, *row[1:]),
        )
        connection.execute(
            "DELETE FROM reading WHERE turn_id NOT IN"
            " (SELECT turn_id FROM reading ORDER BY asked_at DESC, rowid DESC LIMIT ?)",
            (MOST_READINGS,),
        )
        return
    connection.execute(
        "INSERT OR REPLACE INTO record SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM conversation"
        " WHERE id = ?",
        (*row, record.conversation_id),
    )


def _row(record: TurnRecord) -> tuple[object, ...]:
    """Return the columns of a record but for its conversation."""
    return (
        record.turn_id,
        record.asked_at.isoformat(),
        record.name,
        # SQLite takes UTF-8 only; the record itself is ASCII.
        record.question.encode("utf-8", "replace").decode("utf-8"),
        record.mode,
        record.prompt,
        record.status,
        record.seconds,
        record.trace_id,
        encode(record),
    )


def delete_reading(connection: sqlite3.Connection, turn_id: str) -> None:
    """Erase the record of a reading."""
    connection.execute("DELETE FROM reading WHERE turn_id = ?", (turn_id,))


def read_record(connection: sqlite3.Connection, turn_id: str) -> TurnRecord | None:
    """Return the record, or None when there is none that can be read."""
    row = connection.execute(
        "SELECT record FROM record WHERE turn_id = ? UNION ALL"
        " SELECT record FROM reading WHERE turn_id = ?",
        (turn_id, turn_id),
    ).fetchone()
    try:
        return decode(TurnRecord, row[0]) if row else None
    except ValueError:
        return None


def read_summaries(connection: sqlite3.Connection, where: RecordFilter) -> tuple[TurnSummary, ...]:
    """Return the turns that match, the newest first."""
    conditions = ["(? = '' OR r.prompt = ?)", "(? IS NULL OR r.mode = ?)"]
    values: list[object] = [where.prompt, where.prompt, where.mode, where.mode]
    if where.thumbs is not None:
        conditions.append("t.thumbs IS ?")
        values.append({"up": 1, "down": 0, "none": None}[where.thumbs])
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM ({_BOTH}) r LEFT JOIN turn t ON t.id = r.turn_id"
        f" WHERE {' AND '.join(conditions)} ORDER BY r.asked_at DESC, r.place DESC",
        values,
    ).fetchall()
    sought = where.words.casefold().split()
    return tuple(
        each
        for each in (_summary(*row) for row in rows)
        if _is_within(each.asked_at.astimezone().date(), where)
        and all(word in each.question.casefold() for word in sought)
    )


def read_figures(connection: sqlite3.Connection) -> dict[str, TurnFigures]:
    """Return what each recorded turn took, read from the records where they lie."""
    return {
        turn_id: TurnFigures(
            calls=calls,
            input_tokens=int(sent),
            output_tokens=int(given),
            cost=cost if priced == calls else None,
            score=score,
        )
        for turn_id, calls, sent, given, cost, priced, score in connection.execute(
            _FIGURES, (MAIN_SCORE,)
        )
    }


def _is_within(day: date, where: RecordFilter) -> bool:
    return (where.since is None or day >= where.since) and (
        where.until is None or day <= where.until
    )


def _summary(
    turn_id: str,
    conversation_id: str,
    asked_at: str,
    name: str,
    question: str,
    mode: str,
    prompt: str,
    status: str,
    seconds: float,
    trace_id: str,
    thumbs: int | None,
    comment: str | None,
) -> TurnSummary:
    return TurnSummary(
        turn_id=turn_id,
        conversation_id=conversation_id,
        asked_at=datetime.fromisoformat(asked_at),
        name=name,
        question=question,
        mode=mode,
        prompt=prompt,
        status=status,
        seconds=seconds,
        trace_id=trace_id,
        thumbs=thumbs,
        comment=comment or "",
    )
