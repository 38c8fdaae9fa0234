"""What meaning adds to an answer, with the built-in embedding loaded for real."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chains.ask.finding.test_absence import ENTRIES, search
from tests.chains.ask.ranked import entry
from vectorstore.index import JournalIndex, open_index
from vectorstore.local.use import local_embedding
from vectorstore.re_embedding import Adoption


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    """Four entries under the built-in embedding, loaded for real."""
    local = local_embedding()
    assert local is not None
    index = open_index(tmp_path_factory.mktemp("embedded"), local=local)
    index.sync((*ENTRIES, entry("bride", "My husband proposed and I am his bride now.", day=3)))
    Adoption(index, local).wait()
    yield index
    index.close()


def test_meaning_finds_what_no_word_does(embedded: JournalIndex) -> None:
    found = search(embedded, "Was I worn out after the jogging?")
    assert found.ranked[0].entry.id == "run"
    assert search(embedded, "저녁 식사는 누가 준비했지?").ranked[0].entry.id == "home"


def test_a_bride_is_near_to_a_marriage_and_nobody_to_a_share(embedded: JournalIndex) -> None:
    assert search(embedded, "What did I write about my marriage?").missing == ()
    assert search(embedded, "주식은 올랐나?").missing == ("주식",)


@pytest.mark.parametrize(
    "question",
    [
        "내가 부러워한 사람은?",
        "What do I need more of?",
        "나는 어떤 습관을 고치고 싶어 했지?",
        "When did I feel small?",
        "Which of my worries came true?",
        "내가 아끼는 것들",
    ],
)
def test_what_every_life_holds_is_never_absent_whatever_the_words(
    embedded: JournalIndex, question: str
) -> None:
    assert search(embedded, question).missing == ()


@pytest.mark.parametrize("question", ["빙벽 등반 장비", "quantum chromodynamics", "치즈 숙성 온도"])
def test_a_thing_of_few_lives_is_absent_where_no_word_of_it_stands(
    embedded: JournalIndex, question: str
) -> None:
    found = search(embedded, question)
    (thing,) = found.missing
    assert thing in question
    assert found.ranked == ()
