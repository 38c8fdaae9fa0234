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
    `problem` stands.
    """

    def __init__(self, index: JournalIndex, embedding: NamedEmbedding) -> None:
        self.progress: tuple[int, int] = (0, 0)
        self.problem: JournalError | None = None
        self.embedding = embedding
        self._index = index
        self._stop, self._again, self._adopted = (threading.Event() for _ in range(3))
        self._again.set()
        self._thread = threading.Thread(target=self._run, name="re-embedding", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether the passages are embedded, or it has failed."""
        return self._adopted.is_set()

    @property
    def is_running(self) -> bool:
        """Whether it is at work, on passages or on sentences."""
        return self._thread.is_alive()

    def go_on(self) -> None:
        """Have it look once more when it is through: entries came while it was at work."""
        self._again.set()

    def wait(self) -> None:
        """Wait until it has ended."""
        self._thread.join()

    def stop(self) -> None:
        """End it after the few texts in hand, and wait for that."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while self._again.is_set() and not self._stop.is_set():
            self._again.clear()
            self.problem = None
            try:
                self._index.adopt(
                    self.embedding, on_progress=self._advance, should_stop=self._stop.is_set
                )
            except JournalError as error:
                self.problem = error
            finally:
                self._adopted.set()
            try:
                self._index.embed_sentences(self._stop.is_set)
            except JournalError as error:
                self.problem = self.problem or error

    def _advance(self, done: int, total: int) -> None:
        self.progress = (done, total)
