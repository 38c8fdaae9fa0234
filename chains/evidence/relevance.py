"""Which sentences speak to which topic, without a model: shared words, shared concepts in either
language.

Limit: wording, not meaning. Concepts come from the glossary, so "industry" meets
its Korean and an internship is near it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from language.detect import is_syllable
from language.glossary import Concept, load_glossary
from language.grammar.content_words import content_words
from language.grammar.letters import plain_letters
from language.grammar.terms import is_bigram, terms_of
from language.wording import begins_quoted, compares, wishes

# A sentence about research speaks to graduate school, one about an internship to a job, though
# neither names it.
_NEAR = {
    "study": ("research",),
    "research": ("research",),
    "work": ("work", "hiring"),
    "hiring": ("work", "hiring"),
}
_LONG = 110
_WEIGHED = frozenset({"feelings", "deciding", "meaning and growth"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What one option, or the question as a whole, is about."""

    terms: frozenset[str]
    concepts: frozenset[Concept]
    near: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """How much a sentence speaks to a topic (0: not at all); `direct` when it names it."""

    score: float = 0.0
    direct: bool = False


def topic_of(phrases: Sequence[str]) -> Topic:
    """Return the topic that some wordings of the same thing share."""
    return _topic_of(tuple(phrases))


@lru_cache(maxsize=200)  # the same options are held against one entry after the other
def _topic_of(phrases: tuple[str, ...]) -> Topic:
    glossary = load_glossary()
    words = list(dict.fromkeys(word for phrase in phrases for word in content_words(phrase)))
    named = [c for phrase in phrases for c in glossary.concepts_in(phrase)]
    concepts = frozenset(c for c in named if c.group not in _WEIGHED) or frozenset(named)
    near = frozenset(group for c in concepts for group in _NEAR.get(c.group, ()))
    return Topic(terms=_terms(words), concepts=concepts, near=near)


def distinct(topics: Sequence[Topic]) -> list[Topic]:
    """Take from each topic the near groups that another one claims too: they tell nothing apart."""
    return [
        replace(
            topic,
            near=topic.near
            - frozenset(g for other in topics if other is not topic for g in other.near),
        )
        for topic in topics
    ]


def relevance_of(texts: Sequence[str], topics: Sequence[Topic]) -> list[list[Relevance]]:
    """Return, for each text, its relevance to each topic; rare words among `texts` weigh more than
    common ones.
    """
    glossary = load_glossary()
    patterns = {term: _pattern(term) for topic in topics for term in topic.terms}
    found = [_met(text, patterns) for text in texts]
    counts = Counter(term for terms in found for term in terms)
    weights = {term: math.log((len(texts) + 1) / (counts[term] + 0.5)) for term in patterns}
    concepts = [frozenset(glossary.concepts_in(text)) for text in texts]
    scored = [
        [_relevance(text, terms, met, topic, weights) for topic in topics]
        for text, terms, met in zip(texts, found, concepts, strict=True)
    ]
    return [_weighing(row) for row in scored]


def naming_terms(words: Sequence[str]) -> frozenset[str]:
    """Return the terms of words that name something, whole ones only."""
    return frozenset(term.lstrip("_") for term in _terms(list(words)) if len(term.lstrip("_")) > 1)


def holds_term(text: str, terms: frozenset[str]) -> bool:
    """Say whether a word of `text` begins with one of these terms."""
    return bool(terms) and bool(_met(text, {term: _pattern(term) for term in terms}))


def _met(text: str, patterns: Mapping[str, re.Pattern[str]]) -> frozenset[str]:
    """Return the terms whose words begin in `text`: no morphemes of it are needed, so this is
    quick.
    """
    lowered = plain_letters(text).lower()
    return frozenset(term for term, pattern in patterns.items() if pattern.search(lowered))


@lru_cache(maxsize=2000)
def _pattern(term: str) -> re.Pattern[str]:
    bare = term.lstrip("_")
    word = re.escape(bare)
    if bare.isascii() and bare.endswith("i"):
        word = f"{word[:-1]}[iy]"  # the stem of "bakery" is "bakeri"
    inside_words = len(bare) > 1 and is_syllable(bare[0])
    return re.compile(word if inside_words else rf"(?<![^\W_]){word}")


def _relevance(
    text: str,
    terms: frozenset[str],
    concepts: frozenset[Concept],
    topic: Topic,
    weights: Mapping[str, float],
) -> Relevance:
    whole = sum(weights[term] for term in topic.terms)
    shared = sum(weights[term] for term in terms & topic.terms) / whole if whole > 0 else 0.0
    named = len(concepts & topic.concepts)
    near = sum(
        1 for concept in concepts if concept.group in topic.near and concept not in topic.concepts
    )
    score = 2.0 * min(named, 2) + 2.0 * shared + (0.4 if named else 0.8) * min(near, 2)
    if score:
        weighed = any(concept.group in _WEIGHED for concept in concepts)
        # A sentence that compares or wishes says more about a choice than one that only reports.
        score += 0.6 * weighed + 1.0 * compares(text) + 0.5 * wishes(text)
    if len(text) > _LONG:
        score *= 0.75
    if begins_quoted(text):
        score *= 0.7
    return Relevance(score=score, direct=bool(named or shared >= 0.4))


def _weighing(row: list[Relevance]) -> list[Relevance]:
    """Lift a sentence that names one option and touches another: it says why they are weighed
    against each other.
    """
    return [
        (
            replace(own, score=own.score + 0.8)
            if own.direct and any(r.score for r in row if r is not own)
            else own
        )
        for own in row
    ]


def _terms(words: list[str]) -> frozenset[str]:
    """Return the words' terms without bigrams and without the lone syllables that Korean verbs
    leave.
    """
    return frozenset(
        term
        for word, terms in zip(words, terms_of(words), strict=True)
        for term in terms
        if not is_bigram(term) and (len(term) > 1 or not is_syllable(term) or word.startswith(term))
    )
