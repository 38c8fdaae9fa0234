"""The forms of a decision: write something directly, and decide. Only the first two fields of
deciding are required; everything else can stay as it is.

Invariant: what is written here is stored as the writer's own words with today's date.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import streamlit as st

from decisions import editing
from decisions.freezing import add_months, freeze, with_foresight
from decisions.parts import (
    Action,
    Addition,
    Advice,
    Letter,
    Option,
    Prediction,
    Reason,
    Stance,
    StateOfMind,
    Uncertainty,
)
from decisions.record import Decision, written
from ui.screens.decisions.defer import draw_tripwires
from ui.shared import app_services, decision_session
from ui.shared.markup import esc
from ui.shared.text import t

_SIDES: Final = ("for", "against", "mixed")
_BASES: Final = ("experience", "fact", "person", "assumption", "feeling")
_KINDS: Final = ("reason", "stance", "advice", "unknown", "action", "option")


def draw_write(decision: Decision) -> None:
    """Draw the place to write a reason, a stance, advice, an open question, a next step or another
    option.
    """
    kinds = (*_KINDS, "note") if decision.decided else _KINDS
    kind = st.segmented_control(
        t("decisions.write_what"),
        kinds,
        default=kinds[-1] if decision.decided else "reason",
        format_func=lambda each: t(f"decisions.write_{each}"),
        key="decisions.kind",
        required=True,
        label_visibility="collapsed",
    )
    labels = {each.id: each.value.label for each in decision.options}
    with st.form("decisions-write", clear_on_submit=True, border=False):
        option, side = "", "for"
        if kind in ("reason", "stance"):
            option = (
                st.radio(
                    t("decisions.option"),
                    list(labels),
                    format_func=lambda each: labels[each],
                    key="decisions.for_option",
                    horizontal=True,
                )
                or ""
            )
        if kind == "reason":
            side = st.radio(
                t("decisions.side"),
                _SIDES,
                format_func=lambda each: t(f"decisions.side_{each}"),
                key="decisions.for_side",
                horizontal=True,
            )
        who = st.text_input(t("decisions.who"), key="decisions.who") if kind == "advice" else ""
        text = st.text_area(
            t(f"decisions.text_{kind}"),
            key="decisions.text",
            height=110,
            placeholder=t("decisions.own_words"),
        )
        lean, sure = 1, 50
        if kind == "stance":
            lean = st.slider(t("decisions.lean"), -2, 2, 1, key="decisions.lean")
            sure = st.slider(
                t("decisions.confidence"), 0, 100, 50, 5, key="decisions.sure", format="%d %%"
            )
        basis = "experience"
        if kind == "reason":
            basis = st.selectbox(
                t("decisions.basis"),
                _BASES,
                format_func=lambda each: t(f"decisions.basis_{each}"),
                key="decisions.basis",
            )
        if st.form_submit_button(t("editor.save"), type="primary") and (
            text.strip() or kind == "stance"
        ):
            at = datetime.now()
            name, value = _made(
                kind or "reason",
                option=option,
                side=side,
                text=text.strip(),
                who=who,
                basis=basis,
                lean=lean,
                sure=sure,
            )
            app_services.services().decisions.update(
                decision.id, lambda each: _with(each, name, value, at)
            )
            st.rerun()


def _made(
    kind: str, *, option: str, side: Any, text: str, who: str, basis: Any, lean: int, sure: int
) -> tuple[str, object]:
    if kind == "stance":
        return "stances", Stance(leans={option: lean}, confidence=sure, text=text)
    if kind == "advice":
        return "advice", Advice(who=who.strip(), said=text)
    if kind == "unknown":
        return "uncertainties", Uncertainty(question=text)
    if kind == "action":
        return "next_actions", Action(text=text)
    if kind == "option":
        return "options", Option(label=" ".join(text.split())[:60])
    if kind == "note":
        return "additions", Addition(text=text)
    return "reasons", Reason(option=option, side=side, text=text, basis=basis)


def _with(decision: Decision, name: str, value: object, at: datetime) -> Decision:
    changed = editing.add(decision, name, written(value, at))
    status = "leaning" if name == "stances" and changed.status == "exploring" else changed.status
    return editing.take_on(replace(changed, status=status), at)


def draw_decide(decision: Decision) -> None:
    """Draw the one-minute form: what, why; the rest is folded."""
    st.html(
        f'<h2 class="x-section">{esc(t("decisions.decide"))}</h2>'
        f'<p class="x-lead">{esc(t("decisions.decide_lead"))}</p>'
    )
    labels = {each.id: each.value.label for each in decision.options}
    today = date.today()
    with st.form("decisions-decide", border=False):
        chosen = st.radio(
            t("decisions.chosen"),
            list(labels),
            format_func=lambda each: labels[each],
            index=None,
            key="decisions.chosen",
        )
        why = st.text_area(t("decisions.why"), key="decisions.why", height=110)
        with st.expander(t("decisions.more"), key="decisions.more"):
            sure = st.slider(
                t("decisions.confidence"),
                0,
                100,
                70,
                5,
                key="decisions.decide_sure",
                format="%d %%",
            )
            energy = st.slider(t("decisions.energy"), 1, 5, 3, key="decisions.energy")
            mood = st.text_input(t("decisions.mood"), key="decisions.mood")
            st.html(f'<p class="x-quiet">{esc(t("decisions.predict_lead"))}</p>')
            predictions = [_prediction(number, today) for number in (1, 2, 3)]
            wires = draw_tripwires("decide", 1)
            letter = st.text_area(
                t("decisions.letter"),
                key="decisions.letter",
                height=110,
                placeholder=t("decisions.letter_hint"),
            )
        st.html(f'<p class="x-quiet">{esc(t("decisions.freezes"))}</p>')
        done = st.form_submit_button(t("decisions.freeze"), type="primary")
    st.button(
        t("editor.cancel"),
        key="decisions.cancel",
        type="tertiary",
        on_click=decision_session.do,
        args=("",),
    )
    if not done:
        return
    if not chosen or not why.strip():
        st.html(f'<p class="x-problem" role="alert">{esc(t("decisions.needs_both"))}</p>')
        return
    at = datetime.now()
    foresight = with_foresight(
        editing.take_on(decision, at),
        predictions=tuple(each for each in predictions if each is not None),
        letter=Letter(text=letter.strip(), opens_on=add_months(today, 12))
        if letter.strip()
        else None,
        at=at,
    )
    for wire in (each for each in wires if each.condition or each.day):
        foresight = editing.add(foresight, "tripwires", written(wire, at))
    state = StateOfMind(energy=energy, mood=mood.strip())
    frozen = freeze(foresight, chosen=chosen, why=why.strip(), confidence=sure, at=at, state=state)
    app_services.services().decisions.save(frozen)
    decision_session.do("")
    st.rerun()


def _prediction(number: int, today: date) -> Prediction | None:
    left, middle, right = st.columns([3, 1.2, 1.3])
    said = left.text_input(
        t("decisions.prediction", n=number), key=f"decisions.prediction_{number}"
    )
    chance = middle.number_input(
        t("decisions.chance"), 0, 100, 70, 5, key=f"decisions.chance_{number}"
    )
    by = right.date_input(
        t("decisions.known_by"),
        add_months(today, 6),
        key=f"decisions.known_{number}",
        format="YYYY-MM-DD",
    )
    if not said.strip():
        return None
    return Prediction(
        statement=said.strip(),
        probability=int(chance),
        resolve_by=by if isinstance(by, date) else None,
    )
