"""Whether a word is turned round by what stands beside it: denied ("재밌지 않다", "not fun"), ended
("걱정이 사라졌다", "stop worrying"), or lessened ("불안이 줄었다", "less stress").

Limit: what stands right beside the word; the verbs of ending are in `data/wording.yaml`.
Invariant: an ending that is itself denied ("can't stop worrying") turns nothing round.
"""

from __future__ import annotations

import re
from functools import cache

from language.word_lists import join, load_lists

_TURNED_AFTER = re.compile(
    r"^\S{0,3}"  # what is left of the word: 재미있 + 지
    r"(?:지 ?(?:는 |가 |도 )?(?:않|못|가 않)"  # 재미있지는 않다
    r"|지만은 않"
    r"|질 않"
    r"|(?:건|것은|게|것이|줄|적은|적이|일은|일이|리|일도|필요도|것도)"  # 즐거운 건 아니다
    r" ?(?:아니|없|모르))"
    r"|^\S{0,3} (?:건|것은|게|것이|적은|적이|일은|일이|리가|일도|필요는|필요가|것도) ?(?:아니|없)"
    # 불안하게 한 적이 없다
    r"|^\S{0,3} (?:한|할|될|된) (?:적|일|것|게|건|필요)(?:이|은|도|가)? ?(?:아니|없)"
    r"|^(?:할|될|한)? ?(?:일|것|틈|필요)?(?:이|은|도|가)? ?(?:아니|없)"  # 걱정이 없다
)
_TURNED_BEFORE = re.compile(
    r"(?:\b(?:not|never|no longer|no more|without|less|fewer|isn't|wasn't|don't|didn't"
    r"|doesn't|hardly|nothing)\s+(?:\w+\s+)?"
    r"|\b(?:nobody|no one|none|not one|never)\s+(?:\w+\s+){0,4}"
    r"|(?:^|\s)(?:안|못|덜)\s)$",
    re.IGNORECASE,
)

# What makes a noun of the word, or of what is done with it, and its particle: 답답 + 함 + 이.
_AS_NOUN_KO = (
    r"^(?:감|됨|함|임|음|움|스러움|거리|(?:[하되]는|[할될]) (?:일|것|거리))?"
    r"(?:이|가|은|는|도|을|를|에서|마저|까지)?\s"
)
_DENIED_KO = r"지(?:는|도|를|가)? ?(?:않|못|도 않)"
_DENIED_NOUN_KO = re.compile(
    # 스트레스 안 받는다, 걱정을 안 해도 된다, 후회가 남지 않는다
    rf"{_AS_NOUN_KO}(?:(?:안|못) (?:하|해|했|한|할|돼|되|된|됐|될|들|든|받|느)"
    rf"|(?:되|들|남|생기|나|느껴지|느끼|하){_DENIED_KO})"
)
_NO_NEED = re.compile(
    r"(?:\b(?:don't|doesn't|didn't|won't|wouldn't|not|never) (?:have|need) to\s+"
    r"|\b(?:no|without) (?:need|reason|cause|having) to\s+)$",
    re.IGNORECASE,
)
_DENIED_EN = re.compile(r"(?:\b(?:never|not|cannot)|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WHOSE = r"(?:(?:my|our|your|his|her|their|the|all|this|that|those|these|any)\s+){0,2}"
_TAKING = re.compile(rf"\b(?:take|takes|took|taken|taking)\s+{_WHOSE}$", re.IGNORECASE)
_AWAY = re.compile(r"\s+(?:away|off|out of)\b", re.IGNORECASE)
_CANNOT = re.compile(r"(?:n['’]t|cannot)$", re.IGNORECASE)
_DOING = re.compile(r"\w+ing\b", re.IGNORECASE)


def is_turned(before: str, word: str, after: str) -> bool:
    """Say whether a word is turned round by what stands before or after it."""
    if _is_unreal(before, after):
        return _is_denied(before, after)
    is_deed = _DOING.match(word) is not None
    if ended := _ending_before(is_deed=is_deed).search(before):
        return _DENIED_EN.search(before[: ended.start()]) is None
    return _is_denied(before, after) or _is_over(before, word, after)


def is_needless(before: str) -> bool:
    """Say whether one need not do what comes next: "don't have to"."""
    return _NO_NEED.search(before) is not None


def _is_denied(before: str, after: str) -> bool:
    return (
        _TURNED_AFTER.match(after) is not None
        or _TURNED_BEFORE.search(before) is not None
        or _DENIED_NOUN_KO.match(after) is not None
    )


def _is_unreal(before: str, after: str) -> bool:
    """Say whether an ending is wished for, asked about, told to one or yet to come: it lasts."""
    return _unreal("en").search(before) is not None or _unreal("ko").search(after) is not None


def _is_over(before: str, word: str, after: str) -> bool:
    """Say whether a word is followed by its end."""
    if _TAKING.search(before) and _AWAY.match(after):
        return True
    if _ends_korean().match(after):
        return True
    return _ends_english().match(after) is not None and not _CANNOT.search(word)


@cache
def _unreal(kind: str) -> re.Pattern[str]:
    words = join(load_lists("wording")["ending_unreal"][kind])
    return re.compile(rf"\b(?:{words})\b" if kind == "en" else words, re.IGNORECASE)


@cache
def _ends_korean() -> re.Pattern[str]:
    lists = load_lists("wording")
    ends, degrees = join(lists["ending"]["ko"]), join(lists["ending_degree"]["ko"])
    return re.compile(rf"{_AS_NOUN_KO}(?:(?:{degrees}) )?(?:{ends})(?!\S{{0,3}}{_DENIED_KO})")


@cache
def _ends_english() -> re.Pattern[str]:
    ends = join(load_lists("wording")["ending"]["en"])
    return re.compile(
        r"^\s+(?:(?:is|are|was|were|has|have|had|would|will)\s+)?"
        rf"(?:(?:now|all|just|finally|almost|slowly)\s+)?(?:{ends})\b",
        re.IGNORECASE,
    )


@cache
def _ending_before(*, is_deed: bool) -> re.Pattern[str]:
    """Return what ends the thing named after it, or where that is a deed, the doing of it."""
    a_thing = join(load_lists("wording")["ending_a_thing"]["en"])
    a_deed = join(load_lists("wording")["ending_a_deed"]["en"])
    things = rf"(?:{a_thing})\s+{_WHOSE}"
    doing = rf"|(?:{a_deed})\s+" if is_deed else ""
    feeling = rf"|(?:{a_deed})\s+(?:being|feeling|getting)\s+"
    return re.compile(rf"\b(?:{things}{doing}{feeling})$", re.IGNORECASE)
