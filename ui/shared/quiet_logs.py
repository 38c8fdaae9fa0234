"""Exceptions in the log by their kind and place only: their texts may hold words of the journal.

Limit: what a library formats into its own message is not looked at. Invariant: no traceback of this
process is printed once `hide_exception_texts` was called.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

_log = logging.getLogger("crossroads")


def describe(error: BaseException) -> str:
    """Return kind and places of an exception, the last place first."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"


def hide_exception_texts() -> None:
    """Have every logger of this process, and threads that end in an exception, say no more than
    that.
    """
    made = logging.getLogRecordFactory()

    def make_quiet(*arguments: Any, **named: Any) -> logging.LogRecord:
        record = made(*arguments, **named)
        if record.exc_info and isinstance(record.exc_info[1], BaseException):
            error = record.exc_info[1]
            # An exception may also be what the message is filled with.
            record.msg, record.args = f"{record.name}: {describe(error)}", None
            record.exc_info = None
        return record

    logging.setLogRecordFactory(make_quiet)
    threading.excepthook = _told_by_thread
    sys.excepthook = _told


def _told_by_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None:
        _log.error("%s", describe(failed.exc_value))


def _told(_kind: type[BaseException], error: BaseException, _at: TracebackType | None) -> None:
    _log.error("%s", describe(error))
