"""How many tokens a text takes, and how much of a model's window is whose.

Limit: without the server's own tokenizer an upper estimate: Korean counts as a token and a fifth
per syllable, as older and smaller models cut it, until an address has told better.
"""

from __future__ import annotations

from dataclasses import dataclass

from language.detect import is_wide

REPLY_TOKENS = 1_200
# What a chat template puts around the messages.
TEMPLATE_TOKENS = 64
# A prompt that is shorter holds nothing to answer from, however slow the server reads.
SHORTEST_PROMPT = 1_000


@dataclass(frozen=True, slots=True)
class Rates:
    """Tokens of a wide character, and of any other."""

    wide: float = 1.2
    other: float = 1 / 3.5


RATES = Rates()


def estimate_tokens(text: str, rates: Rates = RATES) -> int:
    """Return an upper estimate of the tokens in `text`."""
    wide = count_wide(text)
    return int(wide * rates.wide + (len(text) - wide) * rates.other) + 1


def count_wide(text: str) -> int:
    """Return how many characters of `text` are wide."""
    return sum(map(is_wide, text))


def room_of(window: int) -> int:
    """Return how long a prompt may be in a window, the reply's place left free."""
    return window - min(REPLY_TOKENS, window // 4) - TEMPLATE_TOKENS
