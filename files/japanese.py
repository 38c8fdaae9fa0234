"""Whether bytes that are no UTF-8 are Japanese: Shift-JIS as Windows writes it, or EUC-JP.

Promise: what reads as Korean, at least every second letter being one of its common syllables, is
never Japanese. Limit: EUC-JP without kana, half-width kana alone, and a word or two are not told
from Korean.
"""

from __future__ import annotations

import re
from collections import Counter

from language.detect import RARE_JAMO

_ENCODINGS = ("cp932", "euc_jp")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]")
# Of a Western text, one byte and the letter behind it may be one of them, but not two in a row.
_KANA_IN_A_ROW = re.compile(f"{_KANA.pattern}{{2}}")
_NO_ASCII = re.compile("[^\x00-\x7f]")
# What the encodings give for bytes that mean nothing in them.
_NOTHING = re.compile("[\x80-\xa0\ue000-\uf8ff]")
# Where Korean has them, EUC-JP has half of the kana that it needs most.
_NEVER_ALONE = re.compile(f"[{RARE_JAMO}]")
_KANA_SHARE = 3  # at least each third character
_ALONE_SHARE = 5  # of the kana, at least each fifth
_FEWEST_ALONE = 2
_COMMON_SHARE = 2
# Korean, Chinese and Cyrillic bytes are half-width kana in Shift-JIS, or kanji of its second half,
# which the Japanese hardly use; a Western mark makes one with the letter behind it, and stands
# alone.
_USUAL = (
    (b"\x81\x40", b"\x83\x96"),  # marks, kana
    (b"\x87\x40", b"\x87\x9c"),  # numbers in circles, signs of companies
    (b"\x88\x9f", b"\x98\x72"),  # kanji of the first half
)
_FEWEST_USUAL = 8
_USUAL_SHARE, _RUN_SHARE = 0.9, 0.8
_RUN = re.compile("[^\x00-\x7f]{2,}")


def japanese_encoding(raw: bytes, *, korean: str, common: int) -> str:
    """Return the encoding in which bytes are Japanese, or "". `korean` is what they are in CP949,
    "" when they are nothing there, and `common` how many common syllables that has."""
    if common * _COMMON_SHARE >= max(len(_NO_ASCII.findall(korean)), 1):
        return ""
    return next((each for each in _ENCODINGS if _reads_as(raw, each, korean)), "")


def _reads_as(raw: bytes, encoding: str, korean: str) -> bool:
    try:
        text = raw.decode(encoding)
        is_whole = text.encode(encoding) == raw  # so that a file can be written as it was
    except UnicodeError:
        return False
    if not is_whole or _NOTHING.search(text):
        return False
    if encoding == "cp932" and _is_usual(text):
        return True
    if not _KANA_IN_A_ROW.search(text):
        return False
    kana = len(_KANA.findall(text))
    if kana * _KANA_SHARE < len(_NO_ASCII.findall(text)):
        return False
    alone = len(_NEVER_ALONE.findall(korean))
    # Laughter and tears are kana, too, in EUC-JP: every letter of Korean is.
    return encoding != "euc_jp" or not korean or alone >= max(_FEWEST_ALONE, kana / _ALONE_SHARE)


def _is_usual(text: str) -> bool:
    """Whether nearly all that is beyond ASCII in Shift-JIS is what Japanese is written in, and
    stands in a row: kanji of the first half, kana and their marks."""
    counts = Counter(_NO_ASCII.findall(text))  # each is looked up once
    in_a_row = sum(map(len, _RUN.findall(text)))
    if counts.total() < _FEWEST_USUAL or in_a_row < _RUN_SHARE * counts.total():
        return False
    usual = sum(count for char, count in counts.items() if _is_among_usual(char))
    return usual >= _USUAL_SHARE * counts.total()


def _is_among_usual(char: str) -> bool:
    raw = char.encode("cp932")
    return any(first <= raw <= last for first, last in _USUAL)
