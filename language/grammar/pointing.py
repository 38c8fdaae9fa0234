"""Sentences that say nothing of themselves, as they only point at others: “So there it is.”

Limit: by the kinds of the words; "I did not." points at nothing and may be an answer. Invariant:
what holds a number, a name or somebody's words says something.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from language.detect import is_korean
from language.grammar.morphology import Morpheme, analyse
from language.grammar.terms import terms
from language.word_lists import compile_list, load_lists

_LONGEST = 40  # code points: beyond this a sentence holds more than such words
_QUOTED = re.compile(r"[\"“”‘「『«]")
_JOINED = re.compile(r"J|E|XS|VC")  # particles, endings, suffixes, the copula
# Auxiliaries, pronouns, exclamations, conjunctions, nouns that never stand alone (것, 수), marks.
_FUNCTIONAL = re.compile(rf"{_JOINED.pattern}|VX|NP|IC|MAJ|NNB|S[FPSOW]")


@lru_cache(maxsize=2_000)
def only_points(text: str) -> bool:
    """Say whether a sentence names nothing, and points at what is said elsewhere."""
    if len(text) > _LONGEST or _QUOTED.search(text):
        return False
    return _points_in_korean(text) if is_korean(text) else _points_in_english(text)


def _points_in_korean(text: str) -> bool:
    morphemes = analyse(text)
    words = {each.form for each in morphemes if not _JOINED.match(each.tag)}
    return not words.isdisjoint(_korean("pointing")) and all(map(_names_nothing, morphemes))


def _names_nothing(morpheme: Morpheme) -> bool:
    known = _korean("pointing") | _korean("beside")
    return _FUNCTIONAL.match(morpheme.tag) is not None or morpheme.form in known


def _points_in_english(text: str) -> bool:
    points, beside, counting = (
        compile_list("pointing", name) for name in ("pointing", "beside", "counting")
    )
    if points.search(text) is None or counting.search(text):
        return False
    return not terms(beside.sub(" ", text))


@cache
def _korean(name: str) -> frozenset[str]:
    return frozenset(load_lists("pointing")[name]["ko"])
