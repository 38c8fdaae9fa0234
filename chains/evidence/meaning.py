"""What sentences mean, by the embedding that comes with the app: of life or of the day, speaking
for or against, near to an option.

Each judgement is a plane between two lists of examples (`language/data/examples.yaml`), drawn by
ridge regression when it is first asked for. Promise: the same sentence is judged the same.
Thread-safe. Limit: 0 says nothing; a sign without a word of its own is right four times in five.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from threading import RLock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from language.examples import load_examples

Figures = NDArray[np.float32]
_RIDGE = 1.0
_MOST_KEPT = 5_000  # vectors of sentences, 2 kB each


class Embed(Protocol):
    """What is asked of the model."""

    def embed(self, texts: Sequence[str]) -> Figures: ...


class Meaning:
    """See the module's text."""

    def __init__(self, model: Embed) -> None:
        self._model = model
        self._lock = RLock()
        self._kept: dict[str, Figures] = {}

    def vectors(self, texts: Sequence[str]) -> Figures:
        """Return a row of unit length for each text. Raises: ModelUnavailableError."""
        with self._lock:
            missing = [each for each in dict.fromkeys(texts) if each not in self._kept]
            if len(self._kept) + len(missing) > _MOST_KEPT:
                self._kept.clear()
                missing = list(dict.fromkeys(texts))
            if missing:
                self._kept.update(zip(missing, self._model.embed(missing), strict=True))
            rows = [self._kept[each] for each in texts]
        return np.stack(rows) if rows else np.zeros((0, 1), dtype=np.float32)

    def is_of_life(self, texts: Sequence[str]) -> Figures:
        """Return for each text how much more a choice of life it is than one of the day: about -1
        to 1.
        """
        return self._judge(texts, self._life)

    def speaks_for(self, texts: Sequence[str]) -> Figures:
        """Return for each text whether it speaks well (1) or badly (-1) of what it is about."""
        return self._judge(texts, self._worth)

    def nearness(self, texts: Sequence[str], others: Sequence[str]) -> Figures:
        """Return a cosine for each text and each of the others."""
        near: Figures = self.vectors(texts) @ self.vectors(others).T
        return near

    @cached_property
    def _life(self) -> Figures:
        return self._plane("life", "everyday")

    @cached_property
    def _worth(self) -> Figures:
        return self._plane("for", "against")

    def _plane(self, positive: str, negative: str) -> Figures:
        good, bad = load_examples(positive), load_examples(negative)
        rows = _with_one(self._model.embed([*good, *bad]))
        signs = np.asarray([1.0] * len(good) + [-1.0] * len(bad))
        weights = np.where(signs > 0, 0.5 / len(good), 0.5 / len(bad)) * len(rows)
        square = rows.T @ (rows * weights[:, None]) + _RIDGE * np.eye(rows.shape[1])
        plane: Figures = np.linalg.solve(square, rows.T @ (weights * signs))
        return plane

    def _judge(self, texts: Sequence[str], plane: Figures) -> Figures:
        if not texts:
            return np.zeros(0, dtype=np.float32)
        judged: Figures = _with_one(self.vectors(texts)) @ plane
        return judged


def _with_one(rows: Figures) -> Figures:
    return np.c_[rows, np.ones(len(rows))]
