"""Whether a sentence tells that an event took place, as the writer tells it when it does: 오늘
퇴사했다 of 퇴사하기, "Today I quit." of "I quit".

Limit: the event's own words, in the plain past, with nothing between that could turn it: wished,
heard of, nearly done, and put off are no telling. An English event that is a noun or a gerund is
told in too many ways to be sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from language.dates.alone import drop_particle
from language.dates.events.asked import Event
from language.detect import Language, is_korean
from language.grammar.morphology import Morpheme, analyse
from language.word_lists import join, load_lists

_CONTENT: Final = ("NNG", "NNP", "VV")
_PAST: Final = ("었", "았")
_PARTICLES: Final = ("JKO", "JKS")
_ENDS: Final = re.compile(r"\s*(?:[.!]|$)")


def names(event: Event, text: str) -> bool:
    """Say whether a text holds the words of an event at all: quick, before it is read."""
    if not is_korean(event.words):
        return event.words.casefold() in text.casefold()
    words = [each for each in analyse(event.words) if each.tag in _CONTENT]
    # One syllable is a word of too many meanings.
    known = [each for each in words if len(each.form) > 1]
    return bool(known) and all(_beginning(each) in text for each in known)


def tells(event: Event, sentence: str, days: Sequence[tuple[int, int]] = ()) -> bool:
    """Say whether a sentence tells that an event took place; `days` are the spans of its times."""
    if "?" in sentence:
        return False
    for start, end in reversed(days):
        sentence = sentence[:start] + drop_particle(sentence[end:])
    if is_korean(event.words):
        return _tells_korean(event, sentence.strip())
    return _tells_english(event, sentence)


def _tells_korean(event: Event, sentence: str) -> bool:
    asked = analyse(event.words)
    words = [each for each in asked if each.tag in _CONTENT]
    told = analyse(sentence)
    forms = {each.form for each in told}
    if not all(each.form in forms for each in words):
        return False
    begins = sentence.find(_beginning(words[0]))
    if begins < 0 or _leads("ko").fullmatch(sentence[:begins]) is None:
        return False
    places = (at for at, each in enumerate(told) if each.form == words[-1].form)
    return any(_is_done(told[at:]) for at in places)


def _beginning(word: Morpheme) -> str:
    """Return what stands of a word in any form: the last syllable of a stem may change."""
    return word.form[:-1] if word.tag == "VV" else word.form


def _is_done(told: Sequence[Morpheme]) -> bool:
    """Say whether the first of some morphemes is done, and the sentence ends with that."""
    at = 1
    if told[0].tag != "VV":
        at += at < len(told) and told[at].tag in _PARTICLES
        if at == len(told) or not (told[at].tag == "XSV" or told[at].form in _light_verbs()):
            return False
        at += 1
    at += at < len(told) and (told[at].form, told[at].tag) == ("시", "EP")
    ending = [(each.form, each.tag) for each in told[at : at + 2]]
    return len(ending) == 2 and ending[0][0] in _PAST and ending[1][1] in ("EF", "ETN")


def _tells_english(event: Event, sentence: str) -> bool:
    """Say whether a sentence begins with the words of an event, and ends with them."""
    found = re.search(rf"\b{re.escape(event.words)}\b", sentence, re.IGNORECASE)
    if found is None or not event.words.partition(" ")[2]:
        return False
    return (
        _leads("en").fullmatch(sentence[: found.start()]) is not None
        and _ENDS.match(sentence, found.end()) is not None
        and _no_clause().match(event.words) is None
    )


@cache
def _light_verbs() -> frozenset[str]:
    return frozenset(load_lists("times/events")["light_verb"]["ko"])


@cache
def _leads(language: Language) -> re.Pattern[str]:
    """Return what may stand before an event that is told of the writer and of now."""
    leads = join(load_lists("times/events")["lead"][language])
    return re.compile(rf"(?:[\s,.:;–—-]|(?<!\w)(?:{leads})(?!\w))*", re.IGNORECASE)


@cache
def _no_clause() -> re.Pattern[str]:
    determiners = join(load_lists("times/events")["determiner"]["en"])
    return re.compile(rf"(?:{determiners})\s+\S+$|\w+ing\b", re.IGNORECASE)
