"""Records of turns on this machine: without Langfuse, with it, and with it ill."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import cast

import pytest
from langchain_core.language_models import BaseChatModel
from pydantic import SecretStr

from chains.ask.chain import build_ask_chain
from chains.ask.events import Answer, Question, Turn
from chains.models.connect import connect_chat_model
from config.settings import ModelSettings
from errors import StorageError
from journal.entry import Entry
from prompts import build_prompt_library
from tests.apart import run_apart
from tests.langfuse_server import LangfuseServer
from tests.model_server import ModelServer, Say
from tests.tracing.streaming_model import StreamingModel
from tracing import NullTracer, RecordingTracer, Tracer, TurnRecord, build_tracer
from vectorstore.index import JournalIndex, open_index

ENTRIES = {
    "a": Entry(
        id="a",
        written_on=date(2024, 4, 30),
        title="고민",
        body="대학원에 가고 싶다. 연구가 재미있다.",
    ),
    "b": Entry(
        id="b",
        written_on=date(2024, 9, 2),
        title="면접",
        body="취업을 해야겠다. 회사에서 일하고 싶다.",
    ),
}
PLAN = '{"question": "대학원에 왜 가고 싶었지?", "phrases": ["대학원", "연구"]}'
WRITTEN = "대학원에 가고 싶다고 썼다 [1.1]."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path_factory.mktemp("index"))
    opened.sync(tuple(ENTRIES.values()))
    yield opened
    opened.close()


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
def model(server: ModelServer) -> BaseChatModel:
    return connect_chat_model(
        ModelSettings(base_url=server.url, api_key=SecretStr("k"), chat_model="fake-chat")
    )


def _scripted(request: dict[str, object]) -> Say:
    """Answer each question by its number, however the requests interleave."""
    said = str(request["messages"])
    number = said.rsplit("지? ", 1)[1][0]
    return Say(text=f"{number}번 대학원에 가고 싶다고 썼다 [1.1].", piece=3, pace=0.002)


def _ask(
    index: JournalIndex,
    inner: Tracer,
    model: BaseChatModel | None,
    *,
    number: int = 0,
    talk: bool = True,
) -> TurnRecord:
    kept: list[TurnRecord] = []
    chain = build_ask_chain(
        index=index,
        entries=ENTRIES.__getitem__,
        model=model,
        prompts=build_prompt_library(),
        tracer=RecordingTracer(inner, kept.append),
        today=lambda: date(2026, 11, 23),
    )
    history = (Turn(question="대학원에 갈까?", answer="…"),) if talk else ()
    question = Question(
        text=f"대학원에 왜 가고 싶었지? {number}",
        history=history,
        conversation_id=f"c{number}",
        turn_id=f"t{number}",
    )
    (*_, answer) = chain.stream(question)
    assert isinstance(answer, Answer)
    (record,) = kept
    return record


def test_a_turn_with_a_model_is_recorded_without_langfuse(
    index: JournalIndex, server: ModelServer, model: BaseChatModel
) -> None:
    server.plan(Say(text=PLAN))
    server.script(Say(text=WRITTEN))
    record = _ask(index, NullTracer(), model)
    assert [step.name for step in record.steps] == ["plan", "retrieve", "answer", "cite"]
    assert (record.status, record.mode, record.trace_id, record.conversation_id) == (
        "complete",
        "model",
        "",
        "c0",
    )
    plan, answer = record.calls
    assert (plan.prompt_name, answer.prompt_name, answer.prompt_source) == (
        "plan",
        "answer",
        "file",
    )
    assert record.prompt == f"answer#{build_prompt_library().get('answer').version}"
    assert [message.role for message in answer.messages] == ["system", "user"]
    assert "[1.1] 대학원에 가고 싶다." in answer.messages[1].text
    sent = [
        message["content"] for message in cast(list[dict[str, str]], server.requests[1]["messages"])
    ]
    assert [message.text for message in answer.messages] == sent
    assert (answer.reply, answer.model, answer.finish_reason) == (WRITTEN, "fake-chat", "stop")
    assert min(answer.input_tokens, answer.output_tokens) > 0
    assert answer.cost is None
    assert 0 < answer.first_token_s <= answer.seconds <= record.seconds
    assert "연구" in record.phrases
    assert {each.entry_id for each in record.passages if each.cited} == {"a"}
    assert next(each.score for each in record.passages) == 1
    assert all(0 <= each.score <= 1 and each.written_on for each in record.passages)
    assert {score.name: score.value for score in record.scores} == {
        "citations_valid": 1.0, "quotes_verified": 1.0, "answer_cited": 1.0, "clauses_cited": 1.0,
        "figures_unsupported": 0.0, "claims_unpointed": 0.0, "refused": 0.0
    }  # fmt: skip
    began = [step.began_s for step in record.steps]
    assert began == sorted(began)


def test_quotes_alone_are_recorded_too(index: JournalIndex) -> None:
    record = _ask(index, NullTracer(), None, talk=False)
    assert [step.name for step in record.steps] == ["plan", "retrieve", "cite"]
    assert (record.status, record.mode, record.prompt, record.calls) == (
        "quotes_only",
        "quotes_only",
        "",
        (),
    )
    assert any(each.cited for each in record.passages)


def test_the_record_names_its_trace_and_both_tell_the_same(
    index: JournalIndex, server: ModelServer, model: BaseChatModel
) -> None:
    server.plan(Say(text=PLAN))
    server.script(Say(text=WRITTEN))
    with LangfuseServer() as langfuse:
        tracer = build_tracer(langfuse.address)
        record = _ask(index, tracer, model)
        tracer.flush()
        received = langfuse.wait_for(lambda got: len(got.spans) == 5 and len(got.scores) == 7)
    assert {span.trace_id for span in received.spans} == {record.trace_id}
    assert [span.name for span in sorted(received.spans, key=lambda span: span.start)][1:] == [
        step.name for step in record.steps
    ]
    assert {score["name"]: score["value"] for score in received.scores.values()} == {
        score.name: score.value for score in record.scores
    }


def test_turns_at_once_do_not_mix(
    index: JournalIndex, server: ModelServer, model: BaseChatModel
) -> None:
    server.plan(*[Say(text=PLAN)] * 8)
    server.script(*[_scripted] * 8)
    with LangfuseServer() as langfuse:
        tracer = build_tracer(langfuse.address)
        with ThreadPoolExecutor(4) as pool:
            records = list(pool.map(lambda n: _ask(index, tracer, model, number=n), range(8)))
        tracer.flush()
        received = langfuse.wait_for(lambda got: len(got.spans) == 40 and len(got.scores) == 56)
    for number, record in enumerate(records):
        said = f"{number}번 대학원에 가고 싶다고 썼다 [1.1]."
        assert (record.conversation_id, record.turn_id) == (f"c{number}", f"t{number}")
        assert [call.reply for call in record.calls] == [PLAN, said]
        assert f"? {number}" in record.calls[-1].messages[1].text
        spans = [span for span in received.spans if span.trace_id == record.trace_id]
        assert {(span.attributes["session.id"], span.attributes["user.id"]) for span in spans} == {
            (f"c{number}", "owner")
        }
        assert [span.text("output") for span in spans if span.name == "answer"] == [said]
        assert sum(score["traceId"] == record.trace_id for score in received.scores.values()) == 7


def test_a_stopped_turn_keeps_what_had_come() -> None:
    kept: list[TurnRecord] = []

    async def stopped() -> None:
        tracer = RecordingTracer(NullTracer(), kept.append)
        with (
            tracer.turn(name="ask", turn_id="t", session_id="c", tags=(), question="q") as turn,
            turn.step("answer"),
        ):
            async for chunk in StreamingModel(messages=iter(["두 길"])).astream(
                "q", config={"callbacks": turn.callbacks}
            ):
                if chunk.content == " ":
                    raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        run_apart(stopped())
    (record,) = kept
    assert (record.status, record.steps[0].trouble, record.calls[0].reply) == (
        "stopped",
        "CancelledError",
        "두 ",
    )


def test_a_full_disk_costs_a_record_and_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    def full(record: TurnRecord) -> None:
        raise StorageError(
            "No room for {path}.", hint="…", key="conversation.unusable", path=record.question
        )

    tracer = RecordingTracer(NullTracer(), full)
    with tracer.turn(
        name="ask", turn_id="t", session_id="c", tags=(), question="나의 질문"
    ) as turn:
        turn.finish(output="나의 답", status="complete")
    assert [
        record.getMessage() for record in caplog.records if record.levelno == logging.WARNING
    ] == ["The record of a turn was not kept: conversation.unusable"]


def test_a_turn_without_a_conversation_is_not_kept() -> None:
    kept: list[TurnRecord] = []
    tracer = RecordingTracer(NullTracer(), kept.append)
    with tracer.turn(name="ask", turn_id="t", session_id="", tags=(), question="q") as turn:
        turn.finish(output="a", status="complete")
    assert kept == []
