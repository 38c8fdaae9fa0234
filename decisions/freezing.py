"""What is frozen when a choice is made: the record as canonical JSON, with its SHA-256.

Invariant: the hash is over the exact text that is kept, so that any later change of a character
shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from decisions.codec import encode
from decisions.editing import counted
from decisions.parts import DecideBy, Deferral, Letter, Prediction, Review, StateOfMind, Tripwire
from decisions.record import SCHEMA, Decision, Frozen, Noted, with_fields, written
from errors import StorageError
from files.decoding import clean
from files.nested import load_json
from journal.frontmatter import Value

_MONTHS = (1, 6, 12)


def freeze(
    decision: Decision,
    *,
    chosen: str,
    why: str,
    confidence: int | None,
    at: datetime,
    state: StateOfMind | None = None,
) -> Decision:
    """Return the decision as made: `chosen` is an option's id; reviews fall due after 1, 6 and 12
    months.
    """
    with_state = replace(decision, state=written(state, at) if state else decision.state)
    rejected = [each.value.label for each in counted(decision.options) if each.id != chosen]
    option = decision.option(chosen)
    record: dict[str, Value] = {
        "chosen": clean(option.value.label if option else chosen),
        "why": clean(why),
        "confidence": "" if confidence is None else str(confidence),
        "rejected": [clean(label) for label in rejected],
        "record": {**encode(_kept(with_state)), "schema": str(SCHEMA)},
    }
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    frozen = Frozen(at=at, text=text, sha256=digest(text))
    reviews = tuple(written(Review(due=add_months(at.date(), months)), at) for months in _MONTHS)
    return replace(
        with_state,
        status="decided",
        decided=(*decision.decided, frozen),
        reviews=decision.reviews + reviews,
    )


def defer(
    decision: Decision,
    *,
    until: date,
    tripwires: tuple[Tripwire, ...],
    cost: str,
    at: datetime,
) -> Decision:
    """Return the decision deferred on purpose, with the day by which it is made and what would
    bring it forward. The writer's own words for the deadline stay as they are.

    Raises:
        StorageError: there is no tripwire, or one that does not say when, or what is done then.
    """
    if not tripwires or not all(each.is_whole for each in tripwires):
        raise StorageError(
            "A choice is deferred on purpose only with something that would bring it forward.",
            hint="Name at least one condition or day, and what you do then.",
            key="decision.no_tripwire",
        )
    added = tuple(written(each, at) for each in tripwires)
    return replace(
        decision,
        status="deferred",
        decide_by=_put_off(
            decision.decide_by, Deferral(to=until, deferred_on=at.date(), cost=cost), at
        ),
        tripwires=decision.tripwires + added,
    )


def _put_off(by: Noted[DecideBy] | None, deferral: Deferral, at: datetime) -> Noted[DecideBy]:
    if by is None:
        until = deferral.to
        by = written(DecideBy(words="", first=until, last=until, rule="written"), at)
    value = replace(by.value, deferrals=(*by.value.deferrals, deferral))
    return replace(by, value=value, confirmed_at=by.confirmed_at or at)


def with_foresight(
    decision: Decision, *, predictions: tuple[Prediction, ...], letter: Letter | None, at: datetime
) -> Decision:
    """Return the decision with what the writer expects of it, before it is frozen."""
    added = tuple(written(each, at) for each in predictions)
    sealed: Noted[Letter] | None = written(letter, at) if letter else decision.letter
    return replace(decision, predictions=decision.predictions + added, letter=sealed)


def contents(frozen: Frozen) -> Mapping[str, Value]:
    """Return what was frozen."""
    loaded: dict[str, Value] = load_json(frozen.text)
    return loaded


def verifies(frozen: Frozen) -> bool:
    """Whether the kept text is still the one that was frozen."""
    return digest(frozen.text) == frozen.sha256


def digest(text: str) -> str:
    """Return the SHA-256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _kept(decision: Decision) -> Decision:
    """Leave out what is no part of the reasoning: earlier freezes, bookkeeping, what nobody
    confirmed.
    """
    lists = {
        name: counted(getattr(decision, name))
        for name in (
            "options",
            "criteria",
            "reasons",
            "tensions",
            "stances",
            "uncertainties",
            "advice",
            "tripwires",
            "premortem",
            "backcast",
            "predictions",
            "next_actions",
        )
    }
    return replace(
        with_fields(decision, lists),
        decided=(),
        reviews=(),
        dismissed=(),
        read=(),
        additions=(),
        notes="",
        extra={},
    )
