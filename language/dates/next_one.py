"""Questions that mean the next of what comes round, where others mean the last: "How many days till
Christmas?", 설날까지 며칠이야?
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from language.dates.coming.to_come import first_ahead
from language.dates.reading.found import Found
from language.dates.reading.tense import asks_about_past
from language.dates.words import words_of
from language.detect import ENGLISH, KOREAN
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


def as_next(found: Found, today: date) -> Found:
    """Return a time that names no year as the next of its name, where it is over; one that still
    runs is meant itself.
    """
    build, until = found.meaning.in_year, found.meaning.period.until
    following = first_ahead(today, build) if build and until and until < today else None
    return replace(found, meaning=replace(found.meaning, period=following)) if following else found
