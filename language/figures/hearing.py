"""Whether a name in Latin letters is one in Hangul: each letter of Hangul has its spellings.

Promise: the vowels count as well, and the whole Latin name is read: 프리야 is Priya, 바로 is not.
Limit: the spellings (`data/names/spellings.yaml`) are those of names as English and Korean write
them; what is said quite otherwise than it is written (Henrique, 엔히키) is missed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from string import ascii_lowercase
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
_KEPT: Final = 4_000  # a journal begins its words with some thousand syllables


def is_heard_as(latin: str, hangul: str) -> bool:
    """Say whether a word in Latin letters is all of a word in Hangul."""
    return len(hangul) in heard_beginnings(latin, hangul)


def heard_beginnings(latin: str, hangul: str) -> Iterator[int]:
    """Yield after how many syllables a word in Hangul (NFC) is the Latin one: what follows may be a
    particle.
    """
    letters = _letters(latin)
    read, before = frozenset({0}), ""
    for at, syllable in enumerate(hangul if letters else "", start=1):
        read, before = _read_on(letters, read, before, syllable)
        if len(letters) in read:
            yield at
        if not read:
            return


def may_begin(latin: str, syllable: str) -> bool:
    """Say whether a word in Latin letters may begin with the sound of a syllable: of most that is
    soon told.
    """
    read, _ = _read_on(_letters(latin), frozenset({0}), "", syllable)
    return bool(read)


@lru_cache(maxsize=_KEPT)
def first_letters(hangul: str) -> frozenset[str]:
    """Return the small letters that a word may begin with which is said like one in Hangul."""
    first: set[str] = set()
    before = ""
    for part in unicodedata.normalize("NFD", hangul):
        spelt = _spellings().get(part, ())
        first |= {each[0] for each in spelt if each}
        if "" not in spelt and before + part not in _unwritten():
            return frozenset(first | {"x"} if "k" in first else first)
        before = part
    return frozenset(ascii_lowercase)  # nothing of it has to be written


@lru_cache(maxsize=_KEPT)
def _letters(latin: str) -> str:
    return _NO_LETTER.sub("", plain_letters(latin).casefold()).replace("x", "ks")


@lru_cache(maxsize=_KEPT)
def _read_on(
    letters: str, read: frozenset[int], before: str, syllable: str
) -> tuple[frozenset[int], str]:
    """Return how many of the letters may be read when a syllable is, of which so many may be before
    it; and its last part.
    """
    for part in unicodedata.normalize("NFD", syllable):
        spelt = _spellings().get(part, ())
        unread = read if before + part in _unwritten() else frozenset[int]()
        read = unread.union(
            at + len(each) for at in read for each in spelt if letters.startswith(each, at)
        )
        before = part
    return read, before


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
