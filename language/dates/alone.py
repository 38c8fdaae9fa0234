"""What a question says beside the words of a time: nothing at all, a place, or a particle that they
leave.

The words are in `data/questions.yaml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from language.word_lists import join, load_lists

_LONGEST: Final = 40  # characters
_END = re.compile(r"요?\W*$")  # politeness, and marks


def says_only(question: str, start: int, end: int) -> bool:
    """Say whether a question is no more than `question[start:end]`, as one that goes on may be:
    "and this year?", 올해는?
    """
    if max(start, len(question) - end) > _LONGEST:
        return False
    leads_over = _lead_over().fullmatch(question[:start]) is not None
    return leads_over and not _END.sub("", drop_particle(_END.sub("", question[end:])))


def goes_on_with(question: str, start: int, end: int) -> bool:
    """Say whether a question turns from a time before to `question[start:end]`: it begins with
    "and", is no more than that, or sets it against the other (8월에는, 9월은).
    """
    begins = _lead_over().match(question)
    is_led = begins is not None and begins[0].strip() != ""
    return is_led or _against().match(question, end) is not None or says_only(question, start, end)


def says_place(question: str, start: int, end: int) -> bool:
    """Say whether a question is `question[start:end]` and a place or company, no more: "this month
    at work", 올해 엄마랑은?
    """
    if max(start, len(question) - end) > _LONGEST:
        return False
    before = _lead_over().sub("", question[:start], count=1)
    beside = f"{before} {drop_particle(_END.sub('', question[end:]))}"
    return _place().fullmatch(beside) is not None


def drop_particle(text: str) -> str:
    """Return what follows a word that was taken out, without the particle that it left."""
    return _particle().sub("", text)


@cache
def _lead_over() -> re.Pattern[str]:
    words = load_lists("questions")["going_on"]
    return re.compile(rf"\W*(?:(?:{join(words['en'] + words['ko'])})\b\W*)?", re.IGNORECASE)


@cache
def _particle() -> re.Pattern[str]:
    particles = load_lists("questions")["left_particle"]["ko"]
    return re.compile(rf"^(?:{join(particles)})(?![가-힣])")


@cache
def _place() -> re.Pattern[str]:
    lists = load_lists("questions")
    asking, place, determiner = lists["asking_for"], lists["place"], lists["determiner"]
    asked = rf"(?!\S*(?:{join(asking['ko'] + asking['en'])}))"
    english = rf"(?:{join(place['en'])})\s+(?:(?:{join(determiner['en'])})\s+)?"
    korean = rf"(?:{join(place['ko'])})[은는도]?"
    return re.compile(
        rf"\W*(?:{english}{asked}[a-z]\S*(?:\s+[a-z]\S*){{0,2}}?"
        rf"|(?:[가-힣]+\s)?{asked}\w+?{korean})\W*",
        re.IGNORECASE,
    )


@cache
def _against() -> re.Pattern[str]:
    particles = load_lists("questions")["set_against"]["ko"]
    return re.compile(rf"(?:{join(particles)})(?![가-힣])")
