"""Which questions the journal surely answers.

Each is planned by rules and looked for, no model is asked; those that find two entries are kept.

Limit: it says that sentences are found, not how wise they are.
Invariant: nothing is traced or kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from chains.ask.events import Question
from chains.ask.finding.retrieve import Index, retrieve
from chains.ask.planning.by_rules import in_written_languages, plan_by_rules
from chains.ask.quotes_only import answer_in_quotes
from errors import JournalError

_FEWEST_ENTRIES: Final = 2


def keep_answerable(
    index: Index,
    questions: Sequence[str],
    most: int,
    *,
    today: date,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[str, ...]:
    """Return the first questions, at most so many, that have a good answer in this journal."""
    kept: list[str] = []
    for question in questions:
        if len(kept) == most or stopped():
            break
        if question not in kept and is_answerable(index, question, today=today):
            kept.append(question)
    return tuple(kept)


def is_answerable(index: Index, question: str, *, today: date) -> bool:
    """Say whether two entries or more speak to the question, under each of its options one."""
    plan = plan_by_rules(Question(text=question), today)
    plan = in_written_languages(plan, hangul=index.has_hangul)
    try:
        answer = answer_in_quotes(plan, retrieve(index, plan, today=today))
    except JournalError:
        return False
    quotes = [each for each in answer.citations if each.quote]
    labels = {option.label for option in plan.options}
    return (
        len({each.entry_id for each in quotes}) >= _FEWEST_ENTRIES
        and not answer.gaps
        and labels <= {each.option for each in quotes}
    )
