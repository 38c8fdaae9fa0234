"""Something written directly: a reason, a stance, advice, an open question, a next step, an option,
a note.

Invariant: what is written here is stored as the writer's own words with today's date; what is left
empty stays unsaid.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

import streamlit as st

from decisions import editing
from decisions.parts import (
    Action,
    Addition,
    Advice,
    Basis,
    Option,
    Reason,
    Side,
    Stance,
    Uncertainty,
)
from decisions.record import Decision, written
from ui.shared import app_services
from ui.shared.markup import as_label, esc
from ui.shared.press import (
    do_when_pressed,
    empty_fields,
    field_key,
    forget_press,
    is_pressed,
    sure_submit,
)
from ui.shared.text import t

_SAVE: Final = "decisions.write_save"
_SIDES: Final[tuple[Side, ...]] = ("for", "against", "mixed")
_BASES: Final[tuple[Basis, ...]] = ("experience", "fact", "person", "assumption", "feeling")
_LEANS: Final = {-2: "surely_not", -1: "rather_not", 0: "undecided", 1: "rather", 2: "surely"}
_KINDS: Final = ("reason", "stance", "advice", "unknown", "action", "option")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What the form holds; None and empty texts were left so."""

    kind: str
    text: str = ""
    option: str | None = None
    side: Side | None = None
    basis: Basis = ""
    who: str = ""
    lean: int | None = None
    sure: int | None = None


def draw_write(decision: Decision) -> None:
    """Draw the place to write; a decision that was made takes notes as well."""
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
    with st.form("decisions-write", border=False):
        given = _draw_fields(decision, kind or "reason")
        sure_submit(t("editor.save"), key=_SAVE, kind="primary")
    made = _made(given)
    if made is None and is_pressed(_SAVE):
        forget_press(_SAVE)
        _say_what_is_missing(given.kind)
    elif made is not None:
        do_when_pressed(_SAVE, partial(_save, decision, *made))


def _draw_fields(decision: Decision, kind: str) -> _Given:
    given = _Given(kind=kind)
    if kind in ("reason", "stance"):
        labels = {each.id: as_label(each.value.label) for each in decision.options}
        option = st.pills(
            t("decisions.option"),
            list(labels),
            format_func=labels.__getitem__,
            key=_key(f"decisions.for_option_{kind}"),
        )
        given = replace(given, option=option)
    if kind == "reason":
        side = st.segmented_control(
            t("decisions.side"),
            _SIDES,
            format_func=lambda each: t(f"decisions.side_{each}"),
            key=_key("decisions.for_side"),
        )
        given = replace(given, side=side)
    if kind == "advice":
        who = st.text_input(t("decisions.who"), key=_key("decisions.who"))
        given = replace(given, who=who.strip())
    text = st.text_area(
        t(f"decisions.text_{kind}"),
        key=_key("decisions.text"),
        height=110,
        placeholder=t("decisions.own_words"),
    )
    given = replace(given, text=text.strip())
    if kind == "stance":
        lean = st.segmented_control(
            t("decisions.lean"),
            list(_LEANS),
            format_func=lambda each: t(f"decisions.lean_{_LEANS[each]}"),
            key=_key("decisions.lean"),
        )
        return replace(given, lean=lean, sure=draw_confidence(_key("decisions.sure")))
    if kind == "reason":
        basis = st.pills(
            t("decisions.basis"),
            _BASES,
            format_func=lambda each: t(f"decisions.basis_{each}"),
            key=_key("decisions.basis"),
        )
        given = replace(given, basis=basis or "")
    return given


def _key(name: str) -> str:
    return field_key(_SAVE, name)


def draw_confidence(key: str) -> int | None:
    """Draw the field for how sure somebody is; empty until they say so."""
    return st.number_input(
        t("decisions.confidence"),
        0,
        100,
        None,
        5,
        key=key,
        placeholder=t("decisions.may_stay_empty"),
    )


def _say_what_is_missing(kind: str) -> None:
    wanted = kind if kind in ("reason", "stance") else "text"
    said = t(f"decisions.needs_{wanted}")
    st.html(f'<p class="x-problem" role="alert">{esc(said)}</p>')


def _save(decision: Decision, name: str, value: object) -> None:
    at = datetime.now()
    app_services.services().decisions.update(decision.id, lambda each: _with(each, name, value, at))
    empty_fields(_SAVE)


def _made(given: _Given) -> tuple[str, object] | None:
    """Return the field and the item that were written, or None when too little was said."""
    text = given.text
    if given.kind == "stance":
        leans = {given.option: given.lean} if given.option and given.lean is not None else {}
        if not leans and not text:
            return None
        return "stances", Stance(leans=leans, confidence=given.sure, text=text)
    if not text:
        return None
    if given.kind == "reason":
        if not given.option or given.side is None:
            return None
        return "reasons", Reason(option=given.option, side=given.side, text=text, basis=given.basis)
    plain: dict[str, tuple[str, object]] = {
        "advice": ("advice", Advice(who=given.who, said=text)),
        "unknown": ("uncertainties", Uncertainty(question=text)),
        "action": ("next_actions", Action(text=text)),
        "option": ("options", Option(label=" ".join(text.split())[:60])),
        "note": ("additions", Addition(text=text)),
    }
    return plain[given.kind]


def _with(decision: Decision, name: str, value: Any, at: datetime) -> Decision:
    changed = editing.add(decision, name, written(value, at))
    leans = name == "stances" and bool(value.leans)
    status = "leaning" if leans and changed.status == "exploring" else changed.status
    return editing.take_on(replace(changed, status=status), at)
