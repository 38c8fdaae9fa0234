"""What a Korean question lays side by side: 수술하는 거랑 참는 거, 뭐라고 저울질했어?; 배, 국밥집,
학원 세 개 놓고 정리해줘.

Limit: only where a word says so; a list alone (배, 국밥집, 학원 정리해줘) weighs nothing, nor do
people and times.
"""

from __future__ import annotations

import re

from language.grammar.clauses import names_person
from language.grammar.morphology import analyse
from language.options.asked.called_ko import label_of_thing
from language.options.nouns_ko import last_nouns, tells_time
from language.word_lists import compile_list

_MARKS = r"[^,?.!]"
_WITH = r"(?:이랑|랑|하고|과|와)"
_DEED = rf"{_MARKS}{{1,40}}?는\s?(?:거|것|쪽)"
_DEEDS = re.compile(
    rf"(?<!\S)(?P<things>{_DEED}(?:(?:{_WITH}|,)\s+{_DEED}){{1,3}})(?=[은는을를이가,]?(?:\s|$))(?P<asked>.*)"
)
_AFTER_DEED = re.compile(rf"(?<=[거것쪽])(?P<joint>{_WITH}|,)\s+")
_NOUNS = re.compile(
    rf"^(?P<a>{_MARKS}{{1,30}}?){_WITH}\s+(?P<b>{_MARKS}{{1,30}}?)(?:,|[을를](?=\s))(?P<asked>.*)"
)
_COUNT = r"(?:둘|셋|넷|(?:두|세|네)\s?(?:개|가지|곳|군데|갈래))"
_COUNTED = re.compile(
    rf"^(?P<things>[^?.!]{{3,120}}?),?\s+(?:이\s+|이렇게\s+)?{_COUNT}(?:을|를)?\s+(?:다\s+|모두\s+)?(?P<asked>.*)"
)
_COUNT_BEHIND = re.compile(rf",?\s+(?:이\s+)?{_COUNT}$")
_OBJECTS = re.compile(r"^(?P<things>[^?.!]+,[^?.!]+?)[을를]\s+(?P<asked>(?:놓고|두고|나란히)\s.*)")
_COMMA = re.compile(r"\s*,\s*|이?랑\s+")
_AND = re.compile(r"(?:하고|과|와)\s+")
_STAND_IN = re.compile(r"[그이저](?:것|거)?(?:들)?")
_WHO = re.compile(r"누(?:가|구)")
_LONGEST = 4  # words
Options = tuple[tuple[str, str], ...]


def things_beside(text: str) -> Options:
    """Return (label, words) of what a question lays side by side to be weighed, or nothing."""
    return _deeds_in(text) or _counted_in(text) or _nouns_in(text)


def without_count(text: str) -> str:
    """Return what is counted up, without its number: 배, 국밥집 둘 → 배, 국밥집."""
    return _COUNT_BEHIND.sub("", text)


def _deeds_in(text: str) -> Options:
    """Return what one does, set beside another: 복직하는 거랑 더 쉬는 거 비교해줘."""
    met = _DEEDS.search(text)
    if met is None or not compile_list("weighing", "weighing").search(met["asked"]):
        return ()
    joints = [each["joint"] for each in _AFTER_DEED.finditer(met["things"])]
    if set(joints) == {","} and not re.search(_COUNT, met["asked"]):
        return ()
    things = _AFTER_DEED.sub("\n", met["things"]).split("\n")
    return tuple((label_of_thing(each), each) for each in map(_without_time, things))


def _counted_in(text: str) -> Options:
    """Return what is counted up and laid out: 배, 국밥집, 학원 세 개 놓고."""
    met = _COUNTED.search(text) or _OBJECTS.search(text)
    if met is None or not compile_list("weighing", "laid_out").match(met["asked"]):
        return ()
    things = _split(met["things"])
    # Two places have names as two people have: it has to be told that one weighs them.
    weighs = compile_list("weighing", "weighing").search(met["asked"]) is not None
    named = all(map(_is_thing, things)) and (weighs or not all(map(_may_be_person, things)))
    of_people = _WHO.search(met["asked"]) or all(map(_is_of_kin, things))
    if len(things) < 2 or not named or of_people:
        return ()
    return tuple((label_of_thing(each), each) for each in things)


def _nouns_in(text: str) -> Options:
    """Return two nouns that one weighed: 목수 일이랑 택시, 저울질한 거."""
    met = _NOUNS.search(text)
    if met is None or not compile_list("weighing", "weighing_nouns").search(met["asked"]):
        return ()
    things = [last_nouns(_without_time(met["a"])), met["b"]]
    if not all(map(_is_thing, things)) or all(map(_may_be_person, things)):
        return ()
    return tuple((label_of_thing(each), each) for each in things)


def _split(things: str) -> list[str]:
    parts = [part for part in _COMMA.split(things) if part]
    return parts if len(parts) > 1 else [part for part in _AND.split(things) if part]


def _is_thing(words: str) -> bool:
    """Say whether words may name an option: short, no time, and none that only points."""
    if len(words.split()) > _LONGEST or tells_time(words):
        return False
    return _STAND_IN.fullmatch(words) is None


def _may_be_person(words: str) -> bool:
    tokens = analyse(words)
    return bool(tokens) and names_person(tokens[-1])


def _is_of_kin(words: str) -> bool:
    """Say whether words name a person by what they are: 엄마."""
    tokens = analyse(words)
    return _may_be_person(words) and tokens[-1].tag != "NNP"


def _without_time(words: str) -> str:
    """Return words without those for a time that they begin with: 그때 더 쉬는 거."""
    first, _, rest = words.strip().partition(" ")
    return _without_time(rest) if rest and tells_time(first) else words.strip()
