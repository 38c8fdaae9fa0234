"""The three doors of an empty journal: paste a post, drop files, try the sample journal."""

from __future__ import annotations

import streamlit as st

from ui import session
from ui.components.markup import esc
from ui.components.sample import open_sample
from ui.text import t


def draw_doors() -> None:
    """Draw the doors."""
    st.html(f'<div class="x-invitation"><h1>{esc(t("doors.title"))}</h1><p class="x-lead">{esc(t("doors.lead"))}</p></div>')
    with st.container(key="doors"):
        for door in ("paste", "files", "write"):
            _draw_door(door)
        st.html(f'<div class="x-door"><h3>{esc(t("doors.sample"))}</h3><p>{esc(t("doors.sample_more"))}</p></div>')
        st.button(t("doors.sample_button"), key="doors.sample", on_click=open_sample)


def _draw_door(door: str) -> None:
    pass
