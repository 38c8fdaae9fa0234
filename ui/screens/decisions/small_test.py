"""The offer made when the same argument came back for the fifth time: one small test, with a date.
It can be put away.

Invariant: it counts days and says so; it never says which way to go.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import streamlit as st

from chains.decide.returning import returning
from decisions import editing
from decisions.parts import Action
from decisions.record import Decision, written
from ui.shared import app_services
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, forget_press, sure_submit
from ui.shared.text import day, t

_TEST = "decisions.test_save"
_DAYS = 21


def draw_test(decision: Decision) -> None:
    """Draw the offer, if an argument keeps coming back; nothing otherwise."""
    found = None if decision.decided or decision.is_proposal else returning(decision)
    if found is None:
        return
    said = t(
        "decisions.returning",
        n=len(found.days),
        first=day(found.days[0]),
        last=day(found.days[-1]),
        option=found.label,
        side=t(f"decisions.side_{found.side}"),
    )
    with st.container(key="decisions-returning"):
        st.html(f'<p class="x-note">{esc(said)}</p>')
        with (
            st.expander(t("decisions.test_offer"), key="decisions.test_fields"),
            st.form("decisions-test-form", border=False),
        ):
            test = st.text_input(
                t("decisions.test"), key="decisions.test", placeholder=t("decisions.test_hint")
            )
            by = st.date_input(
                t("decisions.test_by"),
                date.today() + timedelta(days=_DAYS),
                key="decisions.test_by",
                format="YYYY-MM-DD",
                min_value=date.today(),
                max_value=date.max,
            )
            sure_submit(t("decisions.test_set"), key=_TEST, kind="primary")
        if not test.strip():
            forget_press(_TEST)
        day_set = by if isinstance(by, date) else date.today() + timedelta(days=_DAYS)
        do_when_pressed(_TEST, partial(_set, decision, test.strip(), day_set))
        st.button(
            t("decisions.test_later"),
            key="decisions.test_later",
            type="tertiary",
            on_click=_put_away,
            args=(decision.id, found.mark),
        )


def _set(decision: Decision, test: str, by: date) -> None:
    step = written(Action(text=test, due=by), datetime.now())
    app_services.services().decisions.update(
        decision.id, lambda each: editing.add(each, "next_actions", step)
    )


def _put_away(identifier: str, mark: str) -> None:
    app_services.services().decisions.update(
        identifier, lambda each: replace(each, dismissed=(*each.dismissed, mark))
    )
