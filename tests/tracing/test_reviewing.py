"""What whoever reviews answers in Langfuse finds there, and what is gone: usage, versions, scores
in any order, runs over cases, erased and resent traces; the queues by a clock of their own.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage

from chains.ask.events import Answer, Question
from conversations import ConversationStore
from conversations.portable import all_traces, traces_of_entry
from conversations.rating import rate_again
from evaluation.case import Case
from evaluation.experiment import run_in_langfuse
from evaluation.result import Result, result_of
from journal.entry import Entry
from prompts import Prompt, PromptLibrary
from tests.apart import run_apart
from tests.langfuse_reading import observations
from tests.langfuse_server import PROJECT, LangfuseServer, Span
from tests.tracing.streaming_model import StreamingModel
from tracing import Recorder, RecordingTracer, Tracer, TurnRecord, build_tracer
from tracing.calls import _usage
from tracing.connection import connect
from tracing.erasing import erase_traces, list_waiting
from tracing.langfuse_sink import LangfuseSink
from tracing.record import READING, PassageRecord, fingerprint
from tracing.recording import embedding_call
from tracing.removals import Removals
from tracing.resending import resend_missing
from tracing.scores import CONFIGS, QUEUE, push_score_configs

SECRET = "나는 퇴사하고 싶다"
ENTRY = Entry(id="a" * 32, written_on=date(2024, 4, 30), title="고민", body=SECRET)
FILE = Prompt(
    name="answer",
    version="1f2e3d4c",
    source="file",
    template=(("user", "{{q}}"),),
    variables=frozenset({"q"}),
    warning="refused answer@4",
)


@pytest.fixture
def server() -> Iterator[LangfuseServer]:
    with LangfuseServer() as running:
        yield running


@pytest.fixture(scope="module")
def queues() -> Iterator[LangfuseServer]:
    """One whose queues work as a real server's, by its own clock."""
    with LangfuseServer() as running:
        running.queues = True
        yield running


def spans_of(server: LangfuseServer, trace_id: str, count: int) -> dict[str, Span]:
    got = server.wait_for(lambda got: sum(s.trace_id == trace_id for s in got.spans) >= count)
    return {span.name: span for span in got.spans if span.trace_id == trace_id}


def ask(tracer: Tracer, turn_id: str = "", session: str = "c1") -> str:
    with tracer.turn(
        name="ask", turn_id=turn_id, session_id=session, tags=("ko",), question=SECRET
    ) as turn:
        with turn.step("plan", question=SECRET) as step:
            step.output({"made_by": "rules", "options": ["대학원", "취업"]})
        with turn.step("retrieve", phrases=("퇴사",)) as step:
            with embedding_call("embedder", 1, 5):
                pass
            step.output(
                {
                    "hits": [{"entry": ENTRY.id, "start": 0, "end": 3, "text": SECRET}],
                    "entries_searched": 44,
                }
            )
        with turn.step("answer"):
            metadata = turn.prompt_metadata(FILE)
            run_apart(stream(turn.callbacks, metadata))
        turn.score("refused", 0)
        turn.finish(output=SECRET, status="complete")
    tracer.flush()
    return turn.trace_id


def begin_and_end(tracer: Tracer) -> str:
    """Record a turn that is not sent at once."""
    with tracer.turn(
        name="ask", turn_id=uuid.uuid4().hex, session_id="c1", tags=(), question=SECRET
    ) as turn:
        turn.finish(output=SECRET, status="complete")
    return turn.trace_id


async def stream(callbacks: object, metadata: dict[str, object]) -> None:
    config = {"callbacks": callbacks, "metadata": metadata}
    async for _ in StreamingModel(messages=iter(["두 길"])).astream("q", config=config):  # type: ignore[arg-type]
        pass


def test_a_turn_can_be_filtered_and_its_prompt_is_always_known(server: LangfuseServer) -> None:
    spans = spans_of(server, ask(build_tracer(server.address)), 5)
    root, about = spans["ask"], "langfuse.observation.metadata."
    assert root.kind == "chain"
    told = {name: root.attributes[about + name] for name in ("mode", "finish", "plan", "app")}
    assert told == {"mode": "model", "finish": "complete", "plan": "rules", "app": "1.2.3"}
    counted = [
        root.attributes[about + name] for name in ("options", "entries_searched", "passages")
    ]
    assert counted == ["2", "44", "1"]
    answer = spans["answer"]
    assert answer.attributes[about + "prompt_version"] == "file:1f2e3d4c"
    assert (answer.text("level"), answer.text("status_message")) == ("WARNING", "refused answer@4")
    assert (spans["embed"].kind, spans["embed"].parent_id) == (
        "embedding",
        spans["retrieve"].span_id,
    )
    assert json.loads(spans["embed"].text("usage_details")) == {"input": 5}
    assert SECRET in spans["retrieve"].text("output")


def test_usage_does_not_overlap_and_a_failed_call_sends_zeros(server: LangfuseServer) -> None:
    used = {
        "input_tokens": 100,
        "output_tokens": 50,
        "total_tokens": 150,
        "input_token_details": {"cache_read": 80},
        "output_token_details": {"reasoning": 30},
    }
    usage = _usage(used)
    assert usage == {
        "input": 20,
        "input_cache_read": 80,
        "output": 20,
        "output_reasoning": 30,
        "total": 150,
    }
    tracer = build_tracer(server.address)
    with tracer.turn(name="ask", turn_id="", session_id="", tags=(), question="q") as turn:
        with turn.step("answer"), pytest.raises(StopIteration):
            StreamingModel(messages=iter(())).invoke("q", config={"callbacks": turn.callbacks})
        with turn.step("again"):
            message = AIMessage(content="x", usage_metadata=used)
            StreamingModel(messages=iter([message])).invoke(
                "q", config={"callbacks": turn.callbacks}
            )
    tracer.flush()
    spans_of(server, turn.trace_id, 3)
    read = json.loads(observations(server.received, {"traceId": [turn.trace_id]}, PROJECT))
    sums = {each["name"]: each["usageDetails"] for each in read["data"]}
    assert sums["answer"] == {"input": 0, "output": 0, "total": 0}
    assert (sums["again"]["input"], sums["again"]["output"]) == (100, 50)


@pytest.mark.parametrize(
    ("presses", "stands"),
    [
        ((1,), {1.0}),
        ((1, None), set()),
        ((1, None, 0), {0.0}),
        ((1, None, 0, None), set()),
        ((0, None, 0, None, 1), {1.0}),
        ((1, 0), {0.0}),
    ],
)
@pytest.mark.parametrize("pause", [0, 20, 200])
def test_what_is_pressed_last_stands(
    queues: LangfuseServer,
    tmp_path: Path,
    presses: tuple[int | None, ...],
    stands: set[float],
    pause: int,
) -> None:
    """However long the queues of writing and deleting are: presses within one second, or minutes
    apart, and the app closed in between.
    """
    server, turn = queues, uuid.uuid4().hex
    path = tmp_path / "scores.json"
    at = datetime(2026, 11, 1, tzinfo=UTC)
    sent = len(server.received.bodies)
    for press in presses:
        sink = LangfuseSink(server.address)
        sink._removals = removals = quiet_removals(server, path)
        if press is None:
            removals.remove(turn)
            removals.run_due(server.now)
        else:
            sink.score(trace_id="t", name="thumbs", value=press, comment="", score_id=turn, at=at)
            connect(server.address).client.flush()
            sent += 1
            server.wait_for(lambda got: len(got.bodies) >= sent)  # noqa: B023
        server.advance(pause)
        removals.run_due(server.now)
    for _ in range(12):
        server.advance(120)
        quiet_removals(server, path).run_due(server.now)
    scores = server.received.scores.values()
    values = {score["value"] for score in scores if str(score["id"]).startswith(turn)}
    assert values == stands


@pytest.mark.parametrize(
    ("presses", "stands"),
    [
        (((0, "wrong_quote"), (1, "")), {1.0}),
        (((0, "wrong_quote"), (0, "words of my own")), {0.0}),
        (((0, "wrong_quote"), (1, ""), (0, "other")), {0.0, "other"}),
        (((0, "wrong_quote"), (0, "other")), {0.0, "other"}),
        (((0, "wrong_quote"), None, (1, "")), {1.0}),
    ],
)
def test_a_reason_that_is_picked_no_more_does_not_stay(
    queues: LangfuseServer,
    tmp_path: Path,
    presses: tuple[tuple[int, str] | None, ...],
    stands: set[object],
) -> None:
    server, turn, path = queues, uuid.uuid4().hex, tmp_path / "scores.json"
    at = datetime(2026, 11, 1, tzinfo=UTC)
    for press in presses:
        sink = LangfuseSink(server.address)  # as after a restart
        sink._removals = removals = quiet_removals(server, path)
        if press is None:
            sink.remove_score(trace_id="t", name="thumbs", score_id=turn)
        else:
            value, comment = press
            sink.score(
                trace_id="t", name="thumbs", value=value, comment=comment, score_id=turn, at=at
            )
            connect(server.address).client.flush()
        removals.run_due(server.now)
        server.advance(20)
    for _ in range(12):
        server.advance(120)
        quiet_removals(server, path).run_due(server.now)
    values = {
        score["value"]
        for score in server.received.scores.values()
        if str(score["id"]).startswith(turn)
    }
    assert values == stands


def test_a_thumb_taken_back_while_the_server_fails_is_taken_back_later(
    server: LangfuseServer, tmp_path: Path
) -> None:
    path, turn = tmp_path / "scores.json", "turn-1-thumbs"
    sink = LangfuseSink(server.address)
    sink.score(
        trace_id="t" * 32, name="thumbs", value=1, comment="", score_id=turn, at=datetime.now(UTC)
    )
    sink.flush()
    server.wait_for(lambda got: bool(got.scores))
    server.mode = "failing"
    quiet_removals(server, path).remove(turn)
    for later in (0, 30, 200, 660, 1_300):
        quiet_removals(server, path).run_due(later)
    server.mode = "healthy"
    quiet_removals(server, path).run_due(2_000)
    assert not server.received.scores
    (kept,) = json.loads(path.read_bytes()).values()
    assert kept["due"] == {}


def quiet_removals(server: LangfuseServer, path: Path) -> Removals:
    """Return removals that act only when told, by the server's clock."""
    removals = Removals.__new__(Removals)
    removals._start = lambda: None  # type: ignore[method-assign]
    removals.__init__(connect(server.address), path, lambda: server.now)  # type: ignore[misc]
    return removals


def test_a_thumb_down_has_its_reason_as_a_category_and_is_queued(server: LangfuseServer) -> None:
    made = push_score_configs(server.address)
    assert set(made) == {*CONFIGS, QUEUE}
    assert push_score_configs(server.address) == ()
    sink = LangfuseSink(server.address)
    sink._project._ask()
    sink.score(
        trace_id="t" * 32,
        name="thumbs",
        value=0,
        comment=f"wrong_quote: {SECRET}",
        score_id="turn-1-thumbs",
        at=datetime.now(UTC),
    )
    sink.flush()
    got = server.wait_for(lambda got: len(got.scores) == 2)
    kinds = {score["name"]: (score["dataType"], score["value"]) for score in got.scores.values()}
    assert kinds == {"thumbs": ("BOOLEAN", 0.0), "thumbs_reason": ("CATEGORICAL", "wrong_quote")}
    assert {score["configId"] for score in got.scores.values()} == {
        "id-thumbs",
        "id-thumbs_reason",
    }
    with server.changed:
        assert server.changed.wait_for(lambda: bool(server.queued), 30)


def record_of(session: str, trace_id: str, **more: object) -> TurnRecord:
    return TurnRecord(
        turn_id=uuid.uuid4().hex,
        conversation_id=session,
        name="ask",
        asked_at=datetime.now(UTC) - timedelta(hours=1),
        question="q",
        trace_id=trace_id,
        **more,  # type: ignore[arg-type]
    )


def test_the_traces_of_an_entry_outlive_their_turns(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    store = ConversationStore(path)
    talk = store.create().id
    passage = PassageRecord(entry_id=ENTRY.id, start=0, end=3, score=1)
    store.keep_record(record_of(talk, "1" * 32, passages=(passage,)))
    store.keep_record(record_of(f"{READING}{fingerprint(ENTRY.id)}", "2" * 32))
    store.keep_traces(record_of("evaluation", "3" * 32, passages=(passage,)))
    store.keep_record(record_of(f"{READING}{fingerprint('other')}", "4" * 32))
    store.delete(talk)
    assert set(traces_of_entry(path, ENTRY.id)) == {"1" * 32, "2" * 32, "3" * 32}
    assert len(all_traces(path)) == 4


@pytest.mark.parametrize(
    "reply",
    [
        (503, b'{"message": "busy"}'),
        (207, b'{"successes": [], "errors": [{"id": "a"}]}'),
        (200, b'{"success": false}'),
        (200, b"<html>Log in</html>"),
    ],
    ids=["busy", "in part", "no success", "a page of a proxy"],
)
def test_what_the_server_did_not_remove_is_asked_for_again(
    server: LangfuseServer, tmp_path: Path, reply: tuple[int, bytes]
) -> None:
    waiting = tmp_path / "waiting.json"
    server.removal_reply = reply
    refused = erase_traces(server.address, {"a": "", "b": ""}, waiting)
    assert (refused.taken, refused.left) == (0, 2)
    assert erase_traces(None, {"c": ""}, waiting).left == 3
    assert list(list_waiting(waiting)) == ["a", "b", "c"]
    server.removal_reply = None
    done = erase_traces(server.address, {}, waiting)
    assert (done.taken, done.left) == (3, 0)
    assert server.removed_traces == ["a", "b", "c"]
    assert not waiting.exists()


def test_a_turn_that_was_not_sent_yet_is_sent_before_it_is_removed(
    server: LangfuseServer, tmp_path: Path
) -> None:
    tracer = build_tracer(server.address)
    trace_id = begin_and_end(tracer)
    assert erase_traces(server.address, {trace_id: ""}, tmp_path / "waiting.json").taken == 1
    tracer.flush()
    assert server.removed_traces == [trace_id]
    assert server.received.spans == []


def test_a_removal_waits_until_what_is_sent_is_sent(
    server: LangfuseServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracing.erasing._PATIENCE_S", 0.1)
    tracer, waiting = build_tracer(server.address), tmp_path / "waiting.json"
    server.mode = "hanging"
    trace_id = begin_and_end(tracer)
    assert erase_traces(server.address, {trace_id: ""}, waiting).left == 1
    assert list(list_waiting(waiting)) == [trace_id]
    assert "/api/public/traces" not in server.received.paths


def test_traces_that_the_server_missed_are_sent_later(tmp_path: Path) -> None:
    kept: list[TurnRecord] = []
    with LangfuseServer("failing") as server:
        tracer = RecordingTracer(build_tracer(server.address), kept.append)
        lost = ask(tracer, "lost")
        server.mode = "healthy"
        there = ask(tracer, "there")
        spans_of(server, there, 5)
        old = [replace(each, asked_at=each.asked_at - timedelta(hours=1)) for each in kept]
        before = len(server.received.spans)

        def again() -> tuple[int, int]:
            done = resend_missing(server.address, lambda *_: old, tmp_path / "confirmed.json")
            return done.looked_at, done.sent

        assert again() == (2, 1)
        found = spans_of(server, lost, 5)
        assert found["answer"].text("output") == "두 길"
        assert len(server.received.spans) == before + 5
        first = {name: span.span_id for name, span in found.items()}
        assert again() == (2, 0)
        LangfuseSink(server.address).take(old[0])
        tracer.flush()
        assert {n: s.span_id for n, s in spans_of(server, lost, 10).items()} == first


def test_a_trace_goes_to_no_other_project_than_its_own(tmp_path: Path) -> None:
    kept: list[TurnRecord] = []
    confirmed, later = tmp_path / "confirmed.json", datetime.now(UTC) + timedelta(hours=1)
    with LangfuseServer("failing") as first, LangfuseServer() as second:
        begin_and_end(RecordingTracer(build_tracer(first.address), kept.append))
        begin_and_end(RecordingTracer(build_tracer(second.address), kept.append))
        for _ in range(2):
            resend_missing(second.address, lambda *_: kept, confirmed, now=later)
            connect(second.address).client.flush()
        assert {span.trace_id for span in second.received.spans} == {kept[1].trace_id}
        # What was confirmed of one project says nothing of another.
        first.mode = "healthy"
        assert resend_missing(first.address, lambda *_: kept, confirmed, now=later).sent == 1
        spans_of(first, kept[0].trace_id, 1)


def test_a_thumb_goes_with_a_trace_that_is_sent_late(tmp_path: Path) -> None:
    store = ConversationStore(tmp_path / "c.sqlite3")
    talk = store.create().id
    later = datetime.now(UTC) + timedelta(hours=1)
    with LangfuseServer() as server:
        tracer = RecordingTracer(build_tracer(server.address), store.keep_record)
        server.mode = "failing"
        turns = [uuid.uuid4().hex for _ in range(2)]
        for turn_id in turns:
            with tracer.turn(
                name="ask", turn_id=turn_id, session_id=talk, tags=(), question=SECRET
            ) as turn:
                turn.finish(output=SECRET, status="complete")
            store.append(talk, Question(text=SECRET, turn_id=turn_id), None, Answer(text=SECRET))
        store.rate(turns[0], 0, "wrong_quote")
        connect(server.address).client.flush()
        server.mode = "healthy"
        done = resend_missing(
            server.address,
            lambda *_: store.records_between(later - timedelta(days=1), later),
            tmp_path / "confirmed.json",
            rate=lambda record: rate_again(store, tracer, record),
            now=later,
        )
        assert done.sent == 2
        got = server.wait_for(lambda got: len(got.scores) >= 2)
    given = {(score["name"], score["value"], score["id"]) for score in got.scores.values()}
    assert given == {
        ("thumbs", 0.0, f"{turns[0]}-thumbs"),
        ("thumbs_reason", "wrong_quote", f"{turns[0]}-thumbs-reason"),
    }


def test_readings_of_a_day_are_one_session(server: LangfuseServer) -> None:
    tracer = build_tracer(server.address)
    traces = [
        ask(tracer, uuid.uuid4().hex, session=f"{READING}{fingerprint(each)}") for each in "ab"
    ]
    sessions = {
        str(span.attributes["session.id"])
        for trace in traces
        for span in spans_of(server, trace, 5).values()
    }
    (session,) = sessions
    assert session.startswith("entry-readings-20")


def case_result(case: Case, text: str) -> Result:
    return result_of(
        case, Answer(text=text), [ENTRY.id], entries=lambda _: ENTRY, seconds=0.1, record=None
    )


@pytest.mark.parametrize("content", ["full", "masked"])
def test_a_run_answers_inside_its_items(server: LangfuseServer, content: str) -> None:
    address = server.address.model_copy(update={"content": content})
    tracer = Recorder(LangfuseSink(address))
    cases = [Case(id=each, question=SECRET, expected=(ENTRY.id,)) for each in ("one", "two")]

    def answer(case: Case) -> Result:
        ask(tracer, case.id, "evaluation")
        return case_result(case, SECRET)

    recorded = run_in_langfuse(address, "cases", "run", cases, answer, {"answer": "file:1"})
    assert (recorded.problem, len(recorded.results)) == ("", 2)
    connect(address).client.flush()
    got = server.wait_for(lambda got: sum(span.name == "ask" for span in got.spans) == 2)
    spans = {span.span_id: span for span in got.spans}
    for asked in (span for span in got.spans if span.name == "ask"):
        item = spans[asked.parent_id]
        assert item.trace_id == asked.trace_id
        assert asked.attributes["langfuse.environment"] == "evaluation"
    if content == "masked":
        assert not [body for body in got.bodies if "퇴사".encode() in body]
        assert not [body for body in got.bodies if b"\\ud1f4\\uc0ac" in body]


@pytest.mark.parametrize("mode", ["failing", "garbage"])
def test_answers_that_were_paid_for_are_kept(mode: str) -> None:
    cases = [Case(id="one", question=SECRET, expected=(ENTRY.id,))]
    asked: list[str] = []

    def answer(case: Case) -> Result:
        asked.append(case.id)
        return case_result(case, "x")

    with LangfuseServer(mode) as server:  # type: ignore[arg-type]
        recorded = run_in_langfuse(server.address, "cases", "run", cases, answer, {})
    assert recorded.problem
    assert [each.answer.text for each in recorded.results] == ["x"]
    assert asked == ["one"]


def test_the_last_good_version_serves_while_a_newer_one_is_refused(
    server: LangfuseServer, caplog: pytest.LogCaptureFixture
) -> None:
    from prompts.langfuse import LangfusePrompts
    from prompts.library import FOLDER

    local = PromptLibrary().local("plan")
    good = [{"role": role, "content": f"{text} Edited."} for role, text in local.template]
    server.add_prompt("plan", good)
    now = [0.0]
    library = PromptLibrary(FOLDER, LangfusePrompts(server.address), clock=lambda: now[0])

    assert library.get("plan").version == "1"
    server.add_prompt("plan", [{"role": "user", "content": "no places"}])
    now[0] = 100.0
    for _ in range(100):
        if (found := library.get("plan")).warning:
            break
    assert (found.version, found.warning) == ("1", "refused plan@2")
    (in_use,) = (each for each in library.in_use() if each.prompt.name == "plan")
    assert in_use.prompt.version == "1"
    assert in_use.since is not None
    assert in_use.refusal is not None
    assert sum("refused" in each.getMessage() for each in caplog.records) == 1
