"""The event loop that models are called on, apart from the page's threads.

Promise: a call is given up at once when somebody asks for that.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import wait
from functools import cache
from typing import TypeVar

_GLANCE_SECONDS = 0.1

T = TypeVar("T")


@cache
def shared_loop() -> BackgroundLoop:
    """Return the process's one loop for answers: LangChain shares connections between models, and
    they belong to it.
    """
    return BackgroundLoop()


class BackgroundLoop:
    """An event loop in a daemon thread, started when first used."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def get(self) -> asyncio.AbstractEventLoop:
        """Return the running loop."""
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="answers", daemon=True).start()
            return self._loop


class Stopped(Exception):
    """A call to a model was given up because somebody asked for that."""


def wait_for(asking: Coroutine[None, None, T], stop: threading.Event | None = None) -> T:
    """Run `asking` on the shared loop and return what it gives; setting `stop` gives it up at once.

    Raises:
        Stopped: `stop` was set first.
    """
    future = asyncio.run_coroutine_threadsafe(asking, shared_loop().get())
    while stop is not None and not future.done():
        if stop.is_set():
            future.cancel()
            raise Stopped
        wait((future,), timeout=_GLANCE_SECONDS)
    return future.result()
