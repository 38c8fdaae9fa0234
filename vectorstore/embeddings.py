"""What turns text into vectors: a model's embeddings under a name, and what is checked of every
reply.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings

from errors import ModelUnavailableError
from vectorstore.store import Vectors

QUESTIONS_KEPT = 64  # whose vectors a model keeps: one answer asks for the same ones again
AT_ONCE = 32  # texts that a model is given in one call, unless it says otherwise (`at_once`)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEmbedding:
    """A LangChain embedding under the name that its vectors are kept under, e.g.
    `"text-embedding-3-small"`.
    """

    name: str
    embeddings: Embeddings

    @property
    def at_once(self) -> int:
        """How many texts it is best given in one call, now."""
        return int(getattr(self.embeddings, "at_once", AT_ONCE))

    @property
    def stays_here(self) -> bool:
        """Whether what it is given leaves this process for nobody."""
        return bool(getattr(self.embeddings, "stays_here", False))

    @property
    def is_ready(self) -> bool:
        """Whether it would answer without loading for seconds first."""
        return bool(getattr(self.embeddings, "loaded", True))


def embed_texts(embedding: NamedEmbedding, texts: Sequence[str], dimension: int) -> Vectors:
    """Return one row for each text. Raises: ModelUnavailableError, also for rows that are none."""
    rows = embedding.embeddings.embed_documents(list(texts))
    return checked_rows(rows, len(texts), dimension, embedding.name)


def checked_rows(
    rows: Sequence[Sequence[float]], count: int, dimension: int, model: str
) -> Vectors:
    """Return the rows as an array, if there are `count` of them, all of finite numbers and as long
    as `dimension` (0: as long as the first).

    Raises: ModelUnavailableError.
    """
    length = dimension or (len(rows[0]) if rows else 0)
    if len(rows) != count or any(len(row) != length for row in rows) or (count and not length):
        raise _bad_vectors(model)
    try:
        vectors = np.asarray(rows, dtype=np.float32).reshape(count, length)
    except (TypeError, ValueError) as error:
        raise _bad_vectors(model) from error
    if not np.isfinite(vectors).all():
        raise _bad_vectors(model)
    return vectors


def _bad_vectors(model: str) -> ModelUnavailableError:
    return ModelUnavailableError(
        "The embedding model {model} sends vectors that cannot be used: too few, of different"
        " lengths, or not numbers.",
        hint="Search goes on by words. Choose another embedding model, or leave it empty.",
        key="embedding.bad_vectors",
        model=model,
    )
