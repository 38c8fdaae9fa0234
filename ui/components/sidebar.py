"""The conversations, below the page table: open, new, rename, delete (asked once)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui import session, wiring
from ui.text import t

if TYPE_CHECKING:
    from conversations.store import Conversation


def draw_sidebar(*, is_ask: bool) -> bool:
    """Draw the conversations; return whether one was chosen."""
    opened = session.conversation_id()
    with st.sidebar.container(key="conversations"):
        chosen = st.button(t("conversations.new"), key="conversations.new", icon=":material/add:", type="tertiary")
        if chosen:
            session.open_conversation("")
            opened = ""
        for conversation in wiring.services().conversations.list():
            is_open = conversation.id == opened and is_ask
            with st.container(horizontal=True, key=_row_key(conversation, is_open), vertical_alignment="center", gap=None):
                if st.button(conversation.name or t("conversations.unnamed"), key=f"conversations.open_{conversation.id}", type="tertiary"):
                    session.open_conversation(conversation.id)
                    chosen = True
                if conversation.id == opened:
                    _draw_menu(conversation)
    if chosen and is_ask:
        st.rerun()
    return chosen


def _row_key(conversation: Conversation, is_open: bool) -> str:
    return f"conversation_{'open' if is_open else 'row'}_{conversation.id}"


def _draw_menu(conversation: Conversation) -> None:
    with st.popover("", icon=":material/more_horiz:", help=t("conversations.menu"), type="tertiary", key=f"conversations.menu_{conversation.id}"):
        st.text_input(
            t("conversations.name"),
            value=conversation.name,
            key=f"conversations.name_{conversation.id}",
            on_change=_rename,
            args=(conversation.id,),
        )
        st.caption(t("conversations.delete_question"))
        st.button(t("conversations.delete"), key=f"conversations.delete_{conversation.id}", on_click=_delete, args=(conversation.id,))


def _rename(identifier: str) -> None:
    name = str(st.session_state[f"conversations.name_{identifier}"]).strip()
    if name:
        wiring.services().conversations.rename(identifier, name)


def _delete(identifier: str) -> None:
    live = wiring.opening().live.get(identifier)
    if live:
        live.stop()
    wiring.services().conversations.delete(identifier)
    session.open_conversation("")
