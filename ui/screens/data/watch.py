"""A folder whose changes flow in: chosen, or let go."""

from __future__ import annotations

import streamlit as st

from journal.importing.watching import watch_of
from ui.shared import app_services, session
from ui.shared.markup import esc
from ui.shared.text import counted, t


def draw_watch() -> None:
    """Draw the folder that is watched."""
    services = app_services.services()
    watch = watch_of(services.settings.state_dir)
    st.html(
        f'<h2 class="x-section">{esc(t("data.watch"))}</h2><p'
        f' class="x-quiet">{esc(t("data.watch_lead"))}</p>'
    )
    with st.form("data.watch_form", border=False):
        folder = st.text_input(
            t("data.watch_folder"),
            watch.folder,
            key="data.watched",
            placeholder=t("data.watch_example"),
        )
        if st.form_submit_button(t("data.watch_save"), key="data.watch_save"):
            watch.choose(folder.strip(), journal=services.store.root)
            report = watch.flow_in(services.store)
            added = report.added + report.updated if report else 0
            session.set_notice(
                counted("data.watched", added) if folder.strip() else t("data.unwatched")
            )
            st.rerun()
