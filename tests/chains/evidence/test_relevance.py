"""What a sentence speaks to by its words and concepts: what the sides of a choice are read with."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.evidence.relevance import (
    distinct,
    holds_term,
    naming_terms,
    relevance_of,
    topic_of,
)
from tests.properties import examples


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("대학원에 가면 연구를 2년 더 해야 한다.", 0),
        ("A master's degree would open doors.", 0),
        ("취업하면 월급이 나온다.", 1),
        ("I want a job in industry first.", 1),
    ],
)
def test_a_sentence_speaks_to_the_option_that_it_names_in_either_language(
    text: str, named: int
) -> None:
    (row,) = relevance_of([text], [topic_of(["대학원"]), topic_of(["industry"])])
    assert row[named].direct
    assert row[named].score > row[1 - named].score


def test_what_names_neither_option_speaks_to_none() -> None:
    rows = relevance_of(
        ["비가 와서 집에 있었다.", "We walked by the river."],
        [topic_of(["대학원"]), topic_of(["industry"])],
    )
    assert all(each.score == 0 and not each.direct for row in rows for each in row)


def test_what_is_near_to_both_options_tells_nothing_apart() -> None:
    study, research = topic_of(["grad school"]), topic_of(["research"])
    assert study.near & research.near
    apart = distinct([study, research])
    assert not apart[0].near & apart[1].near
    assert [each.concepts for each in apart] == [study.concepts, research.concepts]


def test_words_beside_any_concept_count_on_their_own() -> None:
    topic = topic_of(["면접에서 OpenAI 얘기"])
    assert "openai" in topic.terms
    (named, not_named) = relevance_of(["OpenAI에서 연락이 왔다.", "연락이 왔다."], [topic])
    assert named[0].score > not_named[0].score


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=20), max_size=3))
def test_any_texts_are_weighed(texts: list[str], wordings: list[str]) -> None:
    rows = relevance_of(texts, [topic_of([each]) for each in wordings])
    assert [len(row) for row in rows] == [len(wordings)] * len(texts)
    assert all(each.score >= 0 for row in rows for each in row)


@pytest.mark.parametrize("word", ["university", "bakery", "army", "college", "boatyard", "taxi"])
def test_a_thing_is_known_again_by_its_name_whatever_its_stem(word: str) -> None:
    assert holds_term(f"They like the {word}.", naming_terms([word]))
    assert not holds_term("They like the sea.", naming_terms([word]))
