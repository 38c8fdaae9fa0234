"""Langfuse: address and keys, a test that says in words what is wrong, and what its traces may hold.

Invariant: a secret key that was kept is never shown again; what the environment fixes is read-only and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import streamlit as st
from pydantic import SecretStr

from credentials import LANGFUSE_KEY, KeyStore
from preferences import PreferenceStore, parse_address
from settings import DEFAULT_LANGFUSE
from tracing import check_connection, is_troubled
from ui import session, wiring
from ui.components import problem
from ui.components.connection import fixed_by
from ui.components.markup import esc
from ui.components.secret import draw_secret, wipe_secret
from ui.components.trace_content import draw_content
from ui.text import t

if TYPE_CHECKING:
    from settings import Settings

_SECRET: Final = "settings.langfuse_secret_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What stands in the fields."""

    address: str
    public_key: str
    secret_key: str


def draw_tracing(known: Settings) -> None:
    """Draw the state, what traces may hold and, folded away, the fields."""
    keys = KeyStore(known.state_dir)
    complete = known.with_saved_keys(keys)
    st.html(f'<h2 class="x-section">{esc(t("settings.langfuse"))}</h2>')
    st.html(f'<p class="x-quiet">{esc(t("settings.langfuse_lead"))} · {_state(complete)}</p>')
    with st.expander(t("settings.langfuse_fields"), key="settings.langfuse"), problem.told():
        st.html(f'<p class="x-quiet">{esc(t("settings.langfuse_how"))}</p>')
        has_secret = bool(complete.langfuse_secret_key.get_secret_value())
        # A form, because a key that is left by Tab is told to the server only at its end.
        with st.form("settings.langfuse_form", border=False, enter_to_submit=False):
            form = _draw_form(known, has_secret=has_secret)
            with st.container(horizontal=True):
                saved = st.form_submit_button(t("settings.save"), key="settings.langfuse_save")
                tested = st.form_submit_button(t("settings.test"), key="settings.langfuse_test")
                if has_secret and "langfuse_secret_key" not in known.fixed:
                    st.form_submit_button(
                        t("settings.key_forget"), key="settings.langfuse_forget", type="tertiary", on_click=_forget
                    )
        if saved:
            _save(known, keys, form)
        if tested:
            _test(complete, form)
    draw_content(known, is_on=complete.has_langfuse)


def _state(complete: Settings) -> str:
    if not complete.has_langfuse or complete.langfuse_content == "off":
        return esc(t("settings.langfuse_off"))
    state = esc(t("settings.langfuse_on", address=complete.langfuse_base_url))
    trouble = f' <span class="x-mark">{esc(t("settings.langfuse_troubled"))}</span>' if is_troubled() else ""
    return state + trouble


def _draw_form(known: Settings, *, has_secret: bool) -> Form:
    address = _draw_field(known, "langfuse_base_url", t("settings.langfuse_address"), DEFAULT_LANGFUSE)
    public = _draw_field(known, "langfuse_public_key", t("settings.langfuse_public"), "pk-lf-…")
    fixed = fixed_by(known, "langfuse_secret_key")
    secret = draw_secret(
        t("settings.langfuse_secret"),
        key=_SECRET,
        placeholder=fixed or (t("settings.key_kept") if has_secret else "sk-lf-…"),
        disabled=fixed is not None,
    )
    return Form(address=address, public_key=public, secret_key=secret)


def _draw_field(known: Settings, field: str, label: str, placeholder: str) -> str:
    key, fixed = f"settings.{field}", fixed_by(known, field)
    st.session_state.setdefault(key, getattr(known, field))
    typed = st.text_input(label, key=key, autocomplete="off", placeholder=placeholder, disabled=fixed is not None)
    if fixed:
        st.html(f'<p class="x-quiet">{esc(fixed)}</p>')
    return (typed or "").strip()


def _save(known: Settings, keys: KeyStore, form: Form) -> None:
    store = PreferenceStore(known.state_dir)
    given = {"langfuse_base_url": form.address, "langfuse_public_key": form.public_key}
    store.save(replace(store.load()[0], **{name: value for name, value in given.items() if name not in known.fixed}))
    if form.secret_key and "langfuse_secret_key" not in known.fixed:
        keys.set(LANGFUSE_KEY, SecretStr(form.secret_key))
    _begin_anew()
    st.rerun()


def _forget() -> None:
    KeyStore(wiring.opening().settings.state_dir).delete(LANGFUSE_KEY)
    _begin_anew()


def _begin_anew() -> None:
    for name in [name for name in st.session_state if str(name).startswith("settings.langfuse_")]:
        del st.session_state[name]
    wipe_secret(_SECRET)
    wiring.reopen()
    session.set_notice(t("settings.saved"))


def _test(complete: Settings, form: Form) -> None:
    from services import langfuse_address

    given = replace(
        complete,
        langfuse_base_url=parse_address(t("settings.langfuse_address"), form.address) or DEFAULT_LANGFUSE,
        langfuse_public_key=form.public_key,
        langfuse_secret_key=SecretStr(form.secret_key) if form.secret_key else complete.langfuse_secret_key,
    )
    address = langfuse_address(given)
    if address is None:
        st.html(f'<p role="status">{esc(t("settings.langfuse_both_keys"))}</p>')
        return
    with st.spinner(t("settings.langfuse_testing")):
        report = check_connection(address)
    if report.problem:
        problem.show(report.problem)
    else:
        sentence = t("settings.langfuse_ok", project=report.project or "–", version=report.version or "–")
        st.html(f'<p role="status">{esc(sentence)}</p>')
