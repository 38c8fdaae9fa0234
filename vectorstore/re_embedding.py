"""Embedding the journal in the background, while words or the old vectors go on serving.

Promise: the page can always ask how far it is and what went wrong; `stop` keeps what was done for
the next time. Passages come first, then their sentences.
"""

from __future__ import annotations

import threading

from errors import JournalError
from vectorstore.embeddings import NamedEmbedding
from vectorstore.index import JournalIndex


class Adoption:
    """One round of embedding, started when made; `done` when the vectors of the passages serve or a
    `problem` stands. A problem stands until a round has ended without it, `former` ones included.
    """

    def __init__(
        self, index: JournalIndex, embedding: NamedEmbedding, former: JournalError | None = None
    ) -> None:
        self.progress: tuple[int, int] = (0, 0)
        self.problem = former
        self.embedding = embedding
        self._index = index
        self._stop, self._again, self._adopted = (threading.Event() for _ in range(3))
        self._again.set()
        self._ending = threading.Lock()  # so that nothing comes between the last look and the end
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="re-embedding", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether the passages are embedded, or it has failed."""
        return self._adopted.is_set()

    def go_on(self) -> bool:
        """Have it look once more when it is through: entries came while it was at work. Return
        whether it will: one that has ended looks no more.
        """
        with self._ending:
            self._again.set()
            return not self._ended

    def wait(self) -> None:
        """Wait until it has ended."""
        self._thread.join()

    def stop(self) -> None:
        """End it after the few texts in hand, and wait for that."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while self._looks_again():
            problem = None
            try:
                self._index.adopt(
                    self.embedding, on_progress=self._advance, should_stop=self._stop.is_set
                )
            except JournalError as error:
                self.problem = problem = error
            finally:
                self._adopted.set()
            try:
                self._index.embed_sentences(self._stop.is_set)
            except JournalError as error:
                problem = problem or error
            self.problem = problem

    def _looks_again(self) -> bool:
        with self._ending:
            self._ended = self._stop.is_set() or not self._again.is_set()
            self._again.clear()
            return not self._ended

    def _advance(self, done: int, total: int) -> None:
        self.progress = (done, total)
