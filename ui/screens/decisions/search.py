"""Looking through the journal for decisions: what it would cost first, then how far it is, with a
way to stop.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from chains.decide.search import Search
from journal.entry import Entry
from ui.shared import app_services, decision_session, problem
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, sure_button
from ui.shared.text import counted, t


def draw_search(entries: Sequence[Entry]) -> None:
    """Draw the offer to look through what was not read yet, or the search that runs."""
    running = decision_session.search()
    if running is not None and running.running:
        _draw_running()
        return
    if running is not None:
        _draw_result(running)
    finder = app_services.services().finder
    unread = finder.unread(entries)
    if not unread:
        return
    calls, tokens = finder.cost(unread)
    cost = (
        t("decisions.cost", calls=f"{calls:,}", tokens=f"{tokens:,}")
        if calls
        else t("decisions.by_rules")
    )
    with st.container(horizontal=True, key="decisions-search", vertical_alignment="center"):
        label = counted("decisions.find", len(unread))
        sure_button(label, key="decisions.find", icon=":material/search:")
        st.html(f'<p class="x-quiet">{esc(cost)}</p>')
    do_when_pressed("decisions.find", lambda: decision_session.set_search(Search(finder, unread)))


@st.fragment(run_every=0.5)
def _draw_running() -> None:
    running = decision_session.search()
    if running is None or not running.running:
        st.rerun()
        return
    share = running.done / running.total if running.total else 1.0
    st.progress(share, t("decisions.reading", done=f"{running.done:,}", total=f"{running.total:,}"))
    st.button(t("answer.stop"), key="decisions.stop", on_click=running.stop)


def _draw_result(search: Search) -> None:
    if search.problem is not None:
        problem.show(search.problem)
    found = search.found
    said = t(
        "decisions.search_done", done=f"{search.done:,}", proposed=found.proposed, added=found.added
    )
    if found.dropped:
        said += " " + counted("decisions.search_dropped", found.dropped)
    st.html(f'<p class="x-quiet" role="status">{esc(said)}</p>')
