"""A tracer that keeps a record of every turn on this machine, and passes all it hears on to another
tracer.

Invariant: what the other tracer does or fails to do changes no record, and no record that cannot be
kept costs an answer. A turn without a conversation (an evaluation) is passed on only.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from errors import JournalError
from tracing.attributes import as_text
from tracing.record import Score, StepRecord, TurnRecord
from tracing.recorded import RecordedCall, passages_of, phrases_of
from tracing.tracer import LinkedPrompt, Status, Step, Tracer, TurnTrace

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler

    from tracing.calls import CallListener, Sent

Keep = Callable[[TurnRecord], None]
_log = logging.getLogger(__name__)
_inside: ContextVar[_Step | None] = ContextVar("recorded_step", default=None)


class RecordingTracer:
    """Records turns, and lets `inner` trace them."""

    def __init__(self, inner: Tracer, keep: Keep) -> None:
        self._inner = inner
        self._keep = keep

    @contextmanager
    def turn(
        self, *, name: str, turn_id: str, session_id: str, tags: tuple[str, ...], question: str
    ) -> Iterator[TurnTrace]:
        """Open the turn in both."""
        with self._inner.turn(
            name=name, turn_id=turn_id, session_id=session_id, tags=tags, question=question
        ) as trace:
            if not (turn_id and session_id):
                yield trace
                return
            turn = _Turn(
                trace,
                self._keep,
                TurnRecord(
                    turn_id=turn_id,
                    conversation_id=session_id,
                    name=name,
                    asked_at=datetime.now(UTC),
                    question=question,
                    trace_id=trace.trace_id,
                    tags=tags,
                ),
            )
            try:
                yield turn
            except Exception as error:
                turn.close("failed", type(error).__name__)
                raise
            except BaseException:
                turn.close("stopped")
                raise
            turn.close("complete")

    def score(
        self,
        *,
        trace_id: str,
        name: str,
        value: float,
        comment: str = "",
        score_id: str = "",
        at: datetime | None = None,
    ) -> None:
        """Pass the score on."""
        self._inner.score(
            trace_id=trace_id, name=name, value=value, comment=comment, score_id=score_id, at=at
        )

    def remove_score(self, *, trace_id: str, name: str, score_id: str = "") -> None:
        """Pass it on."""
        self._inner.remove_score(trace_id=trace_id, name=name, score_id=score_id)

    def link(self, trace_id: str) -> str:
        """Return the other tracer's link."""
        return self._inner.link(trace_id)

    def flush(self) -> None:
        """Let the other tracer send what waits; records wait nowhere."""
        self._inner.flush()


class _Turn:
    """One turn being recorded."""

    def __init__(self, inner: TurnTrace, keep: Keep, begun: TurnRecord) -> None:
        self.trace_id = inner.trace_id
        self._inner = inner
        self._keep = keep
        self._begun = begun
        self._began = time.perf_counter()
        self._steps: list[_Step] = []
        self._open: list[_Step] = []
        self._scores: list[Score] = []
        self._closed = False
        self._listener: CallListener | None = None

    @property
    def callbacks(self) -> list[BaseCallbackHandler]:
        if self._listener is None:
            from tracing.calls import CallListener  # noqa: PLC0415 (brings langchain_core)

            self._listener = CallListener(self._begin_call)
        return [*self._inner.callbacks, self._listener]

    @contextmanager
    def step(self, name: str, **input: object) -> Iterator[Step]:
        with self._inner.step(name, **input) as inner:
            step = _Step(name, input, inner, self._began)
            self._steps.append(step)
            self._open.append(step)
            outside = _inside.get()
            _inside.set(step)
            try:
                yield step
            except BaseException as error:
                step.trouble = type(error).__name__
                raise
            finally:
                _inside.set(outside)
                self._open.remove(step)
                if self._listener is not None:
                    self._listener.close(step)
                step.end()

    def finish(self, *, output: str, status: Status, message: str = "") -> None:
        self._inner.finish(output=output, status=status, message=message)
        self.close(status, message)

    def score(self, name: str, value: float) -> None:
        self._inner.score(name, value)
        self._scores.append(Score(name=name, value=value))

    def prompt_metadata(self, prompt: LinkedPrompt) -> dict[str, object]:
        from tracing.calls import PROMPT_KEY  # noqa: PLC0415 (brings langchain_core)

        return {**self._inner.prompt_metadata(prompt), PROMPT_KEY: prompt}

    def close(self, status: Status, message: str = "") -> None:
        """Keep the record; the first call counts."""
        if self._closed:
            return
        self._closed = True
        if self._listener is not None:
            self._listener.close()
        try:
            self._keep(self._record(status, message))
        except JournalError as error:
            _log.warning("The record of a turn was not kept: %s", error.key)

    def _record(self, status: Status, message: str) -> TurnRecord:
        outputs = {step.name.split()[0]: step.value for step in self._steps}
        return replace(
            self._begun,
            seconds=time.perf_counter() - self._began,
            status=status,
            message=message,
            phrases=phrases_of(
                {name: value for step in self._steps for name, value in step.input.items()}
            ),
            steps=tuple(step.record() for step in self._steps),
            passages=passages_of(outputs.get("retrieve"), outputs.get("cite")),
            scores=tuple(self._scores),
        )

    def _begin_call(self, sent: Sent) -> RecordedCall | None:
        inside = _inside.get()
        step = inside if inside in self._open else next(iter(reversed(self._open)), None)
        if step is None or self._closed:
            return None
        call = RecordedCall(step, sent)
        step.calls.append(call)
        return call


class _Step:
    """One step being recorded."""

    def __init__(self, name: str, input: dict[str, object], inner: Step, turn_began: float) -> None:
        self.name = name
        self.input = input
        self.value: object = None
        self.trouble = ""
        self.calls: list[RecordedCall] = []
        self._inner = inner
        self._began = time.perf_counter()
        self._began_s = self._began - turn_began
        self._seconds = 0.0

    def output(self, value: object) -> None:
        self._inner.output(value)
        self.value = value

    def end(self) -> None:
        self._seconds = time.perf_counter() - self._began

    def record(self) -> StepRecord:
        return StepRecord(
            name=self.name,
            began_s=self._began_s,
            seconds=self._seconds or time.perf_counter() - self._began,
            given=as_text(self.input) if self.input else "",
            gave="" if self.value is None else as_text(self.value),
            trouble=self.trouble,
            calls=tuple(call.record() for call in self.calls),
        )
