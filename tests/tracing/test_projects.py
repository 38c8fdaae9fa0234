"""What belongs to one Langfuse project is asked of no other, after the person connected another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chains.ask.events import Answer, Question
from conversations import ConversationStore
from conversations.portable import erase_turns, projects_of
from conversations.rating import rate
from portability.holdings import erase_all
from tests.langfuse_server import LangfuseServer
from tracing import NullTracer, TurnRecord, build_tracer
from tracing.address import project_mark
from tracing.connection import connect
from tracing.erasing import erase_traces, list_waiting, waiting_elsewhere
from tracing.removals import Removals


@pytest.fixture
def one() -> Iterator[LangfuseServer]:
    with LangfuseServer() as running:
        yield running


@pytest.fixture
def other() -> Iterator[LangfuseServer]:
    with LangfuseServer() as running:
        yield running


def record_of(conversation: str, turn: str, made_for: str) -> TurnRecord:
    return TurnRecord(
        turn_id=turn,
        conversation_id=conversation,
        name="ask",
        asked_at=datetime.now(UTC),
        question="q",
        trace_id=turn * 32,
        made_for=made_for,
    )


def test_a_trace_is_removed_in_its_own_project(
    one: LangfuseServer, other: LangfuseServer, tmp_path: Path
) -> None:
    waiting, mark = tmp_path / "waiting.json", project_mark(one.address)
    one.removal_reply = (503, b"")
    assert erase_traces(one.address, {"a": mark, "b": ""}, waiting).left == 2
    switched = erase_traces(other.address, {"c": project_mark(other.address)}, waiting)
    assert (switched.taken, switched.left, switched.elsewhere) == (2, 1, 1)
    assert other.removed_traces == ["b", "c"]  # nobody knows whose b is
    assert list_waiting(waiting) == {"a": mark}
    one.removal_reply = None
    assert erase_traces(one.address, {}, waiting).taken == 1
    assert one.removed_traces == ["a"]
    assert not waiting.exists()


def test_what_waited_before_projects_were_told_apart_is_asked_of_the_one_that_is_connected(
    one: LangfuseServer, tmp_path: Path
) -> None:
    waiting = tmp_path / "waiting.json"
    waiting.write_text('["a", "b"]')
    assert not waiting_elsewhere(one.address, list_waiting(waiting))
    assert erase_traces(one.address, {}, waiting).taken == 2
    assert one.removed_traces == ["a", "b"]


@pytest.mark.parametrize("kept", ["7", "null", "{", '"a"'])
def test_a_file_that_holds_no_ids_is_read_as_none(tmp_path: Path, kept: str) -> None:
    waiting = tmp_path / "waiting.json"
    waiting.write_text(kept)
    assert list_waiting(waiting) == {}


def test_the_project_of_a_trace_outlives_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    store = ConversationStore(path)
    talk = store.create().id
    for turn, project in (("1", "first"), ("2", "second")):
        store.keep_record(record_of(talk, turn, project))
    erase_turns(path, ["1"])
    traces = ["1" * 32, "2" * 32, "3" * 32]
    assert projects_of(path, traces) == dict(zip(traces, ("first", "second", ""), strict=True))


def test_erasing_everything_tells_of_traces_in_another_project(
    one: LangfuseServer, other: LangfuseServer, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    store = ConversationStore(state / "conversations.sqlite3")
    talk = store.create().id
    store.keep_record(record_of(talk, "1", project_mark(one.address)))
    store.keep_record(record_of(talk, "2", project_mark(other.address)))
    erased = erase_all(tmp_path / "journal", state, backups=None, langfuse=other.address)
    assert erased.traces == 1
    assert erased.problem is not None
    assert (erased.problem.key, erased.problem.values["count"]) == ("erase.traces_elsewhere", 1)
    assert (one.removed_traces, other.removed_traces) == ([], ["2" * 32])


def test_a_thumb_is_taken_back_in_its_own_project(
    one: LangfuseServer, other: LangfuseServer, tmp_path: Path
) -> None:
    path = tmp_path / "scores.json"

    def removals(server: LangfuseServer) -> Removals:
        made = Removals(connect(server.address), path, lambda: 0.0)
        made._start = lambda: None  # type: ignore[method-assign]
        return made

    one.mode = "failing"
    removals(one).remove("thumb")
    removals(one).run_due(700)
    switched = removals(other)
    switched.run_due(2_000)
    assert switched.id_of("thumb") == "thumb"  # it was never taken back there
    switched.remove("another")
    switched.run_due(700)
    assert not any("thumb" in path for path in other.received.paths)
    one.mode = "healthy"
    removals(one).run_due(2_000)
    assert sum("thumb" in path for path in one.received.paths) > 0
    assert all(not each["due"] for each in json.loads(path.read_bytes()).values())


def test_scores_that_waited_before_projects_were_told_apart_are_still_removed(
    one: LangfuseServer, tmp_path: Path
) -> None:
    path = tmp_path / "scores.json"
    path.write_text('{"given": {"thumb": 1}, "due": {"thumb": [1.0]}, "stands": []}')
    Removals(connect(one.address), path, lambda: 2.0).wait()
    one.wait_for(lambda got: any("scores/thumb" in path for path in got.paths))


def test_a_thumb_goes_to_the_project_of_its_trace_alone(
    one: LangfuseServer, other: LangfuseServer, tmp_path: Path
) -> None:
    store = ConversationStore(tmp_path / "c.sqlite3")
    talk = store.create().id
    answer = Answer(text="a", trace_id="1" * 32)
    store.append(talk, Question(text="q", turn_id="1"), None, answer)
    store.keep_record(record_of(talk, "1", project_mark(one.address)))
    (turn,) = store.turns(talk)
    for server, thumbs in ((other, 0), (one, 1)):
        tracer = build_tracer(server.address)
        rate(store, tracer, turn, thumbs, "my own words")
        tracer.flush()
    rate(store, NullTracer(), turn, 0, "my own words")
    assert store.turns(talk)[0].thumbs == 0
    got = one.wait_for(lambda got: bool(got.scores))
    assert [each["value"] for each in got.scores.values()] == [1.0]
    assert not other.received.bodies
