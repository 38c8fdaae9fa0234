"""Masked: arbitrary entries and questions through the real chain, index and SDK; not a sentence in
the bytes sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chains.ask.chain import build_ask_chain
from chains.ask.events import Answer, Question, Turn
from journal.entry import Entry
from prompts import build_prompt_library
from tests.langfuse_server import LangfuseServer
from tests.properties import examples
from tests.tracing.streaming_model import StreamingModel
from tracing import Tracer, build_tracer
from tracing.masking import Masked
from vectorstore.index import JournalIndex, open_index

# Words that no prompt, key or name of ours holds; three letters at least, so that ids cannot hold
# them by chance.
LETTERS = st.sampled_from("뷁쀍쒥꿻햏쫣믜슭쨔éñøßЖЯ漢字")
WORD = st.text(LETTERS, min_size=3, max_size=8)
MARK = st.sampled_from(
    [".", "!", "?", "…", " [1.1].", "\n", "”", " · 2024-01-01", "}}", '"', "\\", "ㅋㅋ"]
)
SENTENCE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
BODY = st.lists(st.tuples(SENTENCE, MARK).map("".join), min_size=1, max_size=6).map(" ".join)
TEMPLATES = st.sampled_from(
    ["{0}", "Passage 1 · 2024-01-01 · {0}", "[1.1] {0}", "{{{{passages}}}} {0}", "## gaps\n- {0}"]
)
turns = count()


@pytest.fixture(scope="module")
def server() -> Iterator[LangfuseServer]:
    with LangfuseServer() as running:
        local = build_prompt_library().get("answer")
        running.add_prompt(
            "answer", [{"role": role, "content": text} for role, text in local.template]
        )
        yield running


@pytest.fixture(scope="module")
def tracer(server: LangfuseServer) -> Tracer:
    return build_tracer(server.address.model_copy(update={"content": "masked"}))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path_factory.mktemp("index"))
    yield opened
    opened.close()


@given(
    bodies=st.lists(BODY, min_size=1, max_size=3),
    template=TEMPLATES,
    title=SENTENCE,
    tag=WORD,
    asked=BODY,
    plans=st.booleans(),
    breaks=st.booleans(),
)
@settings(
    deadline=None,
    max_examples=examples(20),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_sentence_leaves(
    server: LangfuseServer,
    tracer: Tracer,
    index: JournalIndex,
    bodies: list[str],
    template: str,
    title: str,
    tag: str,
    asked: str,
    plans: bool,
    breaks: bool,
) -> None:
    entries = {
        name: Entry(
            id=name,
            written_on=date(2024, 1, day),
            title=title,
            body=template.format(body),
            tags=(tag,),
        )
        for day, (name, body) in enumerate(
            ((f"{tag}-{n}", body) for n, body in enumerate(bodies)), 1
        )
    }
    index.sync(tuple(entries.values()))
    question = Question(
        text=f"{asked} {bodies[0]}",
        history=(Turn(question=asked, answer=bodies[-1]),) if plans else (),
        conversation_id="c1",
        turn_id=f"masked-{next(turns)}",
    )
    replies = [
        f'{{"question": "{asked}", "phrases": ["{tag}"]}}',
        f"### {title}\n{bodies[0]} [1.1] “{bodies[-1]}”.",
    ]
    model = StreamingModel(messages=iter(replies if not breaks else replies[:1]))
    chain = build_ask_chain(
        index=index,
        entries=entries.__getitem__,
        model=model,
        prompts=build_prompt_library(server.address),
        tracer=tracer,
        today=lambda: date(2026, 11, 23),
    )
    before = len(server.received.bodies)
    try:
        answer = list(chain.stream(question))[-1]
        trace_id = answer.trace_id if isinstance(answer, Answer) else ""
    except (RuntimeError, StopAsyncIteration, StopIteration):
        trace_id = ""  # a model that breaks in a way that no provider does
    tracer.score(trace_id=trace_id or "0" * 32, name="thumbs", value=0, comment=f"other: {asked}")
    tracer.flush()
    server.wait_for(lambda got: len(got.bodies) >= before + 2)
    words = {
        word for text in (*bodies, title, tag, asked) for word in re.findall(r"[^\W\d_]{3,}", text)
    }
    written = [
        form.encode() for word in words for form in (word, json.dumps(word)[1:-1], quote(word))
    ]
    for sent in server.received.bodies[before:]:
        assert not [form for form in written if form in sent]


def test_the_prompts_own_words_and_the_pointers_stay(
    server: LangfuseServer, tracer: Tracer, index: JournalIndex
) -> None:
    entry = Entry(
        id="a" * 32,
        written_on=date(2024, 4, 30),
        title="고민",
        body="대학원에 가고 싶다. 돈이 걱정이다.",
    )
    index.sync((entry,))
    chain = build_ask_chain(
        index=index,
        entries=lambda _: entry,
        model=StreamingModel(
            messages=iter(
                [
                    '{"question": "대학원에 갈까?", "phrases": ["대학원"]}',
                    "대학원에 가고 싶다고 썼어요 [1.1]. 돈은 걱정했어요 [1.2].",
                ]
            )
        ),
        prompts=build_prompt_library(server.address),
        tracer=tracer,
        today=lambda: date(2026, 11, 23),
    )
    (*_, answer) = chain.stream(
        Question(text="대학원에 갈까, 취업할까?", conversation_id="c1", turn_id="kept")
    )
    assert isinstance(answer, Answer)
    tracer.flush()
    received = server.wait_for(
        lambda got: any(
            span.trace_id == answer.trace_id and not span.parent_id for span in got.spans
        )
    )
    spans = {span.name: span for span in received.spans if span.trace_id == answer.trace_id}
    sent = spans["answer"].text("input")
    assert "You are a careful reader, not an adviser. Today is 2026-11-23." in sent
    assert "Passage 1 · 2024-04-30 · ‹2 characters›" in sent
    assert "[1.1] ‹2024-04-30, 10 characters›" in sent
    assert spans["answer"].attributes["langfuse.observation.prompt.version"] == 1
    assert spans["answer"].text("output") == "‹15 characters› [1.1] ‹8 characters› [1.2]"
    assert "a" * 32 in spans["retrieve"].text("output")
    assert "2024-04-30" in spans["cite"].text("output")
    generations = [span.name for span in received.spans if span.kind == "generation"]
    assert {"plan", "answer"} <= set(generations), "the property above was tried on both"
    assert spans["ask"].text("input") == "‹13 characters›"


@given(st.text(min_size=3))
@settings(deadline=None)
def test_any_text_becomes_lengths(text: str) -> None:
    left = re.sub(
        r"‹[^›]*›|\[[\d., ]*\]|Passage \d+ · \d{4}-\d{2}-\d{2}|[ \n·]", "", Masked().text(text)
    )
    assert left == ""


@given(
    st.recursive(
        st.text(LETTERS, min_size=3),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(LETTERS), inner),
    )
)
@settings(deadline=None)
def test_any_value_becomes_its_outline(value: object) -> None:
    shown = str(Masked().value({"finish": value, "entry": value, "hits": value}))
    assert not re.search("[뷁쀍쒥꿻햏쫣믜슭쨔éñøßЖЯ漢字]", shown)


def test_names_and_comments() -> None:
    masked = Masked()
    assert masked.name("gpt-5-mini") == "gpt-5-mini"
    assert masked.name("나의 대화") == "‹5 characters›"
    assert masked.comment("wrong_quote") == "wrong_quote"
    assert masked.comment("wrong_quote: 나는 달라") == "wrong_quote: ‹5 characters›"
    assert masked.comment("나는 달라") == "‹5 characters›"
    assert masked.value(object()) == "‹object›"


def test_off_sends_nothing(server: LangfuseServer) -> None:
    before = len(server.received.paths)
    tracer = build_tracer(server.address.model_copy(update={"content": "off"}))
    with tracer.turn(name="ask", turn_id="t", session_id="s", tags=(), question="q") as turn:
        turn.finish(output="a", status="complete")
    tracer.flush()
    assert len(server.received.paths) == before
