"""Langfuse: address and keys, a test that says in words what is wrong, and what its traces may
hold.

Invariant: a secret key that was kept is never shown again; what the environment fixes is read-only
and says so.
"""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st
from pydantic import SecretStr

from config.keys import LANGFUSE_KEY, KeyStore
from config.loading import add_saved_keys
from config.settings import SETTINGS, Settings
from tracing import ConnectionReport, check_connection, is_troubled
from ui.screens.settings.prompts_in_use import draw_prompts
from ui.screens.settings.secret import draw_secret, wipe_secret
from ui.screens.settings.setting_field import (
    draw_field,
    fixed_by,
    forget_typed,
    label_of,
    list_plain,
    read_typed,
    save_typed,
)
from ui.screens.settings.trace_content import draw_content
from ui.shared import app_services, problem, session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, is_pressed, sure_submit, take_press
from ui.shared.text import t

_SECRET_NAME: Final = "langfuse_secret_key"
_SECRET: Final = "settings.langfuse_secret_key"
_TEST: Final = "settings.langfuse_test"


def draw_tracing(known: Settings) -> None:
    """Draw the state, what traces may hold and, folded away, the fields."""
    keys = KeyStore(known.state_dir)
    complete = add_saved_keys(known, keys)
    st.html(f'<h2 class="x-section">{esc(t("settings.langfuse"))}</h2>')
    st.html(f'<p class="x-quiet">{esc(t("settings.langfuse_lead"))} · {_state(complete)}</p>')
    with st.expander(t("settings.langfuse_fields"), key="settings.langfuse"), problem.told():
        st.html(f'<p class="x-quiet">{esc(t("settings.langfuse_how"))}</p>')
        has_secret = complete.langfuse.has_secret
        # A form, because a key that is left by Tab is told to the server only at its end.
        with st.form("settings.langfuse_form", border=False, enter_to_submit=False):
            typed, secret = _draw_form(known, has_secret=has_secret)
            with st.container(horizontal=True):
                sure_submit(t("settings.save"), key="settings.langfuse_save")
                sure_submit(t("settings.test"), key=_TEST)
                if has_secret and _SECRET_NAME not in known.fixed:
                    st.form_submit_button(
                        t("settings.key_forget"),
                        key="settings.langfuse_forget",
                        type="tertiary",
                        on_click=_forget,
                    )
        save = partial(_save, known, keys, typed, secret)
        do_when_pressed("settings.langfuse_save", save)
        if is_pressed(_TEST):
            _test(complete, typed, secret)
    draw_content(known, is_on=complete.langfuse.is_complete)
    if complete.langfuse.is_complete:
        draw_prompts(known)


def _state(complete: Settings) -> str:
    if not complete.langfuse.is_complete or complete.langfuse.content == "off":
        return esc(t("settings.langfuse_off"))
    state = esc(t("settings.langfuse_on", address=complete.langfuse.base_url))
    trouble = (
        f' <span class="x-mark">{esc(t("settings.langfuse_troubled"))}</span>'
        if is_troubled()
        else ""
    )
    return state + trouble


def _draw_form(known: Settings, *, has_secret: bool) -> tuple[dict[str, str], str]:
    """Draw the fields and return what stands in them, the secret apart."""
    typed = {name: draw_field(known, name, autocomplete="off") for name in _list_names()}
    fixed, example = fixed_by(known, _SECRET_NAME), SETTINGS[_SECRET_NAME].named.example
    secret = draw_secret(
        label_of(_SECRET_NAME),
        key=_SECRET,
        placeholder=fixed or (t("settings.key_kept") if has_secret else example),
        disabled=fixed is not None,
    )
    return typed, secret


def _list_names() -> list[str]:
    return list_plain("langfuse", besides=("langfuse_content",))


def _save(known: Settings, keys: KeyStore, typed: dict[str, str], secret: str) -> None:
    save_typed(known, typed)
    if secret and _SECRET_NAME not in known.fixed:
        keys.set(LANGFUSE_KEY, SecretStr(secret))
    _begin_anew()


def _forget() -> None:
    KeyStore(app_services.opening().settings.state_dir).delete(LANGFUSE_KEY)
    _begin_anew()


def _begin_anew() -> None:
    forget_typed(_list_names())
    wipe_secret(_SECRET)
    app_services.reopen()
    session.set_notice(t("settings.saved"))


def _test(complete: Settings, typed: dict[str, str], secret: str) -> None:
    check = partial(_check, complete, typed, secret)
    report = take_press(_TEST, check, waiting=t("settings.langfuse_testing"))
    if report is None:
        st.html(f'<p role="status">{esc(t("settings.langfuse_both_keys"))}</p>')
    elif report.problem:
        problem.show(report.problem)
    else:
        sentence = t(
            "settings.langfuse_ok", project=report.project or "–", version=report.version or "–"
        )
        st.html(f'<p role="status">{esc(sentence)}</p>')


def _check(complete: Settings, typed: dict[str, str], secret: str) -> ConnectionReport | None:
    """Return what the address says, or None where a key is missing.

    Raises:
        SettingsError: what stands in the fields cannot be used.
    """
    given = complete.with_values(read_typed(typed))
    if secret:
        given = given.with_values({_SECRET_NAME: SecretStr(secret)})
    address = given.connected_langfuse
    return check_connection(address) if address is not None else None
