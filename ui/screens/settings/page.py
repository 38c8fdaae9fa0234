"""Settings: language, model, privacy, lock, Langfuse, sample journal, index. Reads like its screen,
top to bottom.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from config.settings import SETTINGS, Settings
from ui.parts.notices import draw_notice
from ui.parts.sample import draw_leave, is_sample_open, open_sample
from ui.screens.settings.connection import draw_connection
from ui.screens.settings.index_health import draw_index_health
from ui.screens.settings.langfuse import draw_tracing
from ui.screens.settings.lock import draw_lock
from ui.screens.settings.setting_field import draw_own_forms, label_of, list_plain, save_choice
from ui.shared import app_services, problem, session
from ui.shared.markup import esc
from ui.shared.text import t

# Drawn in ways of their own; every other setting that belongs to no form is a plain field.
_DRAWN: Final = ("language", "journal")


def settings() -> None:
    """Draw everything that can be set."""
    known = app_services.opening().settings
    st.html(f"<h1>{esc(t('settings.title'))}</h1>")
    draw_notice()
    _draw_language(known)
    with problem.told():
        draw_own_forms(known, list_plain("", besides=_DRAWN))
    with problem.told():
        draw_connection(known)
    _draw_privacy(known)
    with problem.told():
        draw_lock(known)
    with problem.told():
        draw_tracing(known)
    _heading(label_of("journal"))
    if is_sample_open():
        draw_leave("settings.sample_leave")
    else:
        st.button(t("settings.sample_open"), key="settings.sample_open", on_click=_open_sample)
    with problem.told():
        draw_index_health()


def _draw_language(known: Settings) -> None:
    _heading(label_of("language"))
    st.segmented_control(
        label_of("language"),
        SETTINGS["language"].choices,
        default=known.language,
        format_func=lambda each: t(f"settings.language_{each or 'auto'}"),
        required=True,
        key="settings.language",
        label_visibility="collapsed",
        disabled="language" in known.fixed,
        on_change=_set_language,
    )


def _set_language() -> None:
    save_choice("language", st.session_state["settings.language"] or "")
    app_services.opening().reread()


def _open_sample() -> None:
    open_sample()
    session.go_to("ask")


def _draw_privacy(known: Settings) -> None:
    _heading(t("settings.privacy"))
    lines = [
        f"{esc(t('settings.privacy_entries'))} <code>{esc(known.journal_dir)}</code>",
        f"{esc(t('settings.privacy_state'))} <code>{esc(known.state_dir)}</code>",
    ]
    settings = app_services.services().settings
    models, langfuse = settings.models, settings.connected_langfuse
    if models.connected_chat_model:
        lines.append(esc(t("settings.privacy_model", address=models.chat_receiver)))
    if models.connected_embedding_model:
        lines.append(esc(t("settings.privacy_embedding", address=models.embedding_receiver)))
    if langfuse is not None and langfuse.content != "off":
        sentence = t(f"settings.privacy_langfuse_{langfuse.content}", address=langfuse.base_url)
        lines.append(esc(sentence))
    if len(lines) == 2:
        lines.append(esc(t("settings.privacy_local")))
    st.html("".join(f'<p class="x-note">{line}</p>' for line in lines))


def _heading(text: str) -> None:
    st.html(f'<h2 class="x-section">{esc(text)}</h2>')
