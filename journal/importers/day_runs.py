"""Whether days without an empty line between them are those of a diary, by how far they lie apart
and how much is told of each: dates may also be those of a plan, or of a letter that a day quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from language.dates.placed.lines import END_OF_SENTENCE

_FEW, _FEWER = 5, 3
_NEAR = timedelta(days=7)
_NEAR_FALLING = timedelta(days=100)  # no plan falls, and old letters are older
_LONG = 120  # in bytes, for Korean says as much in half the letters


def lie_near(days: Sequence[date], told: Sequence[str], above_second: str) -> bool:
    """Whether few days lie so near to each other that they are no plan's, or most are told as in
    none; two must be both, and the line above the second must end a sentence."""
    widest = max(abs(two - one) for one, two in pairwise(days))
    is_long = sum(len(words.encode()) >= _LONG for words in told) * 2 > len(days)
    if len(set(days)) < _FEWER:
        is_ended = END_OF_SENTENCE.search(above_second.rstrip()[-2:]) is not None
        return is_long and is_ended and widest <= _NEAR
    falls = list(days) == sorted(days, reverse=True)
    return len(days) >= _FEW or is_long or widest <= (_NEAR_FALLING if falls else _NEAR)
