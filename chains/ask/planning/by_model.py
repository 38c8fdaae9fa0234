"""Lets the model improve the plan where rules fall short: follow-ups, questions without options or
dates, other words.

Promise: within a few seconds, or the rules' plan stands; a reply that does not validate is asked
for once more.
Limit: rules keep the dates they found and the person's filter; the model only adds.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chains.ask.events import Plan, Question
from chains.ask.planning.by_rules import LONGEST_PHRASE, MOST_PHRASES, narrowed
from chains.ask.render import render_history
from chains.evidence.render import plain
from chains.models.chat import (
    Method,
    address_of,
    answering_in_schema,
    calling_config,
    prompt_and_model,
)
from chains.models.errors import ProviderError, provider_errors, translate
from errors import PromptError
from language.dates.asked import DateRange
from language.options.asked import AskedOption
from language.options.find import clean_label

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from prompts.library import PromptLibrary
    from prompts.prompt import Prompt
    from tracing.tracer import TurnTrace

_MOST_OPTIONS = 4
_HOPELESS = frozenset(
    {
        "model.key_refused",
        "model.no_credit",
        "model.unreachable",
        "model.unknown_model",
        "model.unknown_path",
    }
    | {"model.rate_limited", "model.timeout", "model.no_permission", "model.server_error"}
)


class OptionReply(BaseModel):
    """An option as the model names it."""

    model_config = ConfigDict(extra="ignore")
    label: str
    phrases: list[str] = Field(default_factory=list)


class PlanReply(BaseModel):
    """What the model is asked for."""

    model_config = ConfigDict(extra="ignore")
    question: str
    phrases: list[str]
    options: list[OptionReply] = Field(default_factory=list)
    since: str | None = None
    until: str | None = None
    date_words: str | None = None


_SCHEMA: dict[str, Any] = {
    "title": "plan",
    "description": "How to search the journal for this question.",
    "type": "object",
    "additionalProperties": False,
    "required": ["question", "phrases", "options", "since", "until", "date_words"],
    "properties": {
        "question": {"type": "string"},
        "phrases": {"type": "array", "items": {"type": "string"}},
        "options": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["label", "phrases"],
                "properties": {
                    "label": {"type": "string"},
                    "phrases": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
        "since": {"type": ["string", "null"]},
        "until": {"type": ["string", "null"]},
        "date_words": {"type": ["string", "null"]},
    },
}


def needs_model_plan(question: Question, plan: Plan) -> bool:
    """Say whether rules are likely to have missed something: in a conversation, or with neither
    options nor dates. Never for small talk: nothing is searched for it.
    """
    if plan.kind == "small_talk":
        return False
    return bool(question.history) or not (plan.options or plan.date_words)


class Planner:
    """Plans with one model."""

    def __init__(
        self,
        *,
        model: BaseChatModel,
        prompts: PromptLibrary,
        today: Callable[[], date],
        seconds: float,
    ) -> None:
        self._model = model
        self._prompts = prompts
        self._today = today
        self._seconds = seconds

    async def improve(self, question: Question, plan: Plan, trace: TurnTrace) -> Plan:
        """Return a better plan than the rules' `plan`, or that one when the model gives none in
        time.
        """
        if not plan.phrases:  # nothing was asked
            return plan
        try:
            prompt = await asyncio.to_thread(self._prompts.get, "plan")
            async with asyncio.timeout(self._seconds):
                reply = await self._reply(prompt, question, trace)
        except (PromptError, TimeoutError):
            return plan
        return plan if reply is None else merged(plan, reply, question, self._today())

    async def _reply(
        self, prompt: Prompt, question: Question, trace: TurnTrace
    ) -> PlanReply | None:
        values = {
            "question": plain(question.text, 2000),
            "history": render_history(question.history),
            "today": self._today().strftime("%Y-%m-%d, %A"),
        }
        methods: tuple[Method, ...] = ("json_schema", "json_mode", "json_mode")
        for method in methods:
            try:
                text = await self._ask(prompt, method, values, trace)
            except ProviderError as error:
                if translate(error.cause, **address_of(self._model)).key in _HOPELESS:
                    return None
                continue
            if reply := read_reply(text):
                return reply
        return None

    async def _ask(
        self, prompt: Prompt, method: Method, values: dict[str, str], trace: TurnTrace
    ) -> str:
        structured = answering_in_schema(self._model, _SCHEMA, method)
        with provider_errors():
            reply = await prompt_and_model(prompt, structured, trace).ainvoke(
                values, config=calling_config(trace)
            )
        return str(reply["raw"].text)  # type: ignore[index]  # include_raw makes it a mapping


def read_reply(text: str) -> PlanReply | None:
    """Return the plan in a model's reply, fenced or surrounded by prose as it may be, or None."""
    match = re.search(r"\{.*\}", text, re.DOTALL)
    try:
        return PlanReply.model_validate_json(match[0]) if match else None
    except ValidationError:
        return None


def merged(plan: Plan, reply: PlanReply, question: Question, today: date) -> Plan:
    """Return the rules' plan with what the model adds: wordings, options, a range where the rules
    found none.
    """
    options = _options(reply) or plan.options
    wordings = [plan.phrases[0] if plan.phrases else "", *reply.phrases[:6]]
    wordings += [phrase for option in options for phrase in option.phrases[:3]]
    phrases = dict.fromkeys(text for phrase in wordings if (text := plain(phrase, LONGEST_PHRASE)))
    found = (
        None if plan.date_words or not question.use_dates else _range(reply, question.text, today)
    )
    where = narrowed(plan.where, found)
    return replace(
        plan,
        question=plain(reply.question, 2000) or plan.question,
        phrases=tuple(phrases)[:MOST_PHRASES],
        options=options,
        where=where,
        date_words=found.words if found and where != plan.where else plan.date_words,
        made_by="model",
    )


def _options(reply: PlanReply) -> tuple[AskedOption, ...]:
    found: dict[str, AskedOption] = {}
    for option in reply.options[:_MOST_OPTIONS]:
        if label := clean_label(option.label):
            wordings = (plain(phrase, LONGEST_PHRASE) for phrase in [label, *option.phrases[:4]])
            phrases = tuple(dict.fromkeys(phrase for phrase in wordings if phrase))
            found.setdefault(label.casefold(), AskedOption(label=label, phrases=phrases))
    return tuple(found.values()) if len(found) > 1 else ()


def _range(reply: PlanReply, asked: str, today: date) -> DateRange | None:
    """Read the model's range; it counts only when its words stand in the question and it begins in
    the past.
    """
    words = " ".join((reply.date_words or "").split())
    if not words or words not in " ".join(asked.split()):
        return None
    try:
        since = date.fromisoformat(reply.since) if reply.since else None
        until = date.fromisoformat(reply.until) if reply.until else None
    except ValueError:
        return None
    if (
        (since is None and until is None)
        or (since and since > today)
        or (since and until and since > until)
    ):
        return None
    return DateRange(since=since, until=until, words=words, spans=())
