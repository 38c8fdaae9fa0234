"""What is due and when: reviews, decide-bys, tripwires, predictions, uncertainties, next steps.

Invariant: only confirmed items have a day in the calendar; a decision that was made has no
decide-by any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from decisions.parts import Review
from decisions.record import Decision, Noted
from decisions.reviewing import passed_over

Kind = Literal["review", "decide_by", "tripwire", "prediction", "uncertainty", "action", "letter"]
Group = Literal["due", "open", "deferred", "decided", "reviewed", "dropped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One day in a decision's calendar. `text` is the writer's; `item` is the id of what falls
    due; `months` is how long after the decision a review falls due, 0 for other days.
    """

    kind: Kind
    day: date
    text: str
    item: str
    decision: str
    months: int = 0


def dates_of(decision: Decision) -> tuple[Due, ...]:
    """Return every day that a decision waits for, the next first."""
    return tuple(sorted(_dates(decision), key=lambda each: (each.day, each.kind, each.item)))


def due(decision: Decision, today: date) -> tuple[Due, ...]:
    """Return what has fallen due by `today`; of scheduled reviews that were missed, the last."""
    missed = passed_over(decision, today)
    return tuple(
        each for each in dates_of(decision) if each.day <= today and each.item not in missed
    )


def group_of(decision: Decision, today: date) -> Group:
    """Return where the list shows a decision."""
    if decision.status == "dropped":
        return "dropped"
    if not decision.is_proposal and due(decision, today):
        return "due"
    if decision.status in ("deferred", "decided", "reviewed"):
        return decision.status
    return "open"


def in_order(decisions: Sequence[Decision], today: date) -> list[tuple[Group, list[Decision]]]:
    """Return the decisions by group, what is due first; inside a group the nearest day, then the
    newest, first.
    """
    order: tuple[Group, ...] = ("due", "open", "deferred", "decided", "reviewed", "dropped")
    grouped: dict[Group, list[Decision]] = {group: [] for group in order}
    for decision in decisions:
        if not decision.merged_into:
            grouped[group_of(decision, today)].append(decision)
    for found in grouped.values():
        found.sort(key=lambda each: each.created_at.date(), reverse=True)
        found.sort(key=lambda each: next((d.day for d in dates_of(each)), date.max))
    return [(group, found) for group, found in grouped.items() if found]


def _dates(decision: Decision) -> Iterator[Due]:
    def at(kind: Kind, day: date | None, text: str, item: str, months: int = 0) -> Iterator[Due]:
        if day is not None:
            yield Due(kind=kind, day=day, text=text, item=item, decision=decision.id, months=months)

    question = decision.title
    if decision.status == "dropped" or decision.merged_into:
        return
    by = decision.decide_by
    if by is not None and by.counts and not decision.decided:
        yield from at("decide_by", by.value.day, question, by.id)
    over = passed_over(decision)
    for review in decision.reviews:
        if review.counts and review.value.held_on is None and review.id not in over:
            months = _months_after(review) if review.value.scheduled else 0
            yield from at("review", review.value.due, question, review.id, months)
    for wire in decision.tripwires:
        if wire.counts and wire.value.done_on is None:
            text = " → ".join(each for each in (wire.value.condition, wire.value.then) if each)
            yield from at("tripwire", wire.value.day, text, wire.id)
    for prediction in decision.predictions:
        if prediction.counts and prediction.value.outcome is None:
            yield from at(
                "prediction", prediction.value.resolve_by, prediction.value.statement, prediction.id
            )
    for unknown in decision.uncertainties:
        if unknown.counts:
            yield from at("uncertainty", unknown.value.by, unknown.value.question, unknown.id)
    for action in decision.next_actions:
        if action.counts and action.value.done_on is None:
            yield from at("action", action.value.due, action.value.text, action.id)
    letter = decision.letter
    if letter is not None and letter.value.opened_on is None:
        yield from at("letter", letter.value.opens_on, question, letter.id)


def _months_after(review: Noted[Review]) -> int:
    due_on, made_on = review.value.due, review.dated
    return (due_on.year - made_on.year) * 12 + due_on.month - made_on.month
