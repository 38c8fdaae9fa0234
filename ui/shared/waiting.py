"""What the page shows while the journal opens: the shell, one quiet sentence, and how far it is."""

from __future__ import annotations

import streamlit as st

from ui.shared import app_services
from ui.shared.markup import esc
from ui.shared.text import t


def wait_until_open() -> None:
    """Show that the journal is being opened until it is."""
    opening = app_services.opening()
    if opening.done:
        return
    place = st.empty()
    while not opening.wait(0.15):
        done, total = opening.progress
        sentence = (
            t("opening.reading", done=f"{done:,}", total=f"{total:,}")
            if total
            else t("opening.opening")
        )
        bar = f'<progress max="{total}" value="{done}"></progress>' if total else ""
        place.html(f'<div class="x-opening" role="status"><p>{esc(sentence)}</p>{bar}</div>')
    st.rerun()
