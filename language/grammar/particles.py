"""Korean particles by the word before them: 은/는, 이/가, 을/를, 과/와, (으)로.

A text names both forms, as in `{name}은(는)` or `{model}(으)로`; once it is filled, one of them
stands. Limit: how a Latin word sounds is guessed from its last letters.
"""

from __future__ import annotations

import re
from typing import Final

from language.detect import FINAL_L, final_of, is_syllable
from language.grammar.letters import plain_letters

_PLACES: Final = re.compile(
    r"(?P<both>은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)|과\(와\)|와\(과\))|\(으\)로"
)
# After a final consonant, and after none.
_FORMS: Final = {"은": "은는", "는": "은는", "이": "이가", "가": "이가"} | {
    "을": "을를",
    "를": "을를",
    "과": "과와",
    "와": "과와",
}
_CLOSING: Final = "\"'’”)]}」』`>"
# Read aloud: 영 일 삼 육 칠 팔 end in a consonant; of these 일 칠 팔 in ㄹ.
_DIGITS: Final = {"0": 1, "1": FINAL_L, "3": 1, "6": 1, "7": FINAL_L, "8": FINAL_L}
_NAMED: Final = {"l": FINAL_L, "m": 1, "n": 1, "r": FINAL_L}  # letters called by their names
_SOUNDED: Final = _NAMED | {"r": 0, "k": 1, "p": 1, "t": 1, "b": 1, "c": 1}
_LETTERS: Final = re.compile(r"[A-Za-z]+$")


def fit_particles(text: str) -> str:
    """Return the text with the one form of each particle that fits the word before it."""

    def fit(found: re.Match[str]) -> str:
        final = _final_of(text[: found.start()])
        if found["both"] is None:
            return "로" if final in (0, FINAL_L) else "으로"
        forms = _FORMS[found[0][0]]
        return forms[0] if final else forms[1]

    return _PLACES.sub(fit, text)


def _final_of(before: str) -> int:
    """Return the final consonant that the text ends in as it is read aloud, 0 for none."""
    word = plain_letters(before.rstrip(_CLOSING))
    last = word[-1:]
    if not last:
        return 0
    if is_syllable(last):
        return final_of(last)
    if last.isdigit():
        return _DIGITS.get(last, 0)
    letters = _LETTERS.search(word)
    if letters is None:
        return 0
    is_named = letters[0].isupper() or word[letters.start() - 1 : letters.start()] == "."
    if not is_named and letters[0].endswith("ng"):
        return 1
    return (_NAMED if is_named else _SOUNDED).get(last.lower(), 0)
