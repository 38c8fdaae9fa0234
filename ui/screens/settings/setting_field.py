"""The field of a setting, drawn from what its class says; read-only if the environment decides.

A setting is labelled by the text `settings.<name>`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial

import streamlit as st

from config.preferences import PreferenceStore
from config.settings import SETTINGS, Settings
from ui.shared import app_services, session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, sure_submit
from ui.shared.text import t


def label_of(name: str) -> str:
    """Return what the page calls a setting."""
    return t("settings." + name)


def fixed_by(known: Settings, name: str) -> str | None:
    """Return the sentence that tells that the environment decides a setting, or None."""
    if name not in known.fixed:
        return None
    return t("settings.fixed", names=", ".join(SETTINGS[name].named.variables))


def list_plain(group: str, *, besides: Collection[str]) -> list[str]:
    """Return the settings of a group that are drawn, besides those with a way of their own."""
    return [
        name
        for name, setting in SETTINGS.items()
        if setting.editable and setting.group == group and name not in besides
    ]


def draw_field(
    known: Settings, name: str, *, autocomplete: str | None = None, placeholder: str = ""
) -> str:
    """Draw a setting as a field of a form, and return the text that stands in it."""
    setting, key, fixed = SETTINGS[name], f"settings.{name}", fixed_by(known, name)
    saved = _written(known.value_of(name))
    st.session_state.setdefault(key, session.unsaved().get(name, saved))
    if setting.choices:
        typed = st.selectbox(label_of(name), setting.choices, key=key, disabled=fixed is not None)
    else:
        typed = st.text_input(
            label_of(name),
            key=key,
            autocomplete=autocomplete,
            placeholder=placeholder or setting.named.example,
            disabled=fixed is not None,
        )
    if fixed:
        st.html(f'<p class="x-quiet">{esc(fixed)}</p>')
    if typed == saved:
        session.unsaved().pop(name, None)
    else:
        session.unsaved()[name] = typed or ""
    return (typed or "").strip()


def _written(value: object) -> str:
    """Return a value as its field shows it: a number without needless digits, nothing for none."""
    if isinstance(value, int | float):
        return f"{value:g}" if value else ""
    return str(value)


def draw_own_forms(known: Settings, names: Collection[str]) -> None:
    """Draw settings that belong to no other form in one of their own."""
    if not names:
        return
    with st.form("settings.plain_form", border=False, enter_to_submit=False):
        typed = {name: draw_field(known, name) for name in names}
        sure_submit(t("settings.save"), key="settings.plain_save")
    do_when_pressed("settings.plain_save", partial(_save_own, known, typed))


def _save_own(known: Settings, typed: Mapping[str, str]) -> None:
    save_typed(known, typed)
    app_services.reopen()
    session.set_notice(t("settings.saved"))


def read_typed(typed: Mapping[str, str]) -> dict[str, object]:
    """Return the values of what stands in the fields.

    Raises:
        SettingsError: one cannot be used; it is called by its label.
    """
    return {name: SETTINGS[name].parse(label_of(name), text) for name, text in typed.items()}


def save_typed(known: Settings, typed: Mapping[str, str]) -> None:
    """Save what stands in the fields, except what the environment decides.

    Raises:
        SettingsError: one cannot be used; it is called by its label.
        StorageError: the choices cannot be written.
    """
    read_typed(typed)
    free = {name: text for name, text in typed.items() if name not in known.fixed}
    PreferenceStore(known.state_dir).change(free)


def forget_typed(names: Iterable[str]) -> None:
    """Have the fields show what is saved; what is typed in other forms stays."""
    for name in names:
        st.session_state.pop(f"settings.{name}", None)
        session.unsaved().pop(name, None)


def save_choice(name: str, value: str) -> None:
    """Save one choice that counts at once.

    Raises:
        StorageError: it cannot be written.
    """
    PreferenceStore(app_services.opening().settings.state_dir).change({name: value})
