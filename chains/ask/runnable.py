"""The answer chain as a Runnable of LangChain, to be piped, batched and streamed with others.

    ask_runnable(services.ask).invoke("grad school or industry?")

Promise: `invoke` gives the `Answer`, `stream` the events with the `Answer` last; closing the stream
or cancelling its task stops the answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from langchain_core.runnables import RunnableConfig, RunnableGenerator

from chains.ask.chain import AskChain
from chains.ask.events import Answer, Event, Question
from chains.ask.running import RunningAnswer

Asked = str | Question


class AskRunnable(RunnableGenerator[Asked, Event]):
    """Takes a `Question`, or its text."""

    def __init__(self, chain: AskChain) -> None:
        self._chain = chain
        super().__init__(self._follow, name="ask")

    def invoke(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> Answer:
        """Answer a question. Raises: IndexUnavailableError."""
        return _last(list(self.stream(input, config)))

    async def ainvoke(self, input: Asked, config: RunnableConfig | None = None, **_: Any) -> Answer:
        """Answer a question. Raises: IndexUnavailableError."""
        return _last([event async for event in self.astream(input, config)])

    def transform(
        self, input: Iterator[Asked], config: RunnableConfig | None = None, **_: Any
    ) -> Iterator[Event]:
        """Yield the events of an answer as they come. Raises: IndexUnavailableError."""
        started: list[RunningAnswer] = []

        def follow(pieces: Iterator[Asked]) -> Iterator[Event]:
            running = self._chain.start(_question(list(pieces)))
            started.append(running)
            while not running.done:
                event = running.next(timeout=0.5)
                if event is not None:
                    yield event

        try:
            yield from self._transform_stream_with_config(input, follow, config)
        finally:  # LangChain would leave that to the garbage collector
            for running in started:
                running.stop()

    async def _follow(self, pieces: AsyncIterator[Asked]) -> AsyncIterator[Event]:
        running = self._chain.start(_question([piece async for piece in pieces]))
        try:
            while not running.done:
                event = await asyncio.to_thread(running.next, 0.5)
                if event is not None:
                    yield event
        finally:
            await asyncio.to_thread(running.stop)


def ask_runnable(chain: AskChain) -> AskRunnable:
    """Return `chain` as a Runnable."""
    return AskRunnable(chain)


def _question(pieces: Sequence[Asked]) -> Question:
    """Return what was asked; a model before this one may have streamed its text in pieces."""
    given = [piece for piece in pieces if isinstance(piece, Question)]
    return given[0] if given else Question(text="".join(map(str, pieces)))


def _last(events: Sequence[Event]) -> Answer:
    return next(event for event in events if isinstance(event, Answer))
