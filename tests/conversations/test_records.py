"""Records of turns: kept whole, listed by what they were, gone with their conversation."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from chains.ask.events import Answer, Question
from conversations import ConversationStore, RecordFilter
from tracing import CallRecord, PassageRecord, Score, SentMessage, StepRecord, TurnRecord

CALL = CallRecord(
    model="gpt-5-mini",
    prompt_name="answer",
    prompt_version="3",
    prompt_source="langfuse",
    messages=(SentMessage(role="user", text="비밀 문장 \ud83d"),),
    reply="답 [1.1]",
    input_tokens=7,
    output_tokens=2,
    cost=0.25,
)
RECORD = TurnRecord(
    turn_id="t1",
    conversation_id="",
    name="ask",
    asked_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
    question="대학원에 갈까?",
    seconds=1.5,
    phrases=("대학원",),
    steps=(StepRecord(name="answer", began_s=0.1, seconds=1.2, calls=(CALL,)),),
    passages=(
        PassageRecord(
            entry_id="a", start=0, end=5, score=0.5, written_on=date(2024, 4, 30), cited=True
        ),
    ),
    scores=(Score(name="citations_valid", value=1.0),),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.sqlite3"


def test_a_record_comes_back_exactly_and_goes_with_its_conversation(path: Path) -> None:
    store = ConversationStore(path)
    conversation = store.create()
    record = replace(RECORD, conversation_id=conversation.id)
    store.keep_record(record)
    assert ConversationStore(path).record("t1") == record
    assert (record.mode, record.prompt, record.cost) == ("model", "answer@3", 0.25)
    store.delete(conversation.id)
    assert store.record("t1") is None
    assert "비밀".encode() not in path.read_bytes()
    assert rb"\ube44\ubc00" not in path.read_bytes()


def test_a_record_of_a_deleted_conversation_is_not_kept(path: Path) -> None:
    store = ConversationStore(path)
    store.keep_record(replace(RECORD, conversation_id="gone"))
    assert store.record("t1") is None
    assert store.records() == ()


def test_turns_are_listed_by_day_prompt_thumbs_and_mode(path: Path) -> None:
    store = ConversationStore(path)
    conversation = store.create()
    for day in range(3):
        turn_id = f"t{day}"
        store.append(conversation.id, Question(text="q", turn_id=turn_id), None, Answer())
        call = replace(CALL, prompt_version=str(day), prompt_source="langfuse" if day else "file")
        step = replace(RECORD.steps[0], calls=(call,) if day < 2 else ())
        asked_at = (RECORD.asked_at + timedelta(days=day)).astimezone()
        store.keep_record(
            replace(
                RECORD,
                turn_id=turn_id,
                conversation_id=conversation.id,
                asked_at=asked_at,
                steps=(step,),
            )
        )
    store.rate("t1", 1, "좋다")

    def found(**where: object) -> list[str]:
        return [each.turn_id for each in store.records(RecordFilter(**where))]  # type: ignore[arg-type]

    days = [each.asked_at.astimezone().date() for each in store.records()]
    assert days == sorted(days, reverse=True)
    assert found() == ["t2", "t1", "t0"]
    assert found(since=days[1]) == ["t2", "t1"]
    assert found(until=days[1]) == ["t1", "t0"]
    assert found(prompt="answer#0") == ["t0"]
    assert found(mode="quotes_only") == ["t2"]
    assert found(thumbs="up") == ["t1"]
    assert found(thumbs="none") == ["t2", "t0"]
    assert store.records(RecordFilter(thumbs="up"))[0].comment == "좋다"


def test_a_file_of_the_version_before_gets_the_table(path: Path) -> None:
    store = ConversationStore(path)
    conversation = store.create("old")
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TABLE record; PRAGMA user_version = 1")
    connection.close()
    again = ConversationStore(path)
    again.keep_record(replace(RECORD, conversation_id=conversation.id))
    assert again.record("t1") is not None


def test_what_a_turn_took_is_read_from_its_record(path: Path) -> None:
    store = ConversationStore(path)
    conversation = store.create()
    unpriced = replace(CALL, cost=None)
    step = replace(RECORD.steps[0], calls=(CALL, unpriced))
    kept = replace(RECORD, conversation_id=conversation.id)
    cited = (Score(name="answer_cited", value=0.5),)
    store.keep_record(kept)
    store.keep_record(replace(kept, turn_id="t2", steps=(step,), scores=cited))
    store.keep_record(replace(kept, turn_id="t3", steps=()))
    figures = store.figures()
    assert (figures["t1"].input_tokens, figures["t1"].output_tokens) == (7, 2)
    assert (figures["t1"].cost, figures["t1"].score) == (0.25, None)
    assert (figures["t2"].calls, figures["t2"].cost, figures["t2"].score) == (2, None, 0.5)
    assert (figures["t3"].calls, figures["t3"].input_tokens) == (0, 0)


def test_turns_are_found_by_words_of_their_question(path: Path) -> None:
    store = ConversationStore(path)
    conversation = store.create()
    store.keep_record(replace(RECORD, conversation_id=conversation.id))
    assert store.records(RecordFilter(words="대학원"))
    assert not store.records(RecordFilter(words="대학원 취업"))
