"""Mix lexical and dense scores: a convex sum of normalised scores (Bruch et al. 2023), never equal
ranks.

Invariant: a row with weight 0 has the score of its words.
"""

from __future__ import annotations

from collections.abc import Mapping


def mix(
    lexical: Mapping[int, float], dense: Mapping[int, float], weights: Mapping[int, float]
) -> dict[int, float]:
    """Return the score, in 0..1, of every row that has one of the two.

    Lexical scores are divided by the best (their least is 0 by nature); dense ones are
    min-max-normalised. `weights` is how much the vector of each row counts (0..1).
    """
    top = max(lexical.values(), default=0.0) or 1.0
    low, high = min(dense.values(), default=0.0), max(dense.values(), default=0.0)
    spread = (high - low) or 1.0
    mixed = {}
    for row in lexical.keys() | dense.keys():
        words = lexical.get(row, 0.0) / top
        meaning = (dense[row] - low) / spread if row in dense else 0.0
        mixed[row] = round((1 - weights[row]) * words + weights[row] * meaning, 6)
    return mixed
