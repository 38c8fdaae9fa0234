"""A field for a key: what is typed goes to the key store and out of the page.

Invariant: once kept, the key is taken out of the field in the browser too; nothing shows it again.
"""

from __future__ import annotations

import streamlit as st


def draw_secret(label: str, *, key: str, placeholder: str, disabled: bool) -> str:
    """Draw the field; return what is typed."""
    if st.session_state.pop(f"{key}.wiped", False):
        st.session_state[key] = ""  # only a value set here reaches the field that the browser has already
    typed = st.text_input(
        label, type="password", key=key, autocomplete="off", placeholder=placeholder, disabled=disabled
    )
    return (typed or "").strip()


def wipe_secret(key: str) -> None:
    """Empty the field when it is drawn next."""
    st.session_state[f"{key}.wiped"] = True
