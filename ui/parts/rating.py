"""What stands under an answer, small and quiet: thumbs with a reason, and the link to why.

Promise: rating never disturbs an answer in the making. A second click changes the score on the
trace, a thumb taken back takes it away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from conversations.rating import rate
from tracing import REASONS
from ui.parts.to_decision import draw_to_decision
from ui.parts.why import draw_why_link
from ui.shared import app_services
from ui.shared.text import t

if TYPE_CHECKING:
    from conversations import StoredTurn


def draw_rating(turn: StoredTurn, *, has_why: bool = True) -> None:
    """Draw the thumbs and the link, and the reasons once a thumb was given."""
    with st.container(horizontal=True, key=f"rating_{turn.id}", vertical_alignment="center"):
        st.feedback(
            "thumbs",
            key=f"ask.thumbs_{turn.id}",
            default=turn.thumbs,
            on_change=_rate,
            args=(turn,),
        )
        if has_why:
            draw_why_link(turn)
        draw_to_decision(turn)
    thumbs = st.session_state.get(f"ask.thumbs_{turn.id}")
    if thumbs is not None:
        with st.container(horizontal=True, key=f"reasons_{turn.id}", vertical_alignment="center"):
            _draw_reasons(turn, has_choice=thumbs == 0)


def _draw_reasons(turn: StoredTurn, *, has_choice: bool) -> None:
    reason, written = _parts(turn.comment)
    if has_choice:
        names = {each: t(f"answer.reason_{each}") for each in REASONS}
        st.pills(
            t("answer.reason"),
            REASONS,
            default=reason,
            format_func=names.__getitem__,
            key=f"ask.picked_{turn.id}",
            label_visibility="collapsed",
            on_change=_rate,
            args=(turn,),
        )
    st.text_input(
        t("answer.reason"),
        value=written,
        key=f"ask.reason_{turn.id}",
        placeholder=t("answer.reason"),
        label_visibility="collapsed",
        max_chars=1000,
        on_change=_rate,
        args=(turn,),
    )


def _parts(comment: str) -> tuple[str | None, str]:
    """Return the picked reason and the words of a comment."""
    reason, _, written = comment.partition(":")
    return (reason, written.strip()) if reason in REASONS else (None, comment)


def _rate(turn: StoredTurn) -> None:
    services = app_services.services()
    thumbs = st.session_state.get(f"ask.thumbs_{turn.id}")
    reason, written = _parts(turn.comment)
    reason = st.session_state.get(f"ask.picked_{turn.id}", reason) if thumbs == 0 else None
    written = str(st.session_state.get(f"ask.reason_{turn.id}", written) or "").strip()
    # The reason comes first and by its own name: so it survives where a person's words are masked.
    comment = ": ".join(part for part in (reason, written) if part)
    rate(services.conversations, services.tracer, turn, thumbs, comment)
