"""Models on this machine: looked for at a press, connected with another.

Invariant: nothing is asked before the press.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from config.settings import Settings
from ui.screens.settings.setting_field import save_typed
from ui.shared import app_services, session
from ui.shared.markup import esc
from ui.shared.text import t

if TYPE_CHECKING:
    from chains.models.local import LocalServer

_FOUND = "settings.local_found"


def draw_local_models(known: Settings) -> None:
    """Draw the button, and what was found."""
    if {"base_url", "chat_model"} & known.fixed:
        return
    pressed = st.button(t("settings.local_find"), key="settings.local_find")
    if pressed or session.take_search_for_models():
        with st.spinner(t("settings.local_looking")):
            st.session_state[_FOUND] = _look()
    if _FOUND not in st.session_state:
        return
    found = cast("tuple[LocalServer, ...]", st.session_state[_FOUND])
    if not found:
        st.html(f'<p class="x-quiet" role="status">{esc(t("settings.local_none"))}</p>')
    for server in found:
        st.html(f'<p class="x-note">{esc(server.name)} · <code>{esc(server.url)}</code></p>')
        with st.container(horizontal=True):
            for model in server.models:
                st.button(
                    t("settings.local_connect", model=model),
                    key=f"settings.local_{server.url}_{model}",
                    on_click=_connect,
                    args=(known, server.url, model),
                )


def _look() -> tuple[LocalServer, ...]:
    from chains.models.background_loop import wait_for
    from chains.models.local import find_local_servers

    return wait_for(find_local_servers())


def _connect(known: Settings, url: str, model: str) -> None:
    save_typed(known, {"base_url": url, "chat_model": model})
    for name in [name for name in st.session_state if str(name).startswith("settings.")]:
        del st.session_state[name]
    app_services.reopen()
    session.set_notice(t("settings.local_connected", model=model))
