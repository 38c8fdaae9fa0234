"""Langfuse: address and keys, and whether it is on. Basic, for those who tune prompts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st
from pydantic import SecretStr

from credentials import LANGFUSE_KEY, KeyStore
from preferences import PreferenceStore
from ui import session, wiring
from ui.components import problem
from ui.components.connection import fixed_by
from ui.components.markup import esc
from ui.text import t

if TYPE_CHECKING:
    from settings import Settings


def draw_tracing(known: Settings) -> None:
    """Draw the state and, folded away, the fields."""
    is_on = wiring.services().settings.has_langfuse
    state = t("settings.langfuse_on", address=known.langfuse_base_url) if is_on else t("settings.langfuse_off")
    st.html(f'<h2 class="x-section">{esc(t("settings.langfuse"))}</h2>')
    st.html(f'<p class="x-quiet">{esc(t("settings.langfuse_lead"))} · {esc(state)}</p>')
    with (
        st.expander(t("settings.langfuse_fields"), key="settings.langfuse"),
        st.form("settings.langfuse_form", border=False),
    ):
        address = _draw_field(known, "langfuse_base_url", t("settings.langfuse_address"), known.langfuse_base_url)
        public = _draw_field(known, "langfuse_public_key", t("settings.langfuse_public"), known.langfuse_public_key)
        secret = _draw_field(known, "langfuse_secret_key", t("settings.langfuse_secret"), "", secret=True)
        if st.form_submit_button(t("settings.save"), key="settings.langfuse_save"):
            with problem.told():
                _save(known, address, public, secret)


def _draw_field(known: Settings, field: str, label: str, value: str, *, secret: bool = False) -> str:
    fixed = fixed_by(known, field)
    typed = st.text_input(
        label,
        value=value,
        key=f"settings.{field}",
        type="password" if secret else "default",
        autocomplete="off",
        placeholder=fixed or "",
        disabled=fixed is not None,
    )
    return (typed or "").strip()


def _save(known: Settings, address: str, public: str, secret: str) -> None:
    store = PreferenceStore(known.state_dir)
    given = {"langfuse_base_url": address, "langfuse_public_key": public}
    store.save(replace(store.load()[0], **{name: value for name, value in given.items() if name not in known.fixed}))
    if secret and "langfuse_secret_key" not in known.fixed:
        KeyStore(known.state_dir).set(LANGFUSE_KEY, SecretStr(secret))
    wiring.reopen()
    session.set_notice(t("settings.saved"))
    st.rerun()
