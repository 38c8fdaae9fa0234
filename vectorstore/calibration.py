"""How much a model's vectors may count, measured on the journal itself: as much as does no harm.

Questions are made of a few words out of one sentence each; the words alone find most of them. A
weak embedding pushes the right entry down as soon as it counts, a good one does not. Limit: it
bounds harm, it does not prove a gain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from journal.entry import Entry
from vectorstore.fusion import MODEL, Mix, Mixed, mix

WEIGHTS = (MODEL.dense_weight, 0.2, 0.1, 0.05, 0.0)
QUESTIONS, FEWEST, WORDS = 64, 20, 4
ENOUGH = 0.7  # of what words find: vectors that find this much alone may count in full
NOTHING = Mix(dense_weight=0.0, dense_alone=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A made-up question: the entry it is from, and what words and vectors find, by passage row."""

    entry_id: str
    lexical: Mapping[int, float]
    dense: Mapping[int, float]


def made_questions(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return `(entry id, question)` from entries spread over the journal; few when there are few to
    choose from.
    """
    step = max(1, len(entries) // QUESTIONS)
    found = []
    for entry in entries[::step][:QUESTIONS]:
        words = re.findall(r"\w{2,}", entry.body)
        middle = len(words) // 2
        if len(words) >= 3 * WORDS:
            found.append((entry.id, " ".join(words[middle : middle + 2 * WORDS : 2])))
    return found


def measured(trials: Sequence[Trial], entry_of: Callable[[int], str]) -> Mix:
    """Return the mix with the largest weight that loses nothing against words alone; the usual one
    for few trials.

    Vectors that find little by themselves may count little, whatever the trials say: they are few.
    """
    if len(trials) < FEWEST:
        return MODEL
    words, vectors = (
        _rank(trials, Mix(dense_weight=weight, dense_alone=True), entry_of) for weight in (0.0, 1.0)
    )
    most = MODEL.dense_weight * min(1.0, vectors / (ENOUGH * words or 1.0)) ** 2
    for weight in (each for each in WEIGHTS if each <= most):
        how = Mix(dense_weight=weight, dense_alone=weight > 0)
        if _rank(trials, how, entry_of) >= words:
            return how
    return NOTHING


def _rank(trials: Sequence[Trial], how: Mix, entry_of: Callable[[int], str]) -> float:
    """Mean reciprocal rank of the right entry."""
    return sum(
        _reciprocal(mix(trial.lexical, trial.dense, how), trial, entry_of) for trial in trials
    ) / len(trials)


def _reciprocal(mixed: list[Mixed], trial: Trial, entry_of: Callable[[int], str]) -> float:
    order = dict.fromkeys(
        entry_of(each.row) for each in sorted(mixed, key=lambda each: -each.score)
    )
    return next(
        (1 / place for place, entry_id in enumerate(order, 1) if entry_id == trial.entry_id), 0.0
    )
