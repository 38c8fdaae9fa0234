"""What one turn did, kept on this machine for "Why this answer?": steps, passages, and the exact
messages sent.

Limit: it holds journal text; so it lives and is deleted with its conversation, or on the Traces
page when an entry was read without one, and is never sent anywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal

# A session of this kind is an entry that was read, no conversation.
READING: Final = "entry-"
# With a model, or quotes alone.
Mode = Literal["model", "quotes_only"]


def fingerprint(entry_id: str) -> str:
    """Return what an entry is called where its id, maybe a name that a person gave, must not be."""
    return hashlib.sha256(entry_id.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """A message exactly as it went to the model."""

    role: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """A call of a model. `prompt_version` is Langfuse's number, or the local file's hash; seconds
    are of the call.

    `cost` is in US dollars, None where no price is known; `error` is the error's name,
    `first_token_s` 0 without words. `usage` counts tokens in parts that do not overlap. `outline`
    is the messages as a masked trace shows them; `warning` says that a newer version of the prompt
    is refused. `kind` tells embeddings from answers in words.
    """

    model: str = ""
    prompt_name: str = ""
    prompt_version: str = ""
    prompt_source: str = ""
    messages: tuple[SentMessage, ...] = ()
    parameters: str = ""
    reply: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    first_token_s: float = 0.0
    seconds: float = 0.0
    finish_reason: str = ""
    error: str = ""
    began_s: float = 0.0
    usage: Mapping[str, int] = field(default_factory=dict)
    outline: tuple[SentMessage, ...] = ()
    warning: str = ""
    kind: str = "generation"

    @property
    def prompt(self) -> str:
        """The prompt's version in words: `answer@3`, or `answer#1f2e3d4c` for a local file."""
        if not self.prompt_name:
            return ""
        sign = "@" if self.prompt_source == "langfuse" else "#"
        return f"{self.prompt_name}{sign}{self.prompt_version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """A step: when it began after the question, how long it took, and what it took and gave, as
    JSON. `inside` is the place of the step that it happened in, -1 for none.
    """

    name: str
    began_s: float
    seconds: float
    given: str = ""
    gave: str = ""
    trouble: str = ""
    calls: tuple[CallRecord, ...] = ()
    inside: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRecord:
    """A passage that was found: its place, its score, and whether the answer cites it."""

    entry_id: str
    start: int
    end: int
    score: float
    written_on: date | None = None
    title: str = ""
    cited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A number that the program worked out, 0 to 1."""

    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRecord:
    """Everything about one turn. `phrases` are what was searched at last; `trace_id` is empty
    without Langfuse, `made_for` marks the project that the trace belongs to. `parent_id` is the
    observation of an experiment that it happened in, `output` the answer's words.
    """

    turn_id: str
    conversation_id: str
    name: str
    asked_at: datetime
    question: str
    seconds: float = 0.0
    status: str = "complete"
    message: str = ""
    trace_id: str = ""
    tags: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    steps: tuple[StepRecord, ...] = ()
    passages: tuple[PassageRecord, ...] = ()
    scores: tuple[Score, ...] = field(default=())
    output: str = ""
    parent_id: str = ""
    made_for: str = ""

    @property
    def is_reading(self) -> bool:
        """Whether an entry was read, and no question answered."""
        return self.conversation_id.startswith(READING)

    @property
    def calls(self) -> tuple[CallRecord, ...]:
        """All calls of chat models, in order."""
        calls = (call for step in self.steps for call in step.calls)
        return tuple(call for call in calls if call.kind == "generation")

    @property
    def mode(self) -> Mode:
        """Whether a model wrote the answer."""
        wrote = any(call.prompt_name != "plan" for call in self.calls)
        return "model" if wrote and self.status != "quotes_only" else "quotes_only"

    @property
    def prompt(self) -> str:
        """The version of the prompt that the answer was written with, or empty."""
        return next(
            (call.prompt for call in reversed(self.calls) if call.prompt_name != "plan"), ""
        )

    @property
    def cost(self) -> float | None:
        """Dollars of all calls, None when a price is not known or nothing was called."""
        costs = [call.cost for call in self.calls]
        known = [cost for cost in costs if cost is not None]
        return sum(known) if known and len(known) == len(costs) else None
