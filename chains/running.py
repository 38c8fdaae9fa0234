"""An answer in the making: it runs on the chain's own event loop and is read from the page's thread.

Promise: `next` never waits longer than it is told, `stop` never longer than a second, whatever the server does.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, wait
from functools import cache
from typing import TypeVar

from chains.events import Answer, Event
from chains.transcript import Transcript

_GRACE_SECONDS = 0.7
_GLANCE_SECONDS = 0.1

T = TypeVar("T")

Emit = Callable[[Event], None]


@cache
def shared_loop() -> BackgroundLoop:
    """Return the process's one loop for answers: LangChain shares connections between models, and they belong to it."""
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


class RunningAnswer:
    """One question being answered."""

    def __init__(self, loop: BackgroundLoop, answer: Callable[[Emit], Coroutine[None, None, None]]) -> None:
        self._queue: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._transcript = Transcript()
        self._ended = False
        self._future: Future[None] = asyncio.run_coroutine_threadsafe(self._run(answer), loop.get())

    @property
    def done(self) -> bool:
        """Whether every event has been read, or the answer was stopped."""
        return self._ended

    def next(self, timeout: float) -> Event | None:
        """Return the next event, or None when none has come within `timeout` seconds or all have been read.

        Raises:
            JournalError: the journal could not be searched, or a prompt is broken.
        """
        if self._ended:
            return None
        try:
            event = self._queue.get(timeout=timeout)
        except queue.Empty:
            return None
        if event is None:
            self._ended = True
            self._future.result()
            return None
        self._transcript.add(event)
        return event

    def stop(self) -> Answer:
        """Stop the answer within a second and return what was there, marked as stopped (or whole, if it had ended)."""
        if not self._ended:
            self._future.cancel()
            self._drain()
            self._ended = True
        return self._transcript.answer("stopped")

    def _drain(self) -> None:
        """Take what is still in the queue; the end mark comes once the task has unwound."""
        try:
            while (event := self._queue.get(timeout=_GRACE_SECONDS)) is not None:
                self._transcript.add(event)
        except queue.Empty:  # it hangs: it ends by its own deadline, unseen
            return

    async def _run(self, answer: Callable[[Emit], Coroutine[None, None, None]]) -> None:
        try:
            await answer(self._queue.put)
        finally:
            self._queue.put(None)
