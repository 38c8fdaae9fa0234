"""Looking back: first what is remembered, then the frozen record beside it; process and outcome
rated apart. A scheduled review, one besides them, or a rehearsal that keeps nothing.

Invariant: the frozen record stays closed until something was recalled, and what was recalled cannot
be changed after.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Final

import streamlit as st

from decisions import editing, reviewing
from decisions.parts import Review
from decisions.record import Decision
from ui.screens.decisions.sections import frozen_html, letter_html, predictions_html
from ui.shared import app_services, decision_session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, forget_press, sure_submit
from ui.shared.text import day, t

BESIDES: Final = "besides"
REHEARSAL: Final = "rehearsal"
_RECALL: Final = "decisions.recall_now"
_HELD: Final = "decisions.review_held"


def draw_review(decision: Decision, identifier: str) -> None:
    """Draw the review of one decision, as far as it has come."""
    found = editing.find(decision, identifier)
    if found is None and identifier not in (BESIDES, REHEARSAL):
        decision_session.do("")
        st.rerun()
        return
    st.html(f'<h2 class="x-section">{esc(t("decisions.review"))}</h2>')
    if identifier == REHEARSAL:
        st.html(f'<p class="x-past" role="status">{esc(t("decisions.rehearsal"))}</p>')
    recalled = _recalled(found[1].value if found else None, identifier)
    if recalled:
        _draw_comparison(decision, identifier, recalled)
        if identifier == REHEARSAL:
            return  # its one button closes it
    else:
        _draw_recall(decision, identifier)
    st.button(
        t("editor.cancel"),
        key="decisions.cancel",
        type="tertiary",
        on_click=decision_session.do,
        args=("",),
    )


def _recalled(review: object, identifier: str) -> str:
    if identifier == REHEARSAL:
        return decision_session.rehearsed()
    return review.recalled if isinstance(review, Review) and review.recalled_on else ""


def _draw_recall(decision: Decision, identifier: str) -> None:
    st.html(f'<p class="x-lead">{esc(t("decisions.recall_lead"))}</p>')
    with st.form("decisions-recall", border=False):
        recalled = st.text_area(t("decisions.recall"), key="decisions.recalled", height=150).strip()
        sure_submit(t("decisions.recall_button"), key=_RECALL, kind="primary")
    if not recalled:
        forget_press(_RECALL)
    do_when_pressed(_RECALL, partial(_recall, decision, identifier, recalled))


def _recall(decision: Decision, identifier: str, recalled: str) -> None:
    """Keep what was recalled: in the review, in a new one besides, or for this visit only."""
    store = app_services.services().decisions
    at = datetime.now()
    if identifier == REHEARSAL:
        decision_session.rehearse(recalled)
    elif identifier == BESIDES:
        begun, made = reviewing.begin_besides(store.get(decision.id), recalled, at)
        store.save(begun)
        decision_session.do(f"review:{made}")
    else:
        store.update(
            decision.id, lambda each: reviewing.recall(each, identifier, recalled, at.date())
        )


def _draw_comparison(decision: Decision, identifier: str, recalled: str) -> None:
    is_rehearsal = identifier == REHEARSAL
    left, right = st.columns(2)
    with left:
        st.html(
            f'<p class="x-quiet">{esc(t("decisions.you_remembered"))}</p>'
            f'<p class="x-own x-card">{esc(recalled)}</p>'
        )
        if letter := letter_html(decision, date.today()):
            st.html(letter)
    with right:
        for frozen in decision.decided[-1:]:
            st.html(frozen_html(frozen))
        if decision.predictions:
            st.html(predictions_html(decision, live=not is_rehearsal))
    with st.form("decisions-review", border=False, enter_to_submit=False):
        told = _draw_fields()
        label = t("decisions.rehearsal_ends" if is_rehearsal else "decisions.review_button")
        sure_submit(label, key=_HELD, kind="primary")
    if is_rehearsal:
        do_when_pressed(_HELD, partial(decision_session.do, ""))
    elif told.happened:
        do_when_pressed(_HELD, partial(_keep, decision, identifier, told))
    forget_press(_HELD)


def _draw_fields() -> Review:
    happened = st.text_area(t("decisions.happened"), key="decisions.happened", height=110).strip()
    one, two = st.columns(2)
    with one:
        st.html(f'<p class="x-quiet">{esc(t("decisions.process"))}</p>')
        process = st.feedback("stars", key="decisions.process")
    with two:
        st.html(f'<p class="x-quiet">{esc(t("decisions.outcome"))}</p>')
        outcome = st.feedback("stars", key="decisions.outcome")
    return Review(
        due=date.today(),
        happened=happened,
        process=None if process is None else process + 1,
        outcome=None if outcome is None else outcome + 1,
        luck=st.text_input(t("decisions.luck"), key="decisions.luck").strip(),
        same_again=st.text_input(t("decisions.same_again"), key="decisions.same_again").strip(),
        lesson=st.text_input(t("decisions.lesson"), key="decisions.lesson").strip(),
    )


def _keep(decision: Decision, identifier: str, told: Review) -> None:
    today = date.today()

    def held(current: Decision) -> Decision:
        # Its letter was read above, if its day has come.
        return reviewing.open_letter(reviewing.hold(current, identifier, told, today), today)

    app_services.services().decisions.update(decision.id, held)
    decision_session.do("")


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
