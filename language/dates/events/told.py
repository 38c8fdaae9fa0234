"""Whether a sentence tells that an event took place, as the writer tells it when it does: 오늘
퇴사했다 of 퇴사하기, "Today I quit." of "I quit" and of "quitting".

Limit: the event's own words, in the plain past, with nothing between that could turn it: wished,
heard of, nearly done, and put off are no telling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from language.dates.alone import drop_particle
from language.dates.events import told_en, told_ko
from language.dates.events.asked import Event
from language.dates.words import words_of
from language.detect import ENGLISH, KOREAN, is_korean
from language.word_lists import any_of, join, load_lists

# As the writer's own, or as one like it: somebody else's, or another of its kind.
Telling = Literal["own", "like"]

_DIGITS: Final = r"\d{1,3}"


def names(event: Event, text: str) -> bool:
    """Say whether a text holds the words of an event at all: quick, before it is read."""
    if is_korean(event.words):
        return told_ko.names(event.words, text)
    return told_en.names(event.words, text)


def tells(event: Event, sentence: str, days: Sequence[tuple[int, int]] = ()) -> Telling | None:
    """Say how a sentence tells that an event took place, or None; `days` are the spans of its
    times.
    """
    if "?" in sentence:
        return None
    for start, end in reversed(days):
        sentence = sentence[:start] + drop_particle(sentence[end:])
    if is_korean(event.words):
        return told_ko.tells(event.words, sentence.strip())
    return told_en.tells(event.words, sentence.strip(), dated=bool(days))


def measures_since(sentence: str) -> bool:
    """Say whether a sentence counts the time that has gone by since what it stands beside: "It is
    nine years now", 벌써 9년이다.
    """
    return any(pattern.search(sentence) for pattern in _measures())


@cache
def _measures() -> tuple[re.Pattern[str], re.Pattern[str]]:
    numbers = [*words_of("numbers", ENGLISH)]
    # "What a day!" measures nothing; "a year ago" does.
    one = any_of(each for each in numbers if each in ("a", "an"))
    many = any_of(each for each in numbers if each not in ("a", "an"))
    units = any_of(words_of("units", ENGLISH))
    gone = join(load_lists("times/events")["gone_by"]["en"])
    english = rf"\b(?:(?:{_DIGITS}|{many})\s+{units}s?|{one}\s+{units}\s+(?:{gone}))\b"
    counted = any_of(words_of("numbers", KOREAN))
    lengths = any_of(words_of("units", KOREAN))
    days = any_of(words_of("days_counted", KOREAN))
    after = join(load_lists("times/events")["gone_by"]["ko"])
    korean = (
        rf"(?<![가-힣\d])(?:(?:{_DIGITS}|(?:{counted}){{1,2}})\s?{lengths}|{days})"
        rf"(?:이나|이|은|도)?\s?(?:{after})"
    )
    return re.compile(english, re.IGNORECASE), re.compile(korean)
