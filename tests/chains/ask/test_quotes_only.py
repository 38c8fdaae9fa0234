"""Answers without a model: cards whose every word is cut from its entry."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.events import Answer, Plan, Remark
from chains.ask.finding.ranked import Ranked
from chains.ask.finding.retrieve import retrieve
from chains.ask.quotes_only import answer_in_quotes
from errors import ModelUnavailableError
from language.options.find import AskedOption
from tests.chains.ask.ranked import days, entry, found, rank
from tests.chains.conftest import TODAY
from tests.properties import examples
from vectorstore.index import JournalIndex
from vectorstore.types import EntryFilter

PLAN: Final = Plan(question="q", phrases=("q",))
_PIECES: Final = (
    "오늘은 연구실에 늦게까지 있었다. ",
    "I went home early and made tea. ",
    "“그냥 해. 지금이 아니면 언제 해?” 라고 했다. ",
    "돈이 없었기 때문이다.\n\n",
    "# 제목\n",
    "[1] 하나. ",
    "가" * 120 + ". ",
)


@st.composite
def journals(draw: st.DrawFn) -> list[Ranked]:
    made: list[Ranked] = []
    for at in range(draw(st.integers(0, 12))):
        body = "".join(draw(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14)))
        one = rank(entry(f"e{at}", body, day=draw(st.integers(0, 300)), title=f"t{at}"))
        scores = draw(
            st.lists(
                st.floats(0, 8, width=32),
                min_size=len(one.sentences),
                max_size=len(one.sentences),
            )
        )
        made.append(rank(one.entry, scores))
    return sorted(made, key=lambda each: -each.score)


def check_cards(answer: Answer, ranked: Sequence[Ranked]) -> None:
    bodies = {each.entry.id: each.entry.body for each in ranked}
    assert [each.number for each in answer.citations] == list(range(1, len(answer.citations) + 1))
    for each in answer.citations:
        body = bodies[each.entry_id]
        around = slice(each.start - len(each.before), each.end + len(each.after))
        assert each.quote == body[each.start : each.end] != ""
        assert each.before + each.quote + each.after == body[around]
    cards = [list(card) for _, card in groupby(answer.citations, lambda c: (c.entry_id, c.option))]
    assert len(cards) == len({(card[0].entry_id, card[0].option) for card in cards}) <= 8
    leading = [card[0].lead for card in cards]
    assert all(len({each.lead for each in card}) == 1 for card in cards)
    assert min(1, len(cards)) <= sum(leading) <= 3
    assert leading == sorted(leading, reverse=True)


@settings(deadline=None, max_examples=examples(80))
@given(journals(), st.sampled_from(("about", "first", "last", "period", "change", "count")))
def test_every_card_is_cut_from_its_entry(ranked: list[Ranked], kind: str) -> None:
    plan = Plan(question="q", phrases=("q",), kind=kind)  # type: ignore[arg-type]
    answer = answer_in_quotes(plan, found(ranked))
    check_cards(answer, ranked)
    assert (answer.finish, answer.text, answer.gaps) == ("quotes_only", "", ())


def options_asked(sample: JournalIndex, first: str, second: str) -> tuple[Plan, Answer]:
    options = tuple(AskedOption(label=each, phrases=(each,)) for each in (first, second))
    question = f"{first} or {second}?"
    plan = Plan(
        question=question, phrases=(question, first, second), options=options, kind="options"
    )
    ranked = retrieve(sample, plan, (), TODAY)
    answer = answer_in_quotes(plan, ranked)
    check_cards(answer, ranked.ranked)
    return plan, answer


def test_options_take_turns_and_a_sentence_stands_under_one_of_them(sample: JournalIndex) -> None:
    for first, second in (("대학원", "취업"), ("grad school", "industry"), ("서울", "부산")):
        _, answer = options_asked(sample, first, second)
        lit = [(each.entry_id, each.start) for each in answer.citations]
        assert len(lit) == len(set(lit))
        labels = [label for label, _ in groupby(each.option for each in answer.citations)]
        assert labels[:2] == [first, second]
        assert {each.option for each in answer.citations} == {first, second}


@pytest.mark.parametrize(
    ("body", "scores", "lit"),
    [
        ("The lease on the shop ran out. So there it is.", [9.0, 10.0], 0),
        ("가게 계약이 지난달로 끝났다. 아무튼 그렇게 됐다.", [8.5, 10.0], 0),
        ("The lease on the shop ran out. So there it is.", [7.0, 10.0], 1),  # fits much worse
        ("가게 계약이 지난달로 끝났다. 그렇게 가게를 옮겼다.", [9.0, 10.0], 1),
        ("So there it is.", [10.0], 0),
    ],
)
def test_what_only_points_is_lit_where_nothing_else_fits_as_well(
    body: str, scores: list[float], lit: int
) -> None:
    ranked = rank(entry("e", body), scores)
    (shown,) = answer_in_quotes(PLAN, found([ranked])).citations
    start, end = ranked.sentences[lit]
    assert shown.start <= start < end <= shown.end
    assert lit == 1 or shown.end == end


def test_what_is_counted_is_said_with_its_days() -> None:
    plan = Plan(question="q", phrases=("q",), kind="count")
    ranked = days((1, 10.0), (9, 9.0), (4, 8.5), (2, 1.0))
    remark = answer_in_quotes(plan, found(ranked)).remark
    assert remark is not None
    assert (remark.key, remark.count) == ("answer.counted", 3)
    assert list(remark.days) == sorted(
        each.entry.written_on for each in ranked if each.score >= 8.5
    )
    assert answer_in_quotes(plan, found()).remark is None


def test_what_was_never_written_about_is_said_and_nothing_is_shown() -> None:
    answer = answer_in_quotes(PLAN, found(missing=("결혼", "주식")))
    assert answer.remark == Remark(key="answer.never_written", words="결혼, 주식")
    assert (answer.gaps, answer.citations) == (("결혼", "주식"), ())


def test_small_talk_is_answered_with_a_line_and_no_quotes(sample: JournalIndex) -> None:
    plan = Plan(question="안녕", phrases=("안녕",), kind="small_talk")
    answer = answer_in_quotes(plan, retrieve(sample, plan))
    assert (answer.remark, answer.citations) == (Remark(key="answer.small_talk"), ())
    assert answer.searched.entries == sample.searched(EntryFilter()).entries


def test_what_was_wrong_with_the_model_is_kept() -> None:
    problem = ModelUnavailableError("Away.", hint="Start it.", key="model.unreachable")
    answer = answer_in_quotes(PLAN, found(days((1, 1.0))), problem)
    assert answer.problem is problem
    assert answer.citations


def test_where_few_cards_are_shown_each_shows_more_of_its_entry() -> None:
    body = "".join(f"문장 {at:03}번이 여기에 이렇게 길게 서 있었다. " for at in range(200))
    scores = np.zeros(200)
    scores[[10, 60, 110, 160]] = (4, 3, 2, 1)
    alone = rank(entry("long", body), scores.tolist())
    others = [rank(entry(f"e{at}", body, day=at), scores.tolist()) for at in range(8)]
    assert len(answer_in_quotes(PLAN, found([alone])).citations) == 4
    many = answer_in_quotes(PLAN, found(others))
    assert [len(list(card)) for _, card in groupby(each.entry_id for each in many.citations)] == [
        2
    ] * 8
