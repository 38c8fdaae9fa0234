"""A decision as it could be known on some day: everything written later is left out, and what it
changed undone.

Limit: labels and wordings of the record are those of today. Invariant: no day that tells when
something was so, and no quote, is later than the day asked for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from decisions.parts import Quote
from decisions.record import LISTS, SINGLES, Decision, Noted, Status, with_fields


def as_of(decision: Decision, day: date) -> Decision | None:
    """Return the decision as of the end of `day`, or None when its question was not yet there."""
    if not _known(decision.question, day):
        return None
    lists = {name: _kept(getattr(decision, name), day) for name in LISTS}
    visible = {item.id for found in lists.values() for item in found}
    lists["reasons"] = tuple(
        _reason(item, visible) for item in lists["reasons"] if item.value.option in visible
    )
    singles = {
        name: _single(getattr(decision, name), day) for name in SINGLES if name != "question"
    }
    decided = tuple(each for each in decision.decided if each.at.date() <= day)
    kept = with_fields(decision, {**lists, **singles})
    past = replace(kept, decided=decided, refreshed_at=None, read=(), dismissed=(), notes="")
    return replace(past, status=_status(past), question=_unconfirmed_later(decision.question, day))


def _known(item: Noted[Any], day: date) -> bool:
    other = getattr(item.value, "other", None)
    days = [item.dated]
    days += [item.quote.written_on] if item.quote else []
    days += [other.written_on] if isinstance(other, Quote) else []
    return max(days) <= day


def _kept(found: tuple[Noted[Any], ...], day: date) -> tuple[Noted[Any], ...]:
    return tuple(_undone(item, day) for item in found if _known(item, day))


def _single(item: Noted[Any] | None, day: date) -> Noted[Any] | None:
    return _undone(item, day) if item is not None and _known(item, day) else None


def _undone(item: Noted[Any], day: date) -> Noted[Any]:
    """Take back what happened to an item later: outcomes, answers, ruling out, doing."""
    value = item.value
    deferrals = getattr(value, "deferrals", ())
    known = tuple(each for each in deferrals if each.deferred_on <= day)
    if known != deferrals:
        value = replace(value, deferrals=known)
    for told_by, blanks in _LATER.items():
        when = getattr(value, told_by, None)
        if when is not None and when > day:
            value = replace(
                value, **{told_by: None, **{k: v for k, v in blanks.items() if hasattr(value, k)}}
            )
    return _unconfirmed_later(item if value is item.value else replace(item, value=value), day)


def _unconfirmed_later(item: Noted[Any], day: date) -> Noted[Any]:
    # Confirming is today's tap on yesterday's words: it stays, its moment does not.
    if item.confirmed_at is not None and item.confirmed_at.date() > day:
        at = item.confirmed_at.replace(year=item.dated.year, month=item.dated.month, day=1)
        return replace(item, confirmed_at=at.replace(day=item.dated.day))
    return item


def _reason(item: Noted[Any], visible: set[str]) -> Noted[Any]:
    value = item.value
    struck = tuple(each for each in value.struck_with if each in visible)
    return (
        item
        if struck == value.struck_with
        else replace(item, value=replace(value, struck_with=struck))
    )


def _status(past: Decision) -> Status:
    if past.decided:
        held = any(each.value.held_on and each.value.scheduled for each in past.reviews)
        return "reviewed" if held else "decided"
    return past.status if past.status in ("exploring", "leaning") else "exploring"


_LATER: dict[str, dict[str, object]] = {
    "resolved_on": {"outcome": None},
    "answered_on": {"holds": ""},
    "ruled_out_on": {"why": ""},
    "done_on": {},
    "opened_on": {},
    "struck_on": {"struck_with": ()},
    "recalled_on": {"recalled": ""},
    "held_on": {
        "happened": "",
        "process": None,
        "outcome": None,
        "luck": "",
        "same_again": "",
        "lesson": "",
    },
}
