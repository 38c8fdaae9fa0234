"""Names an item of a list of options: "1. 교수님이 추천해서 자대 대학원 진학" is 자대 대학원 진학.

Limit: the words up to the first action that `data/choosing.yaml` knows, after the reason that an
item may begin with.
"""

from __future__ import annotations

import re
from functools import cache

from language.detect import is_korean
from language.grammar.letters import LATIN
from language.options.find import clean_label
from language.word_lists import join, load_lists

_BULLET = re.compile(
    r"\s*(?:[-–—*•·]"
    r"|\d{1,2}[.)]"
    r"|[①-⑨]"
    r"|[가-하][.)]"
    r"|[A-Ca-c][.)]"
    r"|\((?:[A-Da-d]|[가-라]|\d)\))\s*(?=\S)"
)
_PARTICLE = re.compile(rf"(?<=[가-힣{LATIN}]{{2}})(?:을|를|에|로|으로)$")
_CLAUSES_EN = re.compile(r"[,.;:]|\b(?:because|since|so that|and then)\b")
_BRACKETED = re.compile(r"\(.*?\)")
_LISTED = re.compile(r"\s*,\s*(?:(?:or|and|아니면|또는|혹은)\s+)?|\s+(?:or|아니면|또는|혹은)\s+")
_TELLS = re.compile(r"[다요까지]$|\?|^(?:i|it|he|she|they|we|there)\b", re.IGNORECASE)
_LISTED_WORDS = 4
_MOST_WORDS_BEFORE = 3
_SHORT = 16
_MOST_ENGLISH_WORDS = 7


def is_list_item(text: str, line_start: int, sentence_start: int) -> bool:
    """Say whether a sentence of `text` is the first of an item of a list."""
    if not _BULLET.match(text, line_start):
        return False
    return not text[line_start:sentence_start].strip(" -–—*•·.)0123456789")


def without_bullet(item: str) -> str:
    """Return an item without its mark."""
    mark = _BULLET.match(item)
    return item[mark.end() :] if mark else item


def listed_in(words: str) -> list[str]:
    """Return the short names of which a text is a list and nothing else: "retrain, retire, sail";
    none of fewer than three.
    """
    pieces = [each.strip(" .!") for each in _LISTED.split(words)]
    short = all(each and len(each.split()) <= _LISTED_WORDS for each in pieces)
    told = any(map(_TELLS.search, pieces))
    return pieces if len(pieces) > 2 and short and not told else []


def label_item(item: str) -> str:
    """Return what an item of a list is called in short."""
    text = without_bullet(item).strip(" .")
    if len(text) <= _SHORT:
        return clean_label(text)
    if is_korean(text) and (match := _action().search(text)):
        return clean_label(" ".join([*_words_before(text[: match.start()]), match[0]]))
    words = _CLAUSES_EN.split(text)[0].split()
    return clean_label(" ".join(words[:_MOST_ENGLISH_WORDS]))


def _without_brackets(text: str) -> str:
    """Return `text` without what stands in round brackets."""
    return _BRACKETED.sub("", text)


def _words_before(text: str) -> list[str]:
    """Return the last words before an action that belong to it: after its reason, after 의."""
    ends = [match.end() for match in _clause_end().finditer(text)]
    words = text[ends[-1] if ends else 0 :].split()
    owner = max((at for at, word in enumerate(words) if word.endswith("의")), default=-1)
    kept = [_without_brackets(word) for word in words[owner + 1 :][-_MOST_WORDS_BEFORE:]]
    return [_PARTICLE.sub("", word) for word in kept if word]


@cache
def _action() -> re.Pattern[str]:
    lists = load_lists("choosing")
    actions, others = (join(lists[name]["ko"]) for name in ("action", "not_an_action"))
    return re.compile(rf"(?:{actions})(?![가-힣]{{0,2}}(?:{others}))")


@cache
def _clause_end() -> re.Pattern[str]:
    return re.compile(join(load_lists("choosing")["clause_end"]["ko"]))
