"""A button whose press is carried out once and whole. For what a person would be sorry to press in
vain, or to find done by half: saving.

Streamlit may end a run of the page wherever it draws or touches the visit's state, because
something else on the page has changed. Then a press is forgotten, or an entry is saved and its form
stays open. So the press is noted outside of the visit's state, and what it asks for is done in a
thread of its own, where Streamlit ends nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

_PRESSED: Final = "sure.pressed"


def sure_button(label: str, *, key: str, disabled: bool = False) -> None:
    """Draw the button; `do_when_pressed` does what it asks for."""
    pressed = _pressed()
    st.button(label, key=key, type="primary", disabled=disabled, on_click=pressed.add, args=(key,))


def do_when_pressed(key: str, act: Callable[[], None]) -> None:
    """If the button was pressed, do what it asks for and draw the page anew; what `act` raises is
    raised here.
    """
    pressed = _pressed()
    if key not in pressed:
        return
    pressed.discard(key)
    _do_whole(act)
    st.rerun()


def _pressed() -> set[str]:
    pressed: set[str] = st.session_state.setdefault(_PRESSED, set())
    return pressed


def _do_whole(act: Callable[[], None]) -> None:
    failures: list[Exception] = []

    def run() -> None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 - raised again where the page can tell it
            failures.append(error)

    thread = threading.Thread(target=run, name="sure-button")
    add_script_run_ctx(thread, get_script_run_ctx())
    thread.start()
    thread.join()
    for failure in failures:
        raise failure
