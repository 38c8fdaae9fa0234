"""All proposals of a decision, word for word, before they are confirmed together.

Invariant: only what was shown is confirmed; what came in meanwhile waits.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

import streamlit as st

from decisions import editing
from decisions.record import Decision
from ui.parts.decision_words import dates_words, facts_of, words_of
from ui.shared import app_services, decision_session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, sure_button
from ui.shared.text import t

_THESE: Final = "decisions.confirm_these"


def draw_confirm(decision: Decision) -> None:
    """Open the dialog with everything that waits."""
    waiting = editing.proposals(decision)
    if waiting:
        title = t("decisions.confirm_all", n=len(waiting))
        dialog = st.dialog(title, width="large", on_dismiss=decision_session.close_dialog)
        dialog(_draw)(decision)


def _draw(decision: Decision) -> None:
    waiting = editing.proposals(decision)
    st.html(proposals_html(decision))
    sure_button(t("decisions.confirm_these", n=len(waiting)), key=_THESE, kind="primary")
    do_when_pressed(_THESE, partial(_confirm, decision, tuple(item.id for _, item in waiting)))


def _confirm(decision: Decision, shown: tuple[str, ...]) -> None:
    at = datetime.now()
    app_services.services().decisions.update(
        decision.id, lambda each: editing.confirm_all(each, at, shown=shown)
    )
    decision_session.close_dialog()


def proposals_html(decision: Decision) -> str:
    """Return every proposal with its words and what the program took them for."""
    parts = []
    named = ""
    for name, item in editing.proposals(decision):
        if name != named:
            parts.append(
                f'<h4 class="x-side">{esc(t(f"decisions.{_HEADINGS.get(name, name)}"))}</h4>'
            )
            named = name
        facts = [said for _, said in facts_of(decision, name, item)]
        if name == "decide_by":
            facts = [dates_words(item.value.first, item.value.last) or t("decisions.no_date")]
        more = f'<span class="x-quiet">{esc(" · ".join(facts))}</span>' if facts else ""
        parts.append(
            f'<p class="x-row"><span class="x-row-text">{esc(words_of(item))}</span>{more}</p>'
        )
    return "".join(parts)


_HEADINGS = {"question": "field_question", "options": "named_options"}
