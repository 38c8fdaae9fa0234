"""Erasing for good: asked once, in words that say what goes and what stays.

Invariant: nothing is erased by a single press.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from portability.backup import backups_in
from portability.holdings import erase_all, erase_one_thrown, note_erasing_all, schedule_of
from ui.shared import app_services, session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, is_pressed, sure_button
from ui.shared.text import counted, t

_NOW: Final = "data.erase_now"


def draw_erase() -> None:
    """Draw the way to erase everything."""
    st.html(
        f'<h2 class="x-section">{esc(t("data.erase"))}</h2><p'
        f' class="x-quiet">{esc(t("data.erase_lead"))}</p>'
    )
    services = app_services.services()
    count = len(services.store.load().entries)
    with st.expander(t("data.erase_all"), key="data.erase"):
        st.html(f'<p class="x-note">{esc(counted("data.erase_what", count))}</p>')
        if services.settings.langfuse.is_complete:
            st.html(f'<p class="x-note">{esc(t("data.erase_langfuse"))}</p>')
        backups = _backups()
        with_backups = backups is not None and st.checkbox(
            t("data.erase_backups"), key="data.erase_backups"
        )
        word = t("data.erase_word")
        typed = st.text_input(
            t("data.erase_type", word=word), key="data.erase_typed", autocomplete="off"
        )
        sure_button(t("data.erase_now"), key=_NOW, disabled=(typed or "").strip() != word)
        do_when_pressed(
            _NOW, partial(_erase_all, backups if with_backups else None), waiting=t("data.erasing")
        )


def draw_sure(name: str, label: str, question: str, act: Callable[[], None]) -> None:
    """Draw a button that asks before it does, and do it when it was answered with yes."""
    key = f"data.sure-{name}"
    if is_pressed(f"{key}-yes"):
        _ask(key, False)
        do_when_pressed(f"{key}-yes", act, waiting=t("data.erasing"))
    if not st.session_state.get(key):
        st.button(label, key=f"{key}-ask", type="tertiary", on_click=_ask, args=(key, True))
        return
    st.html(f'<p class="x-note" role="alert">{esc(question)}</p>')
    st.button(
        t("editor.cancel"), key=f"{key}-no", type="tertiary", on_click=_ask, args=(key, False)
    )
    sure_button(t("data.sure"), key=f"{key}-yes")


def erase_from_trash(entry_id: str) -> None:
    """Erase one entry of the trash and say what went with it.

    Raises:
        JournalError: something of it could not be removed.
    """
    services = app_services.services()
    erased = erase_one_thrown(
        services,
        services.settings.state_dir,
        entry_id,
        langfuse=services.settings.connected_langfuse,
    )
    if erased.problem is not None:
        raise erased.problem
    sentence = t("data.erased_one")
    session.set_notice(
        f"{sentence} {counted('data.erased_turns', erased.turns)}" if erased.turns else sentence
    )


def _erase_all(backups: Path | None) -> None:
    settings = app_services.services().settings
    note_erasing_all(settings.state_dir, backups=backups)
    app_services.services().index.forget()
    app_services.close()
    try:
        erased = erase_all(
            settings.journal_dir,
            settings.state_dir,
            backups=backups,
            langfuse=settings.connected_langfuse,
        )
    finally:
        app_services.reopen()
    for name in list(st.session_state):
        if str(name).startswith(("ui.", "ask.", "journal.", "data.")) and name != "ui.language":
            del st.session_state[name]
    st.query_params.clear()
    session.set_notice(t("data.erased_all"))
    if erased.problem is not None:
        raise erased.problem


def _backups() -> Path | None:
    folder = schedule_of(app_services.services().settings.state_dir).load().folder
    path = Path(folder).expanduser() if folder else None
    return path if path is not None and backups_in(path) else None


def _ask(key: str, value: bool) -> None:
    st.session_state[key] = value
