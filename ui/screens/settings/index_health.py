"""The search index: whether it is whole, and a button that makes it again from the entries."""

from __future__ import annotations

import streamlit as st

from ui.shared import app_services
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, sure_button
from ui.shared.text import counted, t


def draw_index_health() -> None:
    """Draw the state of the index and the way to rebuild it."""
    services = app_services.services()
    st.html(f'<h2 class="x-section">{esc(t("settings.index"))}</h2>')
    health = services.index.health()
    sentence = (
        counted("settings.index_ok", health.expected) if health.ok else t("settings.index_damaged")
    )
    if services.last_sync.repaired:
        sentence = f"{sentence} {t('settings.index_repaired')}"
    st.html(f'<p class="x-quiet">{esc(sentence)}</p>')
    sure_button(t("settings.rebuild"), key="settings.rebuild")
    do_when_pressed("settings.rebuild", _rebuild)


def _rebuild() -> None:
    services = app_services.services()
    bar = st.progress(0.0)

    def advance(done: int, total: int) -> None:
        bar.progress(
            done / total if total else 1.0,
            t("settings.rebuilding", done=f"{done:,}", total=f"{total:,}"),
        )

    services.index.rebuild(services.store.load().entries, on_progress=advance)
    services.adopt_embedding()
