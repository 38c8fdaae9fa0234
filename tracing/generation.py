"""Makes a model's call the generation of the step it happens in: messages, model, parameters,
tokens, cost, prompt.

Limit: further calls in a step (a retry, a second try at a plan) join the same generation: the last
one's messages, all tokens, the number of attempts and the names of their errors.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from tracing import attributes
from tracing.attributes import Value, as_text
from tracing.calls import Received, Sent
from tracing.prices import cost_details

if TYPE_CHECKING:
    from tracing.masking import Veil


class Generation:
    """What a step's calls add up to."""

    def __init__(self) -> None:
        self.calls = 0
        self.errors: list[str] = []
        self.usage: Counter[str] = Counter()


class CalledStep(Protocol):
    """What a call needs of the step that it happens in."""

    @property
    def generation(self) -> Generation: ...
    def become(self, kind: str) -> None: ...
    def put(self, key: str, value: Value) -> None: ...
    def put_output(self, value: object) -> None: ...
    def mark(self, error: BaseException) -> None: ...
    def level(self, level: str | None, message: str) -> None: ...
    def model_call_ended(self) -> None: ...


class LangfuseCall:
    """One call, written onto its step's span."""

    def __init__(self, step: CalledStep, sent: Sent, veil: Veil) -> None:
        self.owner = step
        self._model = sent.model
        self._veil = veil
        self._all = step.generation
        self._all.calls += 1
        step.become("generation")
        step.put(attributes.INPUT, as_text(veil.messages(sent)))
        if sent.model:
            step.put(attributes.MODEL, veil.name(sent.model))
        if sent.parameters:
            step.put(attributes.PARAMETERS, as_text(veil.value(sent.parameters)))
        if self._all.calls > 1:
            step.put(f"{attributes.METADATA}.attempts", self._all.calls)
        link = sent.prompt.link if sent.prompt else None
        if link is not None and not getattr(link, "is_fallback", False):
            step.put(attributes.PROMPT_NAME, str(getattr(link, "name", "")))
            step.put(attributes.PROMPT_VERSION, int(getattr(link, "version", 0)))

    def first_token(self) -> None:
        """Note the time, for the time to first token."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        # The SDK sends this one time as JSON, in quotation marks, and the server expects it so.
        self.owner.put(attributes.FIRST_TOKEN_AT, f'"{now}"')

    def end(self, received: Received) -> None:
        """Write down what came and what it took."""
        step, veil = self.owner, self._veil
        step.put_output(veil.reply(received))
        model = received.model or self._model
        if received.model:
            step.put(attributes.MODEL, veil.name(received.model))
        if received.usage:
            self._all.usage.update(received.usage)
            step.put(attributes.USAGE, as_text(dict(self._all.usage)))
            if cost := cost_details(model, self._all.usage["input"], self._all.usage["output"]):
                step.put(attributes.COST, as_text(cost))
        if received.finish_reason:
            step.put(f"{attributes.METADATA}.finish_reason", veil.name(received.finish_reason))
        if received.error is not None:
            self._all.errors.append(type(received.error).__name__)
            step.mark(received.error)
        elif self._all.errors and received.finish_reason:
            step.level("WARNING", f"after {', '.join(self._all.errors)}")
        step.model_call_ended()
