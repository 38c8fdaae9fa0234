"""Making a choice: what, why, how sure, and one expectation stand in the open; the rest is folded.

Invariant: only what and why are needed; what was left empty is frozen as not said. Choosing to wait
offers to defer on purpose instead.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

import streamlit as st

from decisions import editing
from decisions.freezing import add_months, freeze, with_foresight
from decisions.parts import Letter, Prediction, StateOfMind
from decisions.record import Decision, new_id, written
from language.wording import means_waiting
from ui.screens.decisions.defer import draw_tripwires
from ui.screens.decisions.write import draw_confidence
from ui.shared import app_services, decision_session
from ui.shared.markup import as_label, esc
from ui.shared.press import do_when_pressed, forget_press, is_pressed, sure_submit
from ui.shared.text import t

_FREEZE: Final = "decisions.freeze_now"
_ENERGY: Final = (1, 2, 3, 4, 5)
_OUTCOMES: Final = ("well", "fair", "badly")


def draw_decide(decision: Decision) -> None:
    """Draw the one-minute form."""
    st.html(
        f'<h2 class="x-section">{esc(t("decisions.decide"))}</h2>'
        f'<p class="x-lead">{esc(t("decisions.decide_lead"))}</p>'
    )
    labels = {each.id: as_label(each.value.label) for each in decision.options}
    # Outside the form: the offer to defer comes with the choice, not after everything is filled in.
    chosen = st.radio(
        t("decisions.chosen"),
        list(labels),
        format_func=labels.__getitem__,
        index=None,
        key="decisions.chosen",
    )
    option = decision.option(chosen) if chosen else None
    if option is not None and means_waiting(option.value.label):
        _offer_to_defer()
    with st.form("decisions-decide", border=False, enter_to_submit=False):
        why = st.text_area(t("decisions.why"), key="decisions.why", height=110)
        sure = draw_confidence("decisions.decide_sure")
        st.html(f'<p class="x-quiet">{esc(t("decisions.predict_lead"))}</p>')
        expected = _draw_prediction("1")
        with st.expander(t("decisions.more"), key="decisions.more"):
            outcomes = _draw_outcomes()
            state = _draw_state()
            wires = draw_tripwires("decide", 1)
            letter = st.text_area(
                t("decisions.letter"),
                key="decisions.letter",
                height=110,
                placeholder=t("decisions.letter_hint"),
            ).strip()
        st.html(f'<p class="x-quiet">{esc(t("decisions.freezes"))}</p>')
        sure_submit(t("decisions.freeze"), key=_FREEZE, kind="primary")
    st.button(
        t("editor.cancel"),
        key="decisions.cancel",
        type="tertiary",
        on_click=decision_session.do,
        args=("",),
    )
    if not is_pressed(_FREEZE):
        return
    problem = _problem(chosen, why, outcomes)
    if problem or not chosen:
        forget_press(_FREEZE)
        st.html(f'<p class="x-problem" role="alert">{esc(problem)}</p>')
        return
    choice = chosen

    def carry_out() -> None:
        at = datetime.now()
        foresight = with_foresight(
            editing.take_on(app_services.services().decisions.get(decision.id), at),
            predictions=(*([expected] if expected else []), *outcomes),
            letter=Letter(text=letter, opens_on=add_months(date.today(), 12)) if letter else None,
            at=at,
        )
        for wire in (each for each in wires if each.condition or each.day):
            foresight = editing.add(foresight, "tripwires", written(wire, at))
        app_services.services().decisions.save(
            freeze(foresight, chosen=choice, why=why.strip(), confidence=sure, at=at, state=state)
        )
        decision_session.do("")

    do_when_pressed(_FREEZE, carry_out)


def _offer_to_defer() -> None:
    with st.container(horizontal=True, key="decisions-waits", vertical_alignment="center"):
        st.html(f'<p class="x-note">{esc(t("decisions.waiting_chosen"))}</p>')
        st.button(
            t("decisions.defer"),
            key="decisions.defer_instead",
            on_click=decision_session.do,
            args=("defer",),
        )


def _problem(chosen: str | None, why: str, outcomes: tuple[Prediction, ...]) -> str:
    """Return what keeps the form from being frozen, or empty."""
    if not chosen or not why.strip():
        return t("decisions.needs_both")
    total = sum(each.probability or 0 for each in outcomes)
    return t("decisions.over_hundred", total=total) if total > 100 else ""


def _draw_outcomes() -> tuple[Prediction, ...]:
    """Draw a range of outcomes with a chance each; one of them will come true."""
    st.html(f'<p class="x-quiet">{esc(t("decisions.outcomes_lead"))}</p>')
    by = _draw_day("decisions.outcomes_by")
    span = new_id()
    found = []
    for number, hint in enumerate(_OUTCOMES, 1):
        left, right = st.columns([3, 1.2])
        said = left.text_input(
            t("decisions.outcome_n", n=number),
            key=f"decisions.outcome_{number}",
            placeholder=t(f"decisions.outcome_hint_{hint}"),
        ).strip()
        with right:
            chance = _draw_chance(f"decisions.outcome_chance_{number}")
        if said:
            found.append(Prediction(statement=said, probability=chance, resolve_by=by, span=span))
    return tuple(found)


def _draw_state() -> StateOfMind | None:
    energy = st.segmented_control(t("decisions.energy"), _ENERGY, key="decisions.energy")
    mood = st.text_input(t("decisions.mood"), key="decisions.mood").strip()
    return StateOfMind(energy=energy, mood=mood) if energy or mood else None


def _draw_prediction(name: str) -> Prediction | None:
    left, middle, right = st.columns([3, 1.2, 1.3])
    said = left.text_input(
        t("decisions.prediction"),
        key=f"decisions.prediction_{name}",
        placeholder=t("decisions.prediction_hint"),
    ).strip()
    with middle:
        chance = _draw_chance(f"decisions.chance_{name}")
    with right:
        by = _draw_day(f"decisions.known_{name}")
    return Prediction(statement=said, probability=chance, resolve_by=by) if said else None


def _draw_chance(key: str) -> int | None:
    return st.number_input(t("decisions.chance"), 0, 100, None, 5, key=key)


def _draw_day(key: str) -> date | None:
    by = st.date_input(
        t("decisions.known_by"),
        None,
        key=key,
        format="YYYY-MM-DD",
        min_value=date.today(),
        max_value=date.max,
    )
    return by if isinstance(by, date) else None
