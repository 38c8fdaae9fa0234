"""The conversations, below the page table: open, new, search; rename and delete (asked once) for
the one that is open.

Promise: the newest twenty are drawn, as one element; a thousand cost no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

import streamlit as st

from ui.shared import app_services, session
from ui.shared.templates import render
from ui.shared.text import moment, month, t

if TYPE_CHECKING:
    from conversations import Conversation

SHOWN: Final = 20
_SEARCHABLE: Final = 8  # fewer are found by a look


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A conversation as it is listed; `when` tells those of one name apart."""

    id: str
    name: str
    when: str


def draw_sidebar(*, is_ask: bool) -> None:
    """Draw the conversations, the last used first."""
    services = app_services.services()
    if app_services.opening().is_empty():
        return
    opened = session.conversation_id() if is_ask else ""
    with st.sidebar.container(key="conversations"):
        with st.container(horizontal=True, key="conversations-ways", gap=None):
            st.button(
                t("conversations.new"),
                key="conversations.new",
                icon=":material/add:",
                type="tertiary",
                on_click=_open_new,
            )
            if opened:
                _draw_menu(opened)
        words = ""
        recent = services.conversations.recent(SHOWN)
        if len(recent) >= _SEARCHABLE:
            words = st.text_input(
                t("conversations.search"),
                key="conversations.search",
                placeholder=t("conversations.search"),
                label_visibility="collapsed",
            )
            if words:
                recent = services.conversations.recent(SHOWN, words)
        groups = group_by_day(recent, date.today())
        st.html(render("conversations", groups=groups, opened=opened, words=words))


def group_by_day(conversations: Sequence[Conversation], today: date) -> list[tuple[str, list[Row]]]:
    """Return the conversations under today, yesterday, the last seven days, and months."""
    whens = _tell_apart(conversations, today)
    return [
        (
            head,
            [
                Row(
                    id=each.id,
                    name=each.name or t("conversations.unnamed"),
                    when=whens.get(each.id, ""),
                )
                for each in own
            ],
        )
        for head, own in groupby(conversations, lambda each: _head(each, today))
    ]


def _tell_apart(conversations: Sequence[Conversation], today: date) -> dict[str, str]:
    """Return when those of one name were used, to the second where the minute is the same too."""
    names = Counter(each.name for each in conversations)
    alike = [each for each in conversations if names[each.name] > 1]
    minutes = Counter((each.name, _when(each, today)) for each in alike)
    return {
        each.id: _when(each, today, to_the_second=minutes[each.name, _when(each, today)] > 1)
        for each in alike
    }


def _when(conversation: Conversation, today: date, *, to_the_second: bool = False) -> str:
    used = conversation.updated_at.astimezone()
    second = f"{used::%S}" if to_the_second else ""
    is_recent = (today - used.date()).days <= 1
    return f"{used:%H:%M}{second}" if is_recent else f"{moment(conversation.updated_at)}{second}"


def _head(conversation: Conversation, today: date) -> str:
    day = conversation.updated_at.astimezone().date()
    ago = (today - day).days
    if ago <= 0:
        return t("conversations.today")
    if ago == 1:
        return t("conversations.yesterday")
    return t("conversations.week") if ago <= 7 else month(day)


def _open_new() -> None:
    session.open_conversation("")
    session.go_to("ask")


def _draw_menu(identifier: str) -> None:
    conversation = app_services.services().conversations.find(identifier)
    if conversation is None:
        return
    with st.popover(
        t("conversations.menu"),
        icon=":material/more_horiz:",
        help=t("conversations.menu"),
        type="tertiary",
        key=f"conversations.menu_{identifier}",
    ):
        st.text_input(
            t("conversations.name"),
            value=conversation.name,
            key=f"conversations.name_{identifier}",
            on_change=_rename,
            args=(identifier,),
        )
        st.caption(t("conversations.delete_question"))
        st.button(
            t("conversations.delete"),
            key=f"conversations.delete_{identifier}",
            on_click=_delete,
            args=(identifier,),
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
