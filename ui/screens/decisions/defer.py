"""Deferring on purpose: a day by which it is decided, and at least one signal that would bring it
forward.

Invariant: nothing is deferred without a day ahead and without a whole signal: a condition or a day,
and what is done.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

import streamlit as st

from decisions import editing
from decisions.freezing import add_months, defer
from decisions.parts import Tripwire
from decisions.record import Decision
from ui.parts.decision_cards import quote_html
from ui.shared import app_services, decision_session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, forget_press, is_pressed, sure_submit
from ui.shared.text import t

_DEFER: Final = "decisions.defer_now"
_ROWS = 3


def draw_defer(decision: Decision) -> None:
    """Draw the form: until when, the signals, and what waiting costs."""
    st.html(
        f'<h2 class="x-section">{esc(t("decisions.defer"))}</h2><p'
        f' class="x-lead">{esc(t("decisions.defer_lead"))}</p>'
    )
    tomorrow = date.today() + timedelta(days=1)
    by = decision.decide_by
    if by is not None and (by.quote or by.value.words):
        words = quote_html(by.quote) if by.quote else f'<p class="x-own">{esc(by.value.words)}</p>'
        kept = esc(t("decisions.words_stay"))
        st.html(f'<figure class="x-card">{words}<figcaption>{kept}</figcaption></figure>')
    known = by.value.day if by else None
    start = known if known and known >= tomorrow else add_months(date.today(), 3)
    with st.form("decisions-defer", border=False, enter_to_submit=False):
        until = st.date_input(
            t("decisions.until"),
            start,
            key="decisions.until",
            format="YYYY-MM-DD",
            min_value=tomorrow,
            max_value=date.max,
        )
        st.html(f'<p class="x-quiet">{esc(t("decisions.tripwires_lead"))}</p>')
        wires = draw_tripwires("defer", _ROWS)
        cost = st.text_input(t("decisions.waiting_cost"), key="decisions.cost_of_waiting")
        sure_submit(t("decisions.defer_button"), key=_DEFER, kind="primary")
    st.button(
        t("editor.cancel"),
        key="decisions.cancel",
        type="tertiary",
        on_click=decision_session.do,
        args=("",),
    )
    if not is_pressed(_DEFER):
        return
    if not isinstance(until, date) or not wires or not all(each.is_whole for each in wires):
        forget_press(_DEFER)
        said = "needs_day" if not isinstance(until, date) else "needs_tripwire"
        st.html(f'<p class="x-problem" role="alert">{esc(t(f"decisions.{said}"))}</p>')
        return
    do_when_pressed(_DEFER, partial(_keep, decision, until, wires, cost.strip()))


def _keep(decision: Decision, until: date, wires: tuple[Tripwire, ...], cost: str) -> None:
    at = datetime.now()
    now = editing.take_on(app_services.services().decisions.get(decision.id), at)
    deferred = defer(now, until=until, tripwires=wires, cost=cost, at=at)
    app_services.services().decisions.save(deferred)
    decision_session.do("")


def draw_tripwires(where: str, rows: int) -> tuple[Tripwire, ...]:
    """Draw rows for signals, each a condition or a day and what is done then; return those that say
    anything.
    """
    given = [_draw_row(where, number) for number in range(1, rows + 1)]
    return tuple(each for each in given if each.condition or each.then or each.day)


def _draw_row(where: str, number: int) -> Tripwire:
    with st.container(key=f"decisions-wire-{where}-{number}"):
        left, middle, right = st.columns([3, 1.4, 3])
        hint = t("decisions.tripwire_hint") if number == 1 else None
        condition = left.text_input(
            t("decisions.tripwire"), key=f"decisions.{where}_wire_{number}", placeholder=hint
        )
        on = middle.date_input(
            t("decisions.tripwire_day"),
            None,
            key=f"decisions.{where}_day_{number}",
            format="YYYY-MM-DD",
            min_value=date.today(),
            max_value=date.max,
        )
        then = right.text_input(
            t("decisions.then"),
            key=f"decisions.{where}_then_{number}",
            placeholder=t("decisions.then_hint") if number == 1 else None,
        )
    return Tripwire(
        condition=condition.strip(), then=then.strip(), day=on if isinstance(on, date) else None
    )
