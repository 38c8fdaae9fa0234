"""Makes a prompt that fits: into the model's window with room for the reply, and into what it reads
before the first word is due.

Promise: instructions shrink before evidence, and the best evidence stays longest. Limit: where the
server does not count tokens itself, their number is an estimate on the safe side.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from chains.ask.events import Plan, Question
from chains.ask.finding.ranked import Retrieved
from chains.ask.render import render_history, render_options
from chains.ask.sources import gather_sources
from chains.evidence.render import plain, render_sources
from chains.evidence.sources import Source
from chains.models.asked_model import AskedModel
from chains.models.chat import text_of
from chains.models.window import room_of
from language.grammar.phrases import name_for_prompt, phrase
from prompts.prompt import Prompt

_TURNS = 3  # of the conversation that are told
_MOST_FITS = 5
_FEWEST = 60  # tokens: a sentence of evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A prompt and what fills it; `tokens` of all of it, `evidence` of the passages in it."""

    prompt: Prompt
    values: dict[str, str]
    sources: tuple[Source, ...]
    tokens: int
    evidence: int
    fits: bool = True

    @property
    def text(self) -> str:
        """All words that are sent."""
        return text_of(self.prompt, self.values)


class Fitting:
    """What one question is asked with, for prompts of two lengths."""

    def __init__(
        self,
        asked: AskedModel,
        prompts: tuple[Prompt, Prompt],
        today: Callable[[], date],
        most_passages: int,
    ) -> None:
        self._asked = asked
        self._full, self._brief = prompts
        self._today = today
        self._most = most_passages

    async def fit(
        self, question: Question, plan: Plan, found: Retrieved, *, insist: bool = False
    ) -> Fitted:
        """Return the prompt; `insist` asks for the question's language once more."""
        room = self._asked.room
        values = self._values(question, plan, insist=insist)
        made = await self._made(self._full, values, plan, found, self._most)
        if made.tokens <= room:
            return made
        prompt = self._full
        if self._asked.count(text_of(prompt, values)) > room // 4:
            prompt = self._brief
        turns = _TURNS
        while turns and self._asked.count(values["history"]) > room // 8:
            turns -= 1
            values["history"] = render_history(question.history, turns)
        budget = room - self._asked.count(text_of(prompt, values))
        for _ in range(_MOST_FITS):
            budget = max(_FEWEST, min(budget, self._most))
            made = await self._made(prompt, values, plan, found, budget)
            if made.tokens <= room or budget == _FEWEST:
                break
            over = made.tokens - room
            budget = min(budget - over, int(budget * 0.9))
        window = self._asked.known.window
        # An estimate that is too long is tried all the same: the server knows better.
        is_sure = self._asked.counts_exactly and bool(window)
        return Fitted(
            prompt=made.prompt,
            values=made.values,
            sources=made.sources,
            tokens=made.tokens,
            evidence=made.evidence,
            fits=not is_sure or made.tokens <= room_of(window),
        )

    async def _made(
        self, prompt: Prompt, values: dict[str, str], plan: Plan, found: Retrieved, budget: int
    ) -> Fitted:
        sources = await asyncio.to_thread(
            gather_sources, found, budget_tokens=budget, count=self._asked.count
        )
        seen = len({each.entry_id for each in sources})
        passages = render_sources(sources)
        whole = max(seen, found.hits.searched.entries)  # other times may be shown as well
        head = f"(from {seen} of {whole} entries{_of_time(plan, found, seen)})"
        filled = {**values, "passages": f"{head}\n\n{passages}"}
        text = text_of(prompt, filled)
        tokens = self._asked.count(text)
        # A prompt that is far from the edge by the estimate needs no exact count.
        if tokens > self._asked.room // 3:
            tokens = await self._asked.count_exactly(text)
        return Fitted(
            prompt=prompt,
            values=filled,
            sources=sources,
            tokens=tokens,
            evidence=self._asked.count(passages),
        )

    def _values(self, question: Question, plan: Plan, *, insist: bool) -> dict[str, str]:
        asked = _asked(question, plan)
        return {
            "question": f"{asked}\n({phrase('only_in_language', plan.language)})"
            if insist
            else asked,
            "history": render_history(question.history, _TURNS),
            "options": render_options(plan),
            "passages": "",
            "language": name_for_prompt(plan.language),
            "today": (question.today or self._today()).isoformat(),
        }


def _of_time(plan: Plan, found: Retrieved, seen: int) -> str:
    """Return whose time the entries are of, and in which of those asked about there is none."""
    if unwritten := found.hits.searched.unwritten:
        times = ", ".join(f"{each.since or '…'} to {each.until or '…'}" for each in unwritten)
        return f"; nothing was written in the time {times}"
    if plan.where.since is None and plan.where.until is None:
        return ""
    of_it = found.hits.searched.entries
    return " of that time" if seen <= of_it else f"; of that time {of_it}"


def _asked(question: Question, plan: Plan) -> str:
    """Return the question, what it means within the conversation where that says more, and the time
    that it asks about.
    """
    asked, meant = plain(question.text, 2000), plain(plan.question, 2000)
    lines = [asked]
    if question.history and meant != asked:
        lines.append(f"(within the conversation: {meant})")
    if plan.where.since or plan.where.until:
        lines.append(
            f"(asks about the time {plan.where.since or '…'} to {plan.where.until or '…'})"
        )
    return "\n".join(lines)
