"""Lets the model write the answer and reads it as it streams; the chain is `prompt | model` and
ends with the model.

Promise: whatever the server does, an outcome comes within the deadline and keeps what was shown.
Invariant: a stream that ends without the model's own "stop" is cut off, never complete.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from chains.ask.cite.answer_reader import AnswerReader
from chains.ask.events import Event, Finish, Plan, Question, Usage
from chains.ask.finding.ranked import Retrieved
from chains.ask.render import render_history, render_options
from chains.ask.sources import gather_sources
from chains.evidence.render import plain, render_sources
from chains.evidence.sources import Source
from chains.models.chat import address_of, calling_config, prompt_and_model
from chains.models.errors import ProviderError, model_error, provider_errors, retry_after, translate
from chains.models.held_connections import closing_held_connections
from errors import ModelUnavailableError, PromptError
from language.phrases import name_for_prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk
    from langchain_core.runnables import Runnable

    from prompts.library import PromptLibrary
    from tracing.tracer import TurnTrace

_LONGEST = 40_000  # characters; a real answer has about 2,000
_PATIENCE_S = 5.0  # the longest Retry-After that is worth waiting for
_COMPLETE = frozenset({"stop", "end_turn", "stop_sequence", "eos", "tool_calls"})

Say = Callable[[Event], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the writing ended; `problem` says why when it did not end well."""

    finish: Finish = "complete"
    problem: ModelUnavailableError | PromptError | None = None
    usage: Usage = field(default_factory=Usage)
    pointers_dropped: int = 0


@dataclass(slots=True)
class _Stream:
    """What is known of a running stream."""

    began: bool = False
    shown: bool = False
    pointed: bool = False
    received: int = 0
    reason: str | None = None
    usage: Usage = field(default_factory=Usage)
    wait: float | None = None


class Writer:
    """Writes answers with one model."""

    def __init__(
        self,
        *,
        model: BaseChatModel,
        prompts: PromptLibrary,
        today: Callable[[], date],
        seconds: float,
        passage_tokens: int,
    ) -> None:
        self._model = model
        self._prompts = prompts
        self._today = today
        self._seconds = seconds
        self._passage_tokens = passage_tokens

    async def write(
        self, question: Question, plan: Plan, found: Retrieved, trace: TurnTrace, say: Say
    ) -> Outcome:
        """Stream the answer's tokens to `say` and return how it ended."""
        try:
            prompt = await asyncio.to_thread(self._prompts.get, "answer")
            chain = prompt_and_model(prompt, self._model, trace)
        except PromptError as error:
            return Outcome(finish="quotes_only", problem=error)
        budget, deadline = self._passage_tokens, asyncio.get_running_loop().time() + self._seconds
        with trace.step("answer") as step:
            for last in (False, False, False, True):
                sources = gather_sources(found.ranked, budget_tokens=budget)
                values = self._values(question, plan, found, sources)
                reader = AnswerReader(sources, plan.options, f"{question.text} {plan.question}")
                stream = _Stream()
                outcome = await self._stream(chain, values, reader, stream, deadline, trace, say)
                if last or stream.shown or outcome.problem is None:
                    break
                if outcome.problem.key == "model.too_much":
                    budget //= 2
                elif stream.wait is not None and stream.wait <= _PATIENCE_S:
                    await asyncio.sleep(stream.wait)
                else:
                    break
            step.output(
                {
                    "finish": outcome.finish,
                    "problem": outcome.problem.key if outcome.problem else "",
                }
            )
        return outcome

    def _values(
        self, question: Question, plan: Plan, found: Retrieved, sources: tuple[Source, ...]
    ) -> dict[str, str]:
        seen, all_there = len({each.entry_id for each in sources}), found.hits.searched.entries
        return {
            "question": _asked(question, plan),
            "history": render_history(question.history),
            "options": render_options(plan),
            "passages": f"(from {seen} of {all_there} entries)\n\n{render_sources(sources)}",
            "language": name_for_prompt(plan.language),
            "today": self._today().isoformat(),
        }

    async def _stream(
        self,
        chain: Runnable[dict[str, str], AIMessageChunk],
        values: dict[str, str],
        reader: AnswerReader,
        stream: _Stream,
        deadline: float,
        trace: TurnTrace,
        say: Say,
    ) -> Outcome:
        problem: ModelUnavailableError | None = None
        try:
            async with (
                asyncio.timeout_at(deadline),
                closing_held_connections(),
                aclosing(_chunks(chain, values, trace)) as chunks,
            ):
                async for chunk in chunks:
                    if (
                        asyncio.get_running_loop().time() > deadline
                    ):  # a library below may have eaten the cancellation
                        raise TimeoutError
                    _note(stream, chunk)
                    self._show(reader.feed(str(chunk.text)), stream, say)
                    if stream.received > _LONGEST:
                        problem = model_error("model.too_long")
                        break
        except TimeoutError:
            problem = model_error("model.deadline", seconds=f"{self._seconds:g}")
        except ProviderError as error:
            stream.wait = retry_after(error.cause)
            problem = translate(error.cause, **address_of(self._model))
            if stream.began and problem.key == "model.unreachable":
                problem = model_error("model.broken_off")
        self._show(reader.close(), stream, say)
        problem = problem or self._verdict(reader, stream)
        finish: Finish = (
            "complete" if problem is None or problem.key == "model.unfounded" else "cut_off"
        )
        if not stream.shown:
            finish = "quotes_only"
        return Outcome(
            finish=finish,
            problem=problem,
            usage=stream.usage,
            pointers_dropped=reader.pointers_dropped,
        )

    @staticmethod
    def _show(tokens: tuple[Event, ...], stream: _Stream, say: Say) -> None:
        for token in tokens:
            stream.shown = stream.shown or bool(getattr(token, "text", "").strip())
            stream.pointed = stream.pointed or any(
                c.entry_id for c in getattr(token, "citations", ())
            )
            say(token)

    def _verdict(self, reader: AnswerReader, stream: _Stream) -> ModelUnavailableError | None:
        """Judge a stream that ended without an error."""
        named = address_of(self._model)
        if stream.reason == "content_filter":
            return model_error("model.filtered")
        if not stream.shown:
            return model_error("model.empty", **named)
        if stream.reason not in _COMPLETE:
            return model_error("model.cut_off")
        if reader.pointers_dropped and not stream.pointed:
            return model_error("model.unfounded", **named)
        return None


async def _chunks(
    chain: Runnable[dict[str, str], AIMessageChunk], values: dict[str, str], trace: TurnTrace
) -> AsyncGenerator[AIMessageChunk, None]:
    stream = chain.astream(values, config=calling_config(trace))
    while True:
        try:
            with provider_errors():
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        yield chunk


def _asked(question: Question, plan: Plan) -> str:
    """Return the question, and what it means within the conversation where that says more."""
    asked, meant = plain(question.text, 2000), plain(plan.question, 2000)
    return asked if meant == asked else f"{asked}\n(within the conversation: {meant})"


def _note(stream: _Stream, chunk: AIMessageChunk) -> None:
    stream.began = True
    stream.received += len(str(chunk.text))
    metadata: Mapping[str, object] = chunk.response_metadata
    reason = (
        metadata.get("finish_reason") or metadata.get("stop_reason") or metadata.get("done_reason")
    )
    stream.reason = str(reason).lower() if reason else stream.reason
    if name := metadata.get("model_name"):
        stream.usage = replace(stream.usage, model=str(name))
    if used := chunk.usage_metadata:
        stream.usage = replace(
            stream.usage,
            input_tokens=max(stream.usage.input_tokens, used["input_tokens"]),
            output_tokens=max(stream.usage.output_tokens, used["output_tokens"]),
        )
