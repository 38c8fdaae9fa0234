"""What turns text into vectors: a model's embeddings under a name, or the built-in one that needs
no model.

The built-in vectors are hashed terms (feature hashing, Weinberger et al. 2009): the same words give
near vectors, synonyms do not. Invariant: the same text gives the same vector on every machine and
in every run.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from language.terms import Terms, terms_of

Vectors = NDArray[np.float32]
BUILT_IN = "hashed-terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEmbedding:
    """A LangChain embedding under the name that its vectors are kept under, e.g.
    `"text-embedding-3-small"`.
    """

    name: str
    embeddings: Embeddings


class HashedEmbeddings(Embeddings):
    """Vectors of hashed stems and morphemes, of unit length."""

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for each text."""
        return [list(map(float, row)) for row in self.embed_terms(terms_of(texts))]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return self.embed_documents([text])[0]

    def embed_terms(self, texts: Sequence[Iterable[str]]) -> Vectors:
        """Return one row for each text that is given as its terms."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            counts = Counter(text)
            if counts:
                places, signs = zip(*(_place(term) for term in counts), strict=True)
                weights = np.sqrt(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))
                np.add.at(
                    row,
                    np.asarray(places) % self.dimension,
                    weights * np.asarray(signs, dtype=np.float32),
                )
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors[lengths[:, 0] == 0, 0] = (
            1.0  # cosine needs a direction, even for a text without words
        )
        return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def built_in() -> NamedEmbedding:
    """Return the embedding that needs no model."""
    return NamedEmbedding(name=BUILT_IN, embeddings=HashedEmbeddings())


def embed_passages(embeddings: Embeddings, texts: Sequence[str], terms: Sequence[Terms]) -> Vectors:
    """Return one row per passage; `terms` are those of the texts, so that Korean is analysed only
    once.
    """
    if isinstance(embeddings, HashedEmbeddings):
        return embeddings.embed_terms(terms)
    return np.asarray(embeddings.embed_documents(list(texts)), dtype=np.float32)


@lru_cache(maxsize=100_000)
def _place(term: str) -> tuple[int, float]:
    hashed = zlib.crc32(term.encode())
    return hashed >> 1, 1.0 if hashed & 1 else -1.0
