"""Reading an entry for decisions and for one question to go deeper: one trace like an answer,
masked like one, and one record on this machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.language_models import BaseChatModel
from pydantic import SecretStr

from chains.decide.entry_reader import EntryReader
from chains.models.connect import connect_chat_model
from config.settings import ModelSettings
from conversations import ConversationStore
from conversations.portable import erase_turns, records_json, take_in, turns_that_hold
from errors import ModelUnavailableError
from journal.entry import Entry
from prompts import PromptLibrary, build_prompt_library
from tests.langfuse_server import LangfuseServer, Received, Span
from tests.model_server import Fail, ModelServer, Say
from tests.properties import examples
from tests.tracing.test_masked import BODY, SENTENCE, TEMPLATES, WORD
from tracing import RecordingTracer, Tracer, build_tracer
from tracing.null import NullTracer

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
        template = local.get("decide").template
        running.add_prompt("decide", [{"role": role, "content": text} for role, text in template])
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


def test_a_reading_is_kept_on_this_machine_with_all_that_was_sent(
    prompts: PromptLibrary, models: ModelServer, model: BaseChatModel, tmp_path: Path
) -> None:
    path = tmp_path / "conversations.sqlite3"
    store = ConversationStore(path)
    tracer = RecordingTracer(NullTracer(), store.keep_record)
    asked = "연구의 무엇이 재미있었나요?"
    models.script(Say(text=json.dumps({"decisions": [POINTED], "deepen": asked})))
    sent = len(models.requests)
    reading = EntryReader(model=model, prompts=prompts, tracer=tracer).read(KOREAN, ())
    assert (len(reading.found), reading.deepen, len(models.requests) - sent) == (1, asked, 1)
    (summary,) = store.records()
    assert (summary.name, summary.mode, summary.is_reading) == ("decide", "model", True)
    assert KOREAN.title in summary.question
    record = store.record(summary.turn_id)
    assert record is not None
    assert KOREAN.body.split(".")[0] in str(record.calls[0].messages)
    taken = tmp_path / "taken.sqlite3"
    take_in(taken, records_json(path))
    assert ConversationStore(taken).record(summary.turn_id) == record
    held = turns_that_hold(path, KOREAN.id, [KOREAN.body.split(". ")[0]])
    assert [turn for turn, _ in held] == [summary.turn_id]
    erase_turns(taken, [summary.turn_id])
    assert ConversationStore(taken).records() == ()
    store.delete_reading(summary.turn_id)
    assert store.record(summary.turn_id) is None
    assert KOREAN.body.split(".")[0].encode() not in path.read_bytes()


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
    spans, bodies = len(server.received.spans), len(server.received.bodies)
    replied = {"decisions": [found], "deepen": f"{body}?"}
    reply = Say(text=json.dumps(replied, ensure_ascii=False))
    models.script(reply, reply, reply)
    known = reader.read(entry, ()).found
    reader.read(entry, known)
    models._steps.clear()
    tracer.flush()
    server.wait_for(partial(_came, "decide", spans))
    words = {word for text in (body, title, tag) for word in re.findall(r"[^\W\d_]{3,}", text)}
    written = [
        form.encode() for word in words for form in (word, json.dumps(word)[1:-1], quote(word))
    ]
    for sent in server.received.bodies[bodies:]:
        assert not [form for form in written if form in sent]
