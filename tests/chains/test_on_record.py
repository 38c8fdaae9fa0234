"""Asking with decisions on record: their options, as of then, and the sentences at which a view
turned.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chains.ask.chain import AskChain, build_ask_chain
from chains.ask.events import Answer, Plan, Question
from chains.ask.planning.by_rules import plan_by_rules
from chains.decide.entry_reader import EntryReader
from chains.decide.finder import DecisionFinder
from chains.on_record import (
    DecisionsOnRecord,
    asked_decision,
    decision_from,
    with_known_options,
    with_turning_points,
)
from chains.write.deepen import deepening_question, question_by_rules
from chains.write.nearby import nearby
from decisions import editing
from decisions.record import Decision
from decisions.store import DecisionStore
from journal.entry import Entry
from prompts.library import build_prompt_library
from tests.chains.conftest import split
from tests.decisions.records import NOW
from tests.properties import examples
from tracing.null import NullTracer
from vectorstore.index import JournalIndex, open_index
from vectorstore.types import EntryFilter

TODAY = date(2026, 11, 23)
DIARY = tuple(
    Entry(id=f"{n:032x}", written_on=day, title=f"{n}", body=body)
    for n, (day, body) in enumerate(
        (
            (date(2024, 5, 1), "대학원에 갈까, 취업할까? 나는 대학원 갈래."),
            (date(2025, 4, 2), "대학원 가고 싶다. 연구가 재미있다. 봄이다."),
            (
                date(2025, 9, 9),
                "대학원은 이제 진짜 아니다. 회사에서 일하는 게 연구하는 것보다 재밌다.",
            ),
            (date(2026, 3, 3), "I will take the job. 취업할 거다."),
        ),
        1,
    )
)
ENTRY_OF = {each.id: each for each in DIARY}.__getitem__


@pytest.fixture(scope="module")
def decision(tmp_path_factory: pytest.TempPathFactory) -> Decision:
    """A decision found in the diary by rules, all confirmed."""
    home = tmp_path_factory.mktemp("decisions")
    store = DecisionStore(home)
    reader = EntryReader(model=None, prompts=build_prompt_library(), tracer=NullTracer())
    finder = DecisionFinder(
        store=store, reader=reader, ledger=home / "read.json", entries=lambda: DIARY
    )
    for each in DIARY:
        finder.find_in(each)
    (found,) = store.load().decisions
    return store.save(editing.confirm_all(found, NOW))


@pytest.fixture(scope="module")
def ask(decision: Decision, tmp_path_factory: pytest.TempPathFactory) -> AskChain:
    index = open_index(tmp_path_factory.mktemp("index"))
    index.sync(DIARY)
    return build_ask_chain(
        index=index,
        entries=ENTRY_OF,
        model=None,
        prompts=build_prompt_library(),
        tracer=NullTracer(),
        today=lambda: TODAY,
        on_record=DecisionsOnRecord(lambda: (decision,)),
    )


def test_how_a_view_changed_is_answered_with_its_turning_sentences(ask: AskChain) -> None:
    plan, _, _, answer = split(
        ask.stream(Question(text="대학원에 대한 내 생각은 어떻게 바뀌었지?"))
    )
    assert [option.label for option in plan.options] == ["대학원", "취업"]
    lines = answer.moved.splitlines()
    assert [line[2:12] for line in lines] == sorted(line[2:12] for line in lines)
    known = {each.number: each for each in answer.citations}
    turned = [known[int(line.rsplit("[", 1)[1].rstrip("]"))].quote for line in lines]
    assert "대학원은 이제 진짜 아니다." in turned
    assert all(ENTRY_OF(e.entry_id).body[e.start : e.end] == e.quote for e in answer.citations)


def test_last_spring_is_answered_as_of_then(ask: AskChain) -> None:
    plan, _, _, answer = split(ask.stream(Question(text="작년 봄엔 어떻게 생각했어?")))
    assert plan.where.until == date(2025, 5, 31)
    assert answer.citations
    assert all(
        each.written_on is not None and each.written_on <= date(2025, 5, 31)
        for each in answer.citations
    )
    assert any("대학원" in each.quote for each in answer.citations)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(days=st.integers(0, 1000))
def test_an_as_of_answer_uses_nothing_written_later(days: int, decision: Decision) -> None:
    until = date(2024, 4, 1) + timedelta(days=days)
    plan = Plan(
        question="내 생각이 어떻게 바뀌었지?",
        phrases=("대학원",),
        where=EntryFilter(until=until),
        language="ko",
    )
    made = with_turning_points(Answer(), with_known_options(plan, [decision]), [decision], ENTRY_OF)
    assert all(each.written_on is not None and each.written_on <= until for each in made.citations)
    assert all(date.fromisoformat(line[2:12]) <= until for line in made.moved.splitlines())


@pytest.mark.parametrize(
    ("question", "is_of_it"),
    [
        ("내 마음은 어떻게 바뀌었지?", True),
        ("그 결정에 대한 생각이 바뀌었나?", True),
        ("How did my decision change?", True),
        ("아버지에 대한 생각은 어떻게 바뀌었지?", False),
        ("돈 얘기가 어떻게 달라졌어?", False),
        ("What changed after the flood?", False),
        ("How have my thoughts about sleep changed?", False),
    ],
)
def test_the_only_decision_is_meant_where_a_question_of_change_names_nothing_else(
    question: str, is_of_it: bool, decision: Decision
) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)
    assert (asked_decision(plan, [decision]) is decision) is is_of_it


def test_a_question_is_known_by_its_options_and_others_are_left_alone(decision: Decision) -> None:
    for text in ("석사를 할까, 회사에 갈까?", "Should I go to grad school or get a job?"):
        plan = plan_by_rules(Question(text=text), TODAY)
        assert asked_decision(plan, [decision]) is decision
        assert {"대학원", "취업"} <= set(with_known_options(plan, [decision]).phrases)
    other = plan_by_rules(Question(text="휴학할까 말까?"), TODAY)
    assert with_known_options(other, [decision]) == other
    dropped = replace(decision, status="dropped")
    assert (
        asked_decision(plan_by_rules(Question(text="대학원에 갈까, 취업할까?"), TODAY), [dropped])
        is None
    )


def test_an_answer_becomes_a_decision_with_exact_quotes(ask: AskChain) -> None:
    plan, _, _, answer = split(ask.stream(Question(text="대학원에 갈까, 취업할까?")))
    made = decision_from(plan, answer, datetime(2026, 11, 23, 9, 0))
    assert [each.value.label for each in made.options] == ["대학원", "취업"]
    assert made.reasons
    assert not any(each.counts for each in made.reasons)
    for each in made.reasons:
        assert each.quote is not None
        assert (
            ENTRY_OF(each.quote.entry_id).body[each.quote.start : each.quote.end] == each.quote.text
        )


def test_while_writing_older_sentences_that_touch_it_come_up(tmp_path: Path) -> None:
    index: JournalIndex = open_index(tmp_path / "index")
    index.sync(DIARY)
    found = nearby(
        index, ENTRY_OF, "오늘도 회사에서 늦게까지 일했다. 연구하는 것보다 나은지는 잘 모르겠다."
    )
    assert 1 <= len(found) <= 3
    assert any("회사에서 일하는 게" in each.text for each in found)
    assert all(ENTRY_OF(each.entry_id).body[each.start : each.end] == each.text for each in found)
    assert nearby(index, ENTRY_OF, "회사") == ()
    assert all(
        each.entry_id != DIARY[2].id
        for each in nearby(index, ENTRY_OF, DIARY[2].body, besides=DIARY[2].id)
    )
    index.close()


def test_one_question_at_most_to_go_deeper() -> None:
    for entry in DIARY:
        asked = deepening_question(entry)
        assert asked == question_by_rules(entry)
        for unfit in ("좋은 하루였네요.", "Why? \n- Because?", "왜요?" * 80, "Pourquoi ça"):
            assert deepening_question(entry, unfit) == question_by_rules(entry)
        assert "\n" not in asked
    assert (
        deepening_question(DIARY[1], "연구의 무엇이 재미있었나요?") == "연구의 무엇이 재미있었나요?"
    )


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("두 선택 사이에서 고민이다.", "1년 뒤의 내가"),
        ("I will write to the office tomorrow.", "What do you hope"),
        (
            "야간 근무 열두 시간. 정말 즐거운 밤이었네요.",
            "",
        ),  # no form tells that it is meant bitterly
        ("What a lovely shift. Twelve hours and no break.", ""),
        ("The salary is fine.", ""),
    ],
)
def test_without_a_model_only_a_sure_form_is_asked_about(body: str, asked: str) -> None:
    question = question_by_rules(replace(DIARY[0], body=body))
    assert question.startswith(asked)
    assert bool(question) == bool(asked)
