"""Whether a name in Latin letters is one in Hangul: each letter of Hangul has its spellings.

Promise: the vowels count as well, and the whole Latin name is read: 프리야 is Priya, 바로 is not.
Limit: the spellings (`data/names/spellings.yaml`) are those of names as English and Korean write
them; what is said quite otherwise than it is written (Henrique, 엔히키) is missed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from language.grammar.letters import plain_letters
from language.word_lists import load_data

_LEADS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS: Final = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
# Where Unicode has them, in this order, of a syllable that it takes apart.
_FIRST_LEAD: Final = 0x1100
_FIRST_VOWEL: Final = 0x1161
_FIRST_FINAL: Final = 0x11A8
_NO_LETTER: Final = re.compile(r"[^a-z]")


def is_heard_as(latin: str, hangul: str) -> bool:
    """Say whether a word in Latin letters is all of a word in Hangul."""
    return len(hangul) in heard_beginnings(latin, hangul)


def heard_beginnings(latin: str, hangul: str) -> Iterator[int]:
    """Yield after how many syllables a word in Hangul (NFC) is the Latin one: what follows may be a
    particle.
    """
    letters = _NO_LETTER.sub("", plain_letters(latin).casefold()).replace("x", "ks")
    if not letters:
        return
    read = {0}  # how many of the letters may be read so far
    syllables = 0
    before = ""
    for part in unicodedata.normalize("NFD", hangul):
        if _FIRST_LEAD <= ord(part) < _FIRST_VOWEL:
            if syllables and len(letters) in read:
                yield syllables
            syllables += 1
        spelt = _spellings().get(part, ())
        unread = read if before + part in _unwritten() else set()
        read = {at + len(each) for at in read for each in spelt if letters.startswith(each, at)}
        read |= unread
        before = part
        if not read:
            return
    if len(letters) in read:
        yield syllables


@cache
def _unwritten() -> frozenset[str]:
    """Return the pairs of letters of which the second may be unwritten: of two l, of a final and a
    lead, the ear takes one; and an i after some.
    """
    two_l = _final("ㄹ") + _lead("ㄹ")
    return frozenset(
        {
            two_l,
            *(_lead(each) + _vowel("ㅣ") for each in load_data("names/spellings")["unwritten_i"]),
        }
    )


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """Return the spellings of each letter, by the place that Unicode gives it in a syllable."""
    data = load_data("names/spellings")
    parts = ((_lead, data["leads"]), (_vowel, data["vowels"]), (_final, data["finals"]))
    return {
        place_of(letter): tuple(spelt)
        for place_of, spellings in parts
        for letter, spelt in spellings.items()
    }


def _lead(letter: str) -> str:
    return chr(_FIRST_LEAD + _LEADS.index(letter))


def _vowel(letter: str) -> str:
    return chr(_FIRST_VOWEL + _VOWELS.index(letter))


def _final(letter: str) -> str:
    return chr(_FIRST_FINAL + _FINALS.index(letter))
