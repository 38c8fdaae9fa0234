"""The tracer without keys: nothing is recorded, nothing is sent, nothing is imported."""

# ruff: noqa: ARG002 (ignoring what it is told is its purpose)
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler

    from tracing.tracer import LinkedPrompt, Status, Step, TurnTrace


class NullStep:
    """A step that is not recorded."""

    def output(self, value: object) -> None:
        """Forget the value."""


class NullTurn:
    """A turn that is not recorded."""

    trace_id = ""

    @property
    def callbacks(self) -> list[BaseCallbackHandler]:
        """Nothing listens."""
        return []

    @contextmanager
    def step(self, name: str, **input: object) -> Iterator[Step]:
        """Open nothing."""
        yield NullStep()

    def finish(self, *, output: str, status: Status, message: str = "") -> None:
        """Forget the end."""

    def score(self, name: str, value: float) -> None:
        """Forget the score."""

    def prompt_metadata(self, prompt: LinkedPrompt) -> dict[str, object]:
        """Link nothing."""
        return {}


class NullTracer:
    """The tracer without keys: nothing is recorded, nothing is imported."""

    project = ""

    @contextmanager
    def turn(
        self, *, name: str, turn_id: str, session_id: str, tags: tuple[str, ...], question: str
    ) -> Iterator[TurnTrace]:
        """Open nothing."""
        yield NullTurn()

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
        """Forget the score."""

    def remove_score(self, *, trace_id: str, name: str, score_id: str = "") -> None:
        """There is none to take back."""

    def link(self, trace_id: str) -> str:
        """Return an empty string."""
        return ""

    def flush(self) -> None:
        """Nothing waits."""
