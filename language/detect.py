"""Which language a text is in, as far as the app needs it: Korean with a fair share of Hangul, else
English.
"""

from __future__ import annotations

from typing import Literal

Language = Literal["ko", "en"]


def is_hangul(char: str) -> bool:
    """Say whether `char` is a Hangul syllable or a compatibility jamo (ㅋ, ㅠ)."""
    return "가" <= char <= "힣" or "ㄱ" <= char <= "ㆎ"


def language_of(text: str) -> Language:
    """Return "ko" when at least a fifth of the letters are Hangul ("CVPR 논문은 왜 썼지?" is
    Korean), else "en".
    """
    hangul = sum(1 for char in text if is_hangul(char))
    letters = sum(1 for char in text if char.isalpha())
    return "ko" if hangul and hangul * 5 >= letters else "en"


def is_korean(text: str) -> bool:
    """Say whether `text` is Korean, as `language_of` sees it."""
    return language_of(text) == "ko"
