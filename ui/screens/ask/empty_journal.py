"""The three doors of an empty journal: paste a post, drop files, try the sample journal. And a
blank page.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.parts.sample import open_sample
from ui.shared import session
from ui.shared.markup import esc
from ui.shared.text import t


def draw_doors() -> None:
    """Draw the doors."""
    st.html(
        f'<div class="x-invitation"><h1>{esc(t("doors.title"))}</h1><p'
        f' class="x-lead">{esc(t("doors.lead"))}</p></div>'
    )
    with st.container(key="doors"):
        for column, door in zip(
            st.columns(3, gap="medium"), ("paste", "files", "sample"), strict=True
        ):
            with column, st.container(key=f"door_{door}"):
                _draw_door(door, open_sample if door == "sample" else None)
    st.button(t("doors.write"), key="doors.write", type="tertiary", on_click=_go, args=("new",))


def _draw_door(door: str, opened: Callable[[], None] | None) -> None:
    st.html(f"<h3>{esc(t(f'doors.{door}'))}</h3><p>{esc(t(f'doors.{door}_more'))}</p>")
    if opened:
        st.button(t(f"doors.{door}_button"), key=f"doors.{door}", on_click=opened)
    else:
        st.button(t(f"doors.{door}_button"), key=f"doors.{door}", on_click=_go, args=(door,))


def _go(what: str) -> None:
    if what == "files":
        session.go_to("data")
        return
    session.write(what)
    session.go_to("journal")
