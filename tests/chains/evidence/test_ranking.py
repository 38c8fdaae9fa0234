"""Scores of sentences: finite whatever comes in, never lower for more words or more nearness."""

from __future__ import annotations

from typing import Final

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.evidence.ranking import (
    EARLIER,
    IN_ENGLISH,
    IN_KOREAN,
    LABELS,
    PASSAGE_MEANING,
    SENTENCE_MEANING,
    Floats,
    Reliance,
    Wording,
    score_question,
    score_wording,
)
from tests.properties import examples

MOST: Final = 2 + SENTENCE_MEANING + PASSAGE_MEANING
_WORDS = st.floats(0, 1e4, width=32)
_SHARES = st.floats(0, 1, width=32)
_COSINES = st.floats(-1, 1, width=32)


def floats(*figures: float) -> Floats:
    return np.asarray(figures, dtype=np.float32)


@st.composite
def wordings(draw: st.DrawFn, count: int | None = None) -> Wording:
    size = draw(st.integers(0, 8)) if count is None else count

    def row(each: st.SearchStrategy[float]) -> Floats:
        return floats(*draw(st.lists(each, min_size=size, max_size=size)))

    has_meaning = draw(st.booleans())
    return Wording(
        entry_words=row(_WORDS),
        sentence_words=row(_WORDS),
        coverage=draw(st.floats(0, 1)),
        reliance=draw(st.sampled_from((IN_ENGLISH, IN_KOREAN))),
        near=row(_COSINES) if has_meaning else None,
        passages=row(_COSINES) if has_meaning else None,
    )


@settings(deadline=None, max_examples=examples(200))
@given(wordings())
def test_a_score_is_finite_and_within_its_scale(wording: Wording) -> None:
    scores = score_wording(wording)
    assert scores.shape == wording.entry_words.shape
    assert np.isfinite(scores).all()
    assert (scores >= 0).all()
    assert (scores <= MOST + 1e-4).all()


@settings(deadline=None, max_examples=examples(200))
@given(wordings())
def test_a_sentence_that_has_more_of_all_never_scores_less(wording: Wording) -> None:
    scores = score_wording(wording)
    held = [wording.entry_words, wording.sentence_words]
    held += [each for each in (wording.near, wording.passages) if each is not None]
    for one in range(len(scores)):
        for other in range(len(scores)):
            if all(row[one] >= row[other] for row in held):
                assert scores[one] >= scores[other] - 1e-5


def test_the_best_in_words_gets_one_for_its_entry_and_one_for_itself() -> None:
    wording = Wording(entry_words=floats(4, 4, 1), sentence_words=floats(3, 0, 1))
    assert np.allclose(score_wording(wording), [2, 1, 0.25 + 1 / 3])


def test_where_all_words_are_there_meaning_counts_least() -> None:
    none = floats(0, 0)
    near = floats(0.1, 0.9)

    def gap(coverage: float, reliance: Reliance = IN_ENGLISH) -> float:
        scores = score_wording(
            Wording(
                entry_words=none,
                sentence_words=none,
                coverage=coverage,
                reliance=reliance,
                near=near,
            )
        )
        return float(scores[1] - scores[0])

    assert np.isclose(gap(0), SENTENCE_MEANING)
    assert np.isclose(gap(1), SENTENCE_MEANING * IN_ENGLISH.least_trust)
    assert gap(0) > gap(0.3) > gap(0.7) > gap(1)
    assert gap(0.5, IN_KOREAN) < gap(0.5)  # Korean words are trusted sooner


def test_the_search_of_entries_counts_in_korean_where_all_words_are_there() -> None:
    alike = floats(1, 1)

    def gap(coverage: float, reliance: Reliance) -> float:
        wording = Wording(
            entry_words=alike, sentence_words=alike, coverage=coverage, reliance=reliance
        )
        scores = score_question(wording, floats(0.2, 1))
        return float(scores[1] - scores[0])

    assert np.isclose(gap(1, IN_KOREAN), 0.8 * IN_KOREAN.found_by_search)
    assert gap(0, IN_KOREAN) == 0
    assert 0 < gap(0.5, IN_KOREAN) < gap(1, IN_KOREAN) / 2
    assert np.isclose(gap(0, IN_ENGLISH), 0.8 * IN_ENGLISH.found_by_search)


def test_what_the_search_finds_is_no_reason_by_itself() -> None:
    none = floats(0, 0)
    silent = Wording(entry_words=none, sentence_words=none)
    assert not score_question(silent, floats(0.2, 1)).any()


def test_without_a_model_the_words_decide_alone() -> None:
    none = floats(0, 0)
    silent = Wording(entry_words=none, sentence_words=none)
    assert not score_wording(silent).any()


@settings(deadline=None, max_examples=examples(100))
@given(st.data(), st.integers(1, 6))
def test_the_question_before_and_the_best_label_are_added_by_their_share(
    data: st.DataObject, count: int
) -> None:
    question, before, first, second = (data.draw(wordings(count)) for _ in range(4))
    own, earlier, one, other = map(score_wording, (question, before, first, second))
    found = floats(*data.draw(st.lists(_SHARES, min_size=count, max_size=count)))
    alone = score_question(question, found)
    assert (alone >= own).all()
    assert np.allclose(score_question(question, found, before=before), alone + EARLIER * earlier)
    with_options = score_question(question, found, before=before, labels=(first, second))
    expected = alone + EARLIER * earlier + LABELS * np.maximum(one, other)
    assert np.allclose(with_options, expected, atol=1e-4)
