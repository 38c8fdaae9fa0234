"""Keeps conversations and their turns across reloads and restarts.

Invariant: a turn is kept whole or not at all; a deleted conversation's text is gone from the file.
Any thread may call.
"""

from __future__ import annotations

import re
import sqlite3
import uuid
from datetime import UTC, datetime
from pathlib import Path

from chains.ask.events import Answer, Plan, Question
from conversations.codec import decode, encode
from conversations.conversation import Conversation, StoredTurn, tidy_name
from conversations.database import Database
from conversations.records import (
    EVERY_RECORD,
    RECORD_TABLE,
    RecordFilter,
    TurnFigures,
    TurnSummary,
    delete_reading,
    insert_record,
    insert_traces,
    read_figures,
    read_record,
    read_records,
    read_summaries,
)
from errors import StorageError
from tracing.record import TurnRecord

_VERSION = 4
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS turn (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    conversation_id TEXT NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
    asked_at TEXT NOT NULL, question TEXT NOT NULL, plan TEXT, answer TEXT NOT NULL,
    thumbs INTEGER CHECK (thumbs IN (0, 1)), comment TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS turn_of_conversation ON turn (conversation_id, position);
CREATE INDEX IF NOT EXISTS conversation_by_use ON conversation (updated_at);
{RECORD_TABLE}
"""


class ConversationStore:
    """The conversations of one installation, in one SQLite file that only its owner can read."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, schema=_SCHEMA, version=_VERSION)

    @property
    def problem(self) -> StorageError | None:
        """What happened to a damaged file, once it was met."""
        return self._database.problem

    def list(self) -> tuple[Conversation, ...]:
        """Return all conversations, the last used first.

        Raises:
            StorageError: the file cannot be used. So do all methods here.
        """
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT id, name, created_at, updated_at, (SELECT count(*) FROM turn WHERE"
                " conversation_id = c.id) FROM conversation c ORDER BY updated_at DESC, rowid DESC"
            ).fetchall()
        return tuple(_conversation(*row) for row in rows)

    def recent(self, most: int, words: str = "") -> tuple[Conversation, ...]:
        """Return the last used, at most so many; with words, those whose name or questions hold
        them. It costs the same however many there are.
        """
        pattern = "%" + re.sub(r"([%_\\])", r"\\\1", _storable(words.strip())) + "%"
        # A name is cut off: what was asked is found by its whole words as well.
        held = (
            " WHERE c.name LIKE ?1 ESCAPE '\\' OR EXISTS (SELECT 1 FROM record r WHERE"
            " r.conversation_id = c.id AND r.question LIKE ?1 ESCAPE '\\')"
        )
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT id, name, created_at, updated_at, 0 FROM conversation c"
                f"{held if words.strip() else ''}"
                " ORDER BY updated_at DESC, rowid DESC LIMIT ?2",
                (pattern, most),
            ).fetchall()
        return tuple(_conversation(*row) for row in rows)

    def find(self, conversation_id: str) -> Conversation | None:
        """Return a conversation, or None when it is not there."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT id, name, created_at, updated_at, (SELECT count(*) FROM turn WHERE"
                " conversation_id = c.id) FROM conversation c WHERE id = ?",
                (conversation_id,),
            ).fetchone()
        return _conversation(*row) if row else None

    def create(self, name: str = "") -> Conversation:
        """Begin a conversation; without a name its first question names it."""
        now = _now()
        row = (uuid.uuid4().hex, _storable(tidy_name(name)), now, now)
        with self._database.transaction() as connection:
            connection.execute("INSERT INTO conversation VALUES (?, ?, ?, ?)", row)
        return _conversation(*row, 0)

    def rename(self, conversation_id: str, name: str) -> None:
        """Give the conversation a name; an empty one is ignored."""
        if not (tidy := _storable(tidy_name(name))):
            return
        with self._database.transaction() as connection:
            renamed = connection.execute(
                "UPDATE conversation SET name = ? WHERE id = ?", (tidy, conversation_id)
            )
            _require(renamed)

    def delete(self, conversation_id: str) -> None:
        """Erase the conversation with all its turns, for good; deleting it again is no error."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM conversation WHERE id = ?", (conversation_id,))

    def append(
        self, conversation_id: str, question: Question, plan: Plan | None, answer: Answer
    ) -> StoredTurn:
        """Keep a turn at the end; the same `turn_id` again replaces what was kept and leaves its
        rating.

        Raises:
            StorageError: the conversation was deleted meanwhile, or the file cannot be used.
        """
        turn = StoredTurn(
            id=question.turn_id or uuid.uuid4().hex,
            conversation_id=conversation_id,
            asked_at=datetime.now(UTC),
            question=question,
            plan=plan,
            answer=answer,
        )
        with self._database.transaction() as connection:
            _require(
                connection.execute(
                    "UPDATE conversation SET updated_at = ?, name = iif(name = '', ?, name) WHERE"
                    " id = ?",
                    (_now(), _storable(tidy_name(question.text)), conversation_id),
                )
            )
            connection.execute(
                "INSERT INTO turn (id, conversation_id, asked_at, question, plan, answer) VALUES"
                " (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET question = excluded.question,"
                " plan = excluded.plan, answer = excluded.answer",
                (
                    turn.id,
                    conversation_id,
                    turn.asked_at.isoformat(),
                    encode(question),
                    None if plan is None else encode(plan),
                    encode(answer),
                ),
            )
        return turn

    def turns(self, conversation_id: str) -> tuple[StoredTurn, ...]:
        """Return the turns in the order they were asked; a turn that cannot be read any more is
        left out.
        """
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT id, conversation_id, asked_at, question, plan, answer, thumbs, comment"
                " FROM turn WHERE conversation_id = ? ORDER BY position",
                (conversation_id,),
            ).fetchall()
        return tuple(turn for turn in (_turn(*row) for row in rows) if turn is not None)

    def turn(self, turn_id: str) -> StoredTurn | None:
        """Return one turn, None where there is none that can be read."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT id, conversation_id, asked_at, question, plan, answer, thumbs, comment"
                " FROM turn WHERE id = ?",
                (turn_id,),
            ).fetchone()
        return _turn(*row) if row else None

    def rate(self, turn_id: str, thumbs: int | None, reason: str = "") -> None:
        """Keep thumbs up (1), down (0) or none for a turn, and why; unknown turns are ignored."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE turn SET thumbs = ?, comment = ? WHERE id = ?",
                (thumbs, _storable(reason), turn_id),
            )

    def keep_record(self, record: TurnRecord) -> None:
        """Keep what a turn did: an answer's beside its conversation, and not when that is gone; a
        reading's by itself.
        """
        with self._database.transaction() as connection:
            insert_record(connection, record)
            insert_traces(connection, record)

    def keep_traces(self, record: TurnRecord) -> None:
        """Keep which entries the trace of a turn holds words of, and nothing else of it."""
        with self._database.transaction() as connection:
            insert_traces(connection, record)

    def records_between(self, since: datetime, until: datetime) -> tuple[TurnRecord, ...]:
        """Return the records of a stretch of time that have a trace, oldest first."""
        with self._database.transaction() as connection:
            return read_records(connection, since, until)

    def delete_reading(self, turn_id: str) -> None:
        """Erase the record of a reading of an entry, for good; another turn's is left."""
        with self._database.transaction() as connection:
            delete_reading(connection, turn_id)

    def record(self, turn_id: str) -> TurnRecord | None:
        """Return what the turn did, or None for a turn from before records were kept."""
        with self._database.transaction() as connection:
            return read_record(connection, turn_id)

    def figures(self) -> dict[str, TurnFigures]:
        """Return what each recorded turn took."""
        with self._database.transaction() as connection:
            return read_figures(connection)

    def records(self, where: RecordFilter = EVERY_RECORD) -> tuple[TurnSummary, ...]:
        """Return the recorded turns that match, the newest first."""
        with self._database.transaction() as connection:
            return read_summaries(connection, where)


def _conversation(id: str, name: str, created_at: str, updated_at: str, turns: int) -> Conversation:
    return Conversation(
        id=id,
        name=name,
        created_at=datetime.fromisoformat(created_at),
        updated_at=datetime.fromisoformat(updated_at),
        turns=turns,
    )


def _turn(
    id: str,
    conversation_id: str,
    asked_at: str,
    question: str,
    plan: str | None,
    answer: str,
    thumbs: int | None,
    comment: str,
) -> StoredTurn | None:
    try:
        return StoredTurn(
            id=id,
            conversation_id=conversation_id,
            asked_at=datetime.fromisoformat(asked_at),
            question=decode(Question, question),
            plan=None if plan is None else decode(Plan, plan),
            answer=decode(Answer, answer),
            thumbs=thumbs,
            comment=comment,
        )
    except ValueError:
        return None


def _require(cursor: sqlite3.Cursor) -> None:
    if cursor.rowcount == 0:
        raise StorageError(
            "The conversation is not there any more.",
            hint="It was deleted, perhaps in another window. Begin a new one.",
            key="conversation.gone",
        )


def _storable(text: str) -> str:
    # SQLite takes UTF-8 only; half a surrogate pair from a broken paste is none.
    return text.encode("utf-8", "replace").decode("utf-8")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
