"""The argument that comes back: much the same reason for one side of one option, on five days,
nothing new between.

Limit: sameness is told by shared words and matters, and "new" is a fact or another person's view;
it judges nothing.
Invariant: what is no more than a proposal, or was struck out, never counts.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from decisions.parts import Reason, Side
from decisions.record import Decision, Noted
from language.glossary import load_glossary
from language.grammar.content_words import word_beginnings
from language.wording import calls_fun, calls_no_fun

TIMES = 5
_NEW = frozenset({"fact", "person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning:
    """An argument on `side` of the option `label`, written on `days`; `mark` stands for it once it
    is put away.
    """

    label: str
    side: Side
    days: tuple[date, ...]
    mark: str


def returning(decision: Decision) -> Returning | None:
    """Return the argument that came back most often and was neither put away nor met with a dated
    step since.
    """
    stepped = max(
        (
            each.dated
            for each in decision.next_actions
            if each.counts and each.value.due is not None
        ),
        default=date.min,
    )
    found = [
        each
        for each in _arguments(decision)
        if len(each.days) >= TIMES
        and each.mark not in decision.dismissed
        and each.days[-1] > stepped
    ]
    return max(found, key=lambda each: (len(each.days), each.days[-1]), default=None)


def _arguments(decision: Decision) -> list[Returning]:
    sides: defaultdict[tuple[str, Side], list[Noted[Reason]]] = defaultdict(list)
    for each in decision.reasons:
        if each.counts and not each.value.struck_with:
            sides[each.value.option, each.value.side].append(each)
    made = []
    for (option, side), reasons in sides.items():
        chosen = decision.option(option)
        if chosen is None or len(reasons) < TIMES:
            continue
        own = _signs(chosen.value.label)
        for group in _alike(sorted(reasons, key=lambda each: each.dated), own):
            days = tuple(sorted({each.dated for each in group}))
            made.append(
                Returning(label=chosen.value.label, side=side, days=days, mark=_mark(group))
            )
    return made


def _alike(reasons: list[Noted[Reason]], own: frozenset[str]) -> list[list[Noted[Reason]]]:
    """Gather what says much the same, oldest first; something new begins its count again."""
    groups: list[list[Noted[Reason]]] = []
    for each in reasons:
        signs = _signs(_text(each)) - own
        group = next(
            (g for g in groups if any(_same(signs, _signs(_text(e)) - own) for e in g)), None
        )
        if group is None:
            groups.append([each])
        elif each.value.basis in _NEW:
            group[:] = [each]
        else:
            group.append(each)
    return groups


def _same(first: frozenset[str], second: frozenset[str]) -> bool:
    common = len(first & second)
    return common >= 2 and common * 2 >= min(len(first), len(second))


@lru_cache(maxsize=4096)
def _signs(text: str) -> frozenset[str]:
    matters = {f"#{concept.group}" for concept in load_glossary().concepts_in(text)}
    return word_beginnings(text) | matters | _felt(text)


def _felt(text: str) -> frozenset[str]:
    """Tell fun and no fun apart by wording: what is boring and what is no fun share no word."""
    if calls_no_fun(text):
        return frozenset({"#no fun"})
    return frozenset({"#fun"}) if calls_fun(text) else frozenset()


def _text(item: Noted[Reason]) -> str:
    return item.quote.text if item.quote else item.value.text


def _mark(group: list[Noted[Reason]]) -> str:
    return hashlib.sha256(f"returning\n{group[-1].id}".encode()).hexdigest()[:16]
