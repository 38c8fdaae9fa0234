"""Lets the model write the answer and reads it as it streams; the chain is `prompt | model` and
ends with the model.

Promise: whatever the server does, an outcome comes within the deadline and keeps what was shown.
Invariant: a stream that ends without the model's own "stop" is cut off, never complete.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from chains.ask.cite.answer_reader import AnswerReader
from chains.ask.events import (
    Event,
    Finish,
    Given,
    Plan,
    Progress,
    Question,
    Token,
    Usage,
    Waiting,
)
from chains.ask.finding.ranked import Retrieved
from chains.ask.fitting import Fitted, Fitting
from chains.evidence.sources import Source
from chains.models.asked_model import AskedModel
from chains.models.chat import parts_sent
from chains.models.errors import ProviderError, model_error, retry_after, translate
from chains.models.stream import Reply, stream_reply
from errors import ModelUnavailableError, PromptError
from language.detect import is_other_language

if TYPE_CHECKING:
    from language.detect import Language
    from prompts.library import PromptLibrary
    from tracing.tracer import TurnTrace

_LONGEST = 12_000  # characters shown; a real answer has about 2,000
# What may yet prove to be thinking, by the mark at its end, is read on for so long, and not shown.
_LONGEST_UNMARKED = 80_000
_LONGEST_REPLY = 400_000  # with all that was thought
_PATIENCE_S = 5.0  # the longest Retry-After that is worth waiting for
_MOST_TRIES = 6
_EARLY, _LATE = 80, 30  # letters by which another language shows: in the stream, at its end
_COMPLETE = frozenset({"stop", "end_turn", "stop_sequence", "eos", "tool_calls", "eos_token"})
# What providers call an end that their filters or the model's own refusal made.
_FILTERED = re.compile(
    r"content_filter|safety|prohibited|recitation|blocklist|spii|refusal|guardrail|sensitive"
)
# Problems of an answer that came whole.
_WHOLE = frozenset({"model.unfounded", "model.prompt_cut", "model.other_language", "model.advises"})

Say = Callable[[Event | Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the writing ended; `problem` says why when it did not end well, `sources` is what the
    model was given.
    """

    finish: Finish = "complete"
    problem: ModelUnavailableError | PromptError | None = None
    usage: Usage = field(default_factory=Usage)
    pointers_dropped: int = 0
    sources: tuple[Source, ...] = ()


@dataclass(slots=True)
class _Attempt:
    """One asking: what was shown of it, and what went wrong."""

    fitted: Fitted
    reader: AnswerReader
    language: Language
    reply: Reply = field(default_factory=Reply)
    shown: str = ""
    pointed: bool = False
    error: Exception | None = None
    problem: ModelUnavailableError | None = None

    @property
    def is_overlong(self) -> bool:
        """Whether more was shown than an answer has."""
        return len(self.shown) > _LONGEST

    @property
    def is_too_long(self) -> bool:
        """Whether nothing that may follow is worth waiting for."""
        if self.is_overlong and not self.reader.may_be_thinking:
            return True
        most = _LONGEST_UNMARKED if self.is_overlong else _LONGEST_REPLY
        return self.reply.received > most

    @property
    def is_surely_answer(self) -> bool:
        """Whether what was shown can be no thinking: it points at passages, or no mark that would
        make thinking of it may follow.
        """
        return self.pointed or not self.reader.may_be_thinking

    def is_other_language(self, least: int) -> bool:
        return is_other_language(self.shown, self.language, least)


class Writer:
    """Writes answers with one model."""

    def __init__(
        self,
        *,
        model: AskedModel,
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
            prompts = await asyncio.to_thread(
                lambda: (self._prompts.get("answer"), self._prompts.get("answer_brief"))
            )
        except PromptError as error:
            return Outcome(finish="quotes_only", problem=error)
        await self._model.prepare()
        fitting = Fitting(self._model, prompts, self._today, self._passage_tokens)
        with trace.step("answer") as step:
            outcome, fitted = await self._try(fitting, question, plan, found, trace, say)
            step.output(
                {
                    "finish": outcome.finish,
                    "problem": outcome.problem.key if outcome.problem else "",
                    "prompt_tokens": fitted.tokens,
                    "evidence_tokens": fitted.evidence,
                    "window": self._model.known.window,
                }
            )
        return outcome

    async def _try(
        self,
        fitting: Fitting,
        question: Question,
        plan: Plan,
        found: Retrieved,
        trace: TurnTrace,
        say: Say,
    ) -> tuple[Outcome, Fitted]:
        """Ask, and again where asking otherwise may help."""
        deadline, insist = 0.0, False
        for tried in range(1, _MOST_TRIES + 1):
            fitted = await fitting.fit(question, plan, found, insist=insist)
            if not fitted.fits:
                too_much = model_error("model.too_much", **self._model.named)
                return Outcome(finish="quotes_only", problem=too_much), fitted
            seconds = self._model.seconds_for(fitted.tokens, self._seconds)
            now = asyncio.get_running_loop().time()
            deadline = deadline or now + seconds
            reading = self._model.seconds_to_read(fitted.tokens)
            say(Given(sources=fitted.sources))
            say(Waiting(step="read", tokens=fitted.tokens, seconds=reading))
            reader = AnswerReader(
                fitted.sources,
                plan.options,
                f"{question.text} {plan.question}",
                thinks_first=self._model.known.thinks_first,
            )
            attempt = _Attempt(fitted, reader, plan.language)
            last = tried == _MOST_TRIES
            await self._stream(attempt, deadline, seconds, trace, say, early=not (insist or last))
            if last:
                break
            if attempt.problem is None and not insist and attempt.is_other_language(_LATE):
                insist = True
            elif attempt.error is None or attempt.shown or not await self._can_mend(attempt):
                break
            if attempt.shown:
                say(Token(text="", again=True))
        return self._judge(attempt), fitted

    async def _can_mend(self, attempt: _Attempt) -> bool:
        """Learn from a refusal, or wait as long as the server wants; False when neither helps."""
        assert attempt.error is not None
        sent = parts_sent(attempt.fitted.prompt, self._model)
        if self._model.mend(attempt.error, attempt.fitted.text, sent):
            return True
        wait = retry_after(attempt.error)
        if wait is None or wait > _PATIENCE_S:
            return False
        await asyncio.sleep(wait)
        return True

    async def _stream(
        self,
        attempt: _Attempt,
        deadline: float,
        seconds: float,
        trace: TurnTrace,
        say: Say,
        *,
        early: bool,
    ) -> None:
        """Read one reply; with `early`, one in another language only until that shows."""
        clock = asyncio.get_running_loop().time
        fitted, reply = attempt.fitted, attempt.reply
        pieces = stream_reply(fitted.prompt, fitted.values, self._model, trace, reply)
        thinks = False
        try:
            async with asyncio.timeout_at(deadline), aclosing(pieces):
                async for piece in pieces:
                    if clock() > deadline:  # a library below may have eaten the cancellation
                        raise TimeoutError
                    self._show(attempt, attempt.reader.feed(piece), say)
                    if attempt.reader.is_thinking and not thinks:
                        thinks = True
                        say(Waiting(step="think"))
                    if attempt.is_too_long:
                        attempt.problem = model_error("model.too_long")
                        break
                    is_told = early and attempt.is_surely_answer
                    if is_told and attempt.is_other_language(_EARLY):
                        return
        except TimeoutError:
            attempt.problem = model_error("model.deadline", seconds=f"{seconds:g}")
        except ProviderError as error:
            attempt.error = error.cause
            attempt.problem = translate(error.cause, **self._model.named)
            if reply.began and attempt.problem.key == "model.unreachable":
                attempt.problem = model_error("model.broken_off")
        self._show(attempt, attempt.reader.close(), say)
        if attempt.reader.ended_unopened:
            self._model.learn(thinks_first=True)
        elif attempt.is_overlong:  # it ended, or time did, and no mark made thinking of it
            attempt.problem = attempt.problem or model_error("model.too_long")

    @staticmethod
    def _show(attempt: _Attempt, tokens: tuple[Token, ...], say: Say) -> None:
        for token in tokens:
            if token.again:
                attempt.shown, attempt.pointed = "", False
            elif attempt.is_overlong:
                continue
            attempt.shown += token.text
            attempt.pointed = attempt.pointed or any(each.entry_id for each in token.citations)
            say(token)

    def _judge(self, attempt: _Attempt) -> Outcome:
        problem = attempt.problem or self._verdict(attempt)
        reply = attempt.reply
        is_whole = problem is None or problem.key in _WHOLE
        finish: Finish = "complete" if is_whole else "cut_off"
        return Outcome(
            finish=finish if attempt.shown.strip() else "quotes_only",
            problem=problem,
            usage=Usage(
                model=reply.model,
                input_tokens=reply.used["input"],
                output_tokens=reply.used["output"],
            ),
            pointers_dropped=attempt.reader.pointers_dropped,
            sources=attempt.fitted.sources,
        )

    def _verdict(self, attempt: _Attempt) -> ModelUnavailableError | None:
        """Judge a stream that ended without an error."""
        named, reply, reader = self._model.named, attempt.reply, attempt.reader
        if _FILTERED.search(reply.reason or "") or reply.refused:
            return model_error("model.filtered")
        if not attempt.shown.strip():
            key = "model.only_thought" if reader.only_thought or reply.thought else "model.empty"
            is_junk = reader.is_junk or reply.is_foreign
            return model_error("model.bad_reply" if is_junk else key, **named)
        if reader.is_junk:
            return model_error("model.bad_reply", **named)
        if reader.lost_answer:
            return model_error("model.only_thought", **named)
        if reply.reason not in _COMPLETE or reader.broke_off_thinking:
            return model_error("model.cut_off")
        if reader.pointers_dropped and not attempt.pointed:
            return model_error("model.unfounded", **named)
        read = reply.used["input"]
        if self._model.was_cut(attempt.fitted.text, read):
            return model_error("model.prompt_cut", window=f"{read:,}", **named)
        if attempt.is_other_language(_LATE):
            return model_error("model.other_language", **named)
        return None
