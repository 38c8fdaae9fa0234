"""Buttons whose press is carried out once and whole: saving, erasing, whatever a person would be
sorry to press in vain or to find done by half.

Streamlit tells one run of the page of a press, and may end that run before it comes to the button.
So a press is noted outside of the visit's state, where no run that is ended can lose it, until it
has been carried out. What stands in the fields is what it asks for; they are emptied when that is
kept, by drawing others: a browser keeps what was typed in a field that it knows.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Final, Literal, TypeVar, cast

import streamlit as st

from ui.shared.whole import do_whole

Kind = Literal["primary", "secondary", "tertiary"]
Result = TypeVar("Result")

_PRESSED: Final = "press.noted"


def sure_button(
    label: str,
    *,
    key: str,
    kind: Kind = "secondary",
    disabled: bool = False,
    icon: str | None = None,
) -> None:
    """Draw the button; `do_when_pressed` does what it asks for."""
    note = _pressed().add
    st.button(label, key=key, type=kind, disabled=disabled, icon=icon, on_click=note, args=(key,))


def sure_submit(label: str, *, key: str, kind: Kind = "secondary") -> None:
    """Draw the button of a form; `do_when_pressed` does what it asks for. The form must not be
    cleared when it is sent: what stands in its fields is what the press asks for;
    `empty_fields` when that is kept.
    """
    st.form_submit_button(label, key=key, type=kind, on_click=_pressed().add, args=(key,))


def is_pressed(key: str) -> bool:
    """Whether the button was pressed, and what it asks for was not begun yet."""
    return key in _pressed()


def forget_press(key: str) -> None:
    """Let a press go that asks for nothing, as when a field was left empty."""
    _pressed().discard(key)


def do_when_pressed(key: str, act: Callable[[], object], *, waiting: str = "") -> None:
    """If the button was pressed, do what it asks for and draw the page anew; what `act` raises is
    raised here. `waiting` is shown meanwhile.
    """
    if is_pressed(key):
        take_press(key, act, waiting=waiting)
        st.rerun()


def take_press(key: str, act: Callable[[], Result], *, waiting: str = "") -> Result:
    """Return what comes of a press, for what is told below the button; see `do_when_pressed`."""
    with st.spinner(waiting) if waiting else nullcontext():
        forget_press(key)
        return do_whole(act)


def field_key(form: str, name: str) -> str:
    """Return the key under which a form draws its field now."""
    count = _times_emptied(form)
    return f"{name}_{count}" if count else name


def empty_fields(form: str) -> None:
    """Draw the form's fields empty from the next run on."""
    st.session_state[f"emptied.{form}"] = _times_emptied(form) + 1


def _times_emptied(form: str) -> int:
    return cast(int, st.session_state.get(f"emptied.{form}", 0))


def _pressed() -> set[str]:
    pressed: set[str] = st.session_state.setdefault(_PRESSED, set())
    return pressed
