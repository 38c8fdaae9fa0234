"""The only turn, step and call there are: what a turn does becomes a record, which is kept on this
machine and handed to a sink.

Invariant: what the sink does or fails to do changes no record, and no record that cannot be kept
costs an answer. A turn without a conversation (a single call) goes to the sink only.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from errors import JournalError
from tracing.attributes import as_text
from tracing.null import NullStep
from tracing.record import CallRecord, Score, SentMessage, StepRecord, TurnRecord
from tracing.recorded import RecordedCall, passages_of, phrases_of
from tracing.tracer import LinkedPrompt, Status, Step, Tracer, TurnTrace

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler

    from tracing.calls import CallListener, Sent

Keep = Callable[[TurnRecord], None]
_log = logging.getLogger(__name__)
_inside: ContextVar[_Step | None] = ContextVar("recorded_step", default=None)
_parent: ContextVar[Parent | None] = ContextVar("parent_observation", default=None)
_STOPPED = (asyncio.CancelledError, GeneratorExit)


@dataclass(frozen=True, slots=True)
class Parent:
    """An observation that a turn belongs under: the item of an experiment."""

    trace_id: str
    observation_id: str


class Sink(Protocol):
    """Who gets the records of turns, and scores. No call ever raises or waits. `project` marks
    where they go.
    """

    @property
    def project(self) -> str: ...
    def trace_id(self, turn_id: str) -> str: ...
    def outline(self, sent: Sent) -> tuple[SentMessage, ...]: ...
    def take(self, record: TurnRecord) -> None: ...
    def score(
        self, *, trace_id: str, name: str, value: float, comment: str, score_id: str, at: datetime
    ) -> None: ...
    def remove_score(self, *, trace_id: str, name: str, score_id: str) -> None: ...
    def link(self, trace_id: str) -> str: ...
    def flush(self) -> None: ...


class Recorder:
    """Records turns for a sink, and keeps those of conversations."""

    def __init__(self, sink: Sink | None = None, keep: Keep | None = None) -> None:
        self.sink = sink
        self._keep = keep

    @property
    def project(self) -> str:
        """The mark of the sink's project, empty without one."""
        return self.sink.project if self.sink is not None else ""

    @contextmanager
    def turn(
        self, *, name: str, turn_id: str, session_id: str, tags: tuple[str, ...], question: str
    ) -> Iterator[TurnTrace]:
        """Open the one turn; the same `turn_id` gives the same trace id, here and anywhere."""
        parent = _parent.get()
        trace_id = ""
        if parent is not None:
            trace_id = parent.trace_id
        elif self.sink is not None:
            trace_id = self.sink.trace_id(turn_id)
        begun = TurnRecord(
            turn_id=turn_id or uuid.uuid4().hex,
            conversation_id=session_id,
            name=name,
            asked_at=datetime.now(UTC),
            question=question,
            trace_id=trace_id,
            parent_id=parent.observation_id if parent is not None else "",
            made_for=self.project,
            tags=tags,
        )
        is_kept = bool(turn_id and session_id)
        turn = _Turn(begun, self.sink, self._keep if is_kept else None)
        try:
            yield turn
        except _STOPPED:
            turn.close("stopped")
            raise
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
        """Put a score on a trace."""
        if self.sink is not None and trace_id:
            self.sink.score(
                trace_id=trace_id,
                name=name,
                value=value,
                comment=comment,
                score_id=score_id,
                at=at or datetime.now(UTC),
            )

    def remove_score(self, *, trace_id: str, name: str, score_id: str = "") -> None:
        """Take a score back."""
        if self.sink is not None and trace_id:
            self.sink.remove_score(trace_id=trace_id, name=name, score_id=score_id)

    def link(self, trace_id: str) -> str:
        """Return the address of the trace's page once that is known."""
        return self.sink.link(trace_id) if self.sink is not None else ""

    def flush(self) -> None:
        """Let the sink send what waits; records wait nowhere."""
        if self.sink is not None:
            self.sink.flush()


class RecordingTracer(Recorder):
    """Records turns, and hands them to the sink of another tracer."""

    def __init__(self, inner: Tracer, keep: Keep) -> None:
        super().__init__(getattr(inner, "sink", None), keep)


@contextmanager
def belonging_to(parent: Parent) -> Iterator[None]:
    """Put the turns that are opened within under an observation that is there."""
    token = _parent.set(parent)
    try:
        yield
    finally:
        _parent.reset(token)


@contextmanager
def embedding_call(model: str, texts: int, tokens: int) -> Iterator[None]:
    """Note a call of an embedding model in the step that the calling code is in."""
    step, began = _inside.get(), time.perf_counter()
    error = ""
    try:
        yield
    except Exception as raised:
        error = type(raised).__name__
        raise
    finally:
        if step is not None:
            step.note_embedding(model, texts, tokens, began, error)


class _Turn:
    """One turn being recorded. Steps may be opened from any thread or task."""

    def __init__(self, begun: TurnRecord, sink: Sink | None, keep: Keep | None) -> None:
        self.trace_id = begun.trace_id
        self._sink = sink
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
        return [self._listener]

    @contextmanager
    def step(self, name: str, **input: object) -> Iterator[Step]:
        if self._closed:
            yield NullStep()
            return
        outside = _inside.get()
        step = self._begin_step(name, input, outside)
        _inside.set(step)
        try:
            yield step
        except BaseException as error:
            step.trouble = type(error).__name__
            raise
        finally:
            _inside.set(outside)
            if step in self._open:
                self._open.remove(step)
            if self._listener is not None:
                self._listener.close(step)
            step.end()

    def _begin_step(
        self, name: str, input: dict[str, object], outside: _Step | None = None
    ) -> _Step:
        place = self._steps.index(outside) if outside in self._steps else -1
        step = _Step(name, input, self._began, place)
        self._steps.append(step)
        self._open.append(step)
        return step

    def finish(self, *, output: str, status: Status, message: str = "") -> None:
        self.close(status, message, output)

    def score(self, name: str, value: float) -> None:
        self._scores.append(Score(name=name, value=value))

    def prompt_metadata(self, prompt: LinkedPrompt) -> dict[str, object]:
        from tracing.calls import PROMPT_KEY  # noqa: PLC0415 (brings langchain_core)

        return {PROMPT_KEY: prompt}

    def close(self, status: Status, message: str = "", output: str = "") -> None:
        """Hand on the record; the first call counts."""
        if self._closed:
            return
        self._closed = True
        if self._listener is not None:
            self._listener.close()
        for step in self._open:
            step.end()
            step.trouble = step.trouble or status
        record = self._record(status, message, output)
        if self._sink is not None:
            self._sink.take(record)
        if self._keep is None:
            return
        try:
            self._keep(record)
        except JournalError as error:
            _log.warning("The record of a turn was not kept: %s", error.key)

    def _record(self, status: Status, message: str, output: str) -> TurnRecord:
        outputs = {step.name.split()[0]: step.value for step in self._steps}
        return replace(
            self._begun,
            seconds=time.perf_counter() - self._began,
            status=status,
            message=message,
            output=output,
            phrases=phrases_of(
                {name: value for step in self._steps for name, value in step.input.items()}
            ),
            steps=tuple(step.record() for step in self._steps),
            passages=passages_of(outputs.get("retrieve"), outputs.get("cite")),
            scores=tuple(self._scores),
        )

    def _begin_call(self, sent: Sent) -> RecordedCall | None:
        if self._closed:
            return None
        inside = _inside.get()
        step = inside if inside in self._open else next(iter(reversed(self._open)), None)
        if step is None:  # a call outside of every step makes one of its own
            step = self._begin_step("model", {})
            self._open.remove(step)
        outline = self._sink.outline(sent) if self._sink is not None else ()
        call = RecordedCall(step, sent, self._began, outline)
        step.calls.append(call)
        return call


class _Step:
    """One step being recorded."""

    def __init__(self, name: str, input: dict[str, object], turn_began: float, inside: int) -> None:
        self.name = name
        self.input = input
        self.value: object = None
        self.trouble = ""
        self.calls: list[RecordedCall] = []
        self._embeddings: list[CallRecord] = []
        self._inside = inside
        self._turn_began = turn_began
        self._began = time.perf_counter()
        self._seconds = 0.0

    def output(self, value: object) -> None:
        self.value = value

    def end(self) -> None:
        self._seconds = self._seconds or time.perf_counter() - self._began

    def note_embedding(self, model: str, texts: int, tokens: int, began: float, error: str) -> None:
        self._embeddings.append(
            CallRecord(
                model=model,
                kind="embedding",
                parameters=as_text({"texts": texts}),
                usage={"input": tokens},
                input_tokens=tokens,
                began_s=began - self._turn_began,
                seconds=time.perf_counter() - began,
                error=error,
            )
        )

    def record(self) -> StepRecord:
        return StepRecord(
            name=self.name,
            began_s=self._began - self._turn_began,
            seconds=self._seconds or time.perf_counter() - self._began,
            given=as_text(self.input) if self.input else "",
            gave="" if self.value is None else as_text(self.value),
            trouble=self.trouble,
            calls=(*(call.record() for call in self.calls), *self._embeddings),
            inside=self._inside,
        )
