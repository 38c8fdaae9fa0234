"""Why this answer: a link under every answer that opens, in place, what the answer was made of.

Promise: works without a model and without Langfuse. What was recorded is read when the panel is
opened, not before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import streamlit as st

from conversations.rating import is_in_project
from errors import EntryNotFoundError
from ui.parts.save_case import draw_case
from ui.parts.turn_record import record_html
from ui.shared import app_services, problem, session
from ui.shared.markup import esc
from ui.shared.resources import STYLES
from ui.shared.text import t

if TYPE_CHECKING:
    from conversations import StoredTurn
    from tracing import PassageRecord, TurnRecord

_STYLE: Final = STYLES / "why.css"


def draw_why_link(turn: StoredTurn) -> None:
    """Draw the link that opens or closes the panel of a turn."""
    st.button(
        t("why.close" if session.is_why_open(turn.id) else "why.open"),
        key=f"why.toggle_{turn.id}",
        type="tertiary",
        on_click=session.toggle_why,
        args=(turn.id,),
    )


def draw_why(turn_id: str, turn: StoredTurn | None) -> None:
    """Draw the panel of a turn, and the way to keep an answered one as a case."""
    st.html(_STYLE)
    with st.container(key=f"why_{turn_id}"), problem.told():
        services = app_services.services()
        record = services.conversations.record(turn_id)
        if record is None:
            st.html(f'<p class="x-quiet" role="status">{esc(t("why.nothing"))}</p>')
        else:
            citations = turn.answer.citations if turn else ()
            is_linked = bool(record.trace_id) and is_in_project(record, services.tracer)
            link = services.tracer.link(record.trace_id) if is_linked else ""
            st.html(record_html(record, citations, _texts(record), link))
        if turn is not None:
            draw_case(turn)


def _texts(record: TurnRecord) -> Mapping[tuple[str, int], str]:
    """Return the words of each passage as they stand in its entry now."""
    return {(each.entry_id, each.start): _text(each) for each in record.passages}


def _text(passage: PassageRecord) -> str:
    try:
        return app_services.services().store.get(passage.entry_id).body[passage.start : passage.end]
    except EntryNotFoundError:
        return ""
