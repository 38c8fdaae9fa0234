"""A question's names are searched for as the journal spells them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from chains.ask.events import Plan
from chains.ask.finding.as_written import with_names_as_written
from language.figures.names import read_names


def searched(question: str, bodies: Sequence[str]) -> tuple[str, ...]:
    plan = Plan(question=question, phrases=(question,))
    text, names = "\n".join(bodies), read_names(bodies)
    return with_names_as_written(plan, lambda: names, lambda word: word not in text).phrases


@pytest.mark.parametrize(
    ("question", "bodies", "phrase"),
    [
        ("What did Haneul want?", ["하늘이가 울었다.", "하늘이는 잔다."], "What did 하늘 want?"),
        ("What did Kim Minho say?", ["김민호였다."], "What did 김민호 say?"),
        ("프리야가 뭐라고 했지?", ["Priya rang."], "Priya가 뭐라고 했지?"),
        ("How is Ottoilne?", ["Ottoline rang."], "How is Ottoline?"),
        ("How is Ottoline?", ["Ottoline rang.", "오톨린이 왔다."], "How is Ottoline?"),
        ("How is Wendell?", ["Ottoline rang."], "How is Wendell?"),
        ("What did my boss say?", ["부장이 왔다."], "What did my boss say?"),
    ],
)
def test_a_name_is_searched_for_as_it_is_written(
    question: str, bodies: list[str], phrase: str
) -> None:
    assert searched(question, bodies) == (phrase,)


def test_of_two_spellings_the_commoner_is_taken() -> None:
    bodies = ["은비랑 걸었다. 은비는 웃었다.", "윤비가 왔다."]
    assert searched("Was Eunbi there?", bodies) == ("Was 은비 there?",)
