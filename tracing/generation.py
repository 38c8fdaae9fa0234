"""Makes a model's call the generation of the step it happens in: messages, model, parameters, tokens, prompt.

Invariant: no spans but the steps' own: chains, prompts and parsers around the model leave none.
Limit: an error is recorded by its class name; its text may hold what was sent.
"""

# ruff: noqa: ARG002 (the signatures are LangChain's)
from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGeneration, LLMResult

from tracing import attributes
from tracing.attributes import as_text
from tracing.quiet import quietly

if TYPE_CHECKING:
    from tracing.langfuse_turn import LangfuseStep, LangfuseTurn

PROMPT_KEY: Final = "langfuse_prompt"
# Named one by one: whatever else a provider's package puts among the parameters stays here.
_PARAMETERS: Final = (
    *("temperature", "top_p", "max_tokens", "max_completion_tokens", "seed", "reasoning_effort"),
    *("presence_penalty", "frequency_penalty"),
)


class GenerationRecorder(BaseCallbackHandler):
    """The callback to give to every model call of one turn."""

    # In the event loop itself: it only notes, and a thread per token would cost more than that.
    run_inline = True

    def __init__(self, turn: LangfuseTurn) -> None:
        self._turn = turn
        self._calls: dict[UUID, _Call] = {}
        self._parents: dict[UUID, UUID | None] = {}
        self._links: dict[UUID | None, object] = {}
        self._lock = threading.Lock()

    def on_chain_start(
        self,
        serialized: dict[str, Any] | None,
        inputs: Any,
        *,
        run_id: UUID,
        parent_run_id: UUID | None = None,
        metadata: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """Note which prompt a chain renders: its link belongs to the model call beside it."""
        self._parents[run_id] = parent_run_id
        if metadata and PROMPT_KEY in metadata:
            self._links[parent_run_id] = metadata[PROMPT_KEY]

    def on_chat_model_start(
        self,
        serialized: dict[str, Any],
        messages: list[list[BaseMessage]],
        *,
        run_id: UUID,
        parent_run_id: UUID | None = None,
        metadata: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """Open the generation."""
        parameters = kwargs.get("invocation_params") or {}
        link = (metadata or {}).get(PROMPT_KEY) or self._link_beside(parent_run_id)
        quietly(lambda: self._start(run_id, messages, metadata or {}, parameters, link), None)

    def on_llm_new_token(self, token: str | list[str | dict[str, Any]], *, run_id: UUID, **kwargs: Any) -> None:
        """Note when the first words came, and the words, in case the end never does."""
        if call := self._calls.get(run_id):
            quietly(lambda: call.token(token), None)

    def on_llm_end(self, response: LLMResult, *, run_id: UUID, **kwargs: Any) -> None:
        """Close the generation with what the model gave."""
        if call := self._calls.pop(run_id, None):
            quietly(lambda: call.end(response), None)

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **kwargs: Any) -> None:
        """Close the generation with what had come, and why it ended."""
        if call := self._calls.pop(run_id, None):
            quietly(lambda: call.fail(error), None)

    def close(self, step: LangfuseStep | None = None) -> None:
        """Keep the words of calls left in the middle: those of a step, or all. Their own end may come too late."""
        with self._lock:
            left = [run_id for run_id, call in self._calls.items() if step is None or call.step is step]
            calls = [self._calls.pop(run_id) for run_id in left]
        for call in calls:
            quietly(call.leave, None)

    def _link_beside(self, run_id: UUID | None) -> object | None:
        while run_id is not None:
            if run_id in self._links:
                return self._links[run_id]
            run_id = self._parents.get(run_id)
        return None

    def _start(
        self,
        run_id: UUID,
        messages: list[list[BaseMessage]],
        metadata: Mapping[str, object],
        parameters: Mapping[str, object],
        link: object | None,
    ) -> None:
        step = self._turn.step_for_model_call()
        if step is None:
            return
        step.become("generation")
        step.put(attributes.INPUT, as_text([_message(message) for message in messages[0]]))
        step.put(attributes.MODEL, str(metadata.get("ls_model_name") or parameters.get("model") or ""))
        chosen = {name: parameters[name] for name in _PARAMETERS if parameters.get(name) is not None}
        if chosen:
            step.put(attributes.PARAMETERS, as_text(chosen))
        if link is not None and not getattr(link, "is_fallback", False):
            step.put(attributes.PROMPT_NAME, str(getattr(link, "name", "")))
            step.put(attributes.PROMPT_VERSION, int(getattr(link, "version", 0)))
        with self._lock:
            self._calls[run_id] = _Call(step)


class _Call:
    """One running call."""

    def __init__(self, step: LangfuseStep) -> None:
        self.step = step
        self._words: list[str] = []

    def token(self, token: str | list[str | dict[str, Any]]) -> None:
        if not token or not isinstance(token, str):
            return
        if not self._words:
            now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            # The SDK sends this one time as JSON, in quotation marks, and the server expects it so.
            self.step.put(attributes.FIRST_TOKEN_AT, f'"{now}"')
        self._words.append(token)

    def end(self, response: LLMResult) -> None:
        generation = response.generations[0][0] if response.generations and response.generations[0] else None
        if not isinstance(generation, ChatGeneration):
            self.leave()
            return
        message = generation.message
        self.step.put_output(_message(message) if getattr(message, "tool_calls", None) else message.content)
        usage = _usage(cast(Mapping[str, object], getattr(message, "usage_metadata", None) or {}))
        if usage:
            self.step.put(attributes.USAGE, as_text(usage))
        about = message.response_metadata
        if named := about.get("model_name"):
            self.step.put(attributes.MODEL, str(named))
        self.step.put(f"{attributes.METADATA}.finish_reason", as_text([about.get("finish_reason")])[1:-1])
        self.step.model_call_ended()

    def fail(self, error: BaseException) -> None:
        self.leave()
        self.step.mark(error)
        self.step.model_call_ended()

    def leave(self) -> None:
        self.step.put_output("".join(self._words))


def _message(message: BaseMessage) -> dict[str, object]:
    role = {"human": "user", "ai": "assistant"}.get(message.type, message.type)
    shown: dict[str, object] = {"role": role, "content": message.content}
    if calls := getattr(message, "tool_calls", None):
        shown["tool_calls"] = calls
    return shown


def _usage(usage: Mapping[str, object]) -> dict[str, int]:
    named = {"input": "input_tokens", "output": "output_tokens", "total": "total_tokens"}
    counts = {name: usage.get(key) for name, key in named.items()}
    for side in ("input", "output"):
        details = usage.get(f"{side}_token_details")
        if isinstance(details, Mapping):
            counts |= {f"{side}_{name}": count for name, count in details.items()}
    return {name: count for name, count in counts.items() if isinstance(count, int)}
