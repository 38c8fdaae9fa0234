"""Quoted words are exact, repaired with the writer's own characters, or nobody's."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.cite.quote_checker import QuoteChecker
from chains.evidence.sources import Source
from tests.chains.ask.cite.writing import LAB, MONEY, OFFER, SOURCES, source
from tests.properties import examples

CHECKER = QuoteChecker(SOURCES)
# Marks and case that a repair forgives; none of them is a letter or a digit.
NOISE = st.sampled_from(["", " ", "  ", ",", "·", "…", "-", "'", "\n"])


@pytest.mark.parametrize(
    ("quoted", "shown", "state"),
    [
        ("논문이 붙어서 기뻤다.", "논문이 붙어서 기뻤다.", "exact"),
        ("논문이 붙어서 기뻤다", "논문이 붙어서 기뻤다", "exact"),
        ("  논문이 붙어서 기뻤다…", "논문이 붙어서 기뻤다", "exact"),
        ("…인턴이 재밌다", "인턴이 재밌다", "exact"),
        ("논문이 붙어서 기뻤다!", "논문이 붙어서 기뻤다", "repaired"),
        ("논문이붙어서 기뻤다", "논문이 붙어서 기뻤다", "repaired"),
        ("THE STARTUP OFFERED me", "The startup offered me", "repaired"),
        ("I dont know what to do yet", "I don't know what to do yet", "repaired"),
        # One slip in ten letters.
        (
            "대학원 등록금은 장학금으로 낼 수 있다고 한다",
            "대학원 등록금은 장학금으로 낼 수 있다고 했다",
            "repaired",
        ),
    ],
)
def test_words_of_the_journal_are_shown_as_they_were_written(
    quoted: str, shown: str, state: str
) -> None:
    found = CHECKER.check(quoted)
    assert found is not None
    assert (found.shown, found.state) == (shown, state)


@pytest.mark.parametrize(
    "quoted",
    [
        "",
        " … ",
        "찮",  # a letter that is in none of them
        "나는 반드시 대기업 임원이 될 것이다",
        "The startup offered me a yacht in the harbour of Busan",
        "기뻤다 붙어서 논문이",
        "zz",
    ],
)
def test_other_words_are_nobodys(quoted: str) -> None:
    assert CHECKER.check(quoted) is None


def test_short_words_are_not_repaired_by_likeness() -> None:
    assert CHECKER.check("연구실에섬") is None
    assert CHECKER.check("연구실 에서") is not None


def test_composed_and_decomposed_letters_are_the_same() -> None:
    found = CHECKER.check(unicodedata.normalize("NFD", "논문이 붙어서"))
    assert found is not None
    assert (found.shown, found.state) == ("논문이 붙어서", "exact")


def test_the_target_is_the_sentences_around_the_words() -> None:
    found = CHECKER.check("새웠다. 논문이")
    assert found is not None
    assert LAB.text(found.target.span) == "연구실에서 밤을 새웠다. 논문이 붙어서 기뻤다."


def test_the_first_source_that_has_the_words_is_named() -> None:
    twice = (source(1, "돈이 걱정이다."), source(2, "돈이 걱정이다. 늘 그렇다."))
    found = QuoteChecker(twice).check("돈이 걱정이다.")
    assert found is not None
    assert found.target.source is twice[0]
    assert QuoteChecker(()).check("돈이 걱정이다.") is None


def test_words_outside_the_sentences_of_a_source_are_not_its_words() -> None:
    body = "앞에 쓴 비밀. 뒤에 쓴 말이다."
    whole = source(1, body)
    part = replace(whole, sentences=whole.sentences[1:])
    assert QuoteChecker((part,)).check("앞에 쓴 비밀") is None
    assert QuoteChecker((part,)).check("뒤에 쓴 말") is not None


@settings(deadline=None, max_examples=examples(150))
@given(st.sampled_from([LAB, OFFER, MONEY]), st.data())
def test_any_cut_of_an_entry_is_exact(of: Source, data: st.DataObject) -> None:
    body = of.body
    start = data.draw(st.integers(0, len(body) - 1))
    cut = body[start : data.draw(st.integers(start + 1, len(body)))].strip()
    if not cut:
        return
    found = CHECKER.check(cut)
    assert found is not None
    assert (found.shown, found.state) == (cut, "exact")


@settings(deadline=None, max_examples=examples(150))
@given(
    st.sampled_from([LAB, OFFER, MONEY]), st.lists(NOISE, min_size=120, max_size=120), st.booleans()
)
def test_marks_spaces_and_case_are_forgiven(of: Source, noise: list[str], loud: bool) -> None:
    letters = [char for char in of.body if char.isalnum()]
    said = "".join(char + mark for char, mark in zip(letters, noise, strict=False))
    found = CHECKER.check(said.upper() if loud else said)
    assert found is not None
    assert [char for char in found.shown if char.isalnum()] == letters[: len(noise)]


@settings(deadline=None, max_examples=examples(200))
@given(
    st.lists(
        st.sampled_from([*LAB.body.split(), *OFFER.body.split(), "없는", "말", "…", "[1]"]),
        max_size=8,
    )
)
def test_what_is_shown_is_always_a_cut_of_the_entry_inside_its_target(words: list[str]) -> None:
    found = CHECKER.check(" ".join(words))
    if found is None:
        return
    start, end = found.target.span
    assert found.shown in found.target.source.body[start:end]
    assert 0 <= start < end <= len(found.target.source.body)
