"""The privacy switch: what Langfuse gets to see. Each choice says in one sentence what it means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from preferences import PreferenceStore
from tracing import CONTENTS
from ui import session, wiring
from ui.components import problem
from ui.components.connection import fixed_by
from ui.components.markup import esc
from ui.text import t

if TYPE_CHECKING:
    from settings import Settings


def draw_content(known: Settings, *, is_on: bool) -> None:
    """Draw the choices; a press is saved at once. Without keys there is nothing to choose yet, and it says so."""
    fixed = fixed_by(known, "langfuse_content")
    names = {each: t(f"settings.content_{each}") for each in CONTENTS}
    st.radio(
        t("settings.content"),
        CONTENTS,
        index=CONTENTS.index(known.langfuse_content),
        format_func=names.__getitem__,
        captions=[t(f"settings.content_{each}_means") for each in CONTENTS],
        key="settings.content",
        disabled=fixed is not None,
        on_change=_set,
    )
    if fixed or not is_on:
        st.html(f'<p class="x-quiet">{esc(fixed or t("settings.content_later"))}</p>')


def _set() -> None:
    with problem.told():
        store = PreferenceStore(wiring.opening().settings.state_dir)
        store.save(replace(store.load()[0], langfuse_content=st.session_state["settings.content"]))
        wiring.reopen()
        session.set_notice(t("settings.saved"))
