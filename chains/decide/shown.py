"""A decision as a command prints it: one object for programs, and lines for people.

Invariant: every quote is the writer's, letter for letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import indent

from chains.decide.standing import standing_of
from decisions.parts import Basis, Quote, Reason, Side
from decisions.record import Decision, Noted, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOption:
    """An option, and the words that name it."""

    label: str
    quote: str
    written_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReason:
    """A sentence for or against an option."""

    option: str
    side: Side
    basis: Basis
    quote: str
    written_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTime:
    """By when: the words as written, and the days that they resolve to."""

    words: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDecision:
    """A decision with the fields that programs read."""

    question: str
    asked_on: date
    status: Status
    chosen: str | None
    decided_on: date | None
    options: tuple[ShownOption, ...]
    reasons: tuple[ShownReason, ...]
    decide_by: ShownTime | None
    tensions: tuple[tuple[str, str], ...]
    next_actions: tuple[str, ...]


def show_decision(decision: Decision) -> ShownDecision:
    """Return what of a decision is printed."""
    labels = {each.id: each.value.label for each in decision.options}
    standing = standing_of(decision)
    by = decision.decide_by.value if decision.decide_by else None
    return ShownDecision(
        question=decision.question.value,
        asked_on=decision.question.dated,
        status=standing.status,
        chosen=standing.chosen,
        decided_on=standing.on,
        options=tuple(
            ShownOption(label=each.value.label, quote=_words(each.quote), written_on=each.dated)
            for each in decision.options
        ),
        reasons=tuple(_show_reason(each, labels) for each in decision.reasons),
        decide_by=ShownTime(words=by.words, first=by.first, last=by.last) if by else None,
        tensions=tuple((_words(each.quote), each.value.other.text) for each in decision.tensions),
        next_actions=tuple(each.value.text for each in decision.next_actions),
    )


def describe(shown: Sequence[ShownDecision]) -> str:
    """Return the decisions as a person reads them in a terminal."""
    if not shown:
        return "No decision was found in this journal."
    return "\n\n".join(map(_describe_one, shown))


def _describe_one(shown: ShownDecision) -> str:
    lines = [f"{shown.asked_on} · {shown.question}", f"  {_describe_status(shown)}"]
    if shown.decide_by:
        lines.append(f"  by when: “{shown.decide_by.words}”{_describe_days(shown.decide_by)}")
    for option in shown.options:
        lines.append(f"\n  {option.label}")
        own = [each for each in shown.reasons if each.option == option.label]
        lines += [_describe_reason(each) for each in own]
    for one, other in shown.tensions:
        lines.append("\n  These two pull against each other:")
        lines += [indent(one, "    "), indent(other, "    ")]
    if shown.next_actions:
        lines.append("\n  To do:")
        lines += [indent(each, "    ") for each in shown.next_actions]
    return "\n".join(lines)


def _describe_status(shown: ShownDecision) -> str:
    if shown.chosen and shown.decided_on:
        return f"{shown.status}: {shown.chosen} ({shown.decided_on})"
    return shown.status


def _describe_days(by: ShownTime) -> str:
    if by.last is None:
        return ""
    first = f"{by.first} to " if by.first and by.first != by.last else ""
    return f" ({first}{by.last})"


def _describe_reason(reason: ShownReason) -> str:
    words = " ".join(reason.quote.split())
    return f"    {_MARKS[reason.side]} {words}  ({reason.written_on})"


_MARKS = {"for": "+", "against": "−", "mixed": "±"}


def _show_reason(reason: Noted[Reason], labels: dict[str, str]) -> ShownReason:
    return ShownReason(
        option=labels[reason.value.option],
        side=reason.value.side,
        basis=reason.value.basis,
        quote=_words(reason.quote),
        written_on=reason.dated,
    )


def _words(quote: Quote | None) -> str:
    return quote.text if quote else ""
