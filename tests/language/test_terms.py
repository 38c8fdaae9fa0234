"""Terms bring together what a reader takes for the same word, and Korean costs nothing where there
is none.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from language.grammar.terms import is_bigram, terms, word_terms, written_terms


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("퇴사", "오늘 퇴사를 결심했다"),
        ("퇴사를", "퇴사 이야기"),
        ("대학원", "대학원에서는 연구를 한다"),
        ("연구실", "학부연구실에 들어갔다"),
        ("먹다", "밥을 먹었다"),
        ("AI", "AI관련 논문"),
        ("논문", "AI논문을 읽었다"),
        ("walking", "I walked home"),
        ("went to school", "I go there"),
        ("children", "a child"),
        ("cafe", "at the Café"),
        ("strasse", "in der Straße"),
        ("Lodz", "a train to Łódź"),
        ("Caroline", "Caroline’s idea"),
        ("2024", "2024년 4월"),
        ("４월", "4월"),
        ("進路", "進路相談"),
    ],
)
def test_asked_and_written_share_a_term(asked: str, written: str) -> None:
    assert set(terms(asked)) & set(terms(written))


@pytest.mark.parametrize(
    ("one", "other"), [("취업", "취미"), ("industry", "indoor"), ("the of and", "of the")]
)
def test_different_words_share_none(one: str, other: str) -> None:
    assert not set(terms(one)) & set(terms(other))


@pytest.mark.parametrize(
    ("text", "bigrams"),
    [
        ("퇴사를", {"_퇴사", "_사를"}),
        ("봄", set()),
        ("a walk in 2024", set()),
        ("snake_case 進路相談", set()),
    ],
)
def test_two_syllables_of_a_word_are_told_from_words(text: str, bigrams: set[str]) -> None:
    assert {term for term in terms(text) if is_bigram(term)} == bigrams


def test_decomposed_hangul_is_the_same_word() -> None:
    assert set(terms("\u1110\u116c\u1109\u1161")) == set(terms("퇴사"))


def test_a_dictionary_wording_meets_the_written_word() -> None:
    assert set(written_terms("대학원")) & set(terms("대학원에 갔다"))


def test_text_without_hangul_never_loads_the_korean_model() -> None:
    code = (
        "import sys; from language.grammar.terms import terms, word_terms, written_terms;"
        "from vectorstore.lexical.query import search_terms;"
        "terms('grad school 2024'); written_terms('대학원'); search_terms('grad school or"
        " industry?');"
        "assert 'kiwipiepy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("sought", "written"),
    [
        ("퇴사를", "퇴사 이야기"),
        ("연구", "학부연구실에 들어갔다"),
        ("연구실", "학부연구실에 들어갔다"),
        ("먹다", "밥을 먹었다"),
        ("취업할까", "취업이 걱정이다"),
        ("decided", "we decide"),
        ("the lab", "her labs"),
        ("꿈", "꿈을 꾸었다"),
    ],
)
def test_a_word_is_told_in_any_inflection(sought: str, written: str) -> None:
    held = set(terms(written))
    assert all(any(held.issuperset(each) for each in ways) for ways in word_terms(sought))


@pytest.mark.parametrize(
    ("sought", "written"),
    [
        ("우주정거장", "정거장에서 기다렸다"),
        ("지도교수", "교수님이 지도를 그렸다"),
        ("연구실", "연구를 했다"),
        ("lab work", "the lab"),
        ("zzzzqx", "a quiet day"),
    ],
)
def test_a_word_that_is_not_there_is_not_told(sought: str, written: str) -> None:
    held = set(terms(written))
    assert not all(any(held.issuperset(each) for each in ways) for ways in word_terms(sought))


def test_stop_words_tell_nothing() -> None:
    assert word_terms("the of and !?") == ()
