"""What it is to lay out a choice: its options and where they stand, and whose choice it is.

Promise: every option has the place of the sentence that names it, and the stretch of text that
speaks of it. Invariant: a sentence is read by the rules of the language of most of its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Protocol

from language.detect import closes_in_past_tense, is_hangul
from language.grammar.sentences import Span
from language.options.prose import en, ko
from language.options.prose.place import Place
from language.word_lists import compile_list

Form = Literal[
    "question",
    "list",
    "heads",
    "deeds",
    "plans",
    "fragment",
    "headings",
    "ways",
    "conditions",
    "one_by_one",
    "against_now",
    "single",
]

_IN_YEAR = re.compile(r"(?<!\d)(?:(?P<full>(?:19|20)\d\d)|['’](?P<short>\d\d))(?!\d)")
_PAST = re.compile(r"\b(?:was|were|had|did|could(?:n['’]t)?|[a-z]{2,}ed)\b", re.IGNORECASE)
MOST_OPTIONS = 5
_CENTURY = 100
_FEW = 3  # one word in so many is too few to make a sentence Korean


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An option: its label, the sentence that names it, and the stretch that speaks of it."""

    label: str
    span: Span
    about: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Where a text weighs, and what."""

    form: Form
    asked: Span
    options: tuple[Named, ...]


class Prose(Protocol):
    """What each language knows of its sentences."""

    def asked_in(self, text: str) -> tuple[list[Place], bool]: ...
    def ways_in(self, text: str) -> list[Place]: ...
    def conditions_in(self, text: str) -> list[Place]: ...
    def offers_in(self, text: str) -> list[Place]: ...
    def leanings_in(self, text: str) -> list[Place]: ...
    def wanted_in(self, text: str) -> list[Place]: ...
    def wishes_in(self, text: str) -> list[Place]: ...
    def either_in(self, text: str) -> list[Place]: ...
    def deeds_in(self, text: str) -> list[Place]: ...
    def item_label(self, text: str) -> str: ...
    def is_deed(self, text: str) -> bool: ...
    def is_bare_deed(self, text: str) -> bool: ...
    def row_label(self, text: str) -> str: ...
    def is_plan(self, text: str) -> bool: ...
    def is_of_other(self, text: str) -> bool: ...


def prose_of(text: str) -> Prose:
    """Return what is known of the language in which a sentence is built: "If I stay, 월급 is
    sure" is English.
    """
    korean, other = _count_words(text)
    return ko if korean and korean * _FEW >= korean + other else en


def proses_of(text: str) -> tuple[Prose, ...]:
    """Return what may read a sentence, the language of most of its words first; a mixed one may be
    built in either: "They offered me the post, 집도 준다고".
    """
    korean, other = _count_words(text)
    first = prose_of(text)
    if not korean or other < _FEW:
        return (first,)
    return (first, en if first is ko else ko)


def parts_of(text: str) -> dict[str, str]:
    """Return of a sentence that lays out several options the part of each, by its label: from where
    the one before ends.
    """
    prose = prose_of(text)
    places = prose.asked_in(text)[0]
    if len(places) < 2:
        places = prose.ways_in(text)
    ends = [0, *(end for _, _, end in places)]
    return {
        label: text[min(start, before) : end]
        for (label, start, end), before in zip(places, ends, strict=False)
    }


def _count_words(text: str) -> tuple[int, int]:
    """Return how many words are Korean, and how many are not."""
    words = text.split()
    korean = sum(any(map(is_hangul, word)) for word in words)
    return korean, len(words) - korean


def is_of_other(text: str) -> bool:
    """Say whether a sentence tells what somebody else weighs, or what a book or a debate does."""
    told = compile_list("choosing", "told_of_works").search(text) is not None
    return told or prose_of(text).is_of_other(text)


def is_of_before(text: str) -> bool:
    """Say whether a sentence tells what was weighed at another time."""
    return compile_list("choosing", "asked_before").search(text) is not None


def is_of_earlier_year(text: str, year: int) -> bool:
    """Say whether a sentence tells of a year that it names, before the one it is written in: in
    2003, or in '89, I could not decide.
    """
    named = [
        int(match["full"] or year - (year - int(match["short"])) % _CENTURY)
        for match in _IN_YEAR.finditer(text)
    ]
    if not named or max(named) >= year:
        return False
    return any(map(closes_in_past_tense, text)) or _PAST.search(text) is not None
