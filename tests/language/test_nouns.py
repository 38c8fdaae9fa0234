"""A Korean word that is a noun is told from one that is more."""

from __future__ import annotations

import pytest

from language.grammar.morphology import is_noun


@pytest.mark.parametrize("word", ["백내장", "돌잔치", "김치냉장고", "고양이들", "USB", "3차"])
def test_a_word_that_is_nothing_but_nouns(word: str) -> None:
    assert is_noun(word)


@pytest.mark.parametrize("word", ["아끼는", "태워먹었지", "다치신", "염색했었지", "백내장은"])
def test_a_verb_and_a_noun_with_an_ending_are_more(word: str) -> None:
    assert not is_noun(word)
