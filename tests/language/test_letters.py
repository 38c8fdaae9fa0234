"""Letters with marks: a word and its plain spelling are one word, and no letter breaks it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.figures.names import find_names, read_names, stands_in
from language.grammar.content_words import content_words, word_beginnings
from language.grammar.letters import plain_letters, spelling_of
from language.grammar.particles import fit_particles
from language.grammar.terms import terms

NAMES = [
    ("Siobhán", "Siobhan"),
    ("Gráinne", "Grainne"),
    ("José", "Jose"),
    ("Łukasz", "Lukasz"),
    ("Søren", "Soren"),
    ("Åsa", "Asa"),
    ("Weiß", "Weiss"),
    ("Zoë", "Zoe"),
    ("François", "Francois"),
    ("Dvořák", "Dvorak"),
    ("Þóra", "Thora"),
    ("Nguyễn", "Nguyen"),
    ("Çelik", "Celik"),
    ("Æthelred", "Aethelred"),
]


@pytest.mark.parametrize(("marked", "plain"), NAMES)
def test_a_name_and_its_plain_spelling_find_each_other(marked: str, plain: str) -> None:
    assert plain_letters(marked) == plain
    apart = unicodedata.normalize("NFD", marked)
    for asked in (marked, plain, apart):
        for written in (marked, plain, apart):
            assert re.fullmatch(spelling_of(asked), written, re.IGNORECASE), (asked, written)
            assert set(terms(asked)) == set(terms(written))
    assert stands_in(find_names(f"I met {plain} there.")[0], read_names([f"{marked} rang."]))
    assert stands_in(find_names(f"I met {marked} there.")[0], read_names([f"{plain} rang."]))


@pytest.mark.parametrize("name", [name for pair in NAMES for name in pair])
def test_no_letter_breaks_a_word(name: str) -> None:
    for spelled in (name, unicodedata.normalize("NFD", name)):
        assert content_words(f"Why did I fall out with {spelled}?") == ("fall", "out", spelled)
        assert content_words(f"{spelled}랑은 왜 싸웠지?") == (spelled, "싸웠지")
        assert [each.words for each in find_names(f"I met {spelled} there.")] == [spelled]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'usine à Orléans", ("l'usine", "à", "Orléans")),
        ("crème brûlée", ("crème", "brûlée")),
        ("smørrebrød in Århus", ("smørrebrød", "Århus")),
        ("3×4", ("3", "4")),
    ],
)
def test_foreign_words_stay_whole(text: str, words: tuple[str, ...]) -> None:
    assert content_words(text) == words


def test_other_words_are_others() -> None:
    assert not re.fullmatch(spelling_of("Jon"), "Jan", re.IGNORECASE)
    assert not re.fullmatch(spelling_of("Weiss"), "Weis", re.IGNORECASE)
    assert set(terms("Søren")).isdisjoint(terms("Seren"))
    assert word_beginnings("Gráinne") == word_beginnings("Grainne") == frozenset({"grain"})


def test_a_particle_fits_the_sound_of_a_marked_letter() -> None:
    assert fit_particles("Siobhán이(가)") == "Siobhán이"
    assert fit_particles("José은(는)") == "José는"
    assert fit_particles("Poznań을(를)") == "Poznań을"


@given(st.text("가나힣ㄱㅏabc 123"))
def test_hangul_and_plain_letters_stay_as_they_are(text: str) -> None:
    assert plain_letters(text) == text


@given(st.text(max_size=60))
def test_a_text_is_found_by_its_own_spelling(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert re.fullmatch(spelling_of(composed), composed, re.IGNORECASE | re.DOTALL)
