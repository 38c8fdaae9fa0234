"""Write or edit an entry. Every word is kept as a draft while it is written, so that a reload or a
crash loses none.

Invariant: a question that prompted the writing is shown, never written into the entry.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from journal.drafts import Draft
from journal.entry import Entry
from ui.screens.journal.after_saving import look_after
from ui.screens.journal.nearby import draw_nearby
from ui.screens.journal.voice import draw_voice
from ui.shared import app_services, problem, session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, sure_button
from ui.shared.text import t

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer


NEW = "new"


@st.fragment
def draw_editor(key: str) -> None:
    """Draw the editor for an entry's id, or for a `new` entry."""
    draft = _draft(key)
    prompt = session.prompt_to_write()
    st.html(f"<h1>{esc(t('editor.new' if key == NEW else 'editor.edit'))}</h1>")
    if prompt and key == NEW:
        st.html(f'<p class="x-prompt">{esc(prompt)}</p>')
    title, body = _draw_words(key, draft, prompt)
    said = draw_voice(key)
    if said:
        _add_words(key, replace(draft, title=title, body=body), said)
    left, right = st.columns([1, 2])
    with left:
        written_on = draw_day(
            t("entry.date"), draft.written_on or date.today(), key=f"editor.date_{key}"
        )
    with right:
        tags = st.text_input(
            t("entry.tags"),
            value=", ".join(draft.tags),
            key=f"editor.tags_{key}",
            placeholder=t("entry.tags_help"),
        )
    now = replace(draft, title=title, written_on=written_on, tags=read_tags(tags or ""), body=body)
    with problem.told():
        if now != draft:
            app_services.services().drafts.save(key, now)
    with st.container(horizontal=True, vertical_alignment="center"):
        sure_button(
            t("editor.save"), key=f"editor.save_{key}", kind="primary", disabled=not body.strip()
        )
        cancelled = st.button(t("editor.discard"), key="editor.discard", type="tertiary")
        st.html(f'<p class="x-quiet">{esc(t("editor.kept"))}</p>')
    draw_nearby(key, body)
    with problem.told():
        do_when_pressed(f"editor.save_{key}", lambda: _save(key, now))
        if cancelled:
            _leave(key, "")
            st.rerun()


def _add_words(key: str, draft: Draft, said: str) -> None:
    """Put what was said below what is written, and draw the fields anew."""
    now = replace(draft, body=f"{draft.body.rstrip()}\n\n{said}".lstrip())
    app_services.services().drafts.save(key, now)
    st.session_state[f"editor.start_{key}"] = {"title": now.title, "body": now.body}
    st.session_state[f"editor.round_{key}"] = st.session_state.get(f"editor.round_{key}", 0) + 1
    st.rerun(scope="fragment")


def draw_day(label: str, value: date, *, key: str) -> date:
    """Draw a field for any day from year 1 to 9999; an emptied field stands for the value it began
    with.
    """
    chosen = st.date_input(
        label, value=value, min_value=date.min, max_value=date.max, key=key, format="YYYY-MM-DD"
    )
    return chosen if isinstance(chosen, date) else value


def read_tags(text: str) -> tuple[str, ...]:
    """Return the tags written with commas between them, each once."""
    return tuple(
        dict.fromkeys(tag.strip().lstrip("#").strip() for tag in text.split(",") if tag.strip(" #"))
    )


def _draft(key: str) -> Draft:
    services = app_services.services()
    kept = services.drafts.load(key)
    if kept is not None:
        return kept
    if key == NEW:
        return Draft(title="", written_on=date.today(), tags=(), body="")
    entry = services.store.get(key)
    return Draft(title=entry.title, written_on=entry.written_on, tags=entry.tags, body=entry.body)


def _draw_words(key: str, draft: Draft, prompt: str) -> tuple[str, str]:
    # The draft of the first drawing stays the component's start; what is typed since comes back as
    # its state.
    start = st.session_state.setdefault(
        f"editor.start_{key}", {"title": draft.title, "body": draft.body}
    )
    anew = st.session_state.get(f"editor.round_{key}", 0)
    data = {
        "key": f"{key}.{anew}" if anew else key,
        "initial": start,
        "labels": {"title": t("entry.title"), "body": t("entry.body")},
        "placeholders": {"title": t("entry.title"), "body": prompt or t("editor.placeholder")},
    }
    with st.container(key="editor-words"):
        result = _component()(
            key=f"editor.words_{key}_{anew}" if anew else f"editor.words_{key}",
            data=data,
            default={"words": start},
            on_words_change=lambda: None,
        )
    words = result.get("words")
    typed = words if isinstance(words, dict) else start
    return str(typed.get("title", "")), str(typed.get("body", ""))


@cache
def _component() -> ComponentRenderer:
    script = (Path(__file__).parent / "editor.js").read_text(encoding="utf-8")
    return st.components.v2.component("crossroads_editor", js=script, isolate_styles=False)


def _save(key: str, draft: Draft) -> None:
    store = app_services.services().store
    known = Entry(id="", written_on=date.today()) if key == NEW else store.get(key)
    entry = replace(
        known,
        title=draft.title,
        written_on=draft.written_on or date.today(),
        tags=draft.tags,
        body=draft.body,
    )
    saved = store.save(entry)
    session.set_prompt_to_write("")
    session.set_notice(t("editor.saved"))
    look_after(saved)
    _leave(key, saved.id)


def _leave(key: str, shown: str) -> None:
    app_services.services().drafts.discard(key)
    for name in [name for name in st.session_state if str(name).startswith("editor.")]:
        del st.session_state[name]
    session.show_entry(shown or ("" if key == NEW else key))
