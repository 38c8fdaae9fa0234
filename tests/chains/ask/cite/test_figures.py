"""Swapped figures and names are caught, right ones let be: counted over sentences of many lives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.cite import figures
from chains.ask.cite.figures import check_figures
from chains.ask.events import Answer, Citation
from tests.chains.ask.cite.pairs import right_pairs, swapped_pairs
from tests.chains.ask.cite.writing import source
from tests.properties import examples

PAIRS: Final = Path(__file__).parent / "figure_pairs.yaml"
PAY: Final = source(1, "연봉 3,400만 원을 제시했다. 민경이가 부럽다고 했다.", day=date(2023, 3, 14))
MOVE: Final = source(2, "지훈이는 5월 2일에 부산으로 갔다.", day=date(2023, 6, 1))
CITED: Final = tuple(
    Citation(
        number=number,
        entry_id=each.entry_id,
        start=span[0],
        end=span[1],
        quote=each.text(span),
        written_on=each.written_on,
    )
    for number, (each, span) in enumerate(
        ((each, span) for each in (PAY, MOVE) for span in each.sentences), 1
    )
)


def checked(text: str, asked: str = "", *, moved: str = "") -> Answer:
    return check_figures(Answer(text=text, moved=moved, citations=CITED), (PAY, MOVE), asked)


def doubted(text: str, asked: str = "") -> list[str]:
    return [doubt.words for doubt in checked(text, asked).doubts]


def test_at_most_three_in_a_hundred_right_clauses_are_doubted() -> None:
    pairs = right_pairs(PAIRS)
    wrong = [pair.clause for pair in pairs if pair.is_doubted]
    assert len(pairs) >= 300
    assert len(wrong) <= 0.03 * len(pairs), wrong


def test_at_least_ninety_five_in_a_hundred_swapped_figures_are_caught() -> None:
    pairs = swapped_pairs(PAIRS)
    missed = [pair.clause for pair in pairs if not pair.is_doubted]
    assert len(pairs) >= 200
    assert len(missed) <= 0.05 * len(pairs), missed


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("연봉 3,400만 원을 제안받았고 [1], 민경이가 부러워했어요 [2].", []),
        ("연봉 3,400만 원을 제안받았고 [2], 민경이가 부러워했어요 [1].", ["3,400만 원", "민경"]),
        ("민경이가 부러워한 연봉은 3,400만 원이었어요 [1].", ["민경"]),
        ("민경이가 부러워한 연봉은 3,400만 원이었어요 [1][2].", []),
        ("연봉은 3,800만 원이었어요. [1] 민경이가 부러워했어요. [2]", ["3,800만 원"]),
        ("2023년 3월부터 준비해서 [3] 제안을 받았고 [1] 좋았다고 해요.", []),
        ("### 2030년 계획\n3월 14일에 썼어요 [1].", []),
        ("제안은 두 번 나와요 [1][2].", []),
        ("1. 지훈이는 5월 2일에 갔어요 [3]\n2. 지훈이는 5월 3일에 갔어요 [3]", ["5월 3일"]),
    ],
)
def test_a_figure_belongs_to_the_sentences_that_its_clause_points_at(
    text: str, doubts: list[str]
) -> None:
    answer = checked(text)
    assert [doubt.words for doubt in answer.doubts] == doubts
    assert all(doubt.cited for doubt in answer.doubts)


def test_a_name_may_stand_before_the_cited_sentence_in_its_entry() -> None:
    told = source(1, "Renata came by. She found me a room. Then Oskar rang.", day=date(2024, 5, 1))
    quote = "She found me a room."
    at = told.body.index(quote)
    cited = Citation(number=1, entry_id=told.entry_id, start=at, end=at + len(quote), quote=quote)

    def doubts(text: str) -> list[str]:
        answer = check_figures(Answer(text=text, citations=(cited,)), (told, MOVE), "")
        return [doubt.words for doubt in answer.doubts]

    assert doubts("It was Renata who found you a room [1].") == []
    assert doubts("It was Oskar who found you a room [1].") == ["Oskar"]  # he comes after it
    assert doubts("Renata found you a room [1].") == []
    assert doubts("It was Wilma who found you a room [1].") == ["Wilma"]


def test_a_sentence_that_names_somebody_lends_the_name_to_nobody_before() -> None:
    told = source(1, "Saw Ken at lunch. Tom offered me the post.", day=date(2024, 5, 1))
    quote = "Tom offered me the post."
    at = told.body.index(quote)
    cited = Citation(number=1, entry_id=told.entry_id, start=at, end=at + len(quote), quote=quote)
    answer = Answer(text="Ken offered you the post [1].", citations=(cited,))
    assert [each.words for each in check_figures(answer, (told,), "").doubts] == ["Ken"]


def test_a_clause_without_a_pointer_is_looked_up_in_all_that_was_given() -> None:
    answer = checked("연봉 3,400만 원을 제안받았어요. 서연이는 9월에 대구로 갔어요.")
    assert [doubt.words for doubt in answer.doubts] == ["서연이", "9월", "대구"]
    assert not any(doubt.cited for doubt in answer.doubts)
    assert answer.claims_unpointed == 2
    assert answer.figures_checked == 4


def test_what_is_said_to_be_missing_is_neither_doubted_nor_a_claim() -> None:
    answer = checked("카카오 이야기는 일기에 없어요. Nothing is said about Google.")
    assert (answer.doubts, answer.claims_unpointed) == ((), 0)


@pytest.mark.parametrize(
    ("text", "asked", "doubts"),
    [
        ("김민경 얘기는 부러움이었어요 [1].", "김민경이 뭐라고 했지?", []),
        ("서연이 얘기는 부러움이었어요 [1].", "김민경이 뭐라고 했지?", ["서연이"]),
        # The question names both, and the sentence speaks of the other one.
        ("민경이는 부산으로 갔어요 [3].", "민경이랑 지훈이 중에 누가 부산에 갔지?", ["민경"]),
    ],
)
def test_names_of_the_question_may_be_said_again(text: str, asked: str, doubts: list[str]) -> None:
    assert doubted(text, asked) == doubts


@pytest.mark.parametrize("said", ["같은 말.", "Minsu paid 30 won."], ids=["no figure", "figures"])
def test_what_is_said_again_is_not_read_again(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[object] = []
    for name in ("find_figures", "read_written", "terms_of"):
        real = getattr(figures, name)

        def read(*given: object, real: Callable[..., object] = real) -> object:
            reads.append(given)
            return real(*given)

        monkeypatch.setattr(figures, name, read)
    once = len(checked(said).doubts)
    first = len(reads)
    again = checked(" ".join([said] * 40))
    assert len(again.doubts) == 40 * once
    assert len({doubt.start for doubt in again.doubts}) == len(again.doubts)
    assert len(reads) <= 3 * first  # the first clause and the others differ by a space


def test_how_a_view_moved_is_checked_too() -> None:
    (doubt,) = checked("", moved="연봉이 4,300만 원이 되었어요 [1].").doubts
    assert (doubt.section, doubt.words, doubt.kind) == ("moved", "4,300만 원", "number")


def test_who_speaks_may_stand_in_what_is_shown_around_the_quote() -> None:
    alone = Citation(number=1, entry_id="a", start=15, end=31, quote="“Sell it to me.”")
    framed = replace(alone, before="Huw looked up. ")
    text = "In the end Huw wanted to have it [1]."
    checked = [
        check_figures(Answer(text=text, citations=(each,)), (), "") for each in (alone, framed)
    ]
    assert [[doubt.words for doubt in each.doubts] for each in checked] == [["Huw"], []]


@settings(deadline=None, max_examples=examples(200))
@given(
    st.lists(
        st.sampled_from(
            (*"[]12.,…# \n-", "[1]", "[2]", "[3]", "[9]", "3,400만 원", "5월 2일", "twice",
             "민경이가", "Kim ", "없어요", "### ", "\n- ", "2024", "오후 3시", "천만", "½", "²")
        ),
        max_size=25,
    ).map("".join)
)  # fmt: skip
def test_doubts_always_lie_in_the_text_and_change_nothing_of_it(text: str) -> None:
    answer = checked(text)
    assert (answer.text, answer.citations) == (text, CITED)
    for doubt in answer.doubts:
        assert text[doubt.start : doubt.end] == doubt.words != ""
    assert len(answer.doubts) <= answer.figures_checked


@settings(deadline=None, max_examples=examples(200))
@given(st.text(max_size=120))
def test_no_text_breaks_the_check(text: str) -> None:
    assert all(text[doubt.start : doubt.end] == doubt.words for doubt in checked(text).doubts)
