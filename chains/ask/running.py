"""An answer in the making: it runs on the chain's own event loop and is read from the page's
thread.

Promise: `next` never waits longer than it is told, `stop` never longer than a second, whatever the
server does.
"""

from __future__ import annotations

import asyncio
import queue
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future

from chains.ask.events import Answer, Event, Given, Progress, Token, Waiting
from chains.ask.transcript import Transcript
from chains.evidence.sources import Source
from chains.models.background_loop import BackgroundLoop

_GRACE_SECONDS = 0.7
# Time to close the connection in: cut short there, its rest would answer the next question.
_INSIST_SECONDS = 3.0

Emit = Callable[[Event | Progress], None]


class RunningAnswer:
    """One question being answered."""

    def __init__(
        self, loop: BackgroundLoop, answer: Callable[[Emit], Coroutine[None, None, None]]
    ) -> None:
        self.waiting: Waiting | None = None  # for what, until the next word comes
        self.given: tuple[Source, ...] = ()  # what a model was given to answer from
        self._queue: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._transcript = Transcript()
        self._ended = False
        self._loop = loop.get()
        self._task: asyncio.Task[None] | None = None
        self._future: Future[None] = asyncio.run_coroutine_threadsafe(self._run(answer), self._loop)

    @property
    def done(self) -> bool:
        """Whether every event has been read, or the answer was stopped."""
        return self._ended

    def next(self, timeout: float) -> Event | None:
        """Return the next event, or None when none has come within `timeout` seconds or all have
        been read.

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
        """Stop the answer within a second and return what was there, marked as stopped (or whole,
        if it had ended).
        """
        if not self._ended:
            self._future.cancel()
            self._loop.call_soon_threadsafe(self._insist_later)
            self._drain()
            self._ended = True
        return self._transcript.answer("stopped")

    def _insist_later(self) -> None:
        self._loop.call_later(_INSIST_SECONDS, self._insist)

    def _insist(self) -> None:
        """Cancel until it has ended: a library below may eat a cancellation and read on."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            self._insist_later()

    def _drain(self) -> None:
        """Take what is still in the queue; the end mark comes once the task has unwound."""
        until = time.monotonic() + _GRACE_SECONDS
        while (left := until - time.monotonic()) > 0:
            try:
                event = self._queue.get(timeout=left)
            except queue.Empty:  # it hangs: it ends by its own deadline, unseen
                return
            if event is None:
                return
            self._transcript.add(event)

    def _emit(self, event: Event | Progress) -> None:
        if isinstance(event, Given):
            self.given = event.sources
            return
        if isinstance(event, Waiting):
            self.waiting = event
            return
        if isinstance(event, Token):
            self.waiting = None
        self._queue.put(event)

    async def _run(self, answer: Callable[[Emit], Coroutine[None, None, None]]) -> None:
        self._task = asyncio.current_task()
        try:
            await answer(self._emit)
        finally:
            self._queue.put(None)
