"""A folder whose changes flow in: chosen, or let go."""

from __future__ import annotations

from functools import partial

import streamlit as st

from journal.importing.watching import Watch, watch_of
from ui.shared import app_services, session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, sure_submit
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
        sure_submit(t("data.watch_save"), key="data.watch_save")
        do_when_pressed("data.watch_save", partial(_choose, watch, folder.strip()))


def _choose(watch: Watch, folder: str) -> None:
    store = app_services.services().store
    watch.choose(folder, journal=store.root)
    report = watch.flow_in(store)
    added = report.added + report.updated if report else 0
    session.set_notice(counted("data.watched", added) if folder else t("data.unwatched"))
