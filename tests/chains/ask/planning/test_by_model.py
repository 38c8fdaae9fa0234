"""What a model's plan may add to the rules' plan, and what it may not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.events import Plan, Question
from chains.ask.planning.by_model import PlanReply, merged, read_reply
from chains.ask.planning.by_rules import plan_by_rules
from tests.properties import examples
from vectorstore.types import EntryFilter

TODAY = date(2026, 11, 23)


def improved(text: str, reply: str, **asked: object) -> Plan:
    question = Question(text=text, **asked)  # type: ignore[arg-type]
    found = read_reply(reply)
    assert found is not None
    return merged(plan_by_rules(question, TODAY), found, question, TODAY)


@pytest.mark.parametrize(
    "reply",
    [
        '{"question": "q", "phrases": ["a"]}',
        '```json\n{"question": "q", "phrases": ["a"], "options": []}\n```',
        'Sure:\n{"question": "q", "phrases": ["a"], "since": null, "extra": 1} Good luck!',
    ],
)
def test_a_plan_is_read_out_of_fences_and_prose(reply: str) -> None:
    assert read_reply(reply) == PlanReply(question="q", phrases=["a"])


@pytest.mark.parametrize(
    "reply", ["", "no", "{}", '{"question": 1}', '{"question": "q"', "[]", '{"phrases": "x"}']
)
def test_anything_else_is_no_plan(reply: str) -> None:
    assert read_reply(reply) is None


def test_wordings_are_added_and_the_question_stays_first() -> None:
    plan = improved(
        "부모님은 뭐라고 하셨지?",
        '{"question": "부모님 의견", "phrases": ["엄마 말", "my parents"]}',
    )
    assert plan.phrases[0] == "부모님은 뭐라고 하셨지?"
    assert {"엄마 말", "my parents"} <= set(plan.phrases)
    assert (plan.made_by, plan.question) == ("model", "부모님 의견")


def test_a_range_counts_when_its_words_stand_in_the_question() -> None:
    dates = '"since": "2020-01-01", "until": "2020-12-31", "date_words": "스무 살 무렵"'
    reply = f'{{"question": "q", "phrases": ["a"], {dates}}}'
    plan = improved("스무 살 무렵 마음은?", reply)
    assert (plan.where.since, plan.where.until) == (date(2020, 1, 1), date(2020, 12, 31))
    assert plan.date_words == "스무 살 무렵"
    assert improved("그 시절 마음은?", reply).where == EntryFilter()
    assert improved("스무 살 무렵 마음은?", reply, use_dates=False).where == EntryFilter()


def test_the_time_of_an_event_is_the_journals_to_tell() -> None:
    reply = (
        '{"question": "q", "phrases": [], "since": "2020-01-01", "until": "2020-12-31",'
        ' "date_words": "before I quit"}'
    )
    assert improved("What did I fear before I quit?", reply).where == EntryFilter()


def test_a_future_or_broken_range_is_none() -> None:
    for since, until in (
        ("2027-01-01", "2027-12-31"),
        ("soon", "2025-01-01"),
        ("2025-05-01", "2025-01-01"),
    ):
        reply = (
            f'{{"question": "q", "phrases": [], "since": "{since}", "until": "{until}",'
            ' "date_words": "그때쯤"}'
        )
        assert improved("그때쯤 마음은?", reply).where == EntryFilter()


def test_options_need_two_and_are_cleaned() -> None:
    one = '{"question": "q", "phrases": [], "options": [{"label": "대학원"}]}'
    assert improved("무슨 생각?", one).options == ()
    two = (
        '{"question": "q", "phrases": [], "options": [{"label": "## [대학원]"}, {"label": "취업",'
        ' "phrases": ["job"]}]}'
    )
    asked = "대학원이랑 취업 생각?"
    assert [option.label for option in improved(asked, two).options] == ["대학원", "취업"]


def test_options_of_nobody_are_none_and_those_of_the_question_stay() -> None:
    invented = (
        '{"question": "q", "phrases": [], "options": [{"label": "circus"}, {"label": "monastery"}]}'
    )
    assert improved("What did I think of the two?", invented).options == ()
    asked = improved("Should I take the tug or the workshop?", invented)
    rules = plan_by_rules(Question(text="Should I take the tug or the workshop?"), TODAY)
    assert asked.options == rules.options != ()


def test_a_range_of_words_within_a_word_is_none() -> None:
    reply = (
        '{"question": "q", "phrases": [], "since": "2020-01-01", "until": "2020-02-01",'
        ' "date_words": "work"}'
    )
    assert improved("What did the workshop teach me?", reply).where == EntryFilter()


@settings(deadline=None, max_examples=examples(100))
@given(
    st.text(max_size=60),
    st.lists(st.text(max_size=30), max_size=12),
    st.lists(st.text(max_size=20), max_size=6),
)
def test_no_reply_makes_a_plan_that_cannot_be_searched(
    text: str, phrases: list[str], labels: list[str]
) -> None:
    question = Question(text=text)
    reply = PlanReply.model_validate(
        {"question": text, "phrases": phrases, "options": [{"label": label} for label in labels]}
    )
    plan = merged(plan_by_rules(question, TODAY), reply, question, TODAY)
    assert len(plan.phrases) <= 10
    assert all(phrase.strip() and "\n" not in phrase for phrase in plan.phrases[1:])
    assert all(option.label and not set(option.label) & set("[]#\n") for option in plan.options)
