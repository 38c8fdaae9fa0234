"""Whether a word is turned round by what is said with it: denied ("재밌지 않다", "not fun"), ended
("걱정이 사라졌다", "stop worrying"), or lessened ("불안이 줄었다", "less stress").

Limit: the grammar of one sentence; irony is in `language.wording`.
"""

from __future__ import annotations

import re

from language.detect import is_hangul
from language.negation.around import read_around_english, read_around_korean
from language.negation.english import read_english
from language.negation.korean import read_korean
from language.negation.turn import Turn

_NO_NEED = re.compile(
    r"(?:\b(?:don't|doesn't|didn't|won't|wouldn't|not|never) (?:have|need) to\s+"
    r"|\b(?:no|without) (?:need|reason|cause|having) to\s+)$",
    re.IGNORECASE,
)


def read_turn(text: str, start: int, end: int) -> Turn:
    """Return how the word at `text[start:end]` is turned by what is said with it."""
    if any(is_hangul(char) for char in text[start : end + 1]):
        return read_around_korean(read_korean(text, start, end), text, start, end)
    return read_around_english(read_english(text, start, end), text, start, end)


def is_needless(before: str) -> bool:
    """Say whether one need not do what comes next: "don't have to"."""
    return _NO_NEED.search(before) is not None
