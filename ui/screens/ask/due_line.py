"""One quiet line on the first screen for every decision whose day has come."""

from __future__ import annotations

from datetime import date

import streamlit as st

from decisions.schedule import due
from ui.shared import app_services
from ui.shared.markup import act, esc
from ui.shared.text import day, t


def draw_due() -> None:
    """Draw what is due, if anything is; a press opens the decision."""
    lines = []
    for decision in app_services.services().decisions.load().decisions:
        fallen = () if decision.is_proposal else due(decision, date.today())
        if fallen:
            words = (
                f"{t(f'decisions.due_{fallen[0].kind}')} {day(fallen[0].day)} · {decision.title}"
            )
            opens = act("decision-open", decision=decision.id)
            lines.append(
                '<p class="x-quiet"><button type="button" class="x-link"'
                f" {opens}>{esc(words)}</button></p>"
            )
    if lines:
        st.html(f'<div class="x-due-lines">{"".join(lines[:5])}</div>')
