"""Embedding the whole journal anew, in the background, while the old vectors go on serving.

Promise: the page can always ask how far it is and what went wrong; `stop` keeps what was done for
the next time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from errors import JournalError
from journal.entry import Entry
from vectorstore.embeddings import NamedEmbedding
from vectorstore.index import JournalIndex


class Adoption:
    """One change of embedding: started when made, `done` when the new vectors serve or a `problem`
    stands.
    """

    def __init__(
        self,
        index: JournalIndex,
        embedding: NamedEmbedding | None,
        entries: Callable[[], Sequence[Entry]],
    ) -> None:
        self.progress: tuple[int, int] = (0, 0)
        self.problem: JournalError | None = None
        self._index, self._embedding, self._entries = index, embedding, entries
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="re-embedding", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether it has ended, well or not."""
        return not self._thread.is_alive()

    def stop(self) -> None:
        """End it after the batch in hand, and wait for that."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._index.adopt(
                self._embedding,
                self._entries(),
                on_progress=self._advance,
                should_stop=self._stop.is_set,
            )
        except JournalError as error:
            self.problem = error

    def _advance(self, done: int, total: int) -> None:
        self.progress = (done, total)
