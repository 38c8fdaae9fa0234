"""What a question is about must stand in the journal: sharing its common words alone is no
answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from chains.ask.events import Question
from chains.ask.plan import plan_by_rules
from chains.ask.retrieve import retrieve
from chains.evidence.relevance import subject_of
from journal.samples import install_sample
from journal.store import EntryStore
from vectorstore.index import open_index

Find = Callable[[str], int]


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Find]:
    """Count the hits for a question to the sample journal, without a model."""
    home: Path = tmp_path_factory.mktemp("subject")
    install_sample(home / "journal")
    store = EntryStore(home / "journal")
    index = open_index(home / "index")
    index.sync(store.load().entries)
    yield lambda text: len(
        retrieve(index, plan_by_rules(Question(text=text), date(2026, 11, 23)), store.get).hits
    )
    index.close()


@pytest.mark.parametrize(
    "question",
    [
        "공무원 시험을 볼까 생각한 적 있어?",
        "Did I ever consider the civil service exam?",
        "창업할 생각을 한 적 있어?",
        "Did I ever think about founding my own company?",
    ],
)
def test_a_thing_that_nothing_speaks_of_is_not_found(find: Find, question: str) -> None:
    assert find(question) == 0


@pytest.mark.parametrize(
    "question",
    [
        "시험은 어땠어?",
        "How did the exams go?",
        "회사 생활은 어땠지?",
        "What did I write about the company?",
        "대학원에 갈까, 취업할까?",
        "grad school or industry?",
        "창업할까, 취업할까?",
    ],
)
def test_its_common_words_are_found_when_they_are_the_question(find: Find, question: str) -> None:
    assert find(question) > 0


def test_words_beside_the_thing_count_on_their_own() -> None:
    assert subject_of("면접에서 OpenAI 얘기 한 적 있나?").terms == {"openai"}
    assert not subject_of("공무원 시험을 볼까 생각한 적 있어?").terms
