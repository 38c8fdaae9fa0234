"""A choice of life is told from one of the day by what it means, whatever trade it names."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from chains.decide.choices import choices_in
from chains.evidence.meaning import Meaning, join_models
from journal.entry import Entry
from language.grammar.sentences import sentence_spans
from vectorstore.local.use import local_embedding

OF_LIFE: Final = (
    "Should I take the ferry job or stay with the bakery? The ferry pays twice. I get seasick.",
    "Do I sell the farm or hand it to my brother? Dad wants an answer before the harvest.",
    "Should I join the navy or finish the apprenticeship? The recruiter calls on Monday.",
    "도선사 일을 받을까, 빵집에 남을까? 나는 뱃멀미를 한다.",
    "농장을 물려받을까, 도시에 남을까? 아버지가 올해 말까지 정하라신다.",
)
OF_THE_DAY: Final = (
    "Should I take the bus or walk to the bakery? It rains. The bread is gone by nine.",
    "Should I take the ferry or the train on Saturday? I get seasick. The ferry is cheaper.",
    "Do I buy the red coat or the blue one? The sale ends on Sunday.",
    "배를 탈까, 기차를 탈까? 나는 뱃멀미를 한다. 토요일 표가 싸다.",
    "빵을 살까, 떡을 살까? 집에 우유가 없다.",
)


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    found = join_models(local_embedding(), None)
    assert found is not None
    return found


def is_found(text: str, meaning: Meaning) -> bool:
    entry = Entry(id="one", written_on=date(2024, 5, 3), body=text)
    return bool(choices_in(entry, sentence_spans(text), meaning))


@pytest.mark.parametrize("text", OF_LIFE)
def test_a_choice_of_life_is_found(text: str, meaning: Meaning) -> None:
    assert is_found(text, meaning)


@pytest.mark.parametrize("text", OF_THE_DAY)
def test_a_choice_of_the_day_is_none(text: str, meaning: Meaning) -> None:
    assert not is_found(text, meaning)
