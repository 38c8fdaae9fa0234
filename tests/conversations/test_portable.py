"""Erasing turns works on any file that can be there: none, one without tables, an older one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conversations.portable import erase_turns, turns_that_hold


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.sqlite3"


def test_where_nobody_asked_nothing_is_made(path: Path) -> None:
    erase_turns(path, ["t"])
    assert not path.exists()


def test_a_file_that_a_kill_left_empty_holds_nothing_to_erase(path: Path) -> None:
    path.touch()
    erase_turns(path, ["t"])
    assert turns_that_hold(path, "e", ()) == ()


def test_a_file_from_before_records_were_kept_loses_its_turns(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE conversation (id TEXT, created_at TEXT)")
        connection.execute("CREATE TABLE turn (id TEXT, conversation_id TEXT, position INTEGER)")
        connection.execute("INSERT INTO conversation VALUES ('c', ''), ('other', '')")
        connection.execute("INSERT INTO turn VALUES ('t', 'c', 1), ('u', 'other', 1)")
    erase_turns(path, ["t"])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT id FROM turn").fetchall() == [("u",)]
        assert connection.execute("SELECT id FROM conversation").fetchall() == [("other",)]
