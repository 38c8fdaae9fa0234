"""The terms of the sentences of entries, analysed once, as arrays of numbers.

Promise: a number stands for the same term as long as the process lives. Thread-safe. Limit: about
3 kB an entry, for so many entries as were candidates, up to a bound.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chains.evidence.sources import Span
from journal.entry import Entry
from language.grammar.terms import terms_of

_MOST = 10_000  # entries
_Text = tuple[str, str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """The terms of some sentences: for each occurrence the number of the term and the sentence."""

    terms: NDArray[np.int32]
    sentences: NDArray[np.int32]


class KnownTerms:
    """See the module's text."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: dict[str, int] = {}
        self._known: dict[_Text, Occurrences] = {}

    def number_of(self, term: str) -> int:
        """Return the number that stands for a term; -1 for one never met."""
        return self._numbers.get(term, -1)

    def occurrences(self, cut: Sequence[tuple[Entry, tuple[Span, ...]]]) -> list[Occurrences]:
        """Return the terms of each entry's sentences; new ones are analysed all together."""
        texts = [(entry.title, entry.body, spans) for entry, spans in cut]
        with self._lock:
            new = list(dict.fromkeys(text for text in texts if text not in self._known))
            if len(self._known) + len(new) > _MOST:
                self._known.clear()
                new = list(dict.fromkeys(texts))
            self._analyse(new)
            return [self._known[text] for text in texts]

    def _analyse(self, texts: Sequence[_Text]) -> None:
        pieces = [
            piece
            for title, body, spans in texts
            for piece in (title, *(body[start:end] for start, end in spans))
        ]
        terms = iter(terms_of(pieces))
        for text in texts:
            of_title = self._number(next(terms))
            of_sentences = [[*self._number(next(terms)), *of_title] for _ in text[2]]
            self._known[text] = Occurrences(
                terms=np.asarray([term for own in of_sentences for term in own], np.int32),
                sentences=np.repeat(
                    np.arange(len(of_sentences), dtype=np.int32), list(map(len, of_sentences))
                ),
            )

    def _number(self, terms: Iterable[str]) -> list[int]:
        return [self._numbers.setdefault(term, len(self._numbers)) for term in terms]


def join_occurrences(parts: Sequence[Occurrences], sizes: Sequence[int]) -> Occurrences:
    """Return the occurrences of entries as one, the sentences numbered through."""
    if not parts:
        return Occurrences(terms=np.zeros(0, np.int32), sentences=np.zeros(0, np.int32))
    firsts = np.cumsum([0, *sizes[:-1]], dtype=np.int32)
    return Occurrences(
        terms=np.concatenate([each.terms for each in parts]),
        sentences=np.concatenate(
            [each.sentences + first for each, first in zip(parts, firsts, strict=True)]
        ),
    )
