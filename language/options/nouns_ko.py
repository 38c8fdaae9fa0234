"""The noun phrase at the end of Korean words: 피아노 조율 학교 of "왜 피아노 조율 학교".

Limit: a run of nouns with one word that describes it; a word for a time ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from language.grammar.morphology import Morpheme, analyse
from language.word_lists import any_of, load_data, load_lists

_IN_NOUN = ("N", "XR", "XSN", "XPN", "SL", "SN", "SH", "SS", "SO", "SW")
_DESCRIBING = ("MM", "ETM", "JKG")  # 새, 큰, 나의
_COUNTED = r"\d+(?:년|월|일|주|달|개월|학기|학년)[가-힣]*"


def last_nouns(text: str) -> str:
    """Return the noun phrase that a text ends with, at least its last word."""
    words = [(match.start(), _tokens_in(text, match)) for match in re.finditer(r"\S+", text)]
    at = last = len(words) - 1
    while at > 0 and _is_noun(words[at - 1][1]) and not tells_time(text[: words[at][0]]):
        at -= 1
    if at > 0 and not tells_time(text[: words[at][0]]):
        at -= _describes(words[at - 1][1], alone=at == last)
    return text[words[at][0] :].strip() if words else ""


def _tokens_in(text: str, word: re.Match[str]) -> list[Morpheme]:
    return [each for each in analyse(text) if word.start() <= each.start < word.end()]


def _is_noun(tokens: Sequence[Morpheme]) -> bool:
    """Say whether a word is a noun without a particle, and none that points (나, 그것)."""
    return bool(tokens) and all(e.tag.startswith(_IN_NOUN) and e.tag != "NP" for e in tokens)


def _describes(tokens: Sequence[Morpheme], *, alone: bool) -> bool:
    """Say whether a word describes the nouns after it (큰, 새), or a noun that stands `alone` by
    what is done or where: 가르치는 일, 독일에서 석사.
    """
    if not tokens:
        return False
    last = tokens[-1]
    of_deed = last.tag == "ETM" and any(each.tag in ("VV", "XSV") for each in tokens)
    where = last.tag == "JKB" and last.form == "에서"
    return alone if of_deed or where else last.tag in _DESCRIBING


def tells_time(text: str) -> bool:
    """Say whether a text ends in a word for a time: 지난주, 2024년 여름."""
    return _time().search(text) is not None


@cache
def _time() -> re.Pattern[str]:
    tables = load_data("times/days")
    words = [word for name in ("relative", "seasons", "halves") for word in tables[name]]
    words += load_lists("choosing")["some_time"]["ko"]
    words += [
        *load_data("times/dates")["months"]["ko"],
        *load_data("times/dates")["weekdays"]["ko"],
    ]
    return re.compile(rf"(?:^|\s)(?:{any_of(words)}|{_COUNTED})\s*$")
