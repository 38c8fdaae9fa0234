"""What a tap on a decision does: open, take on, confirm, dismiss, strike out, edit, answer. Each is
saved at once.

Invariant: a tap changes the decision as its file is now, never as it was drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from decisions import editing
from decisions.forecasts import resolve
from decisions.record import Decision
from decisions.reviewing import open_letter
from ui.shared import app_services, decision_session
from ui.shared.bridge import Act

PAGE = "decisions"


def follow_decision(pressed: Act) -> str:
    """Do what a press asks for; return the page that it leads to, or empty when it is none of
    ours.
    """
    kind, _, what = pressed.kind.partition("-")
    if kind != "decision":
        return ""
    identifier, item = pressed.text("decision"), pressed.text("item")
    if what in ("open", "take") and decision_session.shown() != identifier:
        decision_session.show(identifier)
    if what == "open":
        return PAGE
    if what == "edit":
        decision_session.edit(item)
    elif what == "all":
        decision_session.confirm_all()
    elif what == "strike":
        _strike(identifier, item)
    elif what == "dismiss":
        _dismiss(identifier, item)
    elif what in _CHANGES:
        change = _CHANGES[what]
        app_services.services().decisions.update(
            identifier, lambda each: change(each, item, datetime.now())
        )
    return PAGE


def undo() -> None:
    """Take back the last dismissal."""
    last = decision_session.dismissed()
    if last is None:
        return
    identifier, name, item = last
    if item is None:
        app_services.services().decisions.update(
            identifier, lambda each: replace(each, status="exploring")
        )
    else:
        app_services.services().decisions.update(
            identifier, lambda each: editing.bring_back(each, name, item)
        )
    decision_session.set_dismissed(None)


def drop(identifier: str) -> None:
    """Set a whole decision aside; it is not proposed again, and can be brought back."""
    app_services.services().decisions.update(
        identifier, lambda each: replace(each, status="dropped")
    )
    decision_session.show("")
    decision_session.set_dismissed((identifier, "", None))


def _dismiss(identifier: str, item: str) -> None:
    if not item:
        drop(identifier)
        return
    found = editing.find(app_services.services().decisions.get(identifier), item)
    app_services.services().decisions.update(identifier, lambda each: editing.dismiss(each, item))
    if found is not None:
        decision_session.set_dismissed((identifier, *found))


def _strike(identifier: str, item: str) -> None:
    first = decision_session.striking()
    decision_session.set_striking("" if first else item)
    if first and first != item:
        app_services.services().decisions.update(
            identifier, lambda each: editing.strike_out(each, first, item, datetime.now())
        )


def _holds(which: str) -> Callable[[Decision, str, datetime], Decision]:
    def change(decision: Decision, item: str, at: datetime) -> Decision:
        confirmed = editing.confirm(decision, item, at)
        return editing.change(
            confirmed,
            item,
            lambda each: replace(
                each, value=replace(each.value, holds=which, answered_on=at.date())
            ),
        )

    return change


def _outcome(true: bool) -> Callable[[Decision, str, datetime], Decision]:
    return lambda decision, item, at: resolve(decision, item, true, at.date())


def _done(decision: Decision, item: str, at: datetime) -> Decision:
    def toggled(each: Any) -> Any:
        done = None if each.value.done_on else at.date()
        return replace(
            each, value=replace(each.value, done_on=done), confirmed_at=each.confirmed_at or at
        )

    return editing.change(decision, item, toggled)


def _bring_back(decision: Decision, _item: str, _at: datetime) -> Decision:
    return replace(decision, status="exploring")


def _open_letter(decision: Decision, _item: str, at: datetime) -> Decision:
    return open_letter(decision, at.date())


_CHANGES: dict[str, Callable[[Decision, str, datetime], Decision]] = {
    "confirm": editing.confirm,
    "take": lambda decision, _, at: editing.take_on(decision, at),
    "first": _holds("first"),
    "second": _holds("second"),
    "both": _holds("both"),
    "true": _outcome(True),
    "false": _outcome(False),
    "done": _done,
    "letter": _open_letter,
    "back": _bring_back,
}
