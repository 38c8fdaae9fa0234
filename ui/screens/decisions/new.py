"""A decision that is written down directly: its question and what can be chosen.

Invariant: both are needed, and nothing else.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

import streamlit as st

from decisions.parts import Option
from decisions.record import Decision, written
from ui.shared import app_services, decision_session
from ui.shared.markup import esc
from ui.shared.press import (
    do_when_pressed,
    empty_fields,
    field_key,
    forget_press,
    is_pressed,
    sure_submit,
)
from ui.shared.text import t

_SAVE: Final = "decisions.new_save"


def draw_new() -> None:
    """Draw the form, folded away."""
    with st.expander(t("decisions.new"), key="decisions.new", icon=":material/add:"):
        with st.form("decisions-new", border=False):
            question, labels = _draw_fields()
            sure_submit(t("editor.save"), key=_SAVE, kind="primary")
        named = tuple(dict.fromkeys(label.strip() for label in labels.split(",") if label.strip()))
        if is_pressed(_SAVE) and not (question.strip() and named):
            forget_press(_SAVE)
            st.html(f'<p class="x-quiet" role="alert">{esc(t("decisions.least"))}</p>')
        do_when_pressed(_SAVE, partial(_make, question.strip(), named))


def _draw_fields() -> tuple[str, str]:
    question = st.text_input(
        t("decisions.field_question"),
        key=field_key(_SAVE, "decisions.new_question"),
        placeholder=t("decisions.question_hint"),
    )
    labels = st.text_input(
        t("decisions.options"),
        key=field_key(_SAVE, "decisions.new_options"),
        placeholder=t("decisions.options_hint"),
    )
    return question, labels


def _make(question: str, labels: tuple[str, ...]) -> None:
    at = datetime.now()
    made = Decision(
        created_at=at,
        question=written(question, at),
        options=tuple(written(Option(label=label[:60]), at) for label in labels),
    )
    app_services.services().decisions.save(made)
    empty_fields(_SAVE)
    decision_session.show(made.id)
