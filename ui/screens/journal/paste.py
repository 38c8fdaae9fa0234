"""Paste a post: the text, then a preview with every field correctable and what was cut away, then
the entry. A text of several days is brought in as a file of them is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import streamlit as st

from journal.entry import Entry
from journal.importers.paste import holds_several_days, read_paste
from ui.screens.journal.after_saving import look_after
from ui.screens.journal.editor import draw_day, read_tags
from ui.screens.journal.told_apart import tell_apart
from ui.shared import app_services, problem, session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, sure_button
from ui.shared.templates import render
from ui.shared.text import t

if TYPE_CHECKING:
    from journal.importers.paste import Pasted


def draw_paste() -> None:
    """Draw the box to paste into, or the preview of what was pasted."""
    pasted = cast("Pasted | None", st.session_state.get("paste.read"))
    with problem.told():
        if pasted is None:
            _draw_box()
        else:
            _draw_preview(pasted)


def _draw_box() -> None:
    st.html(f'<h1>{esc(t("paste.title"))}</h1><p class="x-lead">{esc(t("paste.lead"))}</p>')
    text = st.text_area(
        t("paste.box"),
        key="paste.text",
        height=320,
        placeholder=t("paste.placeholder"),
        label_visibility="collapsed",
    )
    with st.container(horizontal=True):
        sure_button(t("paste.preview"), key="paste.preview", kind="primary")
        st.button(t("editor.cancel"), key="paste.cancel", type="tertiary", on_click=_leave)
    do_when_pressed("paste.preview", lambda: _read(text or ""))


def _draw_preview(pasted: Pasted) -> None:
    st.html(f"<h1>{esc(t('paste.check'))}</h1>")
    title = st.text_input(
        t("entry.title"), value=pasted.title, key="paste.entry_title", max_chars=300
    )
    left, right = st.columns([1, 2])
    with left:
        written_on = draw_day(
            t("entry.date"), pasted.written_on or date.today(), key="paste.entry_date"
        )
    with right:
        tags = st.text_input(
            t("entry.tags"),
            value=", ".join(pasted.tags),
            key="paste.entry_tags",
            placeholder=t("entry.tags_help"),
        )
    if not pasted.date_certain:
        st.html(f'<p class="x-quiet" role="status">{esc(t("paste.date_uncertain"))}</p>')
    body = st.text_area(
        t("entry.body"), value=pasted.body, key="paste.entry_body", height="content"
    )
    if pasted.cut:
        used, left_out = tell_apart(pasted)
        st.html(render("cut_away", used=used, left=left_out))
    with st.container(horizontal=True, key="paste-save"):
        sure_button(
            t("editor.save"), key="paste.save", kind="primary", disabled=not (body or "").strip()
        )
        st.button(t("paste.again"), key="paste.again", type="tertiary", on_click=_read_again)
        st.button(t("editor.cancel"), key="paste.cancel", type="tertiary", on_click=_leave)
    entry = Entry(
        id="",
        title=title or "",
        written_on=written_on,
        tags=read_tags(tags or ""),
        body=body or "",
        source=pasted.source or "paste",
    )
    do_when_pressed("paste.save", lambda: _save(entry))


def _read(text: str) -> None:
    if not text.strip():
        return
    pasted = read_paste(text, today=date.today())
    if holds_several_days(text):
        _leave()
        session.bring_in(text)
    else:
        st.session_state["paste.read"] = pasted


def _save(entry: Entry) -> None:
    stored = app_services.services().store.save(entry)
    session.set_notice(t("editor.saved"))
    look_after(stored)
    _leave()
    session.show_entry(stored.id)


def _read_again() -> None:
    st.session_state.pop("paste.read", None)


def _leave() -> None:
    for name in [name for name in st.session_state if str(name).startswith("paste.")]:
        del st.session_state[name]
    session.write("")
