"""A button whose press is carried out once and whole. For what a person would be sorry to press in
vain, or to find done by half: saving.

The press is noted outside of the visit's state, where no run that is ended can lose it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from ui.shared.whole import do_whole

_PRESSED: Final = "sure.pressed"


def sure_button(label: str, *, key: str, disabled: bool = False) -> None:
    """Draw the button; `do_when_pressed` does what it asks for."""
    st.button(
        label, key=key, type="primary", disabled=disabled, on_click=_pressed().add, args=(key,)
    )


def do_when_pressed(key: str, act: Callable[[], None]) -> None:
    """If the button was pressed, do what it asks for and draw the page anew; what `act` raises is
    raised here.
    """
    pressed = _pressed()
    if key not in pressed:
        return
    pressed.discard(key)
    do_whole(act)
    st.rerun()


def _pressed() -> set[str]:
    pressed: set[str] = st.session_state.setdefault(_PRESSED, set())
    return pressed
