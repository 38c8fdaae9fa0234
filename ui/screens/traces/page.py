"""Traces: every turn that was recorded, narrowed by day, prompt, mode and thumbs; one opened, with
all it was made of.

Limit: a trace goes with its conversation and is deleted there; that of an entry's reading is
deleted here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import streamlit as st

from chains.models.entry_turn import reading_session
from conversations import RecordFilter
from ui.parts.answer import answer_html
from ui.parts.rating import draw_rating
from ui.parts.why import draw_why
from ui.screens.traces.prompt_diff import draw_prompt_diff
from ui.screens.traces.turn_list import facts, name_of, turns_html
from ui.shared import app_services, session
from ui.shared.markup import act, esc
from ui.shared.resources import STYLES
from ui.shared.text import counted, moment, t

if TYPE_CHECKING:
    from conversations import StoredTurn, TurnSummary
    from conversations.records import Thumbs
    from tracing.record import Mode

_STYLE: Final = STYLES / "why.css"
_PAGE: Final = 50
_MODES: Final[tuple[Mode, ...]] = ("model", "quotes_only")
_THUMBS: Final[tuple[Thumbs, ...]] = ("up", "down", "none")


def traces() -> None:
    """Draw the list, or the turn that is open."""
    st.html(_STYLE)
    turns = app_services.services().conversations.records()
    opened = session.turn_shown()
    summary = next((turn for turn in turns if turn.turn_id == opened), None)
    if summary:
        _draw_turn(summary)
        return
    session.show_turn("")
    st.html(f'<h1>{esc(t("traces.title"))}</h1><p class="x-lead">{esc(t("traces.lead"))}</p>')
    if turns:
        _draw_list(turns)
    else:
        st.html(f'<p class="x-quiet">{esc(t("traces.empty"))}</p>')


def _draw_list(turns: tuple[TurnSummary, ...]) -> None:
    conversations = app_services.services().conversations
    found = conversations.records(_draw_filters(turns))
    st.html(f'<p class="x-quiet" role="status">{esc(counted("traces.count", len(found)))}</p>')
    pages = -(-len(found) // _PAGE)
    at = min(int(st.session_state.get("traces.page", 1)), max(pages, 1))
    st.html(turns_html(found[(at - 1) * _PAGE : at * _PAGE], found, conversations.figures()))
    if pages > 1:
        st.pagination(pages, key="traces.page")
    draw_prompt_diff(turns)


def _draw_filters(turns: tuple[TurnSummary, ...]) -> RecordFilter:
    prompts = sorted({turn.prompt for turn in turns if turn.prompt})
    modes = {each: t(f"traces.mode_{each}") for each in _MODES}
    ratings = {each: t(f"traces.thumbs_{each}") for each in _THUMBS}
    with st.container(horizontal=True, key="traces-filters", vertical_alignment="bottom"):
        words = st.text_input(
            t("traces.search"), key="traces.words", placeholder=t("traces.search_hint")
        )
        since = _draw_day(t("journal.since"), "traces.since")
        until = _draw_day(t("journal.until"), "traces.until")
        prompt = st.selectbox(
            t("traces.prompt"),
            prompts,
            index=None,
            placeholder=t("traces.all"),
            key="traces.prompt",
        )
        mode = st.selectbox(
            t("traces.mode"),
            _MODES,
            index=None,
            placeholder=t("traces.all"),
            format_func=modes.__getitem__,
            key="traces.mode",
        )
        thumbs = st.selectbox(
            t("traces.thumbs"),
            _THUMBS,
            index=None,
            placeholder=t("traces.all"),
            format_func=ratings.__getitem__,
            key="traces.thumbs",
        )
    return RecordFilter(
        since=since,
        until=until,
        prompt=prompt or "",
        mode=mode,
        thumbs=thumbs,
        words=words or "",
    )


def _draw_day(label: str, key: str) -> date | None:
    chosen = st.date_input(
        label, value=None, min_value=date.min, max_value=date.max, key=key, format="YYYY-MM-DD"
    )
    return chosen if isinstance(chosen, date) else None


def _draw_turn(summary: TurnSummary) -> None:
    with st.container(horizontal=True, key="traces-ways", vertical_alignment="center"):
        st.button(
            t("traces.back"),
            key="traces.back",
            type="tertiary",
            on_click=session.show_turn,
            args=("",),
        )
        _draw_source(summary)
    when = (
        "<time"
        f' datetime="{esc(summary.asked_at.isoformat())}">{esc(moment(summary.asked_at))}</time>'
    )
    st.html(
        f'<header class="x-trace"><h1>{esc(name_of(summary))}</h1>'
        f'<p class="x-meta">{when}<span>{esc(facts(summary))}</span></p></header>'
    )
    turn = _stored(summary)
    if turn:
        st.html(answer_html(turn.question, turn.plan, turn.answer))
        draw_rating(turn, has_why=False)
    st.html(f'<h2 class="x-section">{esc(t("why.open"))}</h2>')
    draw_why(summary.turn_id, turn)


def _draw_source(summary: TurnSummary) -> None:
    """Draw the way to the conversation or the entry, and to delete the record of a reading."""
    if not summary.is_reading:
        opens = act("conversation", conversation=summary.conversation_id)
        label = t("traces.conversation")
        st.html(f'<button type="button" class="x-link" {opens}>{esc(label)}</button>')
        return
    entries = app_services.services().store.load().entries
    read = (e for e in entries if reading_session(e.id) == summary.conversation_id)
    entry = next(read, None)
    if entry is not None:
        opens = act("entry", entry=entry.id)
        label = t("traces.entry")
        st.html(f'<button type="button" class="x-link" {opens}>{esc(label)}</button>')
    st.button(
        t("traces.delete"),
        key="traces.delete",
        type="tertiary",
        on_click=_delete_reading,
        args=(summary.turn_id,),
    )


def _delete_reading(turn_id: str) -> None:
    app_services.services().conversations.delete_reading(turn_id)
    session.show_turn("")


def _stored(summary: TurnSummary) -> StoredTurn | None:
    turns = app_services.services().conversations.turns(summary.conversation_id)
    return next((turn for turn in turns if turn.id == summary.turn_id), None)
