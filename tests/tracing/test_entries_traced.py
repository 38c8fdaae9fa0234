"""Reading an entry for decisions and asking one question about it: each one trace like an answer,
masked like one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.language_models import BaseChatModel
from pydantic import SecretStr

from chains.decide.entry_reader import EntryReader
from chains.models.connect import connect_chat_model
from chains.write.deepen import deepening_question
from config.settings import ModelSettings
from errors import ModelUnavailableError
from journal.entry import Entry
from prompts import PromptLibrary, build_prompt_library
from tests.langfuse_server import LangfuseServer, Received, Span
from tests.model_server import Fail, ModelServer, Say
from tests.properties import examples
from tests.tracing.test_masked import BODY, SENTENCE, TEMPLATES, WORD
from tracing import Tracer, build_tracer

KOREAN = Entry(
    id="a" * 32,
    written_on=date(2024, 4, 30),
    title="고민",
    body="대학원에 갈지 취업할지 고민이다. 연구는 재미있었다. 돈도 벌고 싶다.",
)
ENGLISH = Entry(
    id="grad-or-job",
    written_on=date(2025, 7, 2),
    title="Offer",
    body="Grad school or the job offer? I liked the research. I also want to earn money.",
)
POINTED = {
    "question": "대학원 진학 vs 취업",
    "asked_at": "1.1",
    "options": [{"label": "대학원", "at": "1.1"}, {"label": "취업", "at": "1.1"}],
    "reasons": [{"option": "대학원", "side": "for", "at": "1.2"}],
}
IN_ENGLISH = {
    "question": "grad school vs industry",
    "asked_at": "1.1",
    "options": [{"label": "grad school", "at": "1.1"}, {"label": "job offer", "at": "1.1"}],
    "reasons": [{"option": "grad school", "side": "for", "at": "1.2"}],
}


@pytest.fixture(scope="module")
def server() -> Iterator[LangfuseServer]:
    with LangfuseServer() as running:
        local = build_prompt_library()
        for name in ("decide", "deepen"):
            running.add_prompt(
                name, [{"role": role, "content": text} for role, text in local.get(name).template]
            )
        yield running


@pytest.fixture(scope="module")
def prompts(server: LangfuseServer) -> PromptLibrary:
    return build_prompt_library(server.address)


@pytest.fixture(scope="module")
def models() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture(scope="module")
def model(models: ModelServer) -> BaseChatModel:
    return connect_chat_model(
        ModelSettings(base_url=models.url, api_key=SecretStr("k"), chat_model="fake-chat")
    )


def _came(name: str, before: int, got: Received) -> bool:
    return any(span.name == name for span in got.spans[before:])


def _trace(server: LangfuseServer, tracer: Tracer, name: str, before: int) -> list[Span]:
    """Return the spans of the one turn `name` that came since, the root first."""
    tracer.flush()
    got = server.wait_for(
        lambda got: any(s.name == name and not s.parent_id for s in got.spans[before:])
    )
    (root,) = (span for span in got.spans[before:] if span.name == name and not span.parent_id)
    spans = [span for span in got.spans if span.trace_id == root.trace_id]
    assert all(span.parent_id == root.span_id for span in spans if span is not root)
    return [
        root,
        *sorted((span for span in spans if span is not root), key=lambda span: span.start),
    ]


@pytest.mark.parametrize(("entry", "pointed"), [(KOREAN, POINTED), (ENGLISH, IN_ENGLISH)])
def test_a_reading_is_one_trace(
    server: LangfuseServer,
    prompts: PromptLibrary,
    models: ModelServer,
    model: BaseChatModel,
    entry: Entry,
    pointed: dict[str, object],
) -> None:
    tracer, before = build_tracer(server.address), len(server.received.spans)
    reader = EntryReader(model=model, prompts=prompts, tracer=tracer, passage_tokens=30)
    parts = len(reader._parts(entry))
    models.script(
        Say(text=json.dumps({"decisions": [pointed]})),
        *[Say(text='{"decisions": []}')] * (parts - 1),
    )
    reading = reader.read(entry, ())
    spans = _trace(server, tracer, "decide", before)
    assert parts > 1
    assert [span.name for span in spans] == [
        "decide",
        *["read"] * parts,
        "cut",
    ], "one turn, however many parts"
    assert json.loads(spans[-1].text("output")) == {
        "found": len(reading.found), "known": 0, "dropped": reading.dropped
    }  # fmt: skip
    _check(spans, entry)
    assert entry.title in spans[0].text("input")
    assert entry.body.split(".")[0][:10] in spans[1].text("input")


@pytest.mark.parametrize(
    ("entry", "asked"),
    [(KOREAN, "연구의 무엇이 재미있었나요?"), (ENGLISH, "What did you like about the research?")],
)
def test_a_reflection_is_one_trace(
    server: LangfuseServer,
    prompts: PromptLibrary,
    models: ModelServer,
    model: BaseChatModel,
    entry: Entry,
    asked: str,
) -> None:
    tracer, before = build_tracer(server.address), len(server.received.spans)
    models.script(Say(text=asked))
    assert deepening_question(entry, model=model, prompts=prompts, tracer=tracer) == asked
    spans = _trace(server, tracer, "deepen", before)
    assert [span.name for span in spans] == ["deepen", "question"]
    assert spans[0].text("output") == asked
    _check(spans, entry)


def _check(spans: list[Span], entry: Entry) -> None:
    language = "ko" if entry is KOREAN else "en"
    for span in spans:
        assert str(span.attributes["session.id"]).startswith("entry-")
        assert entry.id not in str(span.attributes["session.id"])
        assert span.attributes["user.id"] == "owner"
        assert span.attributes["langfuse.trace.tags"] == [language, "model"]
        assert span.attributes["langfuse.trace.name"] == spans[0].name
    generations = [span for span in spans if span.kind == "generation"]
    assert generations
    for generation in generations:
        assert generation.attributes["langfuse.observation.prompt.name"] == spans[0].name
        assert generation.attributes["langfuse.observation.prompt.version"] == 1


def test_a_second_reading_is_a_trace_of_its_own_in_the_same_session(
    server: LangfuseServer, prompts: PromptLibrary, models: ModelServer, model: BaseChatModel
) -> None:
    tracer, found = build_tracer(server.address), []
    for _ in range(2):
        before = len(server.received.spans)
        models.script(Say(text='{"decisions": []}'))
        EntryReader(model=model, prompts=prompts, tracer=tracer).read(KOREAN, ())
        found.append(_trace(server, tracer, "decide", before)[0])
    assert found[0].trace_id != found[1].trace_id
    assert found[0].attributes["session.id"] == found[1].attributes["session.id"]


def test_a_reading_that_fails_says_so_by_a_key(
    server: LangfuseServer, prompts: PromptLibrary, models: ModelServer, model: BaseChatModel
) -> None:
    tracer, before = build_tracer(server.address), len(server.received.spans)
    models.script(Fail(status=401, code="invalid_api_key", message="대학원에 갈지"))
    with pytest.raises(ModelUnavailableError):
        EntryReader(model=model, prompts=prompts, tracer=tracer).read(KOREAN, ())
    root, read = _trace(server, tracer, "decide", before)
    assert (root.text("level"), root.text("status_message")) == (
        "ERROR",
        "failed: model.key_refused",
    )
    assert (read.text("level"), read.text("status_message")) == ("ERROR", "ModelUnavailableError")


@given(body=BODY, template=TEMPLATES, title=SENTENCE, tag=WORD, wrong=st.booleans())
@settings(
    deadline=None,
    max_examples=examples(20),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_sentence_leaves_masked(
    server: LangfuseServer,
    prompts: PromptLibrary,
    models: ModelServer,
    model: BaseChatModel,
    body: str,
    template: str,
    title: str,
    tag: str,
    wrong: bool,
) -> None:
    entry = Entry(
        id=f"{tag}-1",
        written_on=date(2024, 1, 1),
        title=title,
        body=template.format(" ".join([body] * 4)),
        tags=(tag,),
    )
    found = {
        "question": body,
        "asked_at": "9.9" if wrong else "1.1",
        "options": [{"label": tag, "at": "1.1"}, {"label": title, "at": "1.1"}],
    }
    tracer = build_tracer(server.address.model_copy(update={"content": "masked"}))
    reader = EntryReader(model=model, prompts=prompts, tracer=tracer)
    for name in ("decide", "deepen"):
        spans, bodies = len(server.received.spans), len(server.received.bodies)
        if name == "decide":
            reply = Say(text=json.dumps({"decisions": [found]}, ensure_ascii=False))
            models.script(reply, reply, reply)
            known = reader.read(entry, ()).found
            reader.read(entry, known)
        else:
            models.script(Say(text=f"{body}?"))
            deepening_question(entry, model=model, prompts=prompts, tracer=tracer)
        models._steps.clear()
        tracer.flush()
        server.wait_for(partial(_came, name, spans))
        words = {word for text in (body, title, tag) for word in re.findall(r"[^\W\d_]{3,}", text)}
        written = [
            form.encode() for word in words for form in (word, json.dumps(word)[1:-1], quote(word))
        ]
        for sent in server.received.bodies[bodies:]:
            assert not [form for form in written if form in sent]
