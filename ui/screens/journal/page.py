"""Journal: write, find, read, edit, delete and bring in entries. Reads like its screen, top to
bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, cast

import streamlit as st

from ui.parts.entry_panel import entry_html
from ui.parts.notices import draw_notice
from ui.screens.journal.after_saving import draw_after_saving
from ui.screens.journal.editor import NEW, draw_editor
from ui.screens.journal.entry_list import Found, find_entries, find_near, rows_html
from ui.screens.journal.paste import draw_paste
from ui.screens.journal.timeline import timeline_html
from ui.shared import app_services, session
from ui.shared.markup import dotted, esc, preview
from ui.shared.templates import render
from ui.shared.text import counted, explain_key, span, t
from vectorstore.types import EntryFilter

if TYPE_CHECKING:
    from journal.store import Loaded

_PAGE: Final = 20


def journal() -> None:
    """Draw the editor, an entry, or the list of entries."""
    writing = session.writing()
    if writing == "paste":
        draw_paste()
    elif writing == "files":  # an address of before: bringing in stands on Your data
        session.write("")
        session.go_to("data")
        st.rerun()
    elif writing:
        draw_editor(writing)
    elif session.entry_shown():
        _draw_entry(session.entry_shown())
    else:
        _draw_list(app_services.refresh())


def _draw_list(loaded: Loaded) -> None:
    with st.container(horizontal=True, key="journal-head", vertical_alignment="center"):
        st.html(f"<h1>{esc(t('journal.title'))}</h1>")
        with st.container(horizontal=True, key="journal-ways", horizontal_alignment="right"):
            _draw_ways()
    _draw_done()
    _draw_waiting_draft()
    if not loaded.entries:
        st.html(f'<p class="x-lead">{esc(t("journal.empty"))}</p>')
        _draw_problems(loaded)
        return
    st.html(timeline_html(loaded.entries, session.period()))
    words, where = _draw_search(loaded)
    index = app_services.services().index
    found = find_entries(index, loaded.entries, words, where)
    _draw_count(len(found), words.strip(), is_narrowed=where != EntryFilter())
    pages = max(1, -(-len(found) // _PAGE))
    at = min(cast(int, st.session_state.get("journal.page", 1)), pages)
    if found:
        st.html(rows_html(found[(at - 1) * _PAGE : at * _PAGE], words))
    if pages > 1:
        st.pagination(pages, key="journal.page")
    if words.strip():
        near = find_near(index, loaded.entries, words, where)
        _draw_near(near, words, is_open=not found)
    _draw_problems(loaded)


def _draw_ways() -> None:
    st.button(
        t("journal.write"),
        key="journal.write",
        type="primary",
        on_click=session.write,
        args=("new",),
    )
    st.button(t("journal.paste"), key="journal.paste", on_click=session.write, args=("paste",))
    st.button(t("journal.files"), key="journal.files", on_click=session.go_to, args=("data",))


def _draw_waiting_draft() -> None:
    draft = app_services.services().drafts.load(NEW)
    if draft is None or not (draft.title.strip() or draft.body.strip()):
        return
    words = preview(draft.title or draft.body)
    with st.container(horizontal=True, key="journal-draft", vertical_alignment="center"):
        st.html(f'<p class="x-quiet">{esc(t("journal.draft_waits"))} <b>{esc(words)}</b></p>')
        st.button(
            t("journal.draft_go_on"),
            key="journal.draft",
            type="tertiary",
            on_click=session.write,
            args=(NEW,),
        )


def _draw_search(loaded: Loaded) -> tuple[str, EntryFilter]:
    with st.container(horizontal=True, key="journal-search", vertical_alignment="bottom"):
        words = st.text_input(
            t("journal.search"),
            key="journal.words",
            placeholder=t("journal.search"),
            label_visibility="collapsed",
        )
        every_tag = sorted({tag for entry in loaded.entries for tag in entry.tags})
        with st.popover(t("journal.narrow"), key="journal.narrow"):
            tags = st.multiselect(
                t("entry.tags"), every_tag, key="journal.tags", placeholder=t("journal.any_tag")
            )
            since = _draw_day(t("journal.since"), "journal.since")
            until = _draw_day(t("journal.until"), "journal.until")
    period = session.period()
    if period:
        since, until = period
    return words or "", EntryFilter(since=since, until=until, tags=tuple(tags))


def _draw_day(label: str, key: str) -> date | None:
    chosen = st.date_input(
        label, value=None, min_value=date.min, max_value=date.max, key=key, format="YYYY-MM-DD"
    )
    return chosen if isinstance(chosen, date) else None


def _draw_count(found: int, words: str, *, is_narrowed: bool) -> None:
    """Say what was looked for, how much was found, in which order; one press shows all again."""
    period = session.period()
    with st.container(horizontal=True, key="journal-count", vertical_alignment="center"):
        facts = [counted("journal.count", found)] if found else [t("journal.nothing")]
        if words:
            facts.insert(0, t("journal.searched", words=words))
        if found:
            facts.append(t("journal.by_date"))
        st.html(f'<p class="x-quiet" role="status">{dotted(map(esc, facts))}</p>')
        if period:
            st.button(
                f"{span(*period)} ×",
                key="journal.all",
                type="tertiary",
                on_click=session.set_period,
                args=(None,),
            )
        if words or (is_narrowed and not period):
            st.button(t("journal.clear"), key="journal.clear", type="tertiary", on_click=_clear)


def _draw_near(near: Sequence[Found], words: str, *, is_open: bool) -> None:
    if near:
        with st.expander(counted("journal.near", len(near)), expanded=is_open, key="journal.near"):
            st.html(rows_html(near, words, by_month=False))


def _clear() -> None:
    """Show all entries again."""
    session.set_period(None)
    for name, empty in (("words", ""), ("tags", []), ("since", None), ("until", None)):
        st.session_state[f"journal.{name}"] = empty


def _draw_done() -> None:
    draw_notice()
    deleted = session.deleted()
    if deleted:
        with st.container(horizontal=True, key="journal-undo", vertical_alignment="center"):
            st.html(
                '<p class="x-quiet"'
                f' role="status">{esc(t("journal.deleted", title=deleted[1]))}</p>'
            )
            st.button(
                t("journal.undo"),
                key="journal.undo",
                type="tertiary",
                on_click=_restore,
                args=(deleted[0],),
            )


def _draw_problems(loaded: Loaded) -> None:
    if not loaded.problems:
        return
    with st.expander(counted("journal.problems", len(loaded.problems)), key="journal.problems"):
        for each in loaded.problems:
            message, hint = explain_key(each.key, each.values, message=each.message, hint=each.hint)
            st.html(
                f'<p class="x-note"><span>{esc(each.path)}</span><br>{esc(message)} {esc(hint)}</p>'
            )


def _draw_entry(identifier: str) -> None:
    entries = app_services.refresh().entries
    at = next((at for at, each in enumerate(entries) if each.id == identifier), None)
    if at is None:
        session.show_entry("")
        st.rerun()
    entry = entries[at]
    with st.container(horizontal=True, key="journal-entry-ways", vertical_alignment="center"):
        _draw_way(t("journal.back"), "journal.back", session.show_entry, "")
        _draw_way(t("journal.edit"), "journal.edit", session.write, identifier)
        with st.popover(
            t("journal.more"),
            icon=":material/more_horiz:",
            help=t("journal.more"),
            type="tertiary",
            key="journal.more",
        ):
            st.button(
                t("journal.delete"), key="journal.delete", on_click=_delete, args=(identifier,)
            )
    _draw_done()
    draw_after_saving(identifier)
    st.html(f'<article class="x-reading">{entry_html(entry)}</article>')
    before = entries[at - 1] if at else None
    after = entries[at + 1] if at + 1 < len(entries) else None
    if before or after:
        st.html(render("entry_neighbours", before=before, after=after))


def _draw_way(label: str, key: str, go: Callable[[str], None], where: str) -> None:
    st.button(label, key=key, type="tertiary", on_click=go, args=(where,))


def _delete(identifier: str) -> None:
    store = app_services.services().store
    title = store.get(identifier).title
    store.delete(identifier)
    session.set_deleted((identifier, title or t("entry.untitled")))
    session.show_entry("")


def _restore(identifier: str) -> None:
    app_services.services().store.restore(identifier)
    session.set_deleted(None)
    session.show_entry(identifier)
