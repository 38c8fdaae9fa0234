"""The sample journal: opened to try things, kept apart from the person's own, left and removed with
one press.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import streamlit as st

from config.paths import StatePaths
from config.preferences import PreferenceStore
from ui.shared import app_services, session
from ui.shared.text import t


def draw_sample_banner() -> None:
    """Say that the sample journal is open, if it is."""
    if not is_sample_open():
        return
    with st.container(horizontal=True, key="sample", vertical_alignment="center"):
        st.caption(t("sample.banner"))
        st.button(t("sample.leave"), key="sample.leave", type="tertiary", on_click=leave_sample)


def is_sample_open() -> bool:
    """Return whether the sample journal is the one that is open."""
    return app_services.opening().settings.journal == "sample"


def open_sample() -> None:
    """Open the sample journal instead of the person's own."""
    _choose("sample")
    app_services.opening()


def leave_sample() -> None:
    """Open the person's own journal again and remove the sample, with the conversations held over
    it.
    """
    home = _choose("own")
    shutil.rmtree(StatePaths(home).sample, ignore_errors=True)
    app_services.opening()


def _choose(journal: str) -> Path:
    """Close what is open and remember which journal to open next; return the folder of the app's
    state.
    """
    home = app_services.opening().settings.state_dir
    app_services.close()
    PreferenceStore(home).change({"journal": journal})
    session.open_conversation("")
    return home
