"""Letters of the Latin script with the marks that languages write on them: Siobhán, Łukasz, Straße.

Promise: a name and its plain spelling find each other, "Grainne" and "Gráinne". Invariant: Hangul
stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

# For classes of regular expressions; between À and ɏ, × and ÷ are no letters.
MARKS: Final = "\u0300-\u036f"  # beside a letter that Unicode writes apart from its mark
LATIN: Final = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_RANGES: Final = ((0xC0, 0x24F), (0x1E00, 0x1EFF))
_MARKED: Final = re.compile(f"[À-ÖØ-öø-ɏḀ-ỿ{MARKS}]")
# Letters of their own, and how they are written where a keyboard has none of them.
_OWN: Final[Mapping[str, str]] = {
    **{"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"},
    **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i"},
}


def plain_letters(text: str) -> str:
    """Return `text` with plain letters in the place of marked ones."""
    if not _MARKED.search(text):
        return text
    return unicodedata.normalize("NFC", text).translate(_plain())


def spelling_of(word: str) -> str:
    """Return a pattern that finds `word` with any marks on its letters, or none."""
    spellings = _spellings()
    pieces = re.findall("ss|ae|oe|th|.", plain_letters(word).lower(), re.DOTALL)
    return "".join(spellings.get(each) or re.escape(each) for each in pieces)


def _letters() -> list[str]:
    points = (point for first, last in _RANGES for point in range(first, last + 1))
    return [char for point in points if (char := chr(point)).isalpha()]


@cache
def _plain() -> dict[int, str]:
    marks = dict.fromkeys(range(0x300, 0x370), "")
    return marks | {ord(char): _without_mark(char) for char in _letters()}


def _without_mark(char: str) -> str:
    base = (each for each in unicodedata.normalize("NFD", char) if not unicodedata.combining(each))
    plain = "".join(_OWN.get(each.lower(), each) for each in base)
    return plain.capitalize() if char.isupper() else plain


@cache
def _spellings() -> dict[str, str]:
    """Return the pattern of each plain letter, and of two that stand for one letter."""
    marked: defaultdict[str, str] = defaultdict(str)
    for char in _letters():
        marked[_without_mark(char).lower()] += char
    found = {plain: f"[{plain}{marked[plain]}][{MARKS}]*" for plain in marked if len(plain) == 1}
    for pair in ("ss", "ae", "oe", "th"):
        apart = "".join(found[letter] for letter in pair)
        found[pair] = f"(?:{apart}|[{marked[pair]}])"
    return found


GREAT: Final = "A-Z" + "".join(char for char in _letters() if char.isupper())
_SMALL: Final = "a-z" + "".join(char for char in _letters() if char.islower())
CAPITALISED: Final = f"[{GREAT}][{_SMALL}]+"  # a word that may be a name
