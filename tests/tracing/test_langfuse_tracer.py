"""The real SDK against a loopback server: one trace per turn, shaped like the code."""

from __future__ import annotations

import asyncio
import json
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from itertools import pairwise
from types import SimpleNamespace

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda
from langfuse import Langfuse
from pydantic import SecretStr

from prompts import Prompt
from prompts.langfuse import LangfusePrompts
from tests.apart import run_apart
from tests.langfuse_server import PROJECT, LangfuseServer, Received, Span
from tests.tracing.streaming_model import StreamingModel
from tracing import Step, Tracer, TurnTrace, build_tracer


@pytest.fixture(scope="module")
def server() -> Iterator[LangfuseServer]:
    with LangfuseServer() as running:
        yield running


@pytest.fixture(scope="module")
def tracer(server: LangfuseServer) -> Tracer:
    return build_tracer(server.address)


def _model(*answers: str) -> StreamingModel:
    return StreamingModel(messages=iter(answers))


def _trace(server: LangfuseServer, tracer: Tracer, turn: TurnTrace, spans: int) -> dict[str, Span]:
    return {span.name: span for span in _spans(server, tracer, turn, spans)}


def _spans(server: LangfuseServer, tracer: Tracer, turn: TurnTrace, spans: int) -> list[Span]:
    def whole(received: Received) -> bool:
        return sum(span.trace_id == turn.trace_id for span in received.spans) >= spans

    tracer.flush()
    received = server.wait_for(whole)
    found = [span for span in received.spans if span.trace_id == turn.trace_id]
    assert len(found) == spans, [span.name for span in found]
    return found


async def _whole_turn(turn: TurnTrace, prompt: Prompt | None = None, text: str = "두 길") -> None:
    with turn.step("plan", question="대학원?") as step:
        step.output({"phrases": ["대학원", "취업"]})
    with turn.step("retrieve", phrases=("대학원",)) as step:
        step.output(
            [{"entry": "a1", "score": 0.5, "written_on": datetime(2024, 4, 30, tzinfo=UTC).date()}]
        )
    with turn.step("answer"):
        # A chain around the model must leave no spans of its own.
        chain = ChatPromptTemplate.from_messages(
            [("system", "Be brief."), ("user", "{q}")]
        ) | _model(text)
        metadata = turn.prompt_metadata(prompt) if prompt else {}
        async for _ in chain.astream(
            {"q": "대학원?"}, config={"callbacks": turn.callbacks, "metadata": metadata}
        ):
            pass
    with turn.step("cite") as step:
        step.output({"citations_valid": 1.0})


def test_a_turn_is_one_trace_shaped_like_the_code(server: LangfuseServer, tracer: Tracer) -> None:
    turn_id = uuid.uuid4().hex
    with tracer.turn(
        name="ask",
        turn_id=turn_id,
        session_id="conversation-1",
        tags=("ko", "model"),
        question="대학원에 갈까?",
    ) as turn:
        assert turn.trace_id == Langfuse.create_trace_id(seed=turn_id)
        # As the app does it: the chain runs in a loop of another thread.
        runner = threading.Thread(target=lambda: asyncio.run(_whole_turn(turn)))
        runner.start()
        runner.join()
        turn.finish(output="두 길 다 적혀 있다 [1].", status="complete")
    spans = _trace(server, tracer, turn, 5)
    root = spans["ask"]
    assert root.parent_id == ""
    assert {name: span.parent_id for name, span in spans.items() if name != "ask"} == dict.fromkeys(
        ["plan", "retrieve", "answer", "cite"], root.span_id
    )
    assert {name: span.kind for name, span in spans.items()} == {
        "ask": "chain",
        "plan": "span",
        "retrieve": "retriever",
        "answer": "generation",
        "cite": "span",
    }
    assert (root.text("input"), root.text("output")) == (
        "대학원에 갈까?",
        "두 길 다 적혀 있다 [1].",
    )
    assert root.attributes["langfuse.internal.is_app_root"] is True
    for span in spans.values():
        assert span.attributes["session.id"] == "conversation-1"
        assert span.attributes["user.id"] == "owner"
        assert span.attributes["langfuse.trace.tags"] == ["ko", "model"]
        assert span.attributes["langfuse.trace.name"] == "ask"
        assert span.attributes["langfuse.release"] == span.resource["langfuse.release"] == "1.2.3"
        assert "langfuse.observation.level" not in span.attributes
        assert root.start <= span.start <= span.end <= root.end
    assert all(
        before.end <= after.start
        for before, after in pairwise(spans[n] for n in ("plan", "retrieve", "answer", "cite"))
    )
    assert json.loads(spans["retrieve"].text("output"))[0]["written_on"] == "2024-04-30"


def test_the_generation_says_what_was_asked_of_which_model(
    server: LangfuseServer, tracer: Tracer
) -> None:
    with tracer.turn(name="ask", turn_id="", session_id="", tags=(), question="q") as turn:
        run_apart(_whole_turn(turn))
        turn.finish(output="a", status="complete")
    answer = _trace(server, tracer, turn, 5)["answer"]
    assert json.loads(answer.text("input")) == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "대학원?"},
    ]
    assert answer.text("output") == "두 길"
    assert answer.text("model.name") == "tiny-2026"
    assert json.loads(answer.text("usage_details")) == {"input": 7, "output": 2, "total": 9}
    first = datetime.fromisoformat(json.loads(answer.text("completion_start_time")))
    assert answer.start / 1e9 - 0.01 <= first.timestamp() <= answer.end / 1e9
    assert answer.attributes["langfuse.observation.metadata.finish_reason"] == "stop"
    assert "langfuse.observation.prompt.name" not in answer.attributes


def test_the_generation_is_linked_to_its_prompt_version(
    server: LangfuseServer, tracer: Tracer
) -> None:
    version = server.add_prompt("linked", [{"role": "system", "content": "Hello {{name}}"}])
    local = Prompt(
        name="linked",
        version="f",
        source="file",
        template=(("user", "{{name}}"),),
        variables=frozenset({"name"}),
    )
    prompt = LangfusePrompts(server.address).fetch(local)
    assert prompt is not None
    with tracer.turn(name="ask", turn_id="", session_id="", tags=(), question="q") as turn:
        run_apart(_whole_turn(turn, prompt))
    answer = _trace(server, tracer, turn, 5)["answer"]
    assert answer.attributes["langfuse.observation.prompt.name"] == "linked"
    assert answer.attributes["langfuse.observation.prompt.version"] == version
    with tracer.turn(name="ask", turn_id="", session_id="", tags=(), question="q") as turn:
        run_apart(_whole_turn(turn, local))
    answer = _trace(server, tracer, turn, 5)["answer"]
    assert "langfuse.observation.prompt.name" not in answer.attributes, (
        "a local file is no version of Langfuse's"
    )


def test_the_link_is_found_on_the_step_that_renders_the_prompt(
    server: LangfuseServer, tracer: Tracer
) -> None:
    def plain(message: BaseMessage) -> str:
        return str(message.content)

    def as_messages(question: str) -> list[tuple[str, str]]:
        return [("user", question)]

    link = SimpleNamespace(name="beside", version=4, is_fallback=False)
    prompt = Prompt(
        name="beside",
        version="4",
        source="langfuse",
        template=(("user", "q"),),
        variables=frozenset(),
        link=link,
    )
    with tracer.turn(name="ask", turn_id="", session_id="", tags=(), question="q") as turn:
        with turn.step("plan"):
            rendered = RunnableLambda(as_messages).with_config(
                metadata=turn.prompt_metadata(prompt)
            )
            # The model one level deeper, as structured output puts it.
            deeper = _model("first") | RunnableLambda(plain)
            (rendered | deeper).invoke("q", config={"callbacks": turn.callbacks})
        with turn.step("answer"):
            _model("second").invoke("q", config={"callbacks": turn.callbacks})
        turn.finish(output="", status="quotes_only", message="model.timeout")
    spans = _spans(server, tracer, turn, 3)
    generations = {span.text("output"): span for span in spans if span.kind == "generation"}
    assert generations["first"].attributes["langfuse.observation.prompt.name"] == "beside"
    assert generations["first"].attributes["langfuse.observation.prompt.version"] == 4
    assert "langfuse.observation.prompt.name" not in generations["second"].attributes
    (root,) = (span for span in spans if not span.parent_id)
    assert (root.text("level"), root.text("status_message")) == (
        "WARNING",
        "quotes_only: model.timeout",
    )


def test_steps_within_steps_and_beside_each_other(server: LangfuseServer, tracer: Tracer) -> None:
    async def at_once(turn: TurnTrace) -> None:
        async def phrase(number: int) -> None:
            with turn.step(f"phrase-{number}"):
                await asyncio.sleep(0)
                await asyncio.to_thread(in_thread, turn, number)

        with turn.step("retrieve"):
            await asyncio.gather(phrase(1), phrase(2))

    def in_thread(turn: TurnTrace, number: int) -> None:
        with turn.step(f"lookup-{number}"):
            pass

    with tracer.turn(name="ask", turn_id="", session_id="", tags=(), question="q") as turn:
        run_apart(at_once(turn))
        with turn.step("cite"):
            pass
        turn.finish(output="", status="complete")
    spans = _trace(server, tracer, turn, 7)
    names = {span.span_id: name for name, span in spans.items()}
    assert {name: names.get(span.parent_id) for name, span in spans.items()} == {
        "ask": None, "retrieve": "ask", "phrase-1": "retrieve", "phrase-2": "retrieve",
        "lookup-1": "phrase-1", "lookup-2": "phrase-2", "cite": "ask",
    }  # fmt: skip


def test_further_calls_in_a_step_join_its_generation(
    server: LangfuseServer, tracer: Tracer
) -> None:
    def ask(turn: TurnTrace, model: BaseChatModel) -> None:
        model.invoke("q", config={"callbacks": turn.callbacks})

    with tracer.turn(name="ask", turn_id="", session_id="", tags=(), question="q") as turn:
        with turn.step("plan") as step:
            with pytest.raises(StopIteration):
                ask(turn, _model())
            for text in ("broken", "good"):
                run_apart(_streamed(turn, text))
            step.output({"made_by": "model"})
        turn.finish(output="", status="complete")
    plan = _trace(server, tracer, turn, 2)["plan"]
    assert (plan.kind, plan.text("output"), plan.text("metadata.attempts")) == (
        "generation",
        "good",
        "3",
    )
    assert json.loads(plan.text("usage_details")) == {"input": 14, "output": 4, "total": 18}
    assert (plan.text("level"), plan.text("status_message")) == ("WARNING", "after StopIteration")
    assert json.loads(plan.text("metadata.result")) == {"made_by": "model"}


async def _streamed(turn: TurnTrace, text: str) -> None:
    async for _ in _model(text).astream("q", config={"callbacks": turn.callbacks}):
        pass


def test_a_stopped_turn_says_so_without_a_word_of_the_journal(
    server: LangfuseServer, tracer: Tracer
) -> None:
    async def stopped(turn: TurnTrace) -> None:
        with turn.step("answer"):
            async for chunk in _model("secretwords").astream(
                "q", config={"callbacks": turn.callbacks}
            ):
                if chunk.content == "t":
                    raise asyncio.CancelledError

    with tracer.turn(name="ask", turn_id="", session_id="", tags=(), question="q") as turn:
        with pytest.raises(asyncio.CancelledError):
            run_apart(stopped(turn))
        turn.finish(output="secret", status="stopped")
    spans = _trace(server, tracer, turn, 2)
    assert spans["answer"].text("output") == "secret"
    assert (spans["answer"].text("level"), spans["answer"].text("status_message")) == (
        "WARNING",
        "stopped",
    )
    assert (spans["ask"].text("level"), spans["ask"].text("status_message")) == (
        "WARNING",
        "stopped",
    )


def test_a_failed_step_names_the_error_and_not_its_text(
    server: LangfuseServer, tracer: Tracer
) -> None:
    def fails(turn: TurnTrace) -> None:
        with turn.step("retrieve"):
            raise RuntimeError("나는 퇴사하고 싶다")

    with tracer.turn(name="ask", turn_id="", session_id="", tags=(), question="q") as turn:
        with pytest.raises(RuntimeError, match="퇴사"):
            fails(turn)
        turn.finish(output="", status="failed", message="index.locked")
    spans = _trace(server, tracer, turn, 2)
    assert (spans["retrieve"].text("level"), spans["retrieve"].text("status_message")) == (
        "ERROR",
        "RuntimeError",
    )
    assert (spans["ask"].text("level"), spans["ask"].text("status_message")) == (
        "ERROR",
        "failed: index.locked",
    )
    assert not any("퇴사".encode() in body for body in server.received.bodies)


def test_a_turn_that_nobody_finished_is_closed_with_all_its_steps(
    server: LangfuseServer, tracer: Tracer
) -> None:
    def breaks_off() -> TurnTrace:
        with tracer.turn(name="ask", turn_id="", session_id="", tags=(), question="q") as turn:
            left_open.append(turn)
            steps.append(turn.step("answer"))
            steps[0].__enter__()
            raise KeyError("x")

    left_open: list[TurnTrace] = []
    steps: list[
        AbstractContextManager[Step]
    ] = []  # kept: a context that is thrown away closes itself
    with pytest.raises(KeyError):
        breaks_off()
    turn = left_open[0]
    spans = _trace(server, tracer, turn, 2)
    assert spans["ask"].text("status_message") == "failed: KeyError"
    assert spans["answer"].text("level") == "ERROR"
    with turn.step("late") as step:
        step.output("nothing is sent any more")
    _model("late").invoke("q", config={"callbacks": turn.callbacks})
    turn.finish(output="late", status="complete")
    tracer.flush()
    assert sum(span.trace_id == turn.trace_id for span in server.received.spans) == 2


def test_interleaved_conversations_do_not_mix(server: LangfuseServer, tracer: Tracer) -> None:
    def ask(number: int) -> str:
        with tracer.turn(
            name="ask",
            turn_id=f"mixed-{number}",
            session_id=f"session-{number}",
            tags=(str(number),),
            question="q",
        ) as turn:
            run_apart(_whole_turn(turn, text=f"answer {number}"))
            turn.finish(output="", status="complete")
            tracer.score(trace_id=turn.trace_id, name="citations_valid", value=number)
        return turn.trace_id

    with ThreadPoolExecutor(4) as pool:
        traces = list(pool.map(ask, range(8)))
    received = server.wait_for(lambda got: sum(span.trace_id in traces for span in got.spans) == 40)
    for number, trace_id in enumerate(traces):
        spans = [span for span in received.spans if span.trace_id == trace_id]
        assert len(spans) == 5
        assert {span.attributes["session.id"] for span in spans} == {f"session-{number}"}
        assert {span.text("output") for span in spans if span.name == "answer"} == {
            f"answer {number}"
        }
    received = server.wait_for(
        lambda got: sum(score["traceId"] in traces for score in got.scores.values()) == 8
    )
    assert {
        score["traceId"]: score["value"]
        for score in received.scores.values()
        if score["traceId"] in traces
    } == {trace_id: number for number, trace_id in enumerate(traces)}


def test_a_second_click_changes_the_score(server: LangfuseServer, tracer: Tracer) -> None:
    trace_id, asked_at = uuid.uuid4().hex, datetime(2026, 11, 1, tzinfo=UTC)
    tracer.score(trace_id=trace_id, name="thumbs", value=1, at=asked_at)
    # After a restart there is no memory of the first click: only id and time are the same.
    again = build_tracer(server.address)
    again.score(trace_id=trace_id, name="thumbs", value=0, comment="틀린 인용 \ud83d", at=asked_at)
    tracer.score(trace_id=trace_id, name="quotes_verified", value=0.5)
    tracer.score(trace_id=trace_id, name="quotes_verified", value=0.75)
    tracer.score(trace_id="", name="thumbs", value=1)
    received = server.wait_for(
        lambda got: _values(got, trace_id) == {"thumbs": 0.0, "quotes_verified": 0.75}
    )
    mine = [score for score in received.scores.values() if score["traceId"] == trace_id]
    assert len(mine) == 2
    assert {score.get("comment") for score in mine} == {"틀린 인용 ?", None}


def test_a_thumb_taken_back_takes_its_score_back(server: LangfuseServer, tracer: Tracer) -> None:
    trace_id = uuid.uuid4().hex
    tracer.score(trace_id=trace_id, name="refused", value=0)
    tracer.score(trace_id=trace_id, name="thumbs", value=1, score_id=f"turn-{trace_id}")
    tracer.remove_score(trace_id=trace_id, name="thumbs", score_id=f"turn-{trace_id}")
    tracer.remove_score(trace_id="", name="thumbs")
    server.wait_for(
        lambda got: _deleted(got, trace_id) and _values(got, trace_id) == {"refused": 0}
    )
    # After a restart nothing is remembered of it.
    again = build_tracer(server.address)
    again.remove_score(trace_id=trace_id, name="refused")
    server.wait_for(lambda got: not _values(got, trace_id))


def test_a_thumb_given_again_at_once_stays(server: LangfuseServer, tracer: Tracer) -> None:
    trace_id = uuid.uuid4().hex
    for value in (1, 0):
        tracer.score(trace_id=trace_id, name="thumbs", value=value)
        tracer.remove_score(trace_id=trace_id, name="thumbs")
    tracer.score(trace_id=trace_id, name="thumbs", value=0, comment="other")
    stands = {"thumbs": 0, "thumbs_reason": "other"}
    server.wait_for(lambda got: _deleted(got, trace_id) and _values(got, trace_id) == stands)


def _deleted(received: Received, trace_id: str) -> bool:
    return any(
        path.startswith("/api/public/scores/") and trace_id in path for path in received.paths
    )


def _values(received: Received, trace_id: str) -> dict[object, object]:
    return {
        score["name"]: score["value"]
        for score in received.scores.values()
        if score["traceId"] == trace_id
    }


def test_the_link_is_there_once_the_project_is_known(server: LangfuseServer) -> None:
    tracer = build_tracer(server.address)
    server.wait_for(lambda got: "/api/public/projects" in got.paths)
    asked = threading.Event()
    link = ""
    for _ in range(200):
        link = tracer.link("abc")
        if link or asked.wait(0.02):
            break
    assert link == f"{server.url}/project/{PROJECT}/traces/abc"
    assert tracer.link("") == ""


def test_text_that_is_not_unicode_loses_nothing(server: LangfuseServer, tracer: Tracer) -> None:
    with tracer.turn(
        name="ask", turn_id="", session_id="대화", tags=("태그", "ok"), question="반쪽 \ud83d"
    ) as turn:
        turn.finish(output="끝 \udc00", status="complete")
    root = _trace(server, tracer, turn, 1)["ask"]
    assert (root.text("input"), root.text("output")) == ("반쪽 ?", "끝 ?")
    assert "session.id" not in root.attributes
    assert root.attributes["langfuse.trace.tags"] == ["ok"]


def test_a_rebuilt_tracer_goes_on_and_a_corrected_secret_is_used() -> None:
    """As after a change on the Settings page: the SDK alone would keep the first secret for
    good.
    """
    with LangfuseServer() as server:
        wrong = server.address.model_copy(update={"secret_key": SecretStr("sk-mistyped")})
        for address, question in (
            (wrong, "lost"),
            (server.address, "first"),
            (server.address, "second"),
        ):
            tracer = build_tracer(address)
            with tracer.turn(
                name="ask", turn_id="", session_id="", tags=(), question=question
            ) as turn:
                turn.finish(output="", status="complete")
            tracer.score(trace_id=turn.trace_id, name="thumbs", value=1)
            tracer.flush()
        received = server.wait_for(lambda got: len(got.spans) == 2 and len(got.scores) == 2)
    assert {span.text("input") for span in received.spans} == {"first", "second"}
