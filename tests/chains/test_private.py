"""An entry that speaks of suicide or self-harm stays here: no model, no trace, no embedding
elsewhere gets a word of it, unless its writer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from langchain_core.language_models import BaseChatModel

from chains.ask.chain import AskChain, OnRecord, build_ask_chain
from chains.ask.events import Answer, Citation, Plan, Question, Turn
from chains.decide.entry_reader import EntryReader
from chains.evidence.sources import Entries
from errors import EntryFormatError
from journal.entry import Entry
from journal.private_entry import is_private, shared
from prompts import build_prompt_library
from tests.chains.conftest import TODAY, chain_over
from tests.model_server import ModelServer, Say
from tests.vectorstore.hashed import HashedEmbeddings, hashed
from tracing.null import NullTracer
from vectorstore.index import JournalIndex, open_index

SAID = "대학원 연구실에서 밤을 새웠다. 그냥 죽고 싶다는 생각이 들었다."
DARK = Entry(id="dark", written_on=date(2024, 5, 1), body=SAID)
PLAIN = Entry(
    id="plain", written_on=date(2024, 5, 2), body="대학원 연구실에서 논문이 붙어서 기뻤다."
)

BY_ID = {each.id: each for each in (DARK, PLAIN)}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path / "index")
    opened.sync([DARK, PLAIN])
    yield opened
    opened.close()


def test_what_its_writer_says_counts() -> None:
    assert is_private(DARK)
    assert not is_private(shared(DARK))
    assert not is_private(PLAIN)
    assert is_private(Entry(id="a", written_on=date(2024, 5, 1), extra={"private": "yes"}))


def test_a_model_that_answers_gets_nothing_of_it(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    server.script(Say(text="논문이 붙어서 기뻤다고 썼어요 [1.1]."))
    answer = _last(chain_over(index, connect()).stream(Question(text="대학원 연구실은 어땠어?")))
    assert server.requests
    assert not any("죽고" in str(each) for each in server.requests)
    assert all(each.entry_id != "dark" for each in answer.citations)


def test_a_model_that_reads_what_no_word_speaks_of_gets_nothing_of_it_either(
    tmp_path: Path, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    start = date(2023, 1, 1)
    many = [
        Entry(id=f"d{at}", written_on=start + timedelta(at), body=f"시장에서 {at}번째로 장을 봤다.")
        for at in range(200)
    ]
    server.script(Say(text="논문이 붙어서 기뻤다고 썼어요 [1.1]."))
    asked = Question(text="논문이 붙어서 어땠어?")
    with closing(open_index(tmp_path / "large")) as large:
        large.sync([*many, replace(DARK, body="그냥 죽고 싶다."), PLAIN])
        _last(chain_over(large, connect()).stream(asked))
    told = str(server.requests)
    assert "논문이" in told
    assert "번째로 장을" in told
    assert "죽고" not in told


def test_an_entry_that_was_marked_after_the_index_saw_it_is_told_to_no_model(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    late = Entry(id="late", written_on=date(2024, 5, 3), body="대학원 연구실에 장비가 왔다.")
    index.sync([DARK, PLAIN, late])
    now = {**BY_ID, "late": replace(late, extra={"private": "yes"})}
    server.script(Say(text="논문이 붙어서 기뻤다고 썼어요 [1.1]."))
    asked = Question(text="대학원 연구실은 어땠어?")
    _last(_chain(index, connect(), None, now.__getitem__).stream(asked))
    assert server.requests
    assert not any("장비" in str(each) for each in server.requests)


def test_a_gap_that_it_fills_is_dropped_and_no_word_of_it_quoted(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    server.script(
        Say(text="논문이 붙어서 기뻤다고 썼어요 [1.1].\n## gaps\n- 연구실에서 새운 밤\n- 돈")
    )
    answer = _last(_chain(index, connect(), None).stream(Question(text="대학원에 갈까, 취업할까?")))
    assert answer.gaps == ("돈",)
    assert {each.entry_id for each in answer.citations} == {"plain"}


def test_a_question_in_distress_reaches_no_model(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    chain = chain_over(index, connect())
    answer = _last(chain.stream(Question(text="죽고 싶다. 대학원 연구실에서 왜 그랬지?")))
    assert not server.requests
    assert answer.finish == "quotes_only"


def test_what_was_shown_before_is_told_to_no_model(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    server.script(Say(text="논문이 붙어서 기뻤다고 썼어요 [1.1]."))
    shown = Citation(number=1, entry_id="dark", start=0, end=5, written_on=DARK.written_on)
    before = Turn(question="연구실은?", answer="밤을 새웠다고 썼어요.", citations=(shown,))
    chain = _chain(index, connect(), None)
    _last(chain.stream(Question(text="대학원 연구실은 어땠어?", history=(before,))))
    assert server.requests
    assert not any("새웠다고" in str(each) for each in server.requests)


def test_an_entry_that_cannot_be_read_is_told_to_no_model_and_ends_no_question(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    def read(entry_id: str) -> Entry:
        if entry_id == "dark":
            raise EntryFormatError("{path} is broken.", hint="…", key="entry.broken", path="dark")
        return PLAIN

    server.script(Say(text="논문이 붙어서 기뻤다고 썼어요 [1.1]."))
    shown = Citation(number=1, entry_id="dark", start=0, end=5, written_on=DARK.written_on)
    before = Turn(question="연구실은?", answer="밤을 새웠다고 썼어요.", citations=(shown,))
    asked = Question(text="대학원 연구실은 어땠어?", history=(before,))
    assert _last(_chain(index, connect(), None, read).stream(asked)).citations
    assert not any("새웠다고" in str(each) for each in server.requests)


class _DarkOnRecord:
    """A decision on record whose view turned at what stays here."""

    def add_known_options(self, plan: Plan) -> Plan:
        return plan

    def add_turning_points(self, answer: Answer, _plan: Plan, _entries: Entries) -> Answer:
        turned = Citation(number=9, entry_id="dark", start=0, end=5, written_on=DARK.written_on)
        return replace(answer, moved="- [9]", citations=(*answer.citations, turned))


def test_where_words_leave_no_view_turns_at_it(
    index: JournalIndex, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    server.script(Say(text="논문이 붙어서 기뻤다고 썼어요 [1.1]."))
    asked = Question(text="대학원 연구실은 어땠어?")
    assert _last(_chain(index, None, _DarkOnRecord()).stream(asked)).moved
    assert not _last(_chain(index, connect(), _DarkOnRecord()).stream(asked)).moved


def _chain(
    index: JournalIndex,
    model: BaseChatModel | None,
    on_record: OnRecord | None,
    entries: Entries = BY_ID.__getitem__,
) -> AskChain:
    return build_ask_chain(
        index=index,
        entries=entries,
        model=model,
        prompts=build_prompt_library(),
        tracer=NullTracer(),
        today=lambda: TODAY,
        on_record=on_record,
    )


def test_a_reading_for_decisions_is_by_rules(
    server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    reader = EntryReader(model=connect(), prompts=build_prompt_library(None), tracer=NullTracer())
    reader.read(DARK, [])
    assert reader.cost([DARK]) == (0, 0)
    assert not server.requests


def test_an_embedding_elsewhere_gets_nothing_of_it(index: JournalIndex) -> None:
    embedding = hashed()
    index.adopt(embedding)
    assert isinstance(embedding.embeddings, HashedEmbeddings)
    assert not any("죽고" in each for each in embedding.embeddings.asked)
    assert any("논문" in each for each in embedding.embeddings.asked)
    assert index.health().dense == index.health().expected
    assert index.search("죽고 싶다는 생각")[0].passage.entry_id == "dark"


def _last(events: Iterator[object]) -> Answer:
    found = [each for each in events if isinstance(each, Answer)]
    return found[-1]
