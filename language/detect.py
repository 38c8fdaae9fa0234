"""Which language a text is in, as far as the app needs it: Korean with a fair share of Hangul, else
English.

Invariant: this is the one place that spells the codes of languages.
"""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

Language = Literal["ko", "en"]
KOREAN: Final[Language] = "ko"
ENGLISH: Final[Language] = "en"
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
# Jamo, compatibility jamo and syllables, for a class of a regular expression.
HANGUL_RANGES: Final = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"

# Compatibility jamo as people type them, laughing or crying.
TYPED_JAMO: Final = "\u3131-\u3163"
# Compatibility jamo that nobody writes alone, being given up centuries ago or two at the end of a
# syllable.
RARE_JAMO: Final = "\u3135\u3136\u313a-\u3140\u3165-\u318c"

_QUOTED = re.compile(r"[“‘「『«][^”’」』»]*[”’」』»]|^#+ .*$", re.MULTILINE)
_HANGUL = re.compile(r"[가-힣ㄱ-ㆎ]+")  # as `is_hangul` tells
FINAL_L: Final = 8  # ㄹ, as `final_of` tells it
_FINAL_SS = 20
_FEW = 0.1  # of the letters: names and words that both languages use


def is_hangul(char: str) -> bool:
    """Say whether `char` is a Hangul syllable or a compatibility jamo (ㅋ, ㅠ)."""
    return is_syllable(char) or "ㄱ" <= char <= "ㆎ"


def is_syllable(char: str) -> bool:
    """Say whether `char` is a whole Hangul syllable."""
    return "가" <= char <= "힣"


def final_of(char: str) -> int:
    """Return the number of the consonant that closes a Hangul syllable, as Unicode counts them: 4
    is ㄴ, 8 ㄹ, 20 ㅆ; 0 for none, and for what is no syllable.
    """
    return (ord(char) - ord("가")) % 28 if is_syllable(char) else 0


def closes_in_l(char: str) -> bool:
    """Say whether a syllable closes in ㄹ, as do 갈 and 할."""
    return final_of(char) == FINAL_L


def closes_in_past_tense(char: str) -> bool:
    """Say whether a syllable shows a Korean past tense: the final ㅆ of 했, 갔, which 있 and 겠
    share.
    """
    return final_of(char) == _FINAL_SS and char not in "있겠"


def is_wide(char: str) -> bool:
    """Say whether `char` is of a script that begins with Hangul in Unicode's order or comes later:
    models cut such text finely.
    """
    return char >= "\u1100"


def language_of(text: str) -> Language:
    """Return "ko" when at least a fifth of the letters are Hangul ("CVPR 논문은 왜 썼지?" is
    Korean), else "en".
    """
    if text.isascii():
        return ENGLISH
    hangul = sum(map(len, _HANGUL.findall(text)))
    # Letters are counted where it is not plain without: that takes longest.
    if hangul * 5 < len(text):
        return KOREAN if hangul and hangul * 5 >= sum(map(str.isalpha, text)) else ENGLISH
    return KOREAN


def is_korean(text: str) -> bool:
    """Say whether `text` is Korean, as `language_of` tells it."""
    return language_of(text) == KOREAN


def is_other_language(text: str, wanted: Language, least: int) -> bool:
    """Say whether a reply of at least so many letters is in another language than `wanted`; what it
    quotes and names does not count.
    """
    letters = [char for char in _QUOTED.sub("", text) if char.isalpha()]
    if len(letters) < least:
        return False
    hangul = sum(map(is_hangul, letters)) / len(letters)
    return hangul < _FEW if wanted == KOREAN else hangul > 1 - 2 * _FEW


def language_of_locale(locale: str) -> Language:
    """Return the language for a reader with this locale (`ko-KR`, `en`)."""
    return KOREAN if locale.lower().startswith(KOREAN) else ENGLISH
