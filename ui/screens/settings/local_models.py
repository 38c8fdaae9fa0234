"""Models on this machine: looked for at a press, connected with another.

Invariant: nothing is asked before the press.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

import streamlit as st

from config.settings import Settings
from ui.screens.settings.setting_field import forget_typed, save_typed
from ui.shared import app_services, session
from ui.shared.markup import esc
from ui.shared.press import is_pressed, sure_button, take_press
from ui.shared.text import t

if TYPE_CHECKING:
    from chains.models.local import LocalServer

FIRST_FOUND: Final = ".st-key-settings-found button"
_FIND = "settings.local_find"
_FOUND = "settings.local_found"


def draw_local_models(known: Settings, presets: Mapping[str, str]) -> None:
    """Draw the button, and what was found: on all of this machine, or at the address of one of the
    `presets`.
    """
    if {"base_url", "chat_model"} & known.fixed:
        return
    sure_button(t("settings.local_find"), key=_FIND)
    if is_pressed(_FIND) or session.take_search_for_models():
        st.session_state[_FOUND] = take_press(_FIND, _look, waiting=t("settings.local_looking"))
    asked = session.take_server_to_look_for()
    if asked:
        st.session_state.pop(_FOUND, None)
        _look_at(presets[asked], asked)
    if _FOUND in st.session_state:
        _draw_found(known, cast("tuple[LocalServer, ...]", st.session_state[_FOUND]))


def _draw_found(known: Settings, found: tuple[LocalServer, ...]) -> None:
    if not found:
        st.html(f'<p class="x-quiet" role="status">{esc(t("settings.local_none"))}</p>')
    with st.container(key="settings-found"):
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


def _look_at(url: str, name: str) -> None:
    """Ask one address, and keep what is there or say what is missing."""
    from chains.models.background_loop import wait_for
    from chains.models.local import look_at

    with st.spinner(t("settings.local_asking", name=name)):
        server = wait_for(look_at(url, name))
    if server is not None and server.models:
        st.session_state[_FOUND] = (server,)
        return
    missing = "settings.local_silent" if server is None else "settings.local_empty"
    st.html(
        f'<p class="x-quiet" role="status">{esc(t(missing, name=name))}'
        f" · <code>{esc(url)}</code></p>"
    )


def _connect(known: Settings, url: str, model: str) -> None:
    saved = {"base_url": url, "chat_model": model}
    save_typed(known, saved)
    forget_typed(saved)
    st.session_state.pop(_FOUND, None)
    app_services.reopen()
    session.set_notice(t("settings.local_connected", model=model))
