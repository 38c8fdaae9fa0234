"""One turn as one trace: a root span, its steps, and steps within steps, each tied to its parent by
hand.

Invariant: steps of any thread or task belong to their own turn, and every span carries session,
user and tags. Levels and messages hold names of errors only, never text.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from langchain_core.callbacks import BaseCallbackHandler

from tracing import attributes
from tracing.attributes import Value, as_mark, as_text
from tracing.calls import PROMPT_KEY, CallListener, Sent
from tracing.connection import Connection
from tracing.generation import Generation, LangfuseCall
from tracing.masking import Veil, veil_for
from tracing.null import NullStep
from tracing.quiet import quietly
from tracing.tracer import LinkedPrompt, Status, Step

if TYPE_CHECKING:
    from opentelemetry.trace import Span

_KINDS: Final[Mapping[str, str]] = {"retrieve": "retriever"}
_LEVELS: Final[Mapping[Status, str]] = {
    "stopped": "WARNING",
    "cut_off": "WARNING",
    "failed": "ERROR",
}
# The step that the running code is in. Tasks and threads that it starts inherit it.
_inside: ContextVar[LangfuseStep | None] = ContextVar("langfuse_step", default=None)
# How a cancelled step looks from inside: the person stopped the answer.
_STOPPED: Final = (asyncio.CancelledError, GeneratorExit)


class LangfuseTurn:
    """The trace of one turn, open until `finish`."""

    def __init__(
        self,
        connection: Connection,
        *,
        name: str,
        trace_id: str,
        session_id: str,
        tags: tuple[str, ...],
        question: str,
        score: Callable[[str, float], None],
    ) -> None:
        self.trace_id = trace_id
        self.score = score
        self._connection = connection
        address = connection.address
        self._veil = veil = veil_for(address.content)
        marks: dict[str, Value] = {
            attributes.TRACE_NAME: as_mark(name),
            attributes.SESSION: as_mark(veil.name(session_id)),
            attributes.USER: as_mark(address.user_id),
            attributes.RELEASE: address.release,
            attributes.ENVIRONMENT: address.environment,
            attributes.TAGS: [as_mark(veil.name(tag)) for tag in tags if as_mark(tag)],
        }
        self._marks = {key: value for key, value in marks.items() if value}
        self._lock = threading.Lock()
        self._open: list[LangfuseStep] = []
        self._finished = False
        self._recorder = CallListener(self._begin_call)
        self._root = connection.start_span(name, trace_id=trace_id)
        self._root.set_attributes(
            self._marks | {attributes.KIND: "span", attributes.INPUT: as_text(veil.text(question))}
        )

    @property
    def callbacks(self) -> list[BaseCallbackHandler]:
        """What to give to every model call of the turn."""
        return [self._recorder]

    @contextmanager
    def step(self, name: str, **input: object) -> Iterator[Step]:
        """Open a step under the step that the calling code is in, or under the turn."""
        step = quietly(lambda: self._begin(name, input), None)
        if step is None:
            yield NullStep()
            return
        outside = _inside.get()
        _inside.set(step)
        try:
            yield step
        except BaseException as error:
            step.mark(error)
            raise
        finally:
            _inside.set(outside)
            quietly(lambda: self._end(step), None)

    def finish(self, *, output: str, status: Status, message: str = "") -> None:
        """Close the turn and what is still open in it."""
        quietly(lambda: self._finish(output, status, message), None)

    def abandon(self, error: BaseException | None) -> None:
        """Close a turn that nobody finished."""
        if isinstance(error, _STOPPED):
            self.finish(output="", status="stopped")
        elif error is not None:
            self.finish(output="", status="failed", message=type(error).__name__)
        else:
            self.finish(output="", status="complete")

    def prompt_metadata(self, prompt: LinkedPrompt) -> dict[str, object]:
        """Return what ties a model call to the prompt that was rendered for it."""
        return {PROMPT_KEY: prompt}

    def _begin_call(self, sent: Sent) -> LangfuseCall | None:
        """Make the step that a model call is made in its generation."""
        with self._lock:
            if self._finished:
                return None
        step = self._current() or self._started("model", parent=self._root, closes_with_call=True)
        return LangfuseCall(step, sent, self._veil)

    def _current(self) -> LangfuseStep | None:
        """The calling code's step; for code that inherited none, the step opened last."""
        inside = _inside.get()
        with self._lock:
            if inside in self._open:
                return inside
            return self._open[-1] if self._open and inside is None else None

    def _begin(self, name: str, input: Mapping[str, object]) -> LangfuseStep | None:
        inside = _inside.get()
        with self._lock:
            if self._finished:
                return None
            parent = inside.span if inside is not None and inside in self._open else self._root
        step = self._started(name, parent=parent, closes_with_call=False)
        if input:
            step.put(attributes.INPUT, as_text(self._veil.value(input)))
        with self._lock:
            self._open.append(step)
        return step

    def _started(self, name: str, *, parent: Span, closes_with_call: bool) -> LangfuseStep:
        span = self._connection.start_span(name, parent=parent)
        span.set_attributes(self._marks)
        step = LangfuseStep(name, span, self._veil, closes_with_call=closes_with_call)
        step.become(_KINDS.get(name, "span"))
        return step

    def _end(self, step: LangfuseStep) -> None:
        with self._lock:
            if step not in self._open:
                return
            self._open.remove(step)
        self._recorder.close(step)
        step.span.end()

    def _finish(self, output: str, status: Status, message: str) -> None:
        with self._lock:
            if self._finished:
                return
            self._finished = True
            left, self._open = self._open, []
        self._recorder.close()
        for step in reversed(left):
            step.level(_LEVELS.get(status), status)
            step.span.end()
        self._root.set_attribute(attributes.OUTPUT, as_text(self._veil.text(output)))
        # A turn that came to its end although something was wrong is worth a look too.
        if level := _LEVELS.get(status, "WARNING" if message else None):
            self._root.set_attribute(attributes.LEVEL, level)
            why = f"{status}: {self._veil.name(message)}" if message else status
            self._root.set_attribute(attributes.STATUS, as_text(why))
        self._root.end()


class LangfuseStep:
    """One step's span. It becomes a generation when a model is called in it."""

    def __init__(self, name: str, span: Span, veil: Veil, *, closes_with_call: bool) -> None:
        self.name = name
        self.span = span
        self.generation = Generation()
        self._veil = veil
        self._closes_with_call = closes_with_call

    def output(self, value: object) -> None:
        """Record what the step gave; a generation's output is the model's own words, and this
        stands beside it.
        """
        key = f"{attributes.METADATA}.result" if self.generation.calls else attributes.OUTPUT
        quietly(lambda: self.put(key, as_text(self._veil.value(value))), None)

    def become(self, kind: str) -> None:
        """Set the kind of observation that Langfuse shows."""
        self.put(attributes.KIND, kind)

    def put(self, key: str, value: Value) -> None:
        """Set one attribute."""
        self.span.set_attribute(key, value)

    def put_output(self, value: object) -> None:
        """Set the output, as text or JSON; it must have passed the veil."""
        self.put(attributes.OUTPUT, as_text(value))

    def mark(self, error: BaseException) -> None:
        """Say why the step ended early, by the error's name."""
        stopped = isinstance(error, _STOPPED)
        level, why = ("WARNING", "stopped") if stopped else ("ERROR", type(error).__name__)
        quietly(lambda: self.level(level, why), None)

    def level(self, level: str | None, message: str) -> None:
        """Set level and message, unless all is well."""
        if level is not None:
            self.put(attributes.LEVEL, level)
            self.put(attributes.STATUS, message)

    def model_call_ended(self) -> None:
        """Close the span if it was opened for the call alone."""
        if self._closes_with_call:
            self.span.end()
