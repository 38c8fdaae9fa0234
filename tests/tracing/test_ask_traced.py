"""The whole chain, traced: real index, real chain, real SDK; only the model's words are made up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from chains.ask.chain import AskChain, build_ask_chain
from chains.ask.events import Answer, Question
from journal.entry import Entry
from prompts import build_prompt_library
from tests.langfuse_server import LangfuseServer, Span
from tests.tracing.streaming_model import StreamingModel
from tracing import build_tracer
from vectorstore.index import JournalIndex, open_index

WISH = "대학원에 가고 싶다. 연구가 재미있다. 하지만 돈이 걱정이다."
TURN = "취업을 해야겠다. 회사에서 일하는 것도 배움이다."
ENTRIES = {
    "a": Entry(id="a", written_on=date(2024, 4, 30), title="고민", body=WISH),
    "b": Entry(id="b", written_on=date(2024, 9, 2), title="면접", body=TURN),
}
PLAN = '{"question": "대학원에 갈까?", "phrases": ["대학원"]}'
QUESTION = Question(text="대학원에 갈까, 취업할까?", conversation_id="c1", turn_id="turn-traced")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path_factory.mktemp("index"))
    opened.sync(tuple(ENTRIES.values()))
    yield opened
    opened.close()


def _answered(
    index: JournalIndex, server: LangfuseServer, text: str | None
) -> tuple[Answer, list[Span]]:
    tracer, prompts = build_tracer(server.address), build_prompt_library(server.address)
    model = StreamingModel(messages=iter([PLAN, text])) if text is not None else None
    chain: AskChain = build_ask_chain(
        index=index,
        entries=ENTRIES.__getitem__,
        model=model,
        prompts=prompts,
        tracer=tracer,
        today=lambda: date.max,
    )
    answer = list(chain.stream(QUESTION))[-1]
    assert isinstance(answer, Answer)
    tracer.flush()
    received = server.wait_for(lambda got: any(not span.parent_id for span in got.spans))
    return answer, received.spans


def test_an_answer_of_a_model_is_one_trace_with_a_linked_prompt(index: JournalIndex) -> None:
    with LangfuseServer() as server:
        local = build_prompt_library().get("answer")
        version = server.add_prompt(
            "answer", [{"role": role, "content": text} for role, text in local.template]
        )
        answer, spans = _answered(index, server, "대학원에 가고 싶다고 썼다 [1.1].")
        scores = server.wait_for(lambda got: len(got.scores) == 7).scores.values()
    assert answer.trace_id
    assert {span.trace_id for span in spans} == {answer.trace_id}
    assert len(spans) == 5
    (root,) = (span for span in spans if not span.parent_id)
    below = [
        span.name
        for span in sorted(spans, key=lambda span: span.start)
        if span.parent_id == root.span_id
    ]
    assert (root.name, below) == ("ask", ["plan", "retrieve", "answer", "cite"])
    generations = {span.name: span for span in spans if span.kind == "generation"}
    assert set(generations) == {"plan", "answer"}
    generation = generations["answer"]
    assert generation.attributes["langfuse.observation.prompt.name"] == "answer"
    assert generation.attributes["langfuse.observation.prompt.version"] == version
    assert "연구가 재미있다" in generation.text("input")
    assert json.loads(generation.text("usage_details"))["input"] == 7
    for span in spans:
        assert (span.attributes["session.id"], span.attributes["user.id"]) == ("c1", "owner")
        assert span.attributes["langfuse.trace.tags"] == ["ko", "model", index.embedding_name]
    (retrieve,) = (span for span in spans if span.kind == "retriever")
    assert "대학원" in str(json.loads(retrieve.text("input"))["phrases"])
    found = json.loads(retrieve.text("output"))["hits"]
    assert {hit["written_on"] for hit in found} == {"2024-04-30", "2024-09-02"}
    shares = [hit["score"] for hit in found]
    assert shares[0] == 1
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] >= 0
    assert {score["name"] for score in scores} == {
        "citations_valid",
        "quotes_verified",
        "answer_cited",
        "clauses_cited",
        "figures_unsupported",
        "claims_unpointed",
        "refused",
    }
    assert {score["traceId"] for score in scores} == {answer.trace_id}


def test_quotes_without_a_model_are_traced_without_a_generation(index: JournalIndex) -> None:
    with LangfuseServer() as server:
        answer, spans = _answered(index, server, None)
    assert answer.finish == "quotes_only"
    assert [span.name for span in sorted(spans, key=lambda span: span.start)] == [
        "ask",
        "plan",
        "retrieve",
        "cite",
    ]
    assert not any(span.kind == "generation" for span in spans)


def test_answers_are_the_same_with_langfuse_away(index: JournalIndex) -> None:
    with LangfuseServer("failing") as server:
        tracer, prompts = build_tracer(server.address), build_prompt_library(server.address)
        model = StreamingModel(messages=iter([PLAN, "대학원에 가고 싶다고 썼다 [1.1]."]))
        chain = build_ask_chain(
            index=index,
            entries=ENTRIES.__getitem__,
            model=model,
            prompts=prompts,
            tracer=tracer,
            today=lambda: date.max,
        )
        answer = list(chain.stream(QUESTION))[-1]
    assert isinstance(answer, Answer)
    assert answer.problem is None
    assert answer.citations
