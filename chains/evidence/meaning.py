"""What sentences mean, by the embedding that comes with the app: of life or of the day, speaking
for or against, near to an option.

Each judgement is learned from two lists of examples (`language/data/examples.yaml`) when it is
first asked for: kernel ridge regression over their vectors, a second for the first model, ten for
the finer one. Promise: the same sentence is judged the same. Thread-safe. Limit: 0 says nothing; of
sentences without a word of praise or blame four signs in five are right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import RLock

import numpy as np
from numpy.typing import ArrayLike, NDArray

from language.examples import load_examples
from vectorstore.embeddings import NamedEmbedding
from vectorstore.local.e5.embedding import E5Embedding

Figures = NDArray[np.floating]
_RIDGE = 0.5
_NARROW = 8.0  # how fast an example ceases to count as a text moves away from it
_MOST_KEPT = 5_000  # vectors of sentences, 2 kB each


Embed = Callable[[list[str]], ArrayLike]


class _Vectors:
    """Vectors of a model, kept by text."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._kept: dict[str, Figures] = {}

    def of(self, texts: Sequence[str]) -> Figures:
        missing = [each for each in dict.fromkeys(texts) if each not in self._kept]
        if len(self._kept) + len(missing) > _MOST_KEPT:
            self._kept.clear()
            missing = list(dict.fromkeys(texts))
        if missing:
            rows = np.asarray(self._embed(missing), dtype=np.float32)
            self._kept.update(zip(missing, rows, strict=True))
        return np.stack([self._kept[each] for each in texts])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """What two lists of examples teach: their vectors around their middle, and each one's say."""

    middle: Figures
    examples: Figures
    says: Figures

    def judge(self, rows: Figures) -> Figures:
        judged: Figures = _kernel(_centred(rows, self.middle), self.examples) @ self.says
        return judged


class Meaning:
    """See the module's text; `finer` tells good from bad better, where there is such a model."""

    def __init__(self, embed: Embed, finer: Embed | None = None) -> None:
        """Take what turns texts into vectors; whatever it raises is passed on."""
        self._lock = RLock()
        self._vectors = _Vectors(embed)
        self._finer = _Vectors(finer) if finer is not None else self._vectors
        self._judges: dict[str, _Judge] = {}

    def is_of_life(self, texts: Sequence[str]) -> Figures:
        """Return for each text how much more a choice of life it is than one of the day: about -1
        to 1. Raises: ModelUnavailableError.
        """
        return self._judge(texts, self._vectors, "life", "everyday")

    def speaks_for(self, texts: Sequence[str]) -> Figures:
        """Return for each text whether it speaks well (1) or badly (-1) of what it is about.
        Raises: ModelUnavailableError.
        """
        return self._judge(texts, self._finer, "for", "against")

    def nearness(self, texts: Sequence[str], others: Sequence[str]) -> Figures:
        """Return a cosine for each text and each of the others. Raises: ModelUnavailableError."""
        with self._lock:
            near: Figures = self._vectors.of(texts) @ self._vectors.of(others).T
        return near

    def _judge(
        self, texts: Sequence[str], vectors: _Vectors, positive: str, negative: str
    ) -> Figures:
        if not texts:
            return np.zeros(0, dtype=np.float32)
        with self._lock:
            if positive not in self._judges:
                good, bad = load_examples(positive), load_examples(negative)
                self._judges[positive] = _learn(vectors.of(good), vectors.of(bad))
            return self._judges[positive].judge(vectors.of(texts))


def join_models(embedding: NamedEmbedding | None, finer: E5Embedding | None) -> Meaning | None:
    """Return what the built-in models know together; None where the first one is not installed."""
    if embedding is None:
        return None
    return Meaning(embedding.embeddings.embed_documents, finer.embed if finer else None)


def _learn(good: Figures, bad: Figures) -> _Judge:
    rows = np.concatenate([good, bad])
    middle: Figures = rows.mean(axis=0)
    centred = _centred(rows, middle)
    signs = np.asarray([1.0] * len(good) + [-1.0] * len(bad))
    inverse = np.linalg.inv(_kernel(centred, centred) + _RIDGE * np.eye(len(rows)))
    says = inverse @ signs
    # What each example is judged by all others: 1 is to be what they reach on the whole.
    unseen = signs - says / np.diag(inverse)
    return _Judge(middle=middle, examples=centred, says=says / np.abs(unseen).mean())


def _centred(rows: Figures, middle: Figures) -> Figures:
    moved = rows - middle
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    spread: Figures = moved / np.where(lengths == 0, 1, lengths)
    return spread


def _kernel(rows: Figures, others: Figures) -> Figures:
    near: Figures = np.exp(_NARROW * (rows @ others.T - 1))
    return near
