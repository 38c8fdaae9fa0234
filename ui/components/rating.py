"""Thumbs and a reason for an answer, small and quiet. Rating never disturbs an answer in the making."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui import wiring
from ui.text import t

if TYPE_CHECKING:
    from conversations import StoredTurn


def draw_rating(turn: StoredTurn) -> None:
    """Draw the thumbs, and the line for a reason once a thumb was given."""
    with st.container(horizontal=True, key=f"rating_{turn.id}", vertical_alignment="center"):
        st.feedback("thumbs", key=f"ask.thumbs_{turn.id}", default=turn.thumbs, on_change=_rate, args=(turn,))
        if st.session_state.get(f"ask.thumbs_{turn.id}") is not None:
            st.text_input(
                t("answer.reason"),
                value=turn.comment,
                key=f"ask.reason_{turn.id}",
                placeholder=t("answer.reason"),
                label_visibility="collapsed",
                max_chars=1000,
                on_change=_rate,
                args=(turn,),
            )


def _rate(turn: StoredTurn) -> None:
    services = wiring.services()
    thumbs = st.session_state.get(f"ask.thumbs_{turn.id}")
    reason = str(st.session_state.get(f"ask.reason_{turn.id}", turn.comment) or "")
    services.conversations.rate(turn.id, thumbs, reason)
    if turn.answer.trace_id and thumbs is not None:
        services.tracer.score(
            trace_id=turn.answer.trace_id,
            name="thumbs",
            value=float(thumbs),
            comment=reason,
            score_id=f"{turn.id}-thumbs",
        )
