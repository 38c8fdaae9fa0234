"""Whether a Korean sentence tells that an event took place: 오늘 퇴사했다 of 퇴사하기."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from language.grammar.morphology import Morpheme, analyse
from language.word_lists import join, load_data, load_lists

_CONTENT: Final = ("NNG", "NNP", "VV")
_COUNTING: Final = ("MM", "NNB")  # 세 번째 회사에서 퇴사하기 is of no other firm
_PAST: Final = ("었", "았")
_PARTICLES: Final = ("JKO", "JKS")
_OF_COMPOUND: Final = ("NNG", "NR", "SN", "SL", "XSN", "XPN")


def names(event: str, text: str) -> bool:
    """Say whether a text holds the words of an event at all: quick, before it is read."""
    words = [each for each in analyse(event) if each.tag in _CONTENT]
    # One syllable alone is a word of too many meanings.
    is_known = len(words) > 1 or any(len(each.form) > 1 for each in words)
    return is_known and all(_beginning(each) in text for each in words)


def tells(event: str, sentence: str) -> Literal["own", "like"] | None:
    """Say how a sentence tells that an event took place, or None."""
    words = [each for each in analyse(event) if each.tag in (*_CONTENT, *_COUNTING)]
    told = analyse(sentence)
    forms = {each.form for each in told}
    if not words or not all(each.form in forms for each in words):
        return None
    begins = sentence.find(_beginning(words[0]))
    places = (at for at, each in enumerate(told) if each.form == words[-1].form)
    if begins < 0 or not any(_is_done(told[at:]) for at in places):
        return None
    begins = _with_nouns_before(told, begins)
    if _leads().fullmatch(sentence[:begins]) is not None:
        return "own"
    counted = _counted().search(sentence[:begins])
    is_another = counted is not None and _leads().fullmatch(sentence[: counted.start()]) is not None
    return "like" if is_another else None


def _beginning(word: Morpheme) -> str:
    """Return what stands of a word in any form: the last syllable of a stem may change."""
    return word.form[:-1] if word.tag == "VV" else word.form


def _with_nouns_before(told: Sequence[Morpheme], begins: int) -> int:
    """Return where the noun at `begins` really begins: 공방 열쇠를 is a key as well.

    Only an object: 친구 결혼했다 has its subject there. A person is part of no thing.
    """
    at = next((at for at, each in enumerate(told) if each.start == begins), None)
    if at is None or at + 1 == len(told) or told[at + 1].tag != "JKO":
        return begins
    first = at
    while first and told[first - 1].tag in _OF_COMPOUND:
        first -= 1
    if any(each.form in persons() for each in told[first:at]):
        return begins
    return told[first].start


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


@cache
def _light_verbs() -> frozenset[str]:
    return frozenset(load_lists("times/events")["light_verb"]["ko"])


@cache
def persons() -> frozenset[str]:
    """Return the words for what somebody is to the writer: 엄마, 친구."""
    roles = load_data("names/people")["roles"].values()
    return frozenset(word for words in roles for word in words["ko"])


@cache
def _leads() -> re.Pattern[str]:
    """Return what may stand before an event that is told of the writer and of now."""
    leads = join(load_lists("times/events")["lead"]["ko"])
    return re.compile(rf"(?:[\s,.:;–—-]|(?<!\w)(?:{leads})(?!\w))*")


@cache
def _counted() -> re.Pattern[str]:
    """Return what tells one of several apart: 세 번째, 첫."""
    return re.compile(rf"(?:{join(load_lists('times/events')['which']['ko'])})\s*$")
