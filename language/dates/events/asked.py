"""Finds the event that a question counts from instead of a date: 휴직하기 전에, before I quit.

Limit: the words of the event are given as written; when it happened is for the journal to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from language.dates.events.told_ko import persons
from language.dates.measured import BEHIND_KO, Measure, find_measure_en, find_measure_ko
from language.detect import final_of
from language.grammar.morphology import analyse
from language.word_lists import join, load_lists

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The words of an event (`span` into the question), and which side of it is asked about;
    `whole` is the span of both. `measure` says how far from it, where that is said.
    """

    words: str
    side: Side
    span: tuple[int, int]
    whole: tuple[int, int]
    measure: Measure | None = None


# A noun that is one of several keeps the word that says which.
_LISTS = load_lists("times/events")
_WHICH_KO = rf"(?:(?:{join(_LISTS['which']['ko'])})\s)?"
_CLOSES_IN_N = "[" + "".join(map(chr, range(ord("간"), ord("힣") + 1, 28))) + r"](?=\s)"
_NO_OBJECT_KO = join(_LISTS["no_object"]["ko"])
_NOUN_KO = rf"(?!(?:{_NO_OBJECT_KO})\s)[가-힣]{{1,8}}"
# A noun that has left its particle, with what belongs to it, stands before its verb: 토익 시험 본
# 뒤에, 면허 따기 전에; and before them who did it, but for the writer.
_BEFORE_VERB_KO = re.compile(
    r"(?<!\S)(?:(?!내가|제가|우리가)[가-힣]{1,8}(?:이|가|께서)\s)?"
    rf"(?:{_NOUN_KO}(?<![은는이가을를에도의로서게고])\s){{0,2}}{_NOUN_KO}\s$"
)
_LONGEST_BEFORE = 38
# A verb made of a noun says all by itself: 퇴사하기, 해고된.
_WHOLE_VERB_KO = re.compile(r"[가-힣]{2,}(?:[하되](?:고|기)|[한된])")
_EVENT_KO = (
    rf"(?<!\S)(?P<event>{_WHICH_KO}"
    r"(?:(?!때)[^\s,.?!]{1,12}(?:을|를|이|가|에|에서|랑|와|과|한테|로)\s[가-힣]"
    r"|[가-힣]{2,8}\s(?=받|하|한|되|된|가[고기]|간|오[고기]|온|나[고기]|난)[가-힣]"
    rf"|(?P<bare>{_NOUN_KO}\s{_CLOSES_IN_N})|[가-힣]{{2}})[가-힣]{{0,11}}?)"
)
_KO = re.compile(
    rf"{_EVENT_KO}\s(?P<side>전|이전|직전|뒤|후|이후|직후|다음|나서)(?:에는?|엔|에도|로는?|부터는?|까지는?|의|는)?(?![가-힣])"
)
_MEASURED_KO = re.compile(rf"{_EVENT_KO}(?=(?:\s지)?(?P<measure>{BEHIND_KO.pattern}))")
# A topic, a place or the writer before a measure is no event: 내가 일주일 전에, 회사에서 하루 전에.
_NO_MEASURED_KO = re.compile(r"(?:^|\s)(?:내가|제가|우리가)$|[는를에도서]$")
_MEASURES_KO = re.compile("[전앞후뒤]|다음|이튿날")  # quick: without these none is
_PLACE_KO = re.compile("에서")
_KO_NO_SPACE = re.compile(
    rf"(?<!\S)(?P<event>{_WHICH_KO}"
    r"(?:(?!때)[^\s,.?!]{1,12}(?:을|를|이|가|에|에서|랑|와|과|한테|로)\s)?[가-힣]{1,11}기)"
    r"(?P<side>전)(?:에는?|엔|까지는?)(?![가-힣])"
)
_NO_EVENT_KO = frozenset(_LISTS["no_event"]["ko"]) | frozenset(
    load_lists("questions")["going_on"]["ko"]
)
_EN = re.compile(
    r"\b(?P<side>(?i:before|after|since|until|prior\s+to))\s+"
    r"(?P<event>(?:(?i:i|we|he|she|they|my|our|his|her|the|an?|mum|mom|dad|[a-z]+ing"
    r"|[a-z]+(?:[aeo]tion|ement))\b|[A-Z][a-z]+\b)"
    r"(?:\s+[\w'’-]+){0,6})"
)
# Words that begin an event, and are none by themselves.
_ALONE_EN = frozenset(["i", "we", "he", "she", "they", "my", "our", "the", "her", "a", "an"])
_CLAUSE_ENDS = re.compile(
    r"\s+(?:about|what|how|why|did|do|was|were|when|where|who|and\s+(?:before|after)"
    r"|(?:have|has|had|am|are|is)\s+(?:i|we|my|it|there))\b.*$",
    re.IGNORECASE,
)
_NO_EVENT_EN = re.compile(
    r"(?:the\s+(?:end|start|beginning|last|first|age|time)|during|nothing|everything|anything"
    r"|something|morning|evening)\b",
    re.IGNORECASE,
)


def find_event(text: str) -> Event | None:
    """Return the first event that `text` asks before or after, or None."""
    return find_measured_ko(text) or _find_ko(text) or _find_en(text)


def find_measured_ko(text: str) -> Event | None:
    """Return the first event from which a Korean text measures a time, or None."""
    if _MEASURES_KO.search(text) is None:
        return None
    for match in _MEASURED_KO.finditer(text):
        found = find_measure_ko(text, match.start("measure"))
        if found is None or not _may_be_measured_from(text, match):
            continue
        end, measure = found
        start = _begin_with_person(text, _begin_in_korean(text, match))
        side: Side = "before" if measure.is_before else "after"
        span = (start, match.end("event"))
        return Event(
            words=text[slice(*span)], side=side, span=span, whole=(start, end), measure=measure
        )
    return None


def _may_be_measured_from(text: str, match: re.Match[str]) -> bool:
    words, last = match["event"], match["event"].split()[-1]
    if last in _NO_EVENT_KO or last in persons() or _PLACE_KO.match(text, match.end("event")):
        return False
    return _NO_MEASURED_KO.search(words) is None


def _begin_with_person(text: str, start: int) -> int:
    """Return where an event begins with somebody whose it is: 엄마 수술 사흘 전에."""
    before = text[:start].split()
    is_of_person = bool(before) and before[-1] in persons()
    return text.rindex(before[-1], 0, start) if is_of_person else start


def _find_ko(text: str) -> Event | None:
    for match in (*_KO.finditer(text), *_KO_NO_SPACE.finditer(text)):
        words = match["event"]
        if words.split()[-1] in _NO_EVENT_KO or not _fits(words, match["side"]):
            continue
        side: Side = "before" if match["side"].endswith("전") else "after"
        span = (_begin_in_korean(text, match), match.end("event"))
        whole = (span[0], match.end())
        return Event(words=text[slice(*span)], side=side, span=span, whole=whole)
    return None


def _find_en(text: str) -> Event | None:
    for match in _EN.finditer(text):
        words = _CLAUSE_ENDS.sub("", match["event"])
        is_clause = words.lower() not in _ALONE_EN
        if is_clause and not _NO_EVENT_EN.match(words):
            side: Side = "after" if match["side"].lower() in ("after", "since") else "before"
            start = match.start("event")
            end = start + len(words)
            begins, measure = find_measure_en(text, start) or (match.start(), None)
            return Event(
                words=words, side=side, span=(start, end), whole=(begins, end), measure=measure
            )
    return None


def _begin_in_korean(text: str, match: re.Match[str]) -> int:
    start, end = match.span("event")
    is_bare = " " not in match["event"] or match.groupdict().get("bare") is not None
    return _begin_with_object(text, start, end) if is_bare else start


def _begin_with_object(text: str, start: int, end: int) -> int:
    """Return where an event begins that ends in a verb, with the noun before it that has left its
    particle; a verb made of a noun needs none.
    """
    verb = text[start:end].split()[-1]
    before = end - len(verb)
    found = _BEFORE_VERB_KO.search(text[max(0, before - _LONGEST_BEFORE) : before])
    if found is None or _WHOLE_VERB_KO.fullmatch(verb) or not _is_verb(verb):
        return start
    return before - len(found[0])


def _is_verb(word: str) -> bool:
    """Say whether a word before 전, 나서 or 뒤 is a verb: 보기, 보고, 본, 치른, and not 결혼."""
    closes_in_n = final_of(word[-1]) == 4
    if word[-1] in "기고은" or (closes_in_n and len(word) == 1):
        return True
    return closes_in_n and analyse(word)[-1].tag == "ETM"


def _fits(words: str, side: str) -> bool:
    # 나서 follows a verb in 고, 다음 and 뒤 one whose last syllable closes in ㄴ (퇴사한, 그만둔).
    last = words[-1]
    if side == "나서":
        return last == "고"
    closes_in_n = final_of(last) == 4
    return closes_in_n if side in ("다음", "뒤") else True
