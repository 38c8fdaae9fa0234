"""The terms of the sentences of entries, analysed once, as arrays of numbers; and how well a
sentence answers by its words alone.

Promise: a number stands for the same term as long as the object lives. Thread-safe. Limit: about
3 kB an entry, for so many entries as were asked for, up to a bound.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from journal.entry import Entry
from language.grammar.sentences import Span
from language.grammar.terms import terms_of

K1, B = 1.2, 0.75
_MOST = 10_000  # entries
_Text = tuple[str, str, tuple[Span, ...]]
_Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """The terms of some sentences, each under its title: for each occurrence the number of the term
    and the place of the sentence among `count`.
    """

    terms: NDArray[np.int32]
    sentences: NDArray[np.int32]
    count: int
    numbers: Mapping[str, int]

    def holding(self, term: str) -> NDArray[np.int32]:
        """Return the sentences that hold a term, each as often as it does."""
        held: NDArray[np.int32] = self.sentences[self.terms == self.numbers.get(term, -1)]
        return held

    def scores(self, worth: Mapping[str, float]) -> NDArray[np.float32]:
        """BM25 (Robertson & Zaragoza 2009) of each sentence; `worth` is how much a term weighs by
        its rarity in the whole journal.
        """
        sizes = np.bincount(self.sentences, minlength=self.count)
        room = K1 * (1 - B + B * sizes / max(float(sizes.mean()) if self.count else 1.0, 1.0))
        scores = np.zeros(self.count)
        for term, value in worth.items():
            times = np.bincount(self.holding(term), minlength=self.count)
            scores += value * times * (K1 + 1) / (times + room)
        return scores.astype(np.float32)


class SentenceTerms:
    """See the module's text."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: dict[str, int] = {}
        self._known: dict[_Text, _Pairs] = {}

    def of(self, cut: Sequence[tuple[Entry, tuple[Span, ...]]]) -> Occurrences:
        """Return the terms of the sentences of some entries, one after the other; new ones are
        analysed all together.
        """
        texts = [(entry.title, entry.body, spans) for entry, spans in cut]
        with self._lock:
            new = list(dict.fromkeys(text for text in texts if text not in self._known))
            if len(self._known) + len(new) > _MOST:
                self._known.clear()
                new = list(dict.fromkeys(texts))
            self._analyse(new)
            parts = [self._known[text] for text in texts]
        return self._join(parts, [len(spans) for _, spans in cut])

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
            self._known[text] = (
                np.asarray([term for own in of_sentences for term in own], np.int32),
                np.repeat(np.arange(len(of_sentences), dtype=np.int32), [*map(len, of_sentences)]),
            )

    def _number(self, terms: Iterable[str]) -> list[int]:
        return [self._numbers.setdefault(term, len(self._numbers)) for term in terms]

    def _join(self, parts: Sequence[_Pairs], sizes: Sequence[int]) -> Occurrences:
        """Return the terms of entries as one, the sentences numbered through."""
        firsts = np.cumsum([0, *sizes], dtype=np.int32)[:-1]
        terms = [terms for terms, _ in parts]
        places = [own + first for (_, own), first in zip(parts, firsts, strict=True)]
        nothing = np.zeros(0, np.int32)
        return Occurrences(
            terms=np.concatenate([nothing, *terms]),
            sentences=np.concatenate([nothing, *places]),
            count=sum(sizes),
            numbers=self._numbers,
        )
