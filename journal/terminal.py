"""How far a long command is, in one line of the terminal, and Ctrl-C as a stop that keeps what is
whole.

Invariant: the first Ctrl-C asks, the second ends the program as it always does.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

_PAUSE = 0.1  # seconds between two drawings: a terminal is slower than what it shows
_STEP = 1000  # where nobody watches, in a log say, a line for this many


class Progress:
    """Counts that replace each other in one line, on the error stream."""

    def __init__(self, name: str) -> None:
        """Name the work, as in "Looking"."""
        self.name = name
        self._drawn_at = 0.0
        self._line = ""

    def __call__(self, done: int, expected: int) -> None:
        """Show how far it is; `expected` is 0 where nobody knows."""
        of_all = f" of {expected:,}" if expected else ""
        self._line = f"{self.name}: {done:,}{of_all}"
        if not sys.stderr.isatty():
            if done % _STEP == 0:
                _write(f"{self._line}\n")
        elif time.monotonic() - self._drawn_at >= _PAUSE:
            self._draw()

    def end(self) -> None:
        """Leave the last count standing in a line of its own."""
        if self._line and sys.stderr.isatty():
            self._draw()
            _write("\n")

    def _draw(self) -> None:
        self._drawn_at = time.monotonic()
        _write(f"\r\x1b[K{self._line}")


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


@contextmanager
def stop_on_interrupt() -> Iterator[Callable[[], bool]]:
    """Turn the first Ctrl-C into a question that the work asks itself: whether to stop here."""
    asked = Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)
