"""A field for a key: what is typed goes to the key store and out of the page.

Invariant: once kept, the key is taken out of the field in the browser too; nothing shows it again.
"""

from __future__ import annotations

import streamlit as st


def draw_secret(label: str, *, key: str, placeholder: str, disabled: bool) -> str:
    """Draw the field; return what is typed."""
    wiped = st.session_state.get(_counter(key), 0)
    typed = st.text_input(
        label,
        type="password",
        # The browser keeps what was typed in a field that it knows; only another field is surely
        # empty.
        key=f"{key}_{wiped}" if wiped else key,
        autocomplete="off",
        placeholder=placeholder,
        disabled=disabled,
    )
    return (typed or "").strip()


def wipe_secret(key: str) -> None:
    """Draw an empty field from the next run on."""
    st.session_state[_counter(key)] = st.session_state.get(_counter(key), 0) + 1


def _counter(key: str) -> str:
    return f"secret.wiped.{key}"
