"""A button whose press cannot be lost.

Streamlit forgets a press when another change of the page overtakes the run that was to see it; a
press noted in the session is still there in the next run. For what a person would be sorry to press
in vain: saving. Limit: whoever takes the press draws nothing more before doing what it asks for,
since a run may be overtaken at anything that it draws.
"""

from __future__ import annotations

import streamlit as st


def sure_button(label: str, *, key: str, disabled: bool = False) -> None:
    """Draw the button; `take_press` tells whether it was pressed."""
    st.button(label, key=key, type="primary", disabled=disabled, on_click=_note, args=(key,))


def take_press(key: str) -> bool:
    """Tell, once, that the button was pressed."""
    return bool(st.session_state.pop(f"{key}-pressed", False))


def _note(key: str) -> None:
    st.session_state[f"{key}-pressed"] = True
