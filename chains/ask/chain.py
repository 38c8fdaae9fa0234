"""Answers a question from the journal: plan, retrieve, answer, cite, check.

Promise: events come as `Plan, Hits, Token…, Answer`; when the model fails, the quotes are still
given, with what was wrong. Invariant: with nothing found no answer is written; nothing that a model
wrote enters the journal or the index.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from chains.ask.cite.advice import gives_advice
from chains.ask.cite.figures import check_figures
from chains.ask.cite.numbering import needs_quotes, with_quotes
from chains.ask.cite.speeches import add_speeches
from chains.ask.events import (
    Answer,
    Event,
    Given,
    Plan,
    Progress,
    Question,
    Waiting,
)
from chains.ask.finding.ranked import Retrieved
from chains.ask.finding.retrieve import Index, retrieve
from chains.ask.gaps import check_gaps, sentences_read, share_words
from chains.ask.planning.by_model import Planner
from chains.ask.planning.by_rules import in_written_languages, plan_by_rules
from chains.ask.quotes_only import answer_in_quotes
from chains.ask.running import Emit, RunningAnswer
from chains.ask.scores import automatic_scores
from chains.ask.staying import Staying
from chains.ask.step_outputs import citations_outline, hits_outline, plan_outline
from chains.ask.transcript import Transcript
from chains.ask.write import Say, Writer
from chains.evidence.sources import Entries, Source
from chains.models.asked_model import AskedModel, as_asked
from chains.models.background_loop import shared_loop
from chains.models.errors import model_error
from errors import JournalError
from language.crisis import speaks_of_crisis
from language.detect import language_of
from tracing.null import NullTracer

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from prompts.library import PromptLibrary
    from tracing.tracer import Tracer, TurnTrace


_log = logging.getLogger("crossroads")
PASSAGE_TOKENS = 24_000


class OnRecord(Protocol):
    """What the decisions on record lend to answers."""

    def add_known_options(self, plan: Plan) -> Plan:
        """Return `plan` with the options and wordings of the decision that it is about."""

    def add_turning_points(self, answer: Answer, plan: Plan, entries: Entries) -> Answer:
        """Return an answer on how a view changed with the sentences at which it turned."""


class AskChain:
    """Answers questions, several at a time; safe to use from any thread."""

    def __init__(
        self,
        *,
        index: Index,
        entries: Entries,
        planner: Planner | None,
        writer: Writer | None,
        tracer: Tracer,
        today: Callable[[], date],
        on_record: OnRecord | None = None,
        leaves: bool = False,
    ) -> None:
        """`leaves` says that words of an answer go to an address: then private entries stay out."""
        self._staying = Staying(entries, leaves=leaves)
        self._index = index
        self._entries = entries
        self._planner = planner
        self._writer = writer
        self._tracer = tracer
        self._today = today
        self._on_record = on_record

    @property
    def has_model(self) -> bool:
        """Whether a model writes the answers."""
        return self._writer is not None

    def start(self, question: Question) -> RunningAnswer:
        """Begin to answer `question` in the background."""
        asked = question if question.turn_id else replace(question, turn_id=uuid.uuid4().hex)
        return RunningAnswer(shared_loop(), lambda emit: self._run(asked, emit))

    def stream(self, question: Question) -> Iterator[Event]:
        """Yield the events of an answer as they come.

        Raises:
            IndexUnavailableError: the journal cannot be searched.
        """
        running = self.start(question)
        try:
            while not running.done:
                event = running.next(timeout=0.5)
                if event is not None:
                    yield event
        finally:
            running.stop()

    async def _run(self, question: Question, emit: Emit) -> None:
        transcript = Transcript()

        def say(event: Event | Progress) -> None:
            if not isinstance(event, Waiting | Given):
                transcript.add(event)
            emit(event)

        # What is asked in distress is answered in quotes, and told to no model and no trace.
        tracer = NullTracer() if speaks_of_crisis(question.text) else self._tracer
        with tracer.turn(
            name="ask",
            turn_id=question.turn_id,
            session_id=question.conversation_id,
            tags=(
                language_of(question.text),
                "model" if self._writer else "quotes-only",
                self._index.embedding_name,
            ),
            question=question.text,
        ) as trace:
            try:
                answer = replace(
                    await self._answer(question, trace, transcript, say), trace_id=trace.trace_id
                )
            except asyncio.CancelledError:
                stopped = transcript.answer("stopped", trace_id=trace.trace_id)
                emit(stopped)
                _score(stopped, trace)
                trace.finish(output=transcript.whole_text(), status="stopped")
                raise
            except JournalError as error:
                trace.finish(output=transcript.whole_text(), status="failed", message=error.key)
                raise
            except Exception as error:
                if not transcript.said_anything:
                    raise
                answer = transcript.answer(
                    "cut_off", problem=_broken(error), trace_id=trace.trace_id
                )
            say(answer)
            message = answer.problem.key if answer.problem else ""
            _score(answer, trace)
            trace.finish(
                output=transcript.whole_text() or _quotes(answer),
                status=answer.finish,
                message=message,
            )

    async def _answer(
        self,
        question: Question,
        trace: TurnTrace,
        transcript: Transcript,
        say: Say,
    ) -> Answer:
        history = await asyncio.to_thread(self._staying.turns_to_tell, question.history)
        question = replace(question, history=history)
        plan, found = await self._find(question, trace, say)
        say(plan)
        say(found.hits)
        answer = await self._write_or_quote(question, plan, found, trace, transcript, say)
        return await asyncio.to_thread(self._add_turning_points, plan, answer)

    async def _write_or_quote(
        self,
        question: Question,
        plan: Plan,
        found: Retrieved,
        trace: TurnTrace,
        transcript: Transcript,
        say: Say,
    ) -> Answer:
        """Return what the model wrote, checked; quotes where there is none, or it says nothing."""
        if not found.ranked or self._writer is None or speaks_of_crisis(question.text):
            return self._quote(plan, found, trace)
        outcome = await self._writer.write(question, plan, found, trace, say)
        if outcome.problem is not None and not transcript.said_anything:
            return self._quote(plan, found, trace, outcome.problem)
        with trace.step("cite", finish=outcome.finish, given=len(outcome.sources)) as step:
            answer = transcript.answer(
                outcome.finish,
                problem=outcome.problem,
                usage=outcome.usage,
                pointers_dropped=outcome.pointers_dropped,
            )
            answer = await asyncio.to_thread(
                self._check, answer, question, plan, found, outcome.sources
            )
            step.output(citations_outline(answer))
        return answer

    def _check(
        self,
        answer: Answer,
        question: Question,
        plan: Plan,
        found: Retrieved,
        sources: tuple[Source, ...],
    ) -> Answer:
        """Doubt what the sentences do not hold, put quotes for gaps that are none, and lay quotes
        below an answer that points at none.
        """
        labels = " ".join(option.label for option in plan.options)
        answer = replace(answer, citations=add_speeches(answer.citations, sources))
        answer = check_figures(answer, sources, f"{question.text}\n{plan.question}\n{labels}")
        if answer.problem is None and gives_advice(f"{answer.text}\n{answer.moved}"):
            answer = replace(answer, problem=model_error("model.advises", model=answer.usage.model))
        is_lost = answer.problem is not None and not answer.citations
        if is_lost or needs_quotes(answer):
            answer = with_quotes(answer, answer_in_quotes(plan, found).citations)
        return self._check_gaps(answer, sources)

    def _check_gaps(self, answer: Answer, sources: tuple[Source, ...]) -> Answer:
        """Drop gaps that are none; what the model has not read of them is quoted."""
        if not answer.gaps:
            return answer
        checked = check_gaps(answer.gaps, self._index, sentences_read(sources))
        quotes = tuple(
            each
            for each in checked.quotes
            if not any(share_words(each, shown) for shown in answer.citations)
            and not self._staying.is_shown_by((each,))
        )
        return with_quotes(replace(answer, gaps=checked.gaps), quotes)

    def _add_turning_points(self, plan: Plan, answer: Answer) -> Answer:
        if self._on_record is None:
            return answer
        added = self._on_record.add_turning_points(answer, plan, self._entries)
        return answer if self._staying.is_shown_by(added.citations) else added

    def _quote(
        self, plan: Plan, found: Retrieved, trace: TurnTrace, problem: JournalError | None = None
    ) -> Answer:
        with trace.step("cite", given=len(found.ranked)) as step:
            answer = answer_in_quotes(plan, found, problem)
            step.output(citations_outline(answer))
        return answer

    async def _find(self, question: Question, trace: TurnTrace, say: Say) -> tuple[Plan, Retrieved]:
        """Plan by rules, better by the model where it can, and retrieve."""
        found = None
        with trace.step("plan", question=question.text) as step:
            today = question.today or self._today()
            plan = await asyncio.to_thread(plan_by_rules, question, today)
            plan = await asyncio.to_thread(self._complete, plan)
            if self._planner is not None and self._is_for_a_model(question, plan):
                plan, found = await self._improve(self._planner, question, plan, trace, say)
            step.output(plan_outline(plan))
        with trace.step("retrieve", phrases=plan.phrases, where=asdict(plan.where)) as step:
            found = found or await self._retrieve(question, plan)
            bodies = {each.entry.id: each.entry.body for each in found.ranked}
            step.output(hits_outline(found.hits, bodies))
        return plan, found

    def _is_for_a_model(self, question: Question, plan: Plan) -> bool:
        """Say whether the question may be told to a model and there is something to search."""
        if plan.kind == "small_talk" or speaks_of_crisis(question.text):
            return False
        return bool(self._index.searched(plan.where).entries)

    async def _improve(
        self, planner: Planner, question: Question, plan: Plan, trace: TurnTrace, say: Say
    ) -> tuple[Plan, Retrieved | None]:
        """Return the model's better plan; where it gives none, this one and what it finds, which is
        searched for meanwhile.
        """
        better, found = await asyncio.gather(
            planner.improve(question, plan, trace, say), self._retrieve(question, plan)
        )
        if better is None:
            return plan, found
        return await asyncio.to_thread(self._complete, better), None

    def _complete(self, plan: Plan) -> Plan:
        """Return the plan with what the decisions on record know of its options, in the languages
        that the journal is written in.
        """
        if self._on_record is not None:
            plan = self._on_record.add_known_options(plan)
        return in_written_languages(plan, hangul=self._index.has_hangul)

    async def _retrieve(self, question: Question, plan: Plan) -> Retrieved:
        found = await asyncio.to_thread(
            retrieve, self._index, plan, question.history, question.today or self._today()
        )
        return self._staying.left_of(found)


def build_ask_chain(
    *,
    index: Index,
    entries: Entries,
    model: BaseChatModel | AskedModel | None,
    prompts: PromptLibrary,
    tracer: Tracer,
    today: Callable[[], date] = date.today,
    deadline_seconds: float = 120,
    plan_seconds: float = 8,
    passage_tokens: int = PASSAGE_TOKENS,
    on_record: OnRecord | None = None,
    traced_elsewhere: bool = False,
) -> AskChain:
    """Return the chain; without a model it answers in quotes only.

    Args:
        deadline_seconds: how long one answer may be written, however slowly its words come; longer
            at an address that is known to need it.
        plan_seconds: how long a plan by the model is waited for before rules stand in; so too.
        passage_tokens: how much of the model's window the passages may take, by a safe estimate.
        on_record: what the decisions on record lend to answers; None for nothing.
        traced_elsewhere: whether traces go to an address.
    """
    asked = as_asked(model) if model else None
    planner = writer = None
    if asked is not None:
        planner = Planner(
            model=asked,
            prompts=prompts,
            entries=index.entries,
            today=today,
            seconds=plan_seconds,
        )
        writer = Writer(
            model=asked,
            prompts=prompts,
            today=today,
            seconds=deadline_seconds,
            passage_tokens=passage_tokens,
        )
    return AskChain(
        index=index,
        entries=entries,
        planner=planner,
        writer=writer,
        tracer=tracer,
        today=today,
        on_record=on_record,
        leaves=model is not None or traced_elsewhere,
    )


def _broken(error: Exception) -> JournalError:
    """Return what is told of a fault of ours; its kind and place go to the log."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join(f"{each.filename}:{each.lineno}" for each in last)
    _log.error("%s at %s while an answer was written", type(error).__name__, place)
    return JournalError(
        "This answer broke off because of a fault in the app. What was written is kept.",
        hint="Ask once more. If it happens again, please report the kind of error in the log.",
        key="ask.broken",
    )


def _score(answer: Answer, trace: TurnTrace) -> None:
    for name, value in automatic_scores(answer).items():
        trace.score(name, value)


def _quotes(answer: Answer) -> str:
    return "\n".join(f"[{c.number}] {c.quote}" for c in answer.citations)
