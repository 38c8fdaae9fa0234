"""What has fallen due on a decision, each with the act that it asks for.

Invariant: a deadline that came asks for one of three: decide, defer on purpose, or set aside; the
page offers them nowhere else then.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from decisions.record import Decision
from decisions.schedule import Due, due
from ui.parts.decision_cards import tap
from ui.screens.decisions.acts import drop
from ui.screens.decisions.sections import letter_html
from ui.shared import decision_session
from ui.shared.markup import esc
from ui.shared.text import day, t

_TAPS = {
    "tripwire": (("done", "decisions.done"), ("edit", "decisions.edit")),
    "action": (("done", "decisions.done"), ("edit", "decisions.edit")),
    "prediction": (("true", "decisions.came_true"), ("false", "decisions.came_false")),
    "uncertainty": (("edit", "decisions.edit"),),
    "letter": (("letter", "decisions.open_letter"),),
}


def draw_due(decision: Decision) -> None:
    """Draw what is due, the oldest first."""
    for each in due(decision, date.today()):
        with st.container(key=f"decisions-due-{each.item}", gap="xsmall"):
            _draw(decision, each)


def draw_act(act: str, *, key: str) -> None:
    """Draw the button that begins to decide or to defer."""
    st.button(
        t(f"decisions.{act}"),
        key=key,
        type="primary" if act == "decide" else "secondary",
        on_click=decision_session.do,
        args=(act,),
    )


def _draw(decision: Decision, what: Due) -> None:
    taps = "".join(
        tap(decision, act, what.item, t(label), strong=at == 0)
        for at, (act, label) in enumerate(_TAPS.get(what.kind, ()))
    )
    row = f'<span class="x-taps">{taps}</span>' if taps else ""
    if what.kind == "letter":
        st.html(f"{letter_html(decision, date.today())}{row}")
        return
    words = "" if what.text == decision.title else f' <span class="x-quiet">{esc(what.text)}</span>'
    named = f"{t(f'decisions.due_{what.kind}')} {day(what.day)}"
    note = ""
    if what.kind == "decide_by":
        said = "day_passed" if what.day < date.today() else "day_has_come"
        note = f'<p class="x-note">{esc(t(f"decisions.{said}"))}</p>'
    st.html(f'<p class="x-due">{esc(named)}{words}</p>{note}{row}')
    if what.kind == "review":
        st.button(
            t("decisions.review_now"),
            key=f"decisions.review_{what.item}",
            on_click=decision_session.do,
            args=(f"review:{what.item}",),
        )
    if what.kind == "decide_by":
        _draw_next_act(decision)


def _draw_next_act(decision: Decision) -> None:
    with st.container(horizontal=True, key="decisions-next-act", vertical_alignment="center"):
        for act in ("decide", "defer"):
            draw_act(act, key=f"decisions.due_{act}")
        st.button(
            t("decisions.drop"),
            key="decisions.due_drop",
            type="tertiary",
            on_click=drop,
            args=(decision.id,),
        )
