"""How good a ranking is: recall, reciprocal rank and nDCG against the ids that should be found.

All take a ranking (best first, no id twice) and the set of right ids, and give 0..1. Right is right
or not: no grades.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence


def recall(ranking: Sequence[str], right: Collection[str], *, at: int) -> float:
    """Return the share of the right ids among the first `at`. Raises: ZeroDivisionError when
    nothing is right.
    """
    return len(set(ranking[:at]) & set(right)) / len(set(right))


def reciprocal_rank(ranking: Sequence[str], right: Collection[str], *, at: int) -> float:
    """Return 1 / the place of the first right id, 0 when none is among the first `at` (Voorhees
    1999).
    """
    return next((1 / place for place, each in enumerate(ranking[:at], 1) if each in right), 0.0)


def ndcg(ranking: Sequence[str], right: Collection[str], *, at: int) -> float:
    """Return the discounted gain of the first `at` over the best possible (Järvelin & Kekäläinen
    2002, binary gain).

    Raises: ZeroDivisionError when nothing is right.
    """
    gain = sum(
        1 / math.log2(place + 1) for place, each in enumerate(ranking[:at], 1) if each in right
    )
    best = sum(1 / math.log2(place + 1) for place in range(1, min(at, len(set(right))) + 1))
    return gain / best


def first_seen(ids: Iterable[str]) -> list[str]:
    """Return each id once, where it first appears: the order in which passages name their
    entries.
    """
    return list(dict.fromkeys(ids))


def mean(values: Iterable[float]) -> float:
    """Return the mean, 0 for none."""
    known = list(values)
    return sum(known) / len(known) if known else 0.0
