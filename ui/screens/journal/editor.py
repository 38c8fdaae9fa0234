"""Write or edit an entry. Every word is kept as a draft while it is written, so that a reload or a
crash loses none.

Limit: two tabs keep one draft of an entry between them, the later one.
Invariant: what was saved elsewhere since the entry was opened is never overwritten unasked; a
question that prompted the writing is shown, never written into the entry.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import streamlit as st

from errors import EntryChangedError, EntryNotFoundError
from journal.drafts import Draft
from journal.entry import Entry, version_of
from ui.parts.entry_panel import entry_html
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
_WORDS = "editor.words_"


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
        _keep(key, now)
    with st.container(horizontal=True, vertical_alignment="center"):
        sure_button(
            t("editor.save"), key=f"editor.save_{key}", kind="primary", disabled=not body.strip()
        )
        cancelled = st.button(t("editor.discard"), key="editor.discard", type="tertiary")
        st.html(f'<p class="x-quiet">{esc(t("editor.kept"))}</p>')
    _draw_other(key, now)
    draw_nearby(key, body)
    with problem.told():
        do_when_pressed(f"editor.save_{key}", lambda: _save(key, now))
        if cancelled:
            _leave(key, "")
            st.rerun()


def _add_words(key: str, draft: Draft, said: str) -> None:
    """Put what was said below what is written, and draw the fields anew."""
    now = replace(draft, body=f"{draft.body.rstrip()}\n\n{said}".lstrip())
    _keep(key, now)
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
    """Return what was kept last since the editor was opened, whatever another tab has kept or
    saved meanwhile.
    """
    name = f"editor.kept_{key}"
    # Streamlit drops the state of a component while another page is shown.
    if name not in st.session_state or _words_key(key) not in st.session_state:
        st.session_state[name] = _begin(key)
        st.session_state.pop(f"editor.other_{key}", None)
    return cast(Draft, st.session_state[name])


def _begin(key: str) -> Draft:
    services = app_services.services()
    kept = services.drafts.load(key)
    if kept is not None:
        return kept
    if key == NEW:
        return Draft(title="", written_on=date.today(), tags=(), body="")
    entry = services.store.get(key)
    return Draft(
        title=entry.title,
        written_on=entry.written_on,
        tags=entry.tags,
        body=entry.body,
        opened=version_of(entry),
    )


def _keep(key: str, now: Draft) -> None:
    """Keep what was changed here; a tab that only looks on leaves the draft of another alone."""
    if now != st.session_state[f"editor.kept_{key}"]:
        app_services.services().drafts.save(key, now)
        st.session_state[f"editor.kept_{key}"] = now


def _draw_words(key: str, draft: Draft, prompt: str) -> tuple[str, str]:
    # What is typed comes back as the component's state; the start counts when there is none yet.
    start = {"title": draft.title, "body": draft.body}
    data = {
        "key": _words_key(key).removeprefix(_WORDS),
        "initial": start,
        "labels": {"title": t("entry.title"), "body": t("entry.body")},
        "placeholders": {"title": t("entry.title"), "body": prompt or t("editor.placeholder")},
    }
    with st.container(key="editor-words"):
        result = _component()(
            key=_words_key(key),
            data=data,
            default={"words": start},
            on_words_change=lambda: None,
        )
    words = result.get("words")
    typed = words if isinstance(words, dict) else start
    return str(typed.get("title", "")), str(typed.get("body", ""))


def _words_key(key: str) -> str:
    """Return the key of the fields; another one draws them anew, as after words that were said."""
    anew = st.session_state.get(f"editor.round_{key}", 0)
    return f"{_WORDS}{key}.{anew}" if anew else f"{_WORDS}{key}"


@cache
def _component() -> ComponentRenderer:
    script = (Path(__file__).parent / "editor.js").read_text(encoding="utf-8")
    return st.components.v2.component("crossroads_editor", js=script, isolate_styles=False)


def _draw_other(key: str, now: Draft) -> None:
    """Draw what a save came upon: an entry that is no longer as it was opened, or is gone."""
    name = f"editor.other_{key}"
    if name not in st.session_state:
        return
    other = cast("Entry | None", st.session_state[name])
    with st.container(key="editor-other"):
        lines = (t("editor.changed"), t("editor.changed_ways")) if other else (t("editor.gone"),)
        told = "".join(f"<p>{esc(line)}</p>" for line in lines)
        st.html(f'<div class="x-problem" role="alert">{told}</div>')
        if other:
            with st.expander(t("editor.other")):
                st.html(f'<article class="x-reading">{entry_html(other)}</article>')
        with st.container(horizontal=True):
            if other:
                sure_button(t("editor.keep_mine"), key=f"editor.mine_{key}")
            label = t("editor.keep_both" if other else "editor.save_as_new")
            sure_button(label, key=f"editor.apart_{key}")
    with problem.told():
        if other:
            over = replace(now, opened=version_of(other))
            do_when_pressed(f"editor.mine_{key}", lambda: _save(key, over, keeps_older=True))
        do_when_pressed(f"editor.apart_{key}", lambda: _save_as_new(key, now))


def _save(key: str, draft: Draft, *, keeps_older: bool = False) -> None:
    store = app_services.services().store
    if key == NEW:
        _finish(key, store.save(_entry(draft)), t("editor.saved"))
        return
    # A draft of an older version of the app does not tell what it was begun with.
    keeps_older = keeps_older or not draft.opened
    try:
        entry = _entry(draft, store.get(key))
        saved = store.save(entry, opened=draft.opened, keeps_older=keeps_older)
    except (EntryChangedError, EntryNotFoundError):
        st.session_state[f"editor.other_{key}"] = _stored(key)
        return
    _finish(key, saved, t("editor.saved_over" if keeps_older else "editor.saved"))


def _save_as_new(key: str, draft: Draft) -> None:
    saved = app_services.services().store.save(_entry(draft))
    _finish(key, saved, t("editor.saved_as_new"))


def _entry(draft: Draft, known: Entry | None = None) -> Entry:
    day = draft.written_on or date.today()
    return replace(
        known or Entry(id="", written_on=day),
        title=draft.title,
        written_on=day,
        tags=draft.tags,
        body=draft.body,
    )


def _stored(key: str) -> Entry | None:
    try:
        return app_services.services().store.get(key)
    except EntryNotFoundError:
        return None


def _finish(key: str, saved: Entry, notice: str) -> None:
    session.set_prompt_to_write("")
    session.set_notice(notice)
    look_after(saved)
    _leave(key, saved.id)


def _leave(key: str, shown: str) -> None:
    drafts = app_services.services().drafts
    # What another tab has kept since is not this one's to discard.
    if drafts.load(key) in (None, st.session_state.get(f"editor.kept_{key}")):
        drafts.discard(key)
    for name in [name for name in st.session_state if str(name).startswith("editor.")]:
        del st.session_state[name]
    session.show_entry(shown or ("" if key == NEW else key))
