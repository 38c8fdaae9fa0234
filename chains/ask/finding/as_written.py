"""A question's names as the journal spells them: in its script, and without a slip of the pen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from chains.ask.events import Plan
from journal.entry import Entry
from language.figures.names import find_names, spelling_in


def with_names_as_written(
    plan: Plan, entries: Sequence[Entry], stands_nowhere: Callable[[str], bool]
) -> Plan:
    """Return a plan that searches for names as the entries spell them, where none spells them as
    the question does.
    """
    question, *phrases = (
        _as_written(each, entries, stands_nowhere) for each in (plan.question, *plan.phrases)
    )
    return replace(plan, question=question, phrases=tuple(phrases))


def _as_written(text: str, entries: Sequence[Entry], stands_nowhere: Callable[[str], bool]) -> str:
    for name in reversed(find_names(text)):
        if name.roles or not stands_nowhere(name.words):
            continue
        spelt = spelling_in(name, [f"{each.title}\n{each.body}" for each in entries])
        if spelt:
            text = f"{text[: name.start]}{spelt}{text[name.end :]}"
    return text
