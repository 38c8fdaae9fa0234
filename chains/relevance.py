"""Which sentences speak to what was asked, without a model: shared words, shared concepts in either language.

Limit: wording, not meaning. Concepts come from the glossary, so "industry" meets 취업 and 인턴 is near it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vectorstore.glossary import Concept, load_glossary
from vectorstore.tokens import terms_of

# A sentence about research speaks to graduate school, one about an internship to a job, though neither names it.
_NEAR = {"study": ("research",), "research": ("research",), "work": ("work", "hiring"), "hiring": ("work", "hiring")}
_WEIGHED = frozenset({"feelings", "deciding", "meaning and growth"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What one option, or the question as a whole, is about."""

    terms: frozenset[str]
    concepts: frozenset[Concept]
    near: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """How much a sentence speaks to a topic; `direct` when it names it."""

    score: float
    direct: bool


def topic_of(phrases: Sequence[str]) -> Topic:
    """Return the topic that some wordings of the same thing share."""
    glossary = load_glossary()
    concepts = frozenset(c for phrase in phrases for c in glossary.concepts_in(phrase) if c.group not in _WEIGHED)
    concepts = concepts or frozenset(c for phrase in phrases for c in glossary.concepts_in(phrase))
    near = frozenset(group for c in concepts for group in _NEAR.get(c.group, ()))
    terms = frozenset(term for found in terms_of(list(phrases)) for term in found)
    return Topic(terms=terms, concepts=concepts, near=near)


def distinct(topics: Sequence[Topic]) -> list[Topic]:
    """Take from each topic the near groups that another one claims too: they tell nothing apart."""
    return [
        Topic(
            terms=topic.terms,
            concepts=topic.concepts,
            near=topic.near - frozenset(g for other in topics if other is not topic for g in other.near),
        )
        for topic in topics
    ]


def relevance_of(sentences: Sequence[str], topics: Sequence[Topic]) -> list[list[Relevance]]:
    """Return, for each sentence, its relevance to each topic (0 speaks of something else)."""
    glossary = load_glossary()
    return [
        [_relevance(frozenset(terms), frozenset(glossary.concepts_in(text)), topic) for topic in topics]
        for text, terms in zip(sentences, terms_of(list(sentences)), strict=True)
    ]


def _relevance(terms: frozenset[str], concepts: frozenset[Concept], topic: Topic) -> Relevance:
    shared = len(terms & topic.terms) / len(topic.terms) if topic.terms else 0.0
    named = len(concepts & topic.concepts)
    near = sum(1 for concept in concepts if concept.group in topic.near and concept not in topic.concepts)
    score = 2.0 * min(named, 2) + 1.5 * shared + 0.6 * min(near, 2)
    weighed = any(concept.group in _WEIGHED for concept in concepts)
    return Relevance(score=score + (0.7 if weighed and score else 0.0), direct=bool(named or shared >= 0.5))
