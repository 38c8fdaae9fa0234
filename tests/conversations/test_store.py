"""Conversations on a real disk: kept, found, renamed, erased, and never in the way of the app."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chains.ask.events import Answer, Citation, Plan, Question
from conversations import ConversationStore
from conversations.conversation import NAME_LENGTH
from errors import StorageError

ROOT = Path(__file__).parents[2]
QUESTION = Question(text="대학원에 갈까, 취업할까?", turn_id="turn-1")
PLAN = Plan(question=QUESTION.text, phrases=("대학원", "취업"), language="ko")
ANSWER = Answer(
    text="두 길 다 적혀 있다 [1].",
    citations=(Citation(number=1, entry_id="e", start=0, end=3, quote="나는"),),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "conversations.sqlite3"


@pytest.fixture
def store(path: Path) -> ConversationStore:
    return ConversationStore(path)


def test_turns_are_there_after_a_restart(path: Path, store: ConversationStore) -> None:
    conversation = store.create()
    store.append(conversation.id, QUESTION, PLAN, ANSWER)
    store.append(conversation.id, Question(text="and money?"), None, Answer(finish="stopped"))
    first, second = ConversationStore(path).turns(conversation.id)
    assert (first.id, first.question, first.plan, first.answer) == (
        "turn-1",
        QUESTION,
        PLAN,
        ANSWER,
    )
    assert (second.plan, second.answer.finish) == (None, "stopped")
    assert first.asked_at < second.asked_at
    (listed,) = ConversationStore(path).list()
    assert (listed.name, listed.turns) == (QUESTION.text, 2)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  grad school\n or\tindustry?  ", "grad school or industry?"),
        ("가" * 100, "가" * (NAME_LENGTH - 1) + "…"),
        (
            "should I stay at the company where I have been for years",
            "should I stay at the company where I…",
        ),
        ("", ""),
        ("\ud83d broken", "? broken"),
    ],
)
def test_the_first_question_names_a_conversation(
    store: ConversationStore, text: str, name: str
) -> None:
    conversation = store.create()
    store.append(conversation.id, Question(text=text), None, Answer())
    assert store.list()[0].name == name
    assert len(name) <= NAME_LENGTH


def test_a_given_name_stays(store: ConversationStore) -> None:
    conversation = store.create("진로")
    store.append(conversation.id, QUESTION, None, ANSWER)
    assert store.list()[0].name == "진로"
    store.rename(conversation.id, "  new\nname ")
    store.rename(conversation.id, "   ")
    assert store.list()[0].name == "new name"


def test_the_last_used_comes_first(store: ConversationStore) -> None:
    old, new = store.create("old"), store.create("new")
    assert [each.id for each in store.list()] == [new.id, old.id]
    store.append(old.id, QUESTION, None, ANSWER)
    assert [each.id for each in store.list()] == [old.id, new.id]


def test_the_same_turn_again_replaces_and_keeps_its_rating(store: ConversationStore) -> None:
    conversation = store.create()
    store.append(conversation.id, QUESTION, PLAN, ANSWER)
    store.rate("turn-1", 0, "틀린 인용")
    store.append(conversation.id, QUESTION, PLAN, Answer(text="다시"))
    (turn,) = store.turns(conversation.id)
    assert (turn.answer.text, turn.thumbs, turn.comment) == ("다시", 0, "틀린 인용")
    store.rate("turn-1", None)
    assert (store.turns(conversation.id)[0].thumbs, store.turns(conversation.id)[0].comment) == (
        None,
        "",
    )
    store.rate("no such turn", 1)


def test_deleted_text_is_gone_from_the_disk(path: Path, store: ConversationStore) -> None:
    conversation, kept = store.create(), store.create("kept")
    secret = "UnmistakableWords" * 500
    store.append(conversation.id, Question(text=secret, turn_id="a"), PLAN, Answer(text=secret))
    store.append(kept.id, Question(text="other", turn_id="b"), None, Answer(text="stays"))
    assert b"UnmistakableWords" in path.read_bytes()
    store.delete(conversation.id)
    store.delete(conversation.id)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert b"UnmistakableWords" not in path.read_bytes()
    assert [turn.answer.text for turn in store.turns(kept.id)] == ["stays"]


def test_an_answer_to_a_deleted_conversation_does_not_bring_it_back(
    store: ConversationStore,
) -> None:
    conversation = store.create()
    store.delete(conversation.id)
    with pytest.raises(StorageError) as caught:
        store.append(conversation.id, QUESTION, PLAN, ANSWER)
    assert caught.value.key == "conversation.gone"
    assert store.list() == ()


def test_only_the_owner_can_read_it(path: Path, store: ConversationStore) -> None:
    store.create()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_many_threads_lose_nothing(store: ConversationStore) -> None:
    conversation = store.create()

    def ask(number: int) -> None:
        store.append(
            conversation.id,
            Question(text=str(number), turn_id=str(number)),
            None,
            Answer(text=str(number)),
        )
        store.rate(str(number), number % 2)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(40)))
    turns = store.turns(conversation.id)
    assert {turn.id: turn.thumbs for turn in turns} == {
        str(number): number % 2 for number in range(40)
    }
    assert all(turn.answer.text == turn.question.text for turn in turns)


@pytest.mark.parametrize(
    "content", [b"not a database " * 100, b"SQLite format 3\x00" + b"\x07" * 4096]
)
def test_a_damaged_file_is_moved_aside_and_reported(
    path: Path, store: ConversationStore, content: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert store.list() == ()
    assert store.problem is not None
    assert store.problem.key == "conversation.damaged"
    assert path.with_name("conversations.sqlite3.damaged-1").read_bytes() == content
    conversation = store.create()
    store.append(conversation.id, QUESTION, PLAN, ANSWER)
    assert len(store.turns(conversation.id)) == 1


def test_damage_while_running_is_reported_once(path: Path, store: ConversationStore) -> None:
    store.append(store.create().id, QUESTION, PLAN, ANSWER)
    path.write_bytes(b"\x00" * 8192)
    with pytest.raises(StorageError) as caught:
        store.turns("any")
    assert caught.value.key == "conversation.damaged"
    assert store.list() == ()


def test_a_file_deleted_while_running_is_begun_anew(path: Path, store: ConversationStore) -> None:
    store.create()
    path.unlink()
    assert store.list() == ()


def test_a_file_of_a_newer_version_is_left_alone(path: Path, store: ConversationStore) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StorageError) as caught:
        store.list()
    assert caught.value.key == "conversation.newer"
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError) as caught:
        ConversationStore(tmp_path / "file" / "conversations.sqlite3").create()
    assert caught.value.key == "conversation.unusable"


def test_a_turn_that_cannot_be_read_hides_no_other(path: Path, store: ConversationStore) -> None:
    conversation = store.create()
    store.append(conversation.id, QUESTION, PLAN, ANSWER)
    store.append(conversation.id, Question(text="next", turn_id="turn-2"), None, ANSWER)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE turn SET answer = '{' WHERE id = 'turn-1'")
    connection.close()
    assert [turn.id for turn in store.turns(conversation.id)] == ["turn-2"]


WRITER = """
import sys
from pathlib import Path
from chains.ask.events import Answer, Question
from conversations import ConversationStore
store = ConversationStore(Path(sys.argv[1]))
conversation = store.create()
for number in range(100_000):
    question = Question(text="q" * 5000, turn_id=str(number))
    store.append(conversation.id, question, None, Answer(text="a" * 5000))
    print(number, flush=True)
"""


def test_a_kill_loses_nothing_that_was_kept(path: Path) -> None:
    for kept_before_the_kill in (1, 7, 20):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, path], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        promised = [int(next(writer.stdout)) for _ in range(kept_before_the_kill)]
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        promised += [int(line) for line in writer.stdout.read().split()]
        writer.stdout.close()
        store = ConversationStore(path)
        conversation = store.list()[0]
        assert {str(number) for number in promised} <= {
            turn.id for turn in store.turns(conversation.id)
        }
        assert store.problem is None
        store.delete(conversation.id)


def test_the_newest_are_listed_and_found_by_name(store: ConversationStore) -> None:
    made = [store.create(f"Talk {at}") for at in range(30)]
    assert [each.id for each in store.recent(20)] == [each.id for each in reversed(made[10:])]
    assert [each.name for each in store.recent(20, "alk 2_")] == []
    assert [each.name for each in store.recent(20, "TALK 29")] == ["Talk 29"]
    found = store.find(made[3].id)
    assert found is not None
    assert found.name == "Talk 3"
    assert store.find("nothing") is None
