"""Work in the background as a page sees it: how far it is, what went wrong, and a way to stop it.

Invariant: of works that write into the journal one goes on at a time; the others wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, Literal

Stage = Literal["looking", "looked", "running", "indexing", "done"]

_writing: Final = threading.Lock()


class Job:
    """One work; `stage`, `progress` and `problem` may be read at any time."""

    def __init__(self, stage: Stage) -> None:
        self.stage: Stage = stage
        self.progress: tuple[int, int] = (0, 0)
        self.problem: Exception | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self.stage in ("looking", "running", "indexing")

    def stop(self) -> None:
        """End after the entry in hand; what is done stays."""
        self._stop.set()

    def _start(self, work: Callable[[], None], *, writes: bool) -> None:
        self._stop.clear()
        self._thread = threading.Thread(
            target=self._do, args=(work, writes), name="job", daemon=True
        )
        self._thread.start()

    def _do(self, work: Callable[[], None], writes: bool) -> None:
        try:
            if writes:
                with _writing:
                    work()
            else:
                work()
        except Exception as error:  # noqa: BLE001 - the page's edge: whoever waits is told
            self.problem, self.stage = error, "done"

    def _end(self) -> None:
        """Stop, and wait for the end."""
        if self._thread is not None and self._thread.is_alive():
            self._stop.set()
            self._thread.join()

    def _advance(self, done: int, total: int) -> None:
        self.progress = (done, total)
