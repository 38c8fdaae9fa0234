"""Hears of every model call of a turn through LangChain's callbacks, and passes on what was sent
and what came back.

Invariant: chains, prompts and parsers around the model leave no trace of their own.
Limit: an error is passed on by its class; its text may hold what was sent.
"""

# ruff: noqa: ARG002 (the signatures are LangChain's)
from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeVar, cast
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGeneration, LLMResult

from tracing.quiet import quietly
from tracing.tracer import LinkedPrompt

PROMPT_KEY: Final = "crossroads_prompt"
# Named one by one: whatever else a provider's package puts among the parameters stays here.
_PARAMETERS: Final = (
    *("temperature", "top_p", "max_tokens", "max_completion_tokens", "seed", "reasoning_effort"),
    *("presence_penalty", "frequency_penalty"),
)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What goes to a model; `values` filled the places of `prompt`, where both are known."""

    messages: Sequence[BaseMessage]
    model: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)
    prompt: LinkedPrompt | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came back, whole or as far as it came; `usage` counts tokens by kind."""

    content: object = ""
    tool_calls: Sequence[object] = ()
    usage: Mapping[str, int] = field(default_factory=dict)
    model: str = ""
    finish_reason: str = ""
    error: BaseException | None = None


class Call(Protocol):
    """Whoever wants to know how a call goes on."""

    @property
    def owner(self) -> object:
        """The step that the call is made in."""

    def first_token(self) -> None: ...
    def end(self, received: Received) -> None: ...


class CallListener(BaseCallbackHandler):
    """The callback to give to every model call of one turn; `begin` opens a call, or refuses with
    None.
    """

    # In the event loop itself: it only notes, and a thread per token would cost more than that.
    run_inline = True

    def __init__(self, begin: Callable[[Sent], Call | None]) -> None:
        self._begin = begin
        self._calls: dict[UUID, _Running] = {}
        self._parents: dict[UUID, UUID | None] = {}
        self._rendered: dict[UUID | None, _Rendered] = {}
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
        """Note which prompt a chain renders, and with what: it belongs to the model call beside
        it.
        """
        self._parents[run_id] = parent_run_id
        if metadata and PROMPT_KEY in metadata:
            self._rendered[parent_run_id] = _Rendered(run_id, metadata[PROMPT_KEY], inputs)

    def on_chain_end(
        self, outputs: Any, *, run_id: UUID, parent_run_id: UUID | None = None, **kwargs: Any
    ) -> None:
        """Note the values that a streaming chain learns late, which is before the model is
        called.
        """
        rendered = self._rendered.get(parent_run_id)
        if rendered is not None and rendered.run_id == run_id and kwargs.get("inputs"):
            rendered.inputs = kwargs["inputs"]

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
        """Open the call."""
        about = metadata or {}
        parameters = cast(Mapping[str, object], kwargs.get("invocation_params") or {})
        rendered = self._rendered_beside(parent_run_id)
        sent = Sent(
            messages=messages[0],
            model=str(about.get("ls_model_name") or parameters.get("model") or ""),
            parameters={
                name: parameters[name] for name in _PARAMETERS if parameters.get(name) is not None
            },
            prompt=rendered.prompt if rendered else about.get(PROMPT_KEY),
            values=rendered.values() if rendered else {},
        )
        call = quietly(lambda: self._begin(sent), None)
        if call is not None:
            with self._lock:
                self._calls[run_id] = _Running(call)

    def on_llm_new_token(
        self, token: str | list[str | dict[str, Any]], *, run_id: UUID, **kwargs: Any
    ) -> None:
        """Note when the first words came, and the words, in case the end never does."""
        if running := self._calls.get(run_id):
            quietly(lambda: running.token(token), None)

    def on_llm_end(self, response: LLMResult, *, run_id: UUID, **kwargs: Any) -> None:
        """Close the call with what the model gave."""
        if running := self._taken(run_id):
            quietly(lambda: running.call.end(_received(response, running.words)), None)

    def on_llm_error(self, error: BaseException, *, run_id: UUID, **kwargs: Any) -> None:
        """Close the call with what had come, and why it ended."""
        if running := self._taken(run_id):
            quietly(
                lambda: running.call.end(Received(content="".join(running.words), error=error)),
                None,
            )

    def close(self, owner: object | None = None) -> None:
        """Keep the words of calls left in the middle: those of an owner, or all. Their own end may
        come too late.
        """
        with self._lock:
            left = [
                run_id
                for run_id, each in self._calls.items()
                if owner is None or each.call.owner is owner
            ]
            calls = [self._calls.pop(run_id) for run_id in left]
        for running in calls:
            words = "".join(running.words)
            quietly(_bound(running.call.end, Received(content=words)), None)

    def _taken(self, run_id: UUID) -> _Running | None:
        with self._lock:
            return self._calls.pop(run_id, None)

    def _rendered_beside(self, run_id: UUID | None) -> _Rendered | None:
        while run_id is not None:
            if run_id in self._rendered:
                return self._rendered[run_id]
            run_id = self._parents.get(run_id)
        return None


class _Running:
    """A call under way, and the words so far."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.words: list[str] = []

    def token(self, token: str | list[str | dict[str, Any]]) -> None:
        if not token or not isinstance(token, str):
            return
        if not self.words:
            self.call.first_token()
        self.words.append(token)


class _Rendered:
    """A prompt that was rendered in a run."""

    def __init__(self, run_id: UUID, prompt: LinkedPrompt, inputs: object) -> None:
        self.run_id = run_id
        self.prompt = prompt
        self.inputs = inputs

    def values(self) -> dict[str, str]:
        if not isinstance(self.inputs, Mapping):
            return {}
        return {name: value for name, value in self.inputs.items() if isinstance(value, str)}


def _received(response: LLMResult, words: list[str]) -> Received:
    generation = (
        response.generations[0][0] if response.generations and response.generations[0] else None
    )
    if not isinstance(generation, ChatGeneration):
        return Received(content="".join(words))
    message = generation.message
    about = message.response_metadata
    return Received(
        content=message.content,
        tool_calls=getattr(message, "tool_calls", None) or (),
        usage=_usage(cast(Mapping[str, object], getattr(message, "usage_metadata", None) or {})),
        model=str(about.get("model_name") or ""),
        finish_reason=str(about.get("finish_reason") or ""),
    )


def _usage(usage: Mapping[str, object]) -> dict[str, int]:
    """Return tokens in parts that do not overlap, as Langfuse adds them up: what was cached is no
    part of `input`, what was reasoned none of `output`.
    """
    counts: dict[str, int] = {}
    for side in ("input", "output"):
        whole = usage.get(f"{side}_tokens")
        if not isinstance(whole, int):
            continue
        details = usage.get(f"{side}_token_details")
        parts = details.items() if isinstance(details, Mapping) else ()
        inside = {f"{side}_{name}": n for name, n in parts if isinstance(n, int) and n > 0}
        counts |= {side: max(0, whole - sum(inside.values())), **inside}
    total = usage.get("total_tokens")
    return counts | ({"total": total} if isinstance(total, int) and counts else {})


def _bound(call: Callable[[Received], _T], received: Received) -> Callable[[], _T]:
    return lambda: call(received)
