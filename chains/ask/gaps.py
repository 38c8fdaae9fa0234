"""A gap is shown only when it is true: something that was asked about and stands nowhere.

Limit: by words and concepts; a thing that the journal speaks of in quite other words may be called
missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from language.grammar.content_words import content_words
from vectorstore.lexical.query import search_terms


class CountedWords(Protocol):
    """What is asked of the index: in how many entries each term is."""

    def counts(self, terms: Iterable[str]) -> dict[str, int]: ...


def drop_false_gaps(gaps: Sequence[str], index: CountedWords) -> tuple[str, ...]:
    """Return the gaps that name something which no entry holds, neither by word nor by concept."""
    return tuple(
        gap for gap in gaps if any(stands_nowhere(word, index) for word in content_words(gap))
    )


def stands_nowhere(word: str, index: CountedWords) -> bool:
    """Whether no entry holds a word, in any of its forms, nor what means the same."""
    terms = [term for term in search_terms(word).weights if not _is_bigram(term)]
    return bool(terms) and not any(index.counts(terms).values())


def _is_bigram(term: str) -> bool:
    return term.startswith("_") and not term.startswith("__")
