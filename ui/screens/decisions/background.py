"""What surrounds a decision, in short folded forms: context, stakes, one-way or two-way door,
looking back from later.

Invariant: nothing here is required; what is written is the writer's own, with today's date.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any, Final, cast

import streamlit as st

from decisions import editing
from decisions.parts import Cause, Door
from decisions.record import Decision, Noted, with_fields, written
from ui.parts.decision_words import whose_words
from ui.shared import app_services
from ui.shared.markup import esc
from ui.shared.press import (
    do_when_pressed,
    empty_fields,
    field_key,
    forget_press,
    sure_submit,
)
from ui.shared.text import t

_SAVE: Final = "decisions.background_save"
_DOORS: Final = ("two_way", "one_way")
_WORDS: Final = ("context", "stakes")
_LATER: Final = ("premortem", "backcast")


def background_html(decision: Decision) -> str:
    """Return what is known of context, stakes and the way back, one line each."""
    lines = [
        (t(f"decisions.{name}"), item.value)
        for name in _WORDS
        if (item := getattr(decision, name)) is not None
    ]
    if decision.reversibility is not None:
        lines.append(
            (t("decisions.reversibility"), t(f"decisions.door_{decision.reversibility.value}"))
        )
    notes = "".join(
        f'<p class="x-note"><span>{esc(name)}</span> {esc(said)}</p>' for name, said in lines
    )
    return f'<div class="x-background">{notes}</div>' if notes else ""


def cause_words(value: Cause) -> tuple[str, str]:
    """Return how a cause reads in a list: what, then whose it is and what would prevent or help
    it.
    """
    whose = whose_words(value.mine)
    return value.text, " · ".join(each for each in (whose, value.prevention) if each)


def draw_background(decision: Decision) -> None:
    """Draw the forms; what surrounds a decision that was made is not touched any more."""
    if decision.decided:
        st.html(f'<p class="x-quiet">{esc(t("decisions.background_stays"))}</p>')
        return
    _draw_words(decision)
    for name in _LATER:
        _draw_cause(decision, name)


def _draw_words(decision: Decision) -> None:
    with st.form("decisions-background", border=False):
        given = {
            name: st.text_area(
                t(f"decisions.{name}"),
                _now(decision, name),
                key=f"decisions.{name}_{decision.id}",
                height=80,
                placeholder=t(f"decisions.{name}_hint"),
            ).strip()
            for name in _WORDS
        }
        door = st.segmented_control(
            t("decisions.reversibility"),
            _DOORS,
            default=_now(decision, "reversibility") or None,
            format_func=lambda each: t(f"decisions.door_{each}"),
            key=f"decisions.reversibility_{decision.id}",
        )
        given["reversibility"] = cast(Door, door or "")
        sure_submit(t("editor.save"), key=_SAVE)
    update = app_services.services().decisions.update
    at = datetime.now()
    do_when_pressed(_SAVE, lambda: update(decision.id, lambda each: _with(each, given, at)))


def _draw_cause(decision: Decision, name: str) -> None:
    add = f"decisions.{name}_add"
    with st.form(f"decisions-{name}", border=False):
        text = st.text_input(
            t(f"decisions.{name}_ask"),
            key=field_key(add, f"decisions.{name}_text"),
            placeholder=t(f"decisions.{name}_hint"),
        )
        left, right = st.columns([1.4, 3], vertical_alignment="bottom")
        mine = left.segmented_control(
            t("decisions.cause_whose"),
            (True, False),
            default=None,
            format_func=lambda each: t(
                "decisions.cause_mine" if each else "decisions.cause_outside"
            ),
            key=field_key(add, f"decisions.{name}_mine"),
        )
        then = right.text_input(
            t(f"decisions.{name}_then"), key=field_key(add, f"decisions.{name}_then")
        )
        sure_submit(t("decisions.add"), key=add)
    if not text.strip():
        forget_press(add)
    cause = Cause(text=text.strip(), mine=mine, prevention=then.strip())
    do_when_pressed(add, partial(_add_cause, decision, name, cause))


def _add_cause(decision: Decision, name: str, cause: Cause) -> None:
    noted = written(cause, datetime.now())
    app_services.services().decisions.update(
        decision.id, lambda each: editing.add(each, name, noted)
    )
    empty_fields(f"decisions.{name}_add")


def _now(decision: Decision, name: str) -> str:
    item: Noted[str] | None = getattr(decision, name)
    return item.value if item is not None else ""


def _with(decision: Decision, given: dict[str, str], at: datetime) -> Decision:
    changed: dict[str, Any] = {
        name: written(said, at) if said else None
        for name, said in given.items()
        if said != _now(decision, name)
    }
    return with_fields(decision, changed)
