"""The conversations, below the page table: open, new, rename, delete (asked once)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui.shared import app_services, session
from ui.shared.markup import as_label
from ui.shared.text import t

if TYPE_CHECKING:
    from conversations import Conversation


def draw_sidebar(*, is_ask: bool) -> None:
    """Draw the conversations, the last used first."""
    opened = session.conversation_id()
    with st.sidebar.container(key="conversations"):
        st.button(
            t("conversations.new"),
            key="conversations.new",
            icon=":material/add:",
            type="tertiary",
            on_click=_open,
            args=("",),
        )
        for conversation in app_services.services().conversations.list():
            _draw_row(conversation, is_open=conversation.id == opened and is_ask)


def _draw_row(conversation: Conversation, *, is_open: bool) -> None:
    row = f"conversation_{'open' if is_open else 'row'}_{conversation.id}"
    with st.container(horizontal=True, key=row, vertical_alignment="center", gap=None):
        name = conversation.name or t("conversations.unnamed")
        key = f"conversations.open_{conversation.id}"
        st.button(as_label(name), key=key, type="tertiary", on_click=_open, args=(conversation.id,))
        if is_open:
            _draw_menu(conversation)


def _open(identifier: str) -> None:
    session.open_conversation(identifier)
    session.go_to("ask")


def _draw_menu(conversation: Conversation) -> None:
    with st.popover(
        "",
        icon=":material/more_horiz:",
        help=t("conversations.menu"),
        type="tertiary",
        key=f"conversations.menu_{conversation.id}",
    ):
        st.text_input(
            t("conversations.name"),
            value=conversation.name,
            key=f"conversations.name_{conversation.id}",
            on_change=_rename,
            args=(conversation.id,),
        )
        st.caption(t("conversations.delete_question"))
        st.button(
            t("conversations.delete"),
            key=f"conversations.delete_{conversation.id}",
            on_click=_delete,
            args=(conversation.id,),
        )


def _rename(identifier: str) -> None:
    name = str(st.session_state[f"conversations.name_{identifier}"]).strip()
    if name:
        app_services.services().conversations.rename(identifier, name)


def _delete(identifier: str) -> None:
    live = app_services.opening().live.get(identifier)
    if live:
        live.stop()
    app_services.services().conversations.delete(identifier)
    session.open_conversation("")
