"""How many tokens a text takes in a model's window, estimated on the safe side and without fetching
a tokenizer.

Limit: an upper estimate. Korean is counted as a token and a fifth per syllable, as older and
smaller models cut it.
"""

from __future__ import annotations

from language.detect import is_wide


def estimate_tokens(text: str) -> int:
    """Return an upper estimate of the tokens in `text`: 1.2 for each wide character, 1 for three
    and a half others.
    """
    wide = sum(map(is_wide, text))
    return int(wide * 1.2 + (len(text) - wide) / 3.5) + 1
