"""What sentences mean, by the embedding that comes with the app: of life or of the day, speaking
for or against, arguing or telling, near to an option.

Each judgement is learned from two lists of examples (`language/data/meaning/examples.yaml`), whose
vectors a folder keeps (`warm` reads them before they are needed).
Promise: the same sentence is judged the same. Thread-safe. Limit: 0 says nothing; of sentences
without a word of praise or blame four signs in five are right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock

import numpy as np
from numpy.typing import ArrayLike

from language.examples import load_examples
from vectorstore.embeddings import NamedEmbedding
from vectorstore.local.e5.embedding import NAME as E5
from vectorstore.local.e5.embedding import E5Embedding
from vectorstore.local.kept_vectors import Figures, KeptVectors
from vectorstore.local.learned import Learned, learn
from vectorstore.local.use import NAME as USE

_NARROW = 8.0  # how fast an example ceases to count as a text moves away from it …
_MIDDLE = 4.0  # … where what speaks well or badly is told of any way of living
_WIDE = 2.0  # … and where what is told apart is not said, but how it is said
_MOST_KEPT = 5_000  # vectors of sentences, 2 kB each


Embed = Callable[[list[str]], ArrayLike]


class _Vectors:
    """Vectors of a model: of sentences kept by text, of examples in a folder."""

    def __init__(self, embed: Embed, examples: KeptVectors) -> None:
        self._embed, self._examples = embed, examples
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

    def of_examples(self, name: str) -> Figures:
        texts = load_examples(name)
        return self._examples.of(name, texts, lambda: self._embed(list(texts)))


class Meaning:
    """See the module's text; `finer` tells good from bad better, where there is such a model."""

    def __init__(
        self, embed: Embed, finer: Embed | None = None, *, folder: Path | None = None
    ) -> None:
        """Take what turns texts into vectors; whatever it raises is passed on.

        Args:
            folder: where the vectors of the examples are kept.
        """
        self._lock = RLock()
        self._vectors = _Vectors(embed, KeptVectors(folder, USE))
        self._finer = self._vectors
        if finer is not None:
            self._finer = _Vectors(finer, KeptVectors(folder, E5))
        self._judges: dict[tuple[bool, tuple[str, ...]], Learned] = {}

    def warm(self) -> None:
        """Learn what will be judged, for whoever asks first; meant for a background thread.
        Raises: ModelUnavailableError.
        """
        for judge in (self.is_of_life, self.speaks_for, self.argues):
            judge([""])

    def is_of_life(self, texts: Sequence[str]) -> Figures:
        """Return for each text how much more a choice of life it is than one of the day: about -1
        to 1. Raises: ModelUnavailableError.
        """
        return self._judge_by_all(texts, ("life",), ("everyday",))

    def speaks_for(self, texts: Sequence[str]) -> Figures:
        """Return for each text whether it speaks well (1) or badly (-1) of what it is about.
        Raises: ModelUnavailableError.
        """
        return self._judge(texts, self._finer, ("for",), ("against",), narrow=_MIDDLE)

    def argues(self, texts: Sequence[str]) -> Figures:
        """Return for each text whether it says what a way of living is like, as reasons do (1), or
        tells what happened (-1). Raises: ModelUnavailableError.
        """
        return self._judge(texts, self._finer, ("for", "against"), ("telling",), narrow=_WIDE)

    def nearness(self, texts: Sequence[str], others: Sequence[str]) -> Figures:
        """Return a cosine for each text and each of the others. Raises: ModelUnavailableError."""
        with self._lock:
            near: Figures = self._vectors.of(texts) @ self._vectors.of(others).T
        return near

    def _judge_by_all(
        self, texts: Sequence[str], positive: tuple[str, ...], negative: tuple[str, ...]
    ) -> Figures:
        """Return what the models say on average."""
        judged = self._judge(texts, self._finer, positive, negative)
        if self._finer is self._vectors:
            return judged
        return (judged + self._judge(texts, self._vectors, positive, negative)) / 2

    def _judge(
        self,
        texts: Sequence[str],
        vectors: _Vectors,
        positive: tuple[str, ...],
        negative: tuple[str, ...],
        narrow: float = _NARROW,
    ) -> Figures:
        if not texts:
            return np.zeros(0, dtype=np.float32)
        with self._lock:
            name = (vectors is self._finer, positive)
            if name not in self._judges:
                good, bad = (
                    np.concatenate([vectors.of_examples(each) for each in names])
                    for names in (positive, negative)
                )
                self._judges[name] = learn(good, bad, narrow)
            return self._judges[name].judge(vectors.of(texts))


def join_models(
    embedding: NamedEmbedding | None, finer: E5Embedding | None, folder: Path | None = None
) -> Meaning | None:
    """Return what the built-in models know together, the vectors of its examples kept in `folder`;
    None where the first one is not installed.
    """
    if embedding is None:
        return None
    embed = finer.embed if finer else None
    return Meaning(embedding.embeddings.embed_documents, embed, folder=folder)
