"""Which options a text names: by a word that no other option has, or by what it means.

Limit: what is known of study and work is the glossary's.
"""

from __future__ import annotations

from collections.abc import Sequence

from chains.evidence.relevance import Topic, holds_term, naming_terms, relevance_of, topic_of
from language.detect import is_syllable
from language.glossary import load_glossary
from language.grammar.terms import terms_of
from language.options.naming import naming_words

CAREER = frozenset(
    {"study", "research", "work", "hiring", "military", "places and living", "pay and money"}
)


def apart(terms: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Take from each what another one has as well, alone or, if more is left, within a word: what
    is part of another option's longer word would be met in it.
    """
    found: list[frozenset[str]] = []
    for own in terms:
        others = [term for other in terms if other is not own for term in other]
        kept = own - frozenset(others)
        within = frozenset(term for term in kept if _stands_within(term, others))
        found.append(kept - within or kept)
    return found


def _stands_within(term: str, others: Sequence[str]) -> bool:
    return is_syllable(term[0]) and any(term in other for other in others)


def topic_of_option(wordings: Sequence[str]) -> Topic:
    """Return what an option is known by again: the words that name it, and what they mean."""
    return topic_of([" ".join(naming_words(_career_words(each))) for each in wordings])


def named_options(text: str, labels: Sequence[str]) -> list[int]:
    """Return which options a text names, by a word that no other one has, or by what it means."""
    row = relevance_of([text], [topic_of_option([label]) for label in labels])[0]
    names = apart([naming_terms(naming_words(label)) for label in labels])
    return [at for at, own in enumerate(names) if row[at].direct or holds_term(text, own)]


def _career_words(label: str) -> str:
    """Return the words of a label without the field they are in, which both options share."""
    glossary = load_glossary()
    kept = [
        w for w in label.split() if {c.group for c in glossary.concepts_in(w)} != {"field words"}
    ]
    return " ".join(kept) or label


def shares_words(first: str, second: str) -> bool:
    """Say whether two wordings name the same thing: a concept of study or work, or most of their
    words.
    """
    glossary = load_glossary()
    groups = ("study", "research", "work", "hiring", "military", "places and living", "field words")
    one, two = (
        frozenset(c.name for c in glossary.concepts_in(text) if c.group in groups)
        for text in (first, second)
    )
    if one and two:
        return not one.isdisjoint(two)
    words, others = (
        frozenset(t for t in terms if len(t) > 1) for terms in terms_of([first, second])
    )
    return bool(words and others) and len(words & others) * 2 >= min(len(words), len(others))
