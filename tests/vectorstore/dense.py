"""An embedding for tests whose every number tells of its text, so that it is known again."""

from __future__ import annotations

import zlib

import numpy as np
from langchain_core.embeddings import Embeddings

from vectorstore.embeddings import NamedEmbedding


class DenseEmbeddings(Embeddings):
    """Random directions, the same for the same text."""

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        row = np.random.default_rng(zlib.crc32(text.encode())).standard_normal(self.dimension)
        return [float(number) for number in row / np.linalg.norm(row)]


def dense(dimension: int = 256) -> NamedEmbedding:
    """Return it under the name of a model."""
    return NamedEmbedding(name=f"dense/{dimension}", embeddings=DenseEmbeddings(dimension))
