"""The words by which a text names an option again: its nouns, and its verb where that says enough.

Limit: beginnings of words, as they are written; other words for the same thing are the glossary's.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from language.detect import is_korean
from language.grammar.clauses import clauses_of, option_words, supposed_verbs, verb_stems
from language.grammar.content_words import content_words
from language.word_lists import compile_list, join, load_lists


@lru_cache(maxsize=500)
def naming_words(label: str) -> tuple[str, ...]:
    """Return what names the option; all its words where none says enough."""
    words = option_words(label) if is_korean(label) else content_words(label)
    plain = tuple(word for word in words if not _light().fullmatch(word))
    return plain or tuple(words) or (label,)


def names_nothing(label: str) -> bool:
    """Say whether a label is a verb alone that says only that one goes, stays or does it: 가기, "go
    back".
    """
    if is_korean(label):
        return _BARE.match(label) is not None
    words = [word for word in label.split() if not _POINTING.fullmatch(word)]
    return len(words) <= _FEW and all(_light().fullmatch(word) for word in words)


def names_thing(label: str) -> bool:
    """Say whether a label is a thing, and nothing that one does: 삼겹살집, "the blue one"."""
    return not label.endswith("기") if is_korean(label) else _DETERMINED.match(label) is not None


def is_part_of(label: str, other: str) -> bool:
    """Say whether all words of a label stand in another: 여기 남기 in 아이와 여기 남기."""
    words = label.casefold().split()
    return len(words) > 1 and set(words) <= set(other.casefold().split())


def hinting_words(label: str, description: str, text: str) -> tuple[str, ...]:
    """Return what may speak of the option without naming it: the verb of its label, the words of
    the sentence that describes it, and what `text` says is its own (부산의 조선소).
    """
    found = [*naming_words(description)] if description else []
    found += verb_stems(label)
    for name in naming_words(label):
        found += [word for match in _owned(name).finditer(text) for word in match[1].split()]
    return tuple(word for word in dict.fromkeys(found) if not _ENDED.search(word))


@lru_cache(maxsize=200)
def _owned(name: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(name)}의 ((?:[가-힣]{{2,}} ?){{1,3}})(?=[,.])")


def means_staying(label: str) -> bool:
    """Say whether an option is to go on as now."""
    return compile_list("choosing", "staying").search(label) is not None


def means_leaving(label: str) -> bool:
    """Say whether an option is to leave or end what one has."""
    return compile_list("choosing", "leaving").search(label) is not None


def speaks_of_now(text: str) -> bool:
    """Say whether a text is about where the writer is now."""
    return compile_list("choosing", "now").search(text) is not None


def speaks_of_leaving(text: str) -> bool:
    """Say whether a text is about where the writer would be after leaving."""
    return compile_list("choosing", "away").search(text) is not None


@cache
def _light() -> re.Pattern[str]:
    words = load_lists("choosing")["light_word"]
    return re.compile(join(words["en"] + words["ko"]), re.IGNORECASE)


def supposes(text: str, label: str) -> bool:
    """Say whether a text supposes that the option is taken: "if I give it" of "give Rob a kidney",
    팔면 of 배를 팔고 쉬기.
    """
    if is_korean(label):
        return not supposed_verbs(text).isdisjoint(each.stem for each in clauses_of(label))
    verb = label.split()[0].lower() if label.split() else ""
    if not verb.isascii() or not verb.isalpha() or verb in _AUXILIARY:
        return False
    stem = verb.removesuffix("ing")
    return re.search(rf"\b(?:if|when|once) (?:\w+ ){{0,3}}?{stem}\w*\b", text.lower()) is not None


_BARE = re.compile(r"^[가-힣]+기$")  # a verb alone: 고치기
_FEW = 2
_DETERMINED = re.compile(r"(?:the|an?|my|our|that|this)\s", re.IGNORECASE)
_POINTING = re.compile(r"it|that|this|them|there", re.IGNORECASE)
_ENDED = re.compile(r"다$|\d")  # verbs in full, and figures
_AUXILIARY = frozenset(
    ("do", "be", "have", "the", "a", "an", "my", "go", "get", "to", "in", "at", "on")
)
