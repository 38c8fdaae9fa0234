"""A model's embeddings asked as its server takes it: with the prefixes that the model knows, in
batches that begin small, grow while the server is quick and shrink when it refuses or is slow.

Promise: a text over the model's limit is cut until it fits; a slow server gets there in the end.
Limit: how much is too much is learned from refusals, for as long as this object lives.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import lru_cache

from langchain_core.embeddings import Embeddings

from errors import ModelUnavailableError
from vectorstore.embeddings import QUESTIONS_KEPT, checked_rows
from vectorstore.known_models import known_model
from vectorstore.store import Vectors

FIRST, MOST = 4, 64  # texts in a call
QUICK, SLOW = 4.0, 20.0  # seconds a call
SHORTEST = 100  # code points: what is refused when so short is refused for another reason
_TOO_LARGE = frozenset({400, 413, 422, 500})
_Rows = list[list[float]]


class RemoteEmbedding(Embeddings):
    """See the module's text; `at_once` is how many texts it sends in one call now."""

    def __init__(
        self, inner: Embeddings, name: str, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._inner, self._name, self._clock = inner, name, clock
        self._known = known_model(name)
        self.at_once, self._most = FIRST, MOST
        self._cuts = 0
        self._question = lru_cache(maxsize=QUESTIONS_KEPT)(self._embed_question)

    def embed_documents(self, texts: list[str]) -> _Rows:
        """Return one vector for each text. Raises: ModelUnavailableError."""
        rows: _Rows = []
        while len(rows) < len(texts):
            part = texts[len(rows) : len(rows) + self.at_once]
            rows += self._ask([self._known.passage + each for each in part])
        return rows

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question; the last ones are kept. Raises:
        ModelUnavailableError.
        """
        row: list[float] = self._question(text).tolist()
        return row

    def _embed_question(self, text: str) -> Vectors:
        # What is no vector is refused here: it must not be kept.
        asked = [self._fit(self._known.query + text, self._inner.embed_query)]
        row: Vectors = checked_rows(asked, 1, 0, self._name)[0]
        return row

    def _ask(self, part: Sequence[str]) -> _Rows:
        if len(part) == 1:
            return [self._fit(part[0], lambda text: self._call([text])[0])]
        try:
            return self._call(part)
        except ModelUnavailableError as error:
            if not _wants_less(error):
                raise
        half, cuts = len(part) // 2, self._cuts
        rows = self._ask(part[:half]) + self._ask(part[half:])
        if self._cuts == cuts:  # no text was too long, so they were too many
            self._most = min(self._most, half)
            self.at_once = min(self.at_once, self._most)
        return rows

    def _call(self, part: Sequence[str]) -> _Rows:
        begun = self._clock()
        rows = self._inner.embed_documents(list(part))
        checked_rows(rows, len(part), 0, self._name)
        took = self._clock() - begun
        if took > SLOW:
            self.at_once = max(1, self.at_once // 2)
        elif took < QUICK and len(part) >= self.at_once:
            self.at_once = min(self._most, 2 * self.at_once)
        return rows

    def _fit(self, text: str, ask: Callable[[str], list[float]]) -> list[float]:
        """Ask about one text, shorter and shorter while it is refused."""
        while True:
            try:
                return ask(text)
            except ModelUnavailableError as error:
                if error.key == "model.timeout" or not _wants_less(error) or len(text) < SHORTEST:
                    raise
                text = text[: len(text) // 2]
                self._cuts += 1


def _wants_less(error: ModelUnavailableError) -> bool:
    """Whether fewer or shorter texts may help."""
    if error.key in ("model.too_much", "model.timeout"):
        return True
    return error.values.get("status") in _TOO_LARGE
