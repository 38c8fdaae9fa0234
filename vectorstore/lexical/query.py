"""Turn a question into weighted terms: the words asked, and the glossary's other wordings at a
lower weight.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from language.glossary import load_glossary
from language.grammar.terms import Terms, is_bigram, terms, written_terms

MOST_TERMS = 200  # a 20,000-character question is searched by its first words
BIGRAM_WEIGHT = 0.5
WIDENED_WEIGHT = 0.45
_LONG = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTerms:
    """`asked` are the question's own terms; `weights` hold those and the widened ones."""

    asked: Terms
    weights: dict[str, float]


def search_terms(query: str) -> SearchTerms:
    """Return the terms to search for; empty when `query` holds no word."""
    text = re.sub(r"\s+", " ", query)[:_LONG]
    asked = terms(text)[:MOST_TERMS]
    weights: dict[str, float] = {}
    for term in asked:
        weights[term] = BIGRAM_WEIGHT if is_bigram(term) else 1.0
    for phrase in load_glossary().widen(text):
        found = [term for term in written_terms(phrase) if term not in weights]
        for term in found:
            weights[term] = WIDENED_WEIGHT / len(found)
    return SearchTerms(asked=asked, weights=weights)
