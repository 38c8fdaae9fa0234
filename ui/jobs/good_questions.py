"""Example questions that the open journal surely answers, looked for in a thread of their own.

Invariant: one look for each state of the journal and each language; the page never waits for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

# Keeps the questions that are answered, until it is told to stop.
Keep = Callable[[Sequence[str], Callable[[], bool]], tuple[str, ...]]


class GoodQuestions:
    """What was looked for last, by what it was looked for in."""

    def __init__(self) -> None:
        self._state: object = None
        self._found: tuple[str, ...] | None = None
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []

    def find(
        self, state: object, list_candidates: Callable[[], Sequence[str]], keep: Keep
    ) -> tuple[str, ...] | None:
        """Return what is known for this state; None while it is looked for."""
        with self._lock:
            if self._state == state or self._stop.is_set():
                return self._found
            self._state, self._found = state, None
            thread = threading.Thread(
                target=self._look,
                args=(state, list_candidates(), keep),
                name="good-questions",
                daemon=True,
            )
            self._threads = [each for each in self._threads if each.is_alive()] + [thread]
            thread.start()
            return None

    def close(self) -> None:
        """End the looking, before the index is let go."""
        with self._lock:  # a look that is just begun is waited for, too
            self._stop.set()
        for thread in self._threads:
            thread.join()

    def _look(self, state: object, asked: Sequence[str], keep: Keep) -> None:
        found: tuple[str, ...] = ()
        try:
            found = keep(asked, self._stop.is_set)
        finally:
            with self._lock:
                if self._state == state:
                    self._found = found
