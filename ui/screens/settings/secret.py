"""A field for a key: what is typed goes to the key store and out of the page.

Invariant: once kept, the key is taken out of the field in the browser too; nothing shows it again.
"""

from __future__ import annotations

import streamlit as st

from ui.shared import session
from ui.shared.press import empty_fields, field_key


def draw_secret(label: str, *, key: str, placeholder: str, disabled: bool) -> str:
    """Draw the field; return what is typed."""
    field = field_key(key, key)
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
    session.unsaved().pop(field_key(key, key), None)
    empty_fields(key)
