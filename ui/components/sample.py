"""The sample journal: opened to try things, kept apart from the person's own, left and removed with one press."""

from __future__ import annotations

import shutil
from dataclasses import replace

import streamlit as st

from ui import session, wiring
from ui.text import t


def draw_sample_banner() -> None:
    """Say that the sample journal is open, if it is."""
    if not is_sample_open():
        return
    with st.container(horizontal=True, key="sample", vertical_alignment="center"):
        st.caption(t("sample.banner"))
        st.button(t("sample.leave"), key="sample.leave", type="tertiary", on_click=leave_sample)


def is_sample_open() -> bool:
    """Return whether the sample journal is the one that is open."""
    return wiring.opening().settings.journal == "sample"


def open_sample() -> None:
    """Open the sample journal instead of the person's own."""
    _choose("sample")


def leave_sample() -> None:
    """Open the person's own journal again and remove the sample, with the conversations held over it."""
    home = wiring.opening().settings.state_dir / "sample"
    wiring.close()
    shutil.rmtree(home, ignore_errors=True)
    _choose("own")


def _choose(journal: str) -> None:
    from preferences import PreferenceStore

    store = PreferenceStore(wiring.opening().settings.state_dir)
    wiring.close()
    store.save(replace(store.load()[0], journal=journal))
    session.open_conversation("")
    wiring.opening()
