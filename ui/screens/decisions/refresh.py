"""Refreshing a decision from the journal: what it would cost first, then how far it is, with a way
to stop.

Limit: only entries that were not read for this decision yet are read.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from chains.decide.search import Refresh
from decisions.record import Decision
from ui.shared import app_services, decision_session, problem
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, sure_button
from ui.shared.text import t


def draw_refresh(decision: Decision) -> None:
    """Draw the offer to read what is new, the refresh that runs, or what it came to."""
    running = decision_session.refresh(decision.id)
    if running is not None and running.running:
        _draw_running(decision.id)
        return
    finder = app_services.services().finder
    calls, tokens = 0, 0
    if finder.has_model:
        calls, tokens = finder.cost(finder.unseen(decision.id, app_services.refresh().entries))
    with st.container(horizontal=True, key="decisions-refresh", vertical_alignment="center"):
        sure_button(t("decisions.refresh"), key="decisions.refresh", icon=":material/refresh:")
        if calls:
            cost = t("decisions.cost", calls=f"{calls:,}", tokens=f"{tokens:,}")
            st.html(f'<p class="x-quiet">{esc(cost)}</p>')
    do_when_pressed("decisions.refresh", partial(_start, decision.id))
    if running is not None:
        if running.problem is not None:
            problem.show(running.problem)
        st.html(
            f'<p class="x-quiet" role="status">{esc(t("decisions.refreshed", n=running.new))}</p>'
        )


def _start(identifier: str) -> None:
    finder = app_services.services().finder
    unseen = finder.unseen(identifier, app_services.refresh().entries)
    decision_session.set_refresh(Refresh(finder, identifier, unseen))


@st.fragment(run_every=0.5)
def _draw_running(identifier: str) -> None:
    running = decision_session.refresh(identifier)
    if running is None or not running.running:
        st.rerun()
        return
    share = running.done / running.total if running.total else 1.0
    st.progress(share, t("decisions.reading", done=f"{running.done:,}", total=f"{running.total:,}"))
    st.button(t("answer.stop"), key="decisions.refresh_stop", on_click=running.stop)
