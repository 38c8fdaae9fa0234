"""Looking back on a decision: the reviews that fall due, and others besides them.

Invariant: a review that was not scheduled spends none that is, and leaves the status as it is;
what was recalled is not changed after; the letter stays closed until its day, whatever is held.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from decisions import editing
from decisions.parts import Letter, Review
from decisions.record import Decision, Noted, written


def next_review(decision: Decision, today: date) -> Noted[Review] | None:
    """Return the scheduled review that comes next after `today`."""
    ahead = (each for each in decision.reviews if _waits(each) and each.value.due > today)
    return next(ahead, None)


def passed_over(decision: Decision, today: date = date.min) -> frozenset[str]:
    """Return the ids of the scheduled reviews that nobody began before a later one was held, or
    fell due by `today`: the later one stands for them.
    """
    scheduled = [each for each in decision.reviews if each.counts and each.value.scheduled]
    reached = [
        each.value.due
        for each in scheduled
        if each.value.held_on is not None or each.value.due <= today
    ]
    last = max(reached, default=date.min)
    return frozenset(
        each.id
        for each in scheduled
        if _waits(each) and each.value.recalled_on is None and each.value.due < last
    )


def begin_besides(decision: Decision, recalled: str, at: datetime) -> tuple[Decision, str]:
    """Return the decision with one more review, of today, in which this was recalled, and the
    review's id.
    """
    day = at.date()
    review = written(Review(due=day, scheduled=False, recalled=recalled, recalled_on=day), at)
    return editing.add(decision, "reviews", review), review.id


def recall(decision: Decision, identifier: str, recalled: str, on: date) -> Decision:
    """Return the decision with what was recalled in a review, unless something was before."""

    def recalled_once(item: Noted[Review]) -> Noted[Review]:
        if item.value.recalled_on is not None:
            return item
        return replace(item, value=replace(item.value, recalled=recalled, recalled_on=on))

    return editing.change(decision, identifier, recalled_once)


def hold(decision: Decision, identifier: str, told: Review, on: date) -> Decision:
    """Return the decision with a review held: `told` says what happened, and how it is rated."""

    def held(item: Noted[Review]) -> Noted[Review]:
        value = item.value
        done = replace(
            told,
            due=value.due,
            scheduled=value.scheduled,
            recalled=value.recalled,
            recalled_on=value.recalled_on,
            held_on=on,
        )
        return replace(item, value=done)

    found = editing.find(decision, identifier)
    after = editing.change(decision, identifier, held)
    scheduled = (
        found is not None and isinstance(found[1].value, Review) and found[1].value.scheduled
    )
    return replace(after, status="reviewed") if scheduled else after


def is_open(letter: Noted[Letter], today: date) -> bool:
    """Whether a letter may be read."""
    return letter.value.opens_on <= today


def open_letter(decision: Decision, today: date) -> Decision:
    """Return the decision with its letter read, if its day has come."""
    letter = decision.letter
    if letter is None or letter.value.opened_on is not None or not is_open(letter, today):
        return decision
    opened = replace(letter, value=replace(letter.value, opened_on=today))
    return replace(decision, letter=opened)


def _waits(review: Noted[Review]) -> bool:
    return review.counts and review.value.scheduled and review.value.held_on is None
