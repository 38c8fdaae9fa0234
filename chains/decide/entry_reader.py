"""Reads one entry for decisions with a model that only points; rules stand in when there is no
model.

Promise: what does not validate is asked for once more, then dropped and counted. Limit: very long
entries are read in parts, each on its own.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chains.decide.across import find_across_to
from chains.decide.awaited import find_awaited_by
from chains.decide.by_rules.noting import labels_of
from chains.decide.cut import Cut, Cutter
from chains.decide.reply import SCHEMA, EntryReply, read_decisions
from chains.decide.rules import evidence_by_rules, find_by_rules
from chains.evidence.render import plain, render_sources
from chains.evidence.sources import Source
from chains.models.asked_model import AskedModel, as_asked
from chains.models.background_loop import wait_for
from chains.models.entry_turn import turn_over
from chains.models.structured import ask_for
from chains.models.window import estimate_tokens
from decisions.record import Decision
from journal.entry import Entry
from journal.private_entry import is_private
from language.detect import language_of
from language.grammar.phrases import name_for_prompt
from language.grammar.sentences import sentence_spans

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from chains.evidence.meaning import Meaning
    from prompts.library import PromptLibrary
    from prompts.prompt import Prompt
    from tracing.tracer import Tracer, TurnTrace

_SHORTEST = 12
_PROMPT_TOKENS = 1_500
_REPLY_TOKENS = 500
_SMALLEST_PART = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one entry gave: new decisions, what it adds to known ones, how many claims were
    dropped, and the model's question to go deeper, if it asked one.
    """

    found: tuple[Decision, ...] = ()
    more: tuple[tuple[Decision, Decision], ...] = ()
    dropped: int = 0
    deepen: str = ""


class EntryReader:
    """Reads entries for decisions. Safe to use from any thread but that of the answers' event
    loop.
    """

    def __init__(
        self,
        *,
        model: BaseChatModel | AskedModel | None,
        prompts: PromptLibrary,
        tracer: Tracer,
        today: Callable[[], date] = date.today,
        seconds: float = 120,
        passage_tokens: int = 6000,
        meaning: Meaning | None = None,
    ) -> None:
        """`meaning` is what the rules tell a choice of life by, where no model reads."""
        self._meaning = meaning
        self._model = as_asked(model) if model else None
        self._prompts = prompts
        self._tracer = tracer
        self._today = today
        self._seconds = seconds
        self._passage_tokens = passage_tokens

    @property
    def has_model(self) -> bool:
        """Whether a model reads, at a cost."""
        return self._model is not None

    def read(
        self,
        entry: Entry,
        known: Sequence[Decision],
        stop: threading.Event | None = None,
        journal: Sequence[Entry] = (),
    ) -> Reading:
        """Return the decisions in an entry of a journal, as proposals.

        Raises:
            Stopped: `stop` was set while the model was asked; the entry has not been read.
            ModelUnavailableError: the model cannot be asked; the entry has not been read.
            PromptError: the prompt is broken.
        """
        if self._model is None or is_private(entry):
            return _by_rules(entry, known, journal, self._meaning)
        if sum(char.isalpha() for char in entry.body) < _SHORTEST:
            return Reading()
        # On the loop that the answers run on: connections to a model are shared, and belong to one
        # loop.
        parts = wait_for(self._ask_all(entry, known), stop)
        return Reading(
            found=tuple(each for part in parts for each in part.found),
            more=tuple(each for part in parts for each in part.known),
            dropped=sum(part.dropped for part in parts),
            deepen=next((part.deepen for part in reversed(parts) if part.deepen), ""),
        )

    def read_across(
        self, entry: Entry, journal: Sequence[Entry], known: Sequence[Decision]
    ) -> tuple[Decision, ...]:
        """Return the choices that this entry gives only beside earlier ones, as proposals, by
        rules: one between an option of it and one of an earlier entry, or an answer that it says is
        waited for; none where a model reads, which is shown one entry at a time.

        Args:
            known: what the entry itself was found to weigh, too.
        """
        if self._model is not None:
            return ()
        labels = [labels_of(each) for each in known]
        across = find_across_to(entry, journal, labels, self._meaning)
        awaited = find_awaited_by(entry, journal, [*known, *across], self._meaning)
        return (*across, *awaited)

    def cost(self, entries: Sequence[Entry]) -> tuple[int, int]:
        """Return how many calls reading these entries takes, and about how many tokens in all; (0,
        0) by rules.
        """
        if self._model is None:
            return 0, 0
        sizes = [
            estimate_tokens(e.body)
            for e in entries
            if sum(char.isalpha() for char in e.body) >= _SHORTEST and not is_private(e)
        ]
        calls = sum(-(-size // self._passage_tokens) for size in sizes)
        return calls, sum(sizes) + calls * (_PROMPT_TOKENS + _REPLY_TOKENS)

    async def _ask_all(self, entry: Entry, known: Sequence[Decision]) -> list[Cut]:
        """Read all parts of an entry within one turn."""
        assert self._model is not None
        prompt = await asyncio.to_thread(self._prompts.get, "decide")
        await self._model.prepare()
        with turn_over(entry, "decide", self._tracer) as trace:
            cuts = []
            for sources in self._parts(entry):
                with trace.step("read", entry=entry.id, known=len(known)):
                    cuts.append(await self._ask(entry, sources, known, prompt, trace))
            found, dropped = (
                sum(len(each.found) for each in cuts),
                sum(each.dropped for each in cuts),
            )
            with trace.step("cut") as step:
                step.output(
                    {
                        "found": found,
                        "known": sum(len(each.known) for each in cuts),
                        "dropped": dropped,
                    }
                )
            trace.finish(output=f"{found} found, {dropped} dropped", status="complete")
        return cuts

    def _parts(self, entry: Entry) -> list[tuple[Source, ...]]:
        runs: list[list[tuple[int, int]]] = [[]]
        size, most = 0, self._passage_tokens
        if self._model is not None:  # a small window takes smaller parts
            most = min(most, max(_SMALLEST_PART, self._model.room - _PROMPT_TOKENS))
        for span in sentence_spans(entry.body):
            size += estimate_tokens(entry.body[span[0] : span[1]]) + 6
            if size > most and runs[-1]:
                runs.append([])
                size = 0
            runs[-1].append(span)
        return [(_source(entry, tuple(run)),) for run in runs if run]

    async def _ask(
        self,
        entry: Entry,
        sources: tuple[Source, ...],
        known: Sequence[Decision],
        prompt: Prompt,
        trace: TurnTrace,
    ) -> Cut:
        assert self._model is not None
        values = {
            "known": render_known(known),
            "passages": render_sources(sources),
            "language": name_for_prompt(language_of(entry.body)),
            "today": self._today().isoformat(),
        }
        best: list[Cut] = []

        def usable(text: str) -> Cut | None:
            reply = read_decisions(text)
            if reply is None:
                return None
            made = Cutter(entry, sources, known).cut(reply)
            best.append(made)
            # A reply that mostly points at nothing was not read carefully: once more, then what
            # holds is taken.
            return made if _is_careful(reply, made) else None

        made = await ask_for(
            model=self._model,
            prompt=prompt,
            schema=SCHEMA,
            values=values,
            read=usable,
            trace=trace,
            seconds=self._seconds,
        )
        return made or max(best, key=lambda each: each.kept, default=Cut(dropped=1))


def render_known(known: Sequence[Decision]) -> str:
    """Return the known decisions as the prompt lists them."""
    lines = [
        f"D{number}: {plain(each.question.value, 200)} — options: "
        + "; ".join(plain(option.value.label, 60) for option in each.options)
        for number, each in enumerate(known, 1)
    ]
    return "\n".join(lines) or "(none yet)"


def _is_careful(reply: EntryReply, made: Cut) -> bool:
    return not reply.decisions or (made.kept > 0 and made.dropped <= made.kept)


def _source(entry: Entry, run: tuple[tuple[int, int], ...]) -> Source:
    return Source(
        number=1,
        entry_id=entry.id,
        written_on=entry.written_on,
        title=entry.title,
        body=entry.body,
        sentences=run,
    )


def _by_rules(
    entry: Entry, known: Sequence[Decision], journal: Sequence[Entry], meaning: Meaning | None
) -> Reading:
    found = find_by_rules(entry, known, meaning, journal=journal)
    more = [(each, evidence_by_rules(entry, each, known, meaning)) for each in known]
    return Reading(
        found=found,
        more=tuple(
            (each, added)
            for each, added in more
            if added.reasons or added.stances or added.decide_by or added.next_actions
        ),
    )
