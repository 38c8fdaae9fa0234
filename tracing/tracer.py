"""What a turn tells whoever reviews answers: the seam that the chain and the page code against.

Invariant: no call ever raises, blocks on the network or changes the answer. `message` never holds
journal text.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler

Status = Literal["complete", "stopped", "cut_off", "quotes_only", "failed"]


class LinkedPrompt(Protocol):
    """What a tracer needs to know of a prompt: `link` is what Langfuse gave, or None for a local
    file.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def link(self) -> object | None: ...
    @property
    def warning(self) -> str: ...
    @property
    def variables(self) -> frozenset[str]: ...
    def render(self, **values: str) -> Sequence[tuple[str, str]]: ...


class Step(Protocol):
    """One named step of a turn, open until its `with` block ends."""

    def output(self, value: object) -> None:
        """Record what the step gave."""


class TurnTrace(Protocol):
    """The trace of one turn. Steps may be opened from any thread or task."""

    @property
    def trace_id(self) -> str:
        """The trace's id, empty when nothing is recorded."""

    @property
    def callbacks(self) -> list[BaseCallbackHandler]:
        """What to pass as `callbacks` to the model, so that its call becomes the generation of the
        open step.
        """

    def step(self, name: str, **input: object) -> AbstractContextManager[Step]:
        """Open the step `name`: a span under the turn. An exception that passes through marks it
        and goes on.
        """

    def finish(self, *, output: str, status: Status, message: str = "") -> None:
        """Close the turn with the answer's text; the first call counts."""

    def score(self, name: str, value: float) -> None:
        """Put a score that the program worked out on the turn, before it is finished."""

    def prompt_metadata(self, prompt: LinkedPrompt) -> dict[str, object]:
        """Return the `metadata` of the step that renders a prompt: it ties the model call after it
        to the version.
        """


class Tracer(Protocol):
    """Records turns and the scores on them; `project` marks where the traces go, empty for
    nowhere.
    """

    @property
    def project(self) -> str: ...

    def turn(
        self, *, name: str, turn_id: str, session_id: str, tags: tuple[str, ...], question: str
    ) -> AbstractContextManager[TurnTrace]:
        """Open the one trace of a turn; `turn_id` fixes its id. Leaving the block closes whatever
        is still open.
        """

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
        """Put a score on a trace; the same `score_id` and `at` overwrite, also after a restart."""

    def remove_score(self, *, trace_id: str, name: str, score_id: str = "") -> None:
        """Take back the score that `score` put there with the same three, also after a restart."""

    def link(self, trace_id: str) -> str:
        """Return the address of the trace's page, or an empty string while it is not known."""

    def flush(self) -> None:
        """Send what is waiting, for two seconds at most."""
