"""One item of a decision, edited in a dialog: wording, side, basis, weight, dates. The quote itself
is never edited.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Final

import streamlit as st

from decisions import editing
from decisions.parts import DecideBy
from decisions.record import Decision, Noted, Origin
from ui.parts.decision_cards import quote_html
from ui.shared import app_services, decision_session
from ui.shared.press import do_when_pressed, sure_submit
from ui.shared.text import t

_CHOICES: Final = {
    "side": ("for", "against", "mixed"),
    "basis": ("experience", "fact", "person", "assumption", "feeling", ""),
}
_NAMED: Final = {
    "side": lambda each: t(f"decisions.side_{each}"),
    "basis": lambda each: t(f"decisions.basis_{each or 'untold'}"),
}
_NUMBERS: Final = {"weight": (1, 5, 1), "confidence": (0, 100, 5), "probability": (0, 100, 5)}
_TEXTS: Final = (
    "label",
    "question",
    "text",
    "condition",
    "then",
    "how",
    "who",
    "said",
    "reaction",
    "about",
    "why",
    "waiting_cost",
    "statement",
    "prevention",
)
_DATES: Final = ("first", "last", "due", "by", "day", "resolve_by", "ruled_out_on")


def draw_edit(decision: Decision, identifier: str) -> None:
    """Open the dialog for an item."""
    found = editing.find(decision, identifier)
    if found is not None:
        dialog = st.dialog(t("decisions.edit"), on_dismiss=decision_session.close_dialog)
        dialog(_draw)(decision, found[1])


def _draw(decision: Decision, item: Noted[Any]) -> None:
    if item.quote is not None:
        st.html(f'<figure class="x-card">{quote_html(item.quote)}</figure>')
    with st.form(f"decisions-edit-{item.id}", border=False):
        value = item.value
        if isinstance(value, str):
            changed: Any = (
                st.text_input(
                    t("decisions.field_question"), value, key=f"decisions.edit_text_{item.id}"
                ).strip()
                or value
            )
        else:
            changed = replace(value, **_fields(decision, item))
        save = f"decisions.edit_save_{item.id}"
        sure_submit(t("editor.save"), key=save, kind="primary")
    do_when_pressed(save, partial(_save, decision, item, changed))


def _fields(decision: Decision, item: Noted[Any]) -> dict[str, Any]:
    value = item.value
    given: dict[str, Any] = {}
    for each in fields(value):
        name, now, key = (
            each.name,
            getattr(value, each.name),
            f"decisions.edit_{each.name}_{item.id}",
        )
        if name == "option":
            labels = {option.id: option.value.label for option in decision.options}
            given[name] = st.selectbox(
                t("decisions.option"),
                list(labels),
                index=list(labels).index(now) if now in labels else 0,
                format_func=labels.__getitem__,
                key=key,
            )
        elif name in _CHOICES:
            given[name] = st.segmented_control(
                t(f"decisions.{name}"),
                _CHOICES[name],
                default=now or None,
                format_func=_NAMED[name],
                key=key,
                required=name == "side",
            )
            given[name] = given[name] or ""
        elif name in _NUMBERS:
            given[name] = _number(name, now, key)
        elif name in _DATES:
            chosen = st.date_input(
                t(f"decisions.field_{name}"),
                now,
                key=key,
                format="YYYY-MM-DD",
                min_value=date.min,
                max_value=date.max,
            )
            given[name] = chosen if isinstance(chosen, date) else None
        elif name in _TEXTS and not (
            name == "text" and item.quote is not None and hasattr(value, "side")
        ):
            given[name] = st.text_input(t(f"decisions.field_{name}"), now, key=key).strip()
    return given


def _number(name: str, now: int | None, key: str) -> int | None:
    """Draw a number that may stay unsaid; a reason's weight has always been said, as 1."""
    least, most, step = _NUMBERS[name]
    given = st.number_input(t(f"decisions.{name}"), least, most, now, step, key=key)
    return now if given is None and name == "weight" else given


def _save(decision: Decision, item: Noted[Any], changed: Any) -> None:
    if isinstance(changed, DecideBy) and (changed.first, changed.last) != (
        item.value.first,
        item.value.last,
    ):
        changed = replace(changed, rule="written", rule_values={})

    def edited(current: Decision) -> Decision:
        at = datetime.now()
        after = editing.change(
            current,
            item.id,
            lambda each: replace(each, value=changed, origin=_origin(each, changed)),
        )
        return editing.confirm(after, item.id, at)

    app_services.services().decisions.update(decision.id, edited)
    decision_session.close_dialog()


def _origin(item: Noted[Any], changed: Any) -> Origin:
    """Return where the wording comes from: a question that was put otherwise is the writer's."""
    return "written" if isinstance(changed, str) and changed != item.value else item.origin
