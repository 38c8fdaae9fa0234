"""Keeps a troubled Langfuse from being heard more than once a minute, and tracing from ever
breaking an answer.

Limit: what the libraries wanted to say is dropped, since their texts may hold what was being sent.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

_log = logging.getLogger("tracing")
_MINUTE_S: Final = 60.0
_NOISY: Final = ("langfuse", "opentelemetry", "backoff")
T = TypeVar("T")


class OncePerMinute(logging.Handler):
    """Turns whatever is logged into one line a minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(logging.WARNING)
        self._clock = clock
        self._said_at = float("-inf")
        self._met_at = float("-inf")
        self._gate = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        """Say that something is wrong, unless it was said within the minute."""
        self.say(record.name)

    def say(self, source: str) -> None:
        """Say it in the name of `source`."""
        with self._gate:
            self._met_at = self._clock()
            if self._clock() - self._said_at < _MINUTE_S:
                return
            self._said_at = self._clock()
        _log.warning(
            "Langfuse has trouble (%s): some traces may be missing there. Answers are not"
            " affected.",
            source,
        )

    @property
    def is_troubled(self) -> bool:
        """Whether trouble was met within the last two minutes."""
        return self._clock() - self._met_at < 2 * _MINUTE_S


_voice = OncePerMinute()


def is_troubled() -> bool:
    """Say whether Langfuse had trouble within the last two minutes: for one quiet mark, nowhere
    else.
    """
    return _voice.is_troubled


def quieten() -> None:
    """Route the warnings of the SDK and of what it sends with into the one line."""
    for name in _NOISY:
        logger = logging.getLogger(name)
        logger.propagate = False
        logger.handlers = [_voice]


def quietly(call: Callable[[], T], otherwise: T) -> T:
    """Return what the call gives, or `otherwise` when tracing fails in any way: it must never cost
    an answer.
    """
    try:
        return call()
    except Exception as error:  # noqa: BLE001  the tracer's edge
        _voice.say(type(error).__name__)
        return otherwise
