"""A question's names as the journal spells them: in its script, and without a slip of the pen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from chains.ask.events import Plan
from language.figures.names import NamedIn, find_names, spelling_in


def with_names_as_written(
    plan: Plan, written_names: Callable[[], NamedIn], stands_nowhere: Callable[[str], bool]
) -> Plan:
    """Return a plan that searches for names as the entries spell them, where none spells them as
    the question does.
    """

    @cache
    def spelling(words: str) -> str:
        return spelling_in(words, written_names()) if stands_nowhere(words) else ""

    question, *phrases = (_as_written(each, spelling) for each in (plan.question, *plan.phrases))
    return replace(plan, question=question, phrases=tuple(phrases))


def _as_written(text: str, spelling: Callable[[str], str]) -> str:
    for name in reversed(find_names(text)):
        if not name.roles and (spelt := spelling(name.words)):
            text = f"{text[: name.start]}{spelt}{text[name.end :]}"
    return text
