"""Lets the model improve the plan of every question: what a follow-up refers to, other words for
what is asked, and options and times that rules do not know.

Promise: within a few seconds, or the rules' plan stands; a reply that does not validate is asked
for once more.
Limit: rules keep the options and dates they found, the journal tells the day of an event, and the
person's filter stays; the model only adds.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chains.ask.events import Plan, Question, Waiting
from chains.ask.planning.by_rules import LONGEST_PHRASE, MOST_PHRASES, narrowed
from chains.ask.planning.outline import names_of, outline
from chains.ask.render import render_history
from chains.evidence.render import plain
from chains.models.asked_model import AskedModel
from chains.models.chat import read_object, text_of
from chains.models.structured import ask_for
from errors import ModelUnavailableError, PromptError
from journal.entry import Entry
from language.dates.asked import DateRange
from language.grammar.terms import is_bigram, terms_of
from language.options.find import AskedOption, clean_label
from vectorstore.types import EntryFilter

if TYPE_CHECKING:
    from prompts.library import PromptLibrary
    from tracing.tracer import TurnTrace

_MOST_OPTIONS = 4
_REPLY_TOKENS = 150


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


def _schema() -> dict[str, Any]:
    """Return the schema that a model is held to: nothing beside its fields, and all of them."""
    schema = PlanReply.model_json_schema()
    schema |= {"title": "plan", "description": "How to search the journal for this question."}
    for each in (schema, *schema.get("$defs", {}).values()):
        each |= {"additionalProperties": False, "required": list(each["properties"])}
        for field in each["properties"].values():
            field.pop("default", None)
    return schema


class Planner:
    """Plans with one model."""

    def __init__(
        self,
        *,
        model: AskedModel,
        prompts: PromptLibrary,
        entries: Callable[[], Sequence[Entry]],
        today: Callable[[], date],
        seconds: float,
    ) -> None:
        """`entries` are those of the journal, of which the model is told a little."""
        self._model = model
        self._prompts = prompts
        self._entries = entries
        self._today = today
        self._seconds = seconds

    async def improve(
        self, question: Question, plan: Plan, trace: TurnTrace, say: Callable[[Waiting], None]
    ) -> Plan | None:
        """Return a better plan than the rules' `plan`, or None when the model gives none in time;
        a model that is known to be too slow is not asked.
        """
        if not plan.phrases:  # nothing was asked
            return None
        today = question.today or self._today()
        journal = await asyncio.to_thread(lambda: outline(self._entries()))
        values = {
            "journal": str(journal),
            "languages": names_of((*journal.languages, plan.language)),
            "question": plain(question.text, 2000),
            "history": render_history(question.history),
            "today": today.strftime("%Y-%m-%d, %A"),
        }
        try:
            prompt = await asyncio.to_thread(self._prompts.get, "plan")
            tokens = self._model.count(text_of(prompt, values))
            if not self._is_quick_enough(tokens):
                return None
            say(Waiting(step="plan", tokens=tokens, seconds=self._model.seconds_to_read(tokens)))
            reply = await ask_for(
                model=self._model,
                prompt=prompt,
                schema=_schema(),
                values=values,
                read=read_reply,
                trace=trace,
                seconds=self._seconds,
                reply_tokens=_REPLY_TOKENS,
            )
        except (PromptError, ModelUnavailableError):
            return None
        if reply is None:
            return None
        better = merged(plan, reply, question, today)
        if better.where == plan.where or self._holds_any(better.where):
            return better
        return replace(better, where=plan.where, date_words=plan.date_words)

    def _holds_any(self, where: EntryFilter) -> bool:
        """Say whether any entry is of the days of a filter: of a range that a model gave and in
        which nothing was written, it would be a lie that it was asked about.
        """
        first, last = where.since or date.min, where.until or date.max
        return any(first <= each.written_on <= last for each in self._entries())

    def _is_quick_enough(self, tokens: int) -> bool:
        known = self._model.known
        writing = _REPLY_TOKENS / known.writes if known.writes else 0.0
        longest = max(self._seconds, self._model.limits.first_word_seconds)
        return self._model.seconds_to_read(tokens) + writing <= longest


def read_reply(text: str) -> PlanReply | None:
    """Return the plan in a model's reply, fenced or surrounded by prose as it may be, or None."""
    try:
        return PlanReply.model_validate(read_object(text))
    except ValidationError:
        return None


def merged(plan: Plan, reply: PlanReply, question: Question, today: date) -> Plan:
    """Return the rules' plan with what the model adds: wordings, options and a range where the
    rules found none.
    """
    named = _options(reply)
    options = plan.options or (named if _are_told(named, question) else ())
    wordings = [plan.phrases[0] if plan.phrases else "", *reply.phrases[:6]]
    wordings += [phrase for option in (*options, *named) for phrase in option.phrases[:3]]
    phrases = dict.fromkeys(text for phrase in wordings if (text := plain(phrase, LONGEST_PHRASE)))
    found = (
        None
        if plan.date_words or plan.counts_from or not question.use_dates
        else _range(reply, question.text, today)
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


def _are_told(options: Sequence[AskedOption], question: Question) -> bool:
    """Say whether each option is named in the question, or in the conversation before it."""
    turns = (f"{each.question}\n{each.answer}" for each in question.history)
    told, *labels = terms_of(["\n".join((question.text, *turns)), *(o.label for o in options)])
    words = frozenset(told)
    return all(any(term in words and not is_bigram(term) for term in label) for label in labels)


def _range(reply: PlanReply, asked: str, today: date) -> DateRange | None:
    """Read the model's range; it counts only when its words stand in the question and it begins in
    the past.
    """
    words = " ".join((reply.date_words or "").split())
    said = " ".join(asked.split())
    # Whole words; in Korean a particle may be behind them.
    if not words or not re.search(rf"(?<!\w){re.escape(words)}(?![a-z])", said, re.IGNORECASE):
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
