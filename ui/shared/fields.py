"""Fields that are empty again once what stood in them is kept.

The browser keeps what was typed in a field that it knows; only another field is surely empty.
"""

from __future__ import annotations

from typing import cast

import streamlit as st


def field_key(form: str, name: str) -> str:
    """Return the key under which a form draws its field now."""
    count = _count(form)
    return f"{name}_{count}" if count else name


def empty_fields(form: str) -> None:
    """Draw the form's fields empty from the next run on."""
    st.session_state[_counter(form)] = _count(form) + 1


def _count(form: str) -> int:
    return cast(int, st.session_state.get(_counter(form), 0))


def _counter(form: str) -> str:
    return f"emptied.{form}"
