"""Example questions that the open journal surely answers, looked for in a thread of their own.

Invariant: one look for each state of the journal and each language; the page never waits for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence


class GoodQuestions:
    """What was looked for last, by what it was looked for in."""

    def __init__(self) -> None:
        self._of: object = None
        self._found: tuple[str, ...] | None = None
        self._lock = threading.Lock()

    def find(
        self,
        state: object,
        candidates: Callable[[], Sequence[str]],
        keep: Callable[[Sequence[str]], tuple[str, ...]],
    ) -> tuple[str, ...] | None:
        """Return what is known for this state; None while it is looked for."""
        with self._lock:
            if self._of != state:
                self._of, self._found = state, None
                asked = candidates()
                threading.Thread(
                    target=self._look, args=(state, asked, keep), name="examples", daemon=True
                ).start()
            return self._found

    def _look(
        self,
        state: object,
        asked: Sequence[str],
        keep: Callable[[Sequence[str]], tuple[str, ...]],
    ) -> None:
        found: tuple[str, ...] = ()
        try:
            found = keep(asked)
        finally:
            with self._lock:
                if self._of == state:
                    self._found = found
