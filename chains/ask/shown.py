"""What a question shows, card by card, asked without the page: for commands and measurements.

`sources` are what a connected model would be given to read. Limit: every question plans, searches
and answers anew; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chains.ask.chain import PASSAGE_TOKENS, AskChain
from chains.ask.events import Answer, Citation, Plan, Question, Turn, as_turn, by_card
from chains.ask.finding.retrieve import Index, retrieve
from chains.ask.sources import gather_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card: `text` is all the writer's words on it, in the order of the screen."""

    entry_id: str
    written_on: str
    text: str
    option: str
    lead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An entry as a model would read it."""

    entry_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that a question shows; days as the plan read them, in ISO form."""

    quotes: tuple[Card, ...]
    gaps: tuple[str, ...]
    since: str | None
    until: str | None
    sources: tuple[Given, ...]
    finish: str


def ask(
    chain: AskChain, text: str, *, turns: Sequence[str] = (), today: date | None = None
) -> tuple[Plan, Answer, tuple[Turn, ...]]:
    """Ask the earlier `turns`, then `text`; return its plan, its answer and what went before.

    Raises:
        IndexUnavailableError: the journal cannot be searched.
    """
    history: tuple[Turn, ...] = ()
    for earlier in turns:
        _, answer = _ask_once(chain, Question(text=earlier, history=history, today=today))
        history = (*history, as_turn(earlier, answer))
    plan, answer = _ask_once(chain, Question(text=text, history=history, today=today))
    return plan, answer, history


def show(
    index: Index, plan: Plan, answer: Answer, history: Sequence[Turn], today: date | None = None
) -> Shown:
    """Return what the screen shows of an answer, and what a model would have been given."""
    found = retrieve(index, plan, history, today)
    sources = gather_sources(found.ranked, budget_tokens=PASSAGE_TOKENS)
    since, until = plan.where.since, plan.where.until
    return Shown(
        quotes=cards_of(answer.citations),
        gaps=answer.gaps,
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
        sources=tuple(
            Given(
                entry_id=each.entry_id,
                text=each.body[each.sentences[0][0] : each.sentences[-1][1]],
            )
            for each in sources
        ),
        finish=answer.finish,
    )


def cards_of(citations: Sequence[Citation]) -> tuple[Card, ...]:
    """Return the cards that citations make: those of one entry under one option share one."""
    return tuple(
        Card(
            entry_id=run[0].entry_id,
            written_on=str(run[0].written_on or ""),
            text=" … ".join(f"{each.before}{each.quote}{each.after}" for each in run),
            option=run[0].option,
            lead=run[0].lead,
        )
        for run in by_card(citations)
    )


def _ask_once(chain: AskChain, question: Question) -> tuple[Plan, Answer]:
    plan, answer = Plan(question=question.text, phrases=()), Answer()
    for event in chain.stream(question):
        if isinstance(event, Plan):
            plan = event
        elif isinstance(event, Answer):
            answer = event
    return plan, answer
