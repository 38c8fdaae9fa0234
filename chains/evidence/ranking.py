"""Ranks the sentences of a journal for a question, without a language model.

A sentence scores by its words (BM25 of its entry, BM25 of the sentence under its title) and by its
nearness in meaning, each scaled over the candidates and added by fixed weights; an entry scores by
its best sentence. What the search for entries gives an entry counts as well, in Korean where the
journal holds the words that are asked: there it is a search of words, in English of meaning too.
The weights were chosen on four journals of other lives (`evaluation/finding`) and on LoCoMo and
KorQuAD (`benchmarks/retrieval`).
Limit: it always ranks something; whether the journal says anything at all is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore.nearness import Nearness

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

SENTENCE_MEANING = 4.0  # beside the words, which count 1 for the entry and 1 for the sentence
PASSAGE_MEANING = 2.0
BESIDE_A_FINER = 0.75  # of these two, where a second model says how near it is as well
FINER_SENTENCE_MEANING = 9.0
FINER_PASSAGE_MEANING = 3.0
EARLIER = 0.5  # of the question before, in a follow-up
LABELS = 0.5  # of the best label: of an option, or other words for what is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """What is relied on in the language of a question.

    `doubt` is the power that (1 - coverage) is taken to: what is left to meaning. `least_trust` is
    the trust in meaning where an entry holds every word; `found_by_search` what the search for
    entries counts, by the power `sure` of what is not left to meaning.
    """

    doubt: float
    least_trust: float
    found_by_search: float
    sure: int


# English with 0.3, 2.5 and 0 against 0.1, 6 and 8: nDCG@10 of LoCoMo .836 → .842, recall@5 of lives
# (275 questions) .697 → .711. More for the search helps the one alone; any of it where words are
# missing harms Korean lives.
IN_ENGLISH = Reliance(doubt=1.0, least_trust=0.3, found_by_search=2.5, sure=0)
IN_KOREAN = Reliance(doubt=2.0, least_trust=0.1, found_by_search=6.0, sure=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One wording of what is asked, held against every candidate sentence.

    `coverage` is the share of the asked words, by rarity, that the fullest entry holds: where the
    words are all there, meaning counts less.

    `near` and `passages` are cosines, of the sentence (at best alone, under its title or with its
    neighbours) and of the passage around it; None while no model of meaning is loaded. `finer` are
    those of the second model, 0 where it knows nothing.
    """

    entry_words: Floats
    sentence_words: Floats
    coverage: float = 0.0
    reliance: Reliance = IN_ENGLISH
    near: Floats | None = None
    passages: Floats | None = None
    finer: Nearness | None = None


def score_wording(wording: Wording) -> Floats:
    """Return one score for each sentence."""
    scores = share_of_best(wording.entry_words) + share_of_best(wording.sentence_words)
    least = wording.reliance.least_trust
    trust = least + (1 - least) * _left_to_meaning(wording)
    share = trust if wording.finer is None else trust * BESIDE_A_FINER
    if wording.near is not None:
        scores = scores + share * SENTENCE_MEANING * _between_least_and_most(wording.near)
    if wording.passages is not None:
        scores = scores + share * PASSAGE_MEANING * _between_least_and_most(wording.passages)
    if wording.finer is not None:
        near = _between_least_and_most(_fill_unknown(wording.finer.sentences))
        around = _between_least_and_most(_fill_unknown(wording.finer.passages))
        scores = scores + trust * (FINER_SENTENCE_MEANING * near + FINER_PASSAGE_MEANING * around)
    return scores


def score_question(
    question: Wording,
    found: Floats,
    *,
    before: Wording | None = None,
    labels: Sequence[Wording] = (),
) -> Floats:
    """Return one score for each sentence.

    Args:
        found: what a search of the index scores each sentence's entry, 0 to 1.
        before: the turn that a follow-up leans on.
        labels: what is being weighed, or other words for what is asked.
    """
    scores = score_wording(question)
    if scores.any():  # a search meets words that ask as well, which are no reason by themselves
        scores = scores + _weight_of_search(question) * found
    if before is not None:
        scores = scores + EARLIER * score_wording(before)
    if labels:
        scores = scores + LABELS * np.max([score_wording(each) for each in labels], axis=0)
    return scores


def _weight_of_search(question: Wording) -> float:
    sure = (1 - _left_to_meaning(question)) ** question.reliance.sure
    return question.reliance.found_by_search * sure


def _left_to_meaning(wording: Wording) -> float:
    """Return 1 where no entry holds any of the words, 0 where one holds them all."""
    return float((1 - wording.coverage) ** wording.reliance.doubt)


def share_of_best(figures: Floats) -> Floats:
    """Return each figure as a share of the greatest; zeros where none is above 0."""
    most = figures.max(initial=0)
    return figures / most if most > 0 else np.zeros_like(figures)


def _between_least_and_most(figures: Floats) -> Floats:
    if not len(figures):
        return figures
    least, most = figures.min(), figures.max()
    return (figures - least) / (most - least) if most > least else np.zeros_like(figures)


def _fill_unknown(figures: Floats) -> Floats:
    """Put the least that is known where nothing is: of the second model's cosines many lie below
    0.
    """
    known = figures[figures != 0]
    return np.where(figures == 0, known.min(), figures) if len(known) else figures
