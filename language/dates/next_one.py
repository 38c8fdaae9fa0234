"""Questions that mean the next of what comes round, where others mean the last: "How many days till
Christmas?", 설날까지 며칠이야?, "What am I going to do in December?", 12월에는 뭐 할 거야?
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from language.dates.coming.to_come import first_ahead
from language.dates.reading.found import Found
from language.dates.reading.tense import asks_about_past
from language.dates.words import words_of
from language.detect import ENGLISH, KOREAN, closes_in_l
from language.word_lists import any_of

_LENGTH_KO: Final = r"(?:며칠|몇\s?(?:밤|" + any_of(words_of("units", KOREAN)) + r"))"
_LENGTH_EN: Final = (
    r"(?:how\s+(?:long|much\s+(?:time|longer)|many\s+(?:more\s+)?(?:hours?|sleeps?|"
    + any_of(words_of("units", ENGLISH))
    + r"s?))|(?:days|weeks|months)(?=\s+(?:left|to\s+go)))"
)
# Between the length and the time, what says no more than that it is left.
_LEFT_EN: Final = (
    r"(?:\s*['’]s|\s+(?:is|are|do|have|it|there|i|we|got|left|more|still|now|to\s+(?:go|wait)))*"
)
_COUNTS_DOWN: Final = re.compile(
    r"까지(?:는|도)?(?:\s(?:이제|앞으로|아직))?\s?"
    + rf"(?:{_LENGTH_KO}[가-힣]*|얼마나?(?=\s?(?:더\s)?남))(?:\s?(?:더\s)?남(?!았었)[가-힣]*)?"
    + rf"|\b{_LENGTH_EN}{_LEFT_EN}\s+(?:to|until|till?|['’]til|before)\b\s*",
    re.IGNORECASE,
)
# What will be done. A month, an autumn and a winter close like such a verb: 12월 거.
_WILL_KO: Final = re.compile(
    r"(?P<verb>(?!(?<=\d)월|(?<=가)을|(?<=겨)울)[가-힣])\s?(?:거|건|것|게|예정|계획|생각|작정)"
    r"[가-힣]{0,4}(?:\s(?:뭐|무엇)(?:야|지|니|일까|예요|이지)?)?[\s?!.~]*$"
)
_LONGEST_END: Final = 40
_WILL_EN: Final = re.compile(
    r"(?:\b(?:am|are|is)\s+(?:\w+\s+){0,2}?|['’](?:m|re|s)\s+)going\s+to\b|\bwill\b|['’]ll\b"
    r"|\bmust\b|\b(?:have|need)\s+(?:(?:i|we)\s+)?to\b"
    r"|\bwhat(?:['’]s|\s+(?:is|am|are))\s+(?:(?:i|we)\s+)?(?:doing|happening|planned|up\s+to)\b",
    re.IGNORECASE,
)


def says_what_will_be(text: str) -> bool:
    """Say whether a question is of what will be done, and of nothing past."""
    korean = _WILL_KO.search(text[-_LONGEST_END:])
    is_korean = korean is not None and closes_in_l(korean["verb"])
    if not is_korean and _WILL_EN.search(text) is None:
        return False
    return not asks_about_past(_WILL_EN.sub(" ", text))


def find_countdown(text: str) -> tuple[int, int] | None:
    """Return the span of the words by which a question asks how long it is till a time, with that
    till; None where it asks no such thing.
    """
    found = _COUNTS_DOWN.search(text)
    if found is None:
        return None
    start, end = found.span()
    # How much is left is asked in the past as well (남았어, have I got), and of now.
    return None if asks_about_past(f"{text[:start]} {text[end:]}") else (start, end)


def names_one_before(found: Found, today: date) -> bool:
    """Say whether a time that names no year was read as one that is over."""
    until = found.meaning.period.until
    return found.meaning.in_year is not None and until is not None and until < today


def times_meant(text: str, found: Sequence[Found], today: date) -> list[Found]:
    """Return the times of a question, with the next of its name for each that names no year, where
    such a question means that; how long it is till a time is asked of the time itself.
    """
    if find_countdown(text):
        return [replace(_as_next(each, today), kind="") for each in found]
    if says_what_will_be(text):
        return [_as_next(each, today) for each in found]
    return [*found]


def _as_next(found: Found, today: date) -> Found:
    build = found.meaning.in_year
    if build is None or not names_one_before(found, today):
        return found
    ahead = (first_ahead(today, each) for each in (build, *found.meaning.others))
    following = min(filter(None, ahead), key=lambda each: each.since or today, default=None)
    return replace(found, meaning=replace(found.meaning, period=following)) if following else found
