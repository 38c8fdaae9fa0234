"""Review day: first what is remembered, then the frozen record beside it; process and outcome rated
apart.

Invariant: the frozen record stays closed until something was recalled, and what was recalled cannot
be changed after.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import streamlit as st

from decisions import editing
from decisions.record import Decision, Noted
from ui.screens.decisions.sections import frozen_html, predictions_html
from ui.shared import app_services, decision_session
from ui.shared.markup import esc
from ui.shared.text import day, t


def draw_review(decision: Decision, identifier: str) -> None:
    """Draw the review of one decision, as far as it has come."""
    found = editing.find(decision, identifier)
    if found is None:
        decision_session.do("")
        st.rerun()
        return
    review = found[1]
    st.html(f'<h2 class="x-section">{esc(t("decisions.review"))}</h2>')
    if review.value.recalled_on is None:
        _draw_recall(decision, review)
    else:
        _draw_comparison(decision, review)
    st.button(
        t("editor.cancel"),
        key="decisions.cancel",
        type="tertiary",
        on_click=decision_session.do,
        args=("",),
    )


def _draw_recall(decision: Decision, review: Noted[object]) -> None:
    st.html(f'<p class="x-lead">{esc(t("decisions.recall_lead"))}</p>')
    with st.form("decisions-recall", border=False):
        recalled = st.text_area(t("decisions.recall"), key="decisions.recalled", height=150)
        if st.form_submit_button(t("decisions.recall_button"), type="primary") and recalled.strip():
            _update(decision, review, recalled=recalled.strip(), recalled_on=date.today())


def _draw_comparison(decision: Decision, review: Noted[object]) -> None:
    value = review.value
    left, right = st.columns(2)
    with left:
        st.html(
            f'<p class="x-quiet">{esc(t("decisions.you_remembered"))}</p>'
            f'<p class="x-own x-card">{esc(getattr(value, "recalled", ""))}</p>'
        )
        letter_is_open = (
            decision.letter is not None and decision.letter.value.opens_on <= date.today()
        )
        if letter_is_open and decision.letter is not None:
            letter_from = t("decisions.letter_from", day=day(decision.letter.dated))
            st.html(
                f'<p class="x-quiet">{esc(letter_from)}</p>'
                f'<p class="x-own x-card">{esc(decision.letter.value.text)}</p>'
            )
    with right:
        for frozen in decision.decided[-1:]:
            st.html(frozen_html(frozen))
        if decision.predictions:
            st.html(predictions_html(decision, live=True))
    with st.form("decisions-review", border=False):
        happened = st.text_area(t("decisions.happened"), key="decisions.happened", height=110)
        one, two = st.columns(2)
        with one:
            st.html(f'<p class="x-quiet">{esc(t("decisions.process"))}</p>')
            process = st.feedback("stars", key="decisions.process")
        with two:
            st.html(f'<p class="x-quiet">{esc(t("decisions.outcome"))}</p>')
            outcome = st.feedback("stars", key="decisions.outcome")
        luck = st.text_input(t("decisions.luck"), key="decisions.luck")
        again = st.text_input(t("decisions.same_again"), key="decisions.same_again")
        lesson = st.text_input(t("decisions.lesson"), key="decisions.lesson")
        if st.form_submit_button(t("decisions.review_button"), type="primary") and happened.strip():
            _update(
                decision,
                review,
                happened=happened.strip(),
                process=None if process is None else process + 1,
                outcome=None if outcome is None else outcome + 1,
                luck=luck.strip(),
                same_again=again.strip(),
                lesson=lesson.strip(),
                held_on=date.today(),
            )


def reviews_html(decision: Decision) -> str:
    """Return the reviews that were held."""
    held = [each for each in decision.reviews if each.value.held_on]
    if not held:
        return ""
    parts = []
    for item in held:
        value = item.value
        when = day(value.held_on) if value.held_on else ""
        facts = [
            (t("decisions.you_remembered"), value.recalled),
            (t("decisions.happened"), value.happened),
            (t("decisions.process"), "●" * value.process if value.process else ""),
            (t("decisions.outcome"), "●" * value.outcome if value.outcome else ""),
            (t("decisions.luck"), value.luck),
            (t("decisions.same_again"), value.same_again),
            (t("decisions.lesson"), value.lesson),
        ]
        lines = "".join(
            f'<p class="x-note"><span>{esc(name)}</span> {esc(said)}</p>'
            for name, said in facts
            if said
        )
        parts.append(f'<div class="x-review"><p class="x-quiet">{esc(when)}</p>{lines}</div>')
    return f'<h3 class="x-part">{esc(t("decisions.reviews"))}</h3>{"".join(parts)}'


def _update(decision: Decision, review: Noted[object], **values: object) -> None:
    at = datetime.now()

    def changed(item: Noted[object]) -> Noted[object]:
        value = replace(item.value, **values)  # type: ignore[type-var]
        return replace(item, value=value, confirmed_at=item.confirmed_at or at)

    def held(current: Decision) -> Decision:
        after = editing.change(current, review.id, changed)
        return replace(after, status="reviewed") if "held_on" in values else after

    app_services.services().decisions.update(decision.id, held)
    if "held_on" in values:
        decision_session.do("")
    st.rerun()
