"""Turns an answer into a decision, or opens the one that it is about."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from chains.decide.attach import attach, matching
from chains.on_record import decision_from
from ui.shared import app_services, decision_session, session
from ui.shared.text import t

if TYPE_CHECKING:
    from conversations import StoredTurn


def draw_to_decision(turn: StoredTurn) -> None:
    """Draw the link under an answer that weighs options."""
    if turn.plan is not None and turn.plan.options:
        st.button(
            t("decisions.to_decision"),
            key=f"ask.decision_{turn.id}",
            type="tertiary",
            on_click=_turn_into,
            args=(turn,),
        )


def _turn_into(turn: StoredTurn) -> None:
    assert turn.plan is not None
    store = app_services.services().decisions
    made = decision_from(turn.plan, turn.answer, datetime.now())
    known = matching(made, [each for each in store.load().decisions if each.status != "dropped"])
    if known is None:
        decision_session.show(store.save(made).id)
    else:
        decision_session.show(store.update(known.id, lambda each: attach(each, made)[0]).id)
    session.go_to("decisions")
