"""The privacy switch: what Langfuse gets to see. Each choice says in one sentence what it means."""

from __future__ import annotations

import streamlit as st

from config.settings import Settings
from tracing import CONTENTS
from ui.screens.settings.setting_field import fixed_by, label_of, save_choice
from ui.shared import app_services, problem, session
from ui.shared.markup import esc
from ui.shared.text import t


def draw_content(known: Settings, *, is_on: bool) -> None:
    """Draw the choices; a press is saved at once. Without keys there is nothing to choose yet, and
    it says so.
    """
    fixed = fixed_by(known, "langfuse_content")
    names = {each: t(f"settings.content_{each}") for each in CONTENTS}
    st.radio(
        label_of("langfuse_content"),
        CONTENTS,
        index=CONTENTS.index(known.langfuse.content),
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
        save_choice("langfuse_content", st.session_state["settings.content"])
        app_services.reopen()
        session.set_notice(t("settings.saved"))
