"""What an English question lays side by side: "lay out A, B and C side by side", "between the
three: A, B, C", "weigh A against B".

Limit: only where a word says so; a list alone ("tell me about A, B and C") weighs nothing.
"""

from __future__ import annotations

import re
from functools import cache

from language.options.times_en import is_time
from language.word_lists import any_of, compile_list, load_data

_ITEMS = r"[^?;:.!—–]{3,150}?"
_COUNT = (
    r"(?:(?:the|these|my|all|those)\s+)*(?:two|three|four|five)"
    r"(?:\s+(?:options|choices|ways|paths|plans))?"
)
_WEIGHS = (
    r"\b(?:better|best|right|wiser|suits?|fits?|favou?r\w*|lean\w*|prefer\w*|choos\w*|chose|pick\w*"
    r"|weigh\w*|torn|drawn|stand|decid\w*)\b"
)
_ASKED = rf"(?:which|what|where|how)\b[^?]*{_WEIGHS}"
_BESIDE = (
    r"(?:side by side|(?:next to|beside|against) (?:each other|one another))"
    r"(?:\s+(?:for me|please|again))*(?=\s*[,:;—–]|$)"
)
_LAID = (
    # "Put the lease and the loan side by side."
    re.compile(
        r"\b(?:lay|set|put|place|weigh|show me|see)\s+(?:out\s+|up\s+)?"
        rf"(?P<items>{_ITEMS})\s+(?:out\s+)?{_BESIDE}",
        re.IGNORECASE,
    ),
    # "Between the three: the boat, the shop, the kitchen, where do I stand?"
    re.compile(
        rf"\b(?:between|among|of|out of|from)\s+{_COUNT}\s*[:,—–-]\s*(?P<items>{_ITEMS})"
        rf"(?:\s*[,:;—–-]\s*{_ASKED}|$)",
        re.IGNORECASE,
    ),
    # "Out of teaching, farming and the post office, which one suits me?"
    re.compile(
        rf"^(?:between|among|of|out of)\s+(?P<items>{_ITEMS}\band\b[^,?:]+),\s*{_ASKED}",
        re.IGNORECASE,
    ),
)
_AGAINST = re.compile(
    r"\b(?:weigh|weighed|weighing)\s+(?:up\s+)?(?P<a>[^,?]{3,60}?)\s+against\s+(?P<b>[^,?]{3,60})",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|versus|vs\.?)\s+", re.IGNORECASE)
_LONGEST = 8  # words


def things_beside(sentence: str) -> list[str]:
    """Return what a sentence lays side by side to be weighed, or nothing."""
    if met := _AGAINST.search(sentence):
        things = [met["a"], met["b"]]
    elif met := next((m for each in _LAID if (m := each.search(sentence))), None):
        things = [each for each in _JOINT.split(met["items"]) if each]
    else:
        return []
    return things if len(things) > 1 and all(map(_is_thing, things)) else []


def _is_thing(words: str) -> bool:
    """Say whether words may name an option: no time, nobody, and no writing of the journal."""
    if len(words.split()) > _LONGEST or is_time(words) or _person().fullmatch(words):
        return False
    return compile_list("weighing", "no_thing").search(words) is None


@cache
def _person() -> re.Pattern[str]:
    roles = load_data("names/people")["roles"].values()
    return re.compile(
        rf"(?:my\s+)?{any_of(word for role in roles for word in role['en'])}", re.IGNORECASE
    )
