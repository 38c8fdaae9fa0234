"""The glossary: whole in both languages, unambiguous, met in the words people really write."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.glossary import load_glossary
from tests.properties import examples

GLOSSARY = load_glossary()


def named(query: str) -> set[str]:
    return {concept.name for concept in GLOSSARY.concepts_in(query)}


def test_it_is_parsed_once() -> None:
    assert load_glossary() is GLOSSARY


def test_it_holds_enough_concepts_each_in_both_languages() -> None:
    assert len(GLOSSARY.concepts) >= 220
    assert all(concept.en and concept.ko for concept in GLOSSARY.concepts)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_wording_belongs_to_one_concept(language: str) -> None:
    wordings = Counter(
        word.lower() for concept in GLOSSARY.concepts for word in getattr(concept, language)
    )
    assert [word for word, count in wordings.items() if count > 1] == []


def test_every_wording_is_nfc_trimmed_and_found_by_itself() -> None:
    for concept in GLOSSARY.concepts:
        for wording in concept.en + concept.ko:
            assert wording == unicodedata.normalize("NFC", wording).strip()
            assert concept.name in named(wording), wording


def test_concepts_are_in_alphabetical_order_within_their_group() -> None:
    groups: dict[str, list[str]] = {}
    for concept in GLOSSARY.concepts:
        groups.setdefault(concept.group, []).append(concept.name.lower())
    for names in groups.values():
        assert names == sorted(names)


@pytest.mark.parametrize(
    ("query", "wider"),
    [
        ("대학원에 갈까, 취업할까?", {"grad school", "graduate school", "industry", "get a job"}),
        ("grad school or industry?", {"대학원", "석사", "취업", "회사"}),
        ("Should I quit?", {"퇴사", "그만두다"}),
        ("그만둘까 말까", {"quit", "퇴사"}),
        ("How did my salary compare?", {"연봉", "월급"}),
        ("엄마가 돈 얘기를 했던 날", {"mother", "money"}),
        ("When did research stop being fun?", {"연구", "재밌다"}),
        ("나 번아웃이었나", {"burnout", "exhausted"}),
    ],
)
def test_a_query_is_widened_into_the_other_language(query: str, wider: set[str]) -> None:
    assert wider <= set(GLOSSARY.widen(query))


def test_the_other_language_comes_first_and_what_was_asked_does_not_come_again() -> None:
    wider = GLOSSARY.widen("퇴사")
    assert wider[0] == "quit"
    assert "퇴사" not in wider
    assert "그만두다" in wider


@pytest.mark.parametrize(
    ("query", "concept"),
    [
        ("퇴사를", "quitting"),
        ("그만뒀다", "quitting"),
        ("때려치울까", "quitting"),
        ("외로웠다", "loneliness"),
        ("힘든 하루", "tiredness"),
        ("골랐다", "choice"),
        ("몰입했다", "passion"),
        ("돈이 없다", "money"),
        ("대학원진학", "graduate school"),
        ("AI대학원", "graduate school"),
        ("4-2학기 다니면서", "last semester"),
        ("SALARIES", "salary"),
        ("a master’s degree", "graduate school"),
        ("two start-ups", "startup"),
        ("they rejected us", "rejection"),
    ],
)
def test_endings_compounds_and_case_do_not_hide_a_concept(query: str, concept: str) -> None:
    assert concept in named(query)


@pytest.mark.parametrize(
    ("query", "concept"),
    [
        ("돈까스 먹었다", "money"),  # pork cutlet
        ("무슨옛회사", "industry"),  # in the middle of a word
        ("이상하다", "moving house"),
        ("my experiences", "experiment"),  # one stem, two words
        ("MS Office", "graduate school"),
    ],
)
def test_a_word_that_only_looks_alike_is_left_alone(query: str, concept: str) -> None:
    assert concept not in named(query)


def test_the_longest_wording_wins() -> None:
    assert named("학부연구생") == {"undergraduate research"}
    assert named("research intern") == {"undergraduate research"}
    assert named("연구실 인턴 하던 때") == {"undergraduate research"}


def test_decomposed_korean_is_the_same_query() -> None:
    query = "대학원에 갈까"
    assert GLOSSARY.widen(unicodedata.normalize("NFD", query)) == GLOSSARY.widen(query)


@settings(deadline=None, max_examples=examples(150))
@given(st.text() | st.text(alphabet="대학원 취업할까그만두돈이quitjob's4-2학기\u1112\u11ab\n"))
def test_widening_never_fails_and_says_nothing_twice(query: str) -> None:
    wider = GLOSSARY.widen(query)
    assert len(wider) == len(set(wider))
