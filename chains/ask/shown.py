"""What a question shows, card by card, asked without the page: for commands and measurements.

`sources` are what the model was given to read, or would be, where none is connected. Limit: every
question plans, searches and answers anew; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chains.ask.chain import PASSAGE_TOKENS, AskChain
from chains.ask.events import Answer, Citation, Plan, Question, Turn, as_turn, by_card
from chains.ask.finding.retrieve import Index, retrieve
from chains.ask.planning.stretch import days_instead
from chains.ask.sources import gather_sources
from chains.evidence.sources import Source
from journal.entry import Entry

_LEFT_OUT = " … "
_PATIENCE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card: `text` is all the writer's words on it, in the order of the screen, with “…” where
    some were left out; `numbers` are those by which the answer points at it.
    """

    entry_id: str
    written_on: str
    text: str
    option: str
    lead: bool
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An entry, or a part of one, as a model reads it."""

    entry_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question that was asked: its plan, its answer, the turns before it, and what a model was
    given to read; None where no model is connected.
    """

    plan: Plan
    answer: Answer
    history: tuple[Turn, ...] = ()
    given: tuple[Source, ...] | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that a question shows; days as the plan read them, in ISO form.

    `answer` and what follows are a model's: its words with pointers to the numbers of the cards,
    how the view changed, the question back, and which figures stand in no sentence pointed at.
    `problem` is what was wrong with it. `unwritten` are the times that were asked about in which
    nothing was written, a first and a last day each, and `closest` the days shown for them.
    """

    quotes: tuple[Card, ...]
    gaps: tuple[str, ...]
    since: str | None
    until: str | None
    sources: tuple[Read, ...]
    finish: str
    answer: str = ""
    moved: str = ""
    question_back: str = ""
    doubted: tuple[str, ...] = ()
    problem: str = ""
    unwritten: tuple[tuple[str | None, str | None], ...] = ()
    closest: tuple[str, ...] = ()


def ask(
    chain: AskChain, text: str, *, turns: Sequence[str] = (), today: date | None = None
) -> Answered:
    """Ask the earlier `turns`, then `text`.

    Raises:
        IndexUnavailableError: the journal cannot be searched.
    """
    history: tuple[Turn, ...] = ()
    for earlier in turns:
        answered = _ask_once(chain, Question(text=earlier, history=history, today=today))
        history = (*history, as_turn(earlier, answered.answer))
    return _ask_once(chain, Question(text=text, history=history, today=today))


def show(index: Index, answered: Answered) -> Shown:
    """Return what the screen shows of an answer, and what a model was given, or would have been."""
    sources, answer = answered.given, answered.answer
    if sources is None:
        found = retrieve(index, answered.plan, answered.history, answered.today)
        sources = gather_sources(found, budget_tokens=PASSAGE_TOKENS)
    where = answer.searched.counted or answered.plan.where
    return Shown(
        quotes=cards_of(answer.citations, index.entries()),
        gaps=answer.gaps,
        since=_iso(where.since),
        until=_iso(where.until),
        sources=tuple(
            Read(
                entry_id=each.entry_id,
                text=each.body[each.sentences[0][0] : each.sentences[-1][1]],
            )
            for each in sources
        ),
        finish=answer.finish,
        answer=answer.text,
        moved=answer.moved,
        question_back=answer.question,
        doubted=tuple(each.words for each in answer.doubts),
        problem=f"{answer.problem} {answer.problem.hint}" if answer.problem else "",
        unwritten=tuple((_iso(each.since), _iso(each.until)) for each in answer.searched.unwritten),
        closest=tuple(each.isoformat() for each in days_instead(answered.plan, answer)),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def cards_of(citations: Sequence[Citation], entries: Iterable[Entry]) -> tuple[Card, ...]:
    """Return the cards that citations make: those of one entry under one option share one."""
    bodies = {entry.id: entry.body for entry in entries}
    return tuple(
        Card(
            entry_id=run[0].entry_id,
            written_on=str(run[0].written_on or ""),
            text=_join(run, bodies.get(run[0].entry_id, "")),
            option=run[0].option,
            lead=run[0].lead,
            numbers=tuple(each.number for each in run),
        )
        for run in by_card(citations)
    )


def _join(run: Sequence[Citation], body: str) -> str:
    """Return the words of a card: as they stand in the entry where nothing lies between them."""
    text, shown_to = "", 0
    for each in run:
        begins = each.start - len(each.before)
        between = body[shown_to:begins]
        if text:
            text += between if body and not between.strip() else _LEFT_OUT
        text += f"{each.before}{each.quote}{each.after}"
        shown_to = each.end + len(each.after)
    return text


def _ask_once(chain: AskChain, question: Question) -> Answered:
    running = chain.start(question)
    plan, answer = Plan(question=question.text, phrases=()), Answer()
    try:
        while not running.done:
            event = running.next(timeout=_PATIENCE)
            if isinstance(event, Plan):
                plan = event
            elif isinstance(event, Answer):
                answer = event
    finally:
        running.stop()
    return Answered(
        plan=plan,
        answer=answer,
        history=question.history,
        given=running.given if chain.has_model else None,
        today=question.today,
    )
