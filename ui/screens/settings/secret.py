"""A field for a key: what is typed goes to the key store and out of the page.

Invariant: once kept, the key is taken out of the field in the browser too; nothing shows it again.
"""

from __future__ import annotations

import streamlit as st

from ui.shared import session


def draw_secret(label: str, *, key: str, placeholder: str, disabled: bool) -> str:
    """Draw the field; return what is typed."""
    field = _name_now(key)
    st.session_state.setdefault(field, session.unsaved().get(field, ""))
    typed = st.text_input(
        label,
        type="password",
        key=field,
        autocomplete="off",
        placeholder=placeholder,
        disabled=disabled,
    )
    session.unsaved()[field] = typed or ""
    return (typed or "").strip()


def wipe_secret(key: str) -> None:
    """Draw an empty field from the next run on."""
    session.unsaved().pop(_name_now(key), None)
    st.session_state[_counter(key)] = st.session_state.get(_counter(key), 0) + 1


def _name_now(key: str) -> str:
    """Return the field's key: the browser keeps what was typed in a field that it knows; only
    another field is surely empty.
    """
    wiped = st.session_state.get(_counter(key), 0)
    return f"{key}_{wiped}" if wiped else key


def _counter(key: str) -> str:
    return f"secret.wiped.{key}"
