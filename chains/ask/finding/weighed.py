"""Options that a question asks for and does not name: those that the entry on it weighs.

Promise: "what were the choices for Mum?" is answered by the choices, side by side, in the writer's
words. Limit: ways that one of the two best entries lays out by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from chains.ask.events import Plan
from chains.ask.finding.ranked import Ranked
from chains.ask.planning.by_rules import phrases_of
from language.asking import shows
from language.options.find import AskedOption
from language.options.weighed import weighed_in

_BEST: Final = 2  # entries that may tell what was weighed
_FEWEST: Final = 2  # options


def with_weighed_options(plan: Plan, ranked: Iterable[Ranked]) -> Plan:
    """Return the plan with the options that were weighed, where it asks for them; unchanged where
    it does not, or names them itself, or none of the best entries weighs any.
    """
    if len(plan.options) >= _FEWEST or not shows("options", plan.question):
        return plan
    for each in tuple(ranked)[:_BEST]:
        for weighed in weighed_in(each.entry.body, each.sentences):
            options = tuple(
                AskedOption(label=option.label, phrases=(option.label,))
                for option in weighed.options
            )
            if len(options) >= _FEWEST:
                phrases = phrases_of(plan.question, options)
                return replace(plan, options=options, phrases=phrases)
    return plan
