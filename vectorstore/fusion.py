"""Mix lexical and dense scores: a convex sum of normalised scores (Bruch et al. 2023), never equal
ranks.

Invariant: with weight 0 the order is the lexical one; a passage that only the vectors found is let
in only when the embedding can be trusted to know meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How much the vectors count (0..1), and whether a passage may be found by its vector alone."""

    dense_weight: float
    dense_alone: bool


# The stand-in's vectors know wording only, which the words know better. Measured on LoCoMo and
# KorQuAD, 0.02 to 0.1 gain two thousandths on one figure and lose as much on another; 0 is the one
# weight that is never worse.
HASHED = Mix(dense_weight=0.0, dense_alone=False)
MODEL = Mix(dense_weight=0.3, dense_alone=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """A passage row with its mixed score and the two normalised scores behind it."""

    row: int
    score: float
    lexical: float
    dense: float


def mix(lexical: Mapping[int, float], dense: Mapping[int, float], how: Mix) -> list[Mixed]:
    """Return all rows with their scores in 0..1, in no promised order.

    Lexical scores are divided by the best (their least is 0 by nature); dense ones are
    min-max-normalised.
    """
    top = max(lexical.values(), default=0.0) or 1.0
    low, high = min(dense.values(), default=0.0), max(dense.values(), default=0.0)
    spread = (high - low) or 1.0
    rows = lexical.keys() | dense.keys() if how.dense_alone else lexical.keys()
    mixed = []
    for row in rows:
        words = lexical.get(row, 0.0) / top
        meaning = (dense[row] - low) / spread if row in dense else 0.0
        score = (1 - how.dense_weight) * words + how.dense_weight * meaning
        mixed.append(Mixed(row=row, score=round(score, 6), lexical=words, dense=meaning))
    return mixed
