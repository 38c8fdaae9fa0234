"""A small embedding for tests: hashed terms (feature hashing), the same everywhere and in every
run.
"""

from __future__ import annotations

import zlib

import numpy as np
from langchain_core.embeddings import Embeddings

from language.grammar.terms import terms_of
from vectorstore.embeddings import NamedEmbedding


class HashedEmbeddings(Embeddings):
    """Texts with the same words are near each other; it notes what it was asked."""

    def __init__(self, dimension: int = 48) -> None:
        self.dimension = dimension
        self.asked: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked += texts
        return [self._vector(terms) for terms in terms_of(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def _vector(self, terms: tuple[str, ...]) -> list[float]:
        row = np.zeros(self.dimension, dtype=np.float32)
        for term in terms:
            hashed = zlib.crc32(term.encode())
            row[(hashed >> 1) % self.dimension] += 1.0 if hashed & 1 else -1.0
        if not row.any():
            row[0] = 1.0  # cosine needs a direction
        return list(map(float, row / np.linalg.norm(row)))


def hashed(dimension: int = 48) -> NamedEmbedding:
    """Return it under the name of a model."""
    return NamedEmbedding(name=f"model/{dimension}", embeddings=HashedEmbeddings(dimension))
