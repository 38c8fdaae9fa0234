"""Changes to a decision, one function each: confirm, dismiss, rule out, strike out, answer. All
pure.

Invariant: a dismissed item leaves its fingerprint, so that the same words are never proposed again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from decisions.parts import Quote
from decisions.record import SINGLES, Decision, Noted, items, with_fields

T = TypeVar("T")


def counted(found: tuple[Noted[T], ...]) -> tuple[Noted[T], ...]:
    """Return the items that the writer confirmed."""
    return tuple(each for each in found if each.counts)


def find(decision: Decision, identifier: str) -> tuple[str, Noted[Any]] | None:
    """Return an item and the name of its field."""
    return next(((name, item) for name, item in items(decision) if item.id == identifier), None)


def change(
    decision: Decision, identifier: str, how: Callable[[Noted[Any]], Noted[Any]]
) -> Decision:
    """Return the decision with one item changed; an unknown id changes nothing."""
    found = find(decision, identifier)
    if found is None:
        return decision
    name, item = found
    if name in SINGLES:
        return with_fields(decision, {name: how(item)})
    return with_fields(
        decision,
        {name: tuple(how(e) if e.id == identifier else e for e in getattr(decision, name))},
    )


def add(decision: Decision, name: str, item: Noted[Any]) -> Decision:
    """Return the decision with one more item in the field `name`."""
    return with_fields(decision, {name: (*getattr(decision, name), item)})


def confirm(decision: Decision, identifier: str, at: datetime) -> Decision:
    """Return the decision with one item confirmed; a reason takes its option along, any item the
    decision itself.
    """
    confirmed = change(decision, identifier, lambda item: _confirmed(item, at))
    found = find(confirmed, identifier)
    option = getattr(found[1].value, "option", "") if found else ""
    if option:
        confirmed = change(confirmed, option, lambda item: _confirmed(item, at))
    return replace(confirmed, question=_confirmed(confirmed.question, at))


def confirm_all(
    decision: Decision, at: datetime, *, shown: Collection[str] | None = None
) -> Decision:
    """Return the decision with every proposal in it confirmed, or only those shown, by their
    ids.
    """
    for _, item in tuple(items(decision)):
        if shown is None or item.id in shown:
            decision = change(decision, item.id, lambda each: _confirmed(each, at))
    return decision


def take_on(decision: Decision, at: datetime) -> Decision:
    """Return the decision taken on: the question and its options confirmed, the rest still to be
    looked at.
    """
    options = tuple(_confirmed(each, at) for each in decision.options)
    return replace(decision, question=_confirmed(decision.question, at), options=options)


def dismiss(decision: Decision, identifier: str) -> Decision:
    """Return the decision without one item, which will not be proposed again; the question itself
    stays.
    """
    found = find(decision, identifier)
    if found is None or found[0] == "question":
        return decision
    name, item = found
    print_ = fingerprint(name, item)
    dismissed = (
        decision.dismissed if print_ in decision.dismissed else (*decision.dismissed, print_)
    )
    if name in SINGLES:
        return with_fields(decision, {name: None, "dismissed": dismissed})
    left = tuple(each for each in getattr(decision, name) if each.id != identifier)
    gone = with_fields(decision, {name: left, "dismissed": dismissed})
    if name == "options":
        gone = replace(
            gone, reasons=tuple(r for r in gone.reasons if r.value.option != identifier or r.counts)
        )
    return gone


def bring_back(decision: Decision, name: str, item: Noted[Any]) -> Decision:
    """Undo a dismissal."""
    dismissed = tuple(each for each in decision.dismissed if each != fingerprint(name, item))
    back = replace(decision, dismissed=dismissed)
    return with_fields(back, {name: item}) if name in SINGLES else add(back, name, item)


def fingerprint(name: str, item: Noted[Any]) -> str:
    """Return what tells an item from others of its kind, whatever its id: the words it rests on."""
    quote = item.quote
    words = quote.text if quote else repr(item.value)
    other = getattr(item.value, "other", None)
    if isinstance(other, Quote):
        words = "\n".join(sorted((words, other.text)))
    if name == "options":
        words = str(item.value.label).casefold()
    kind = f"{name}:{item.value.option}" if name == "reasons" else name
    return hashlib.sha256(f"{kind}\n{' '.join(words.split())}".encode()).hexdigest()[:16]


def fingerprints(decision: Decision) -> frozenset[str]:
    """Return the fingerprints of all items there are, and of those dismissed."""
    return frozenset(fingerprint(name, item) for name, item in items(decision)) | frozenset(
        decision.dismissed
    )


def strike_out(decision: Decision, first: str, second: str, at: datetime) -> Decision:
    """Strike out two reasons against each other; striking the same pair again brings both back."""
    pair = {first: second, second: first}

    def struck(item: Noted[Any]) -> Noted[Any]:
        partner = pair[item.id]
        value = item.value
        if partner in value.struck_with:
            left = tuple(each for each in value.struck_with if each != partner)
            return replace(
                item,
                value=replace(value, struck_with=left, struck_on=value.struck_on if left else None),
            )
        return replace(
            item,
            value=replace(value, struck_with=(*value.struck_with, partner), struck_on=at.date()),
        )

    return change(change(decision, first, struck), second, struck)


def proposals(decision: Decision) -> tuple[tuple[str, Noted[Any]], ...]:
    """Return what waits for a tap, with the names of the fields."""
    return tuple((name, item) for name, item in items(decision) if not item.counts)


def _confirmed(item: Noted[T], at: datetime) -> Noted[T]:
    return item if item.counts else replace(item, confirmed_at=at)
