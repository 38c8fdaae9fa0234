"""The lock: set, changed and removed with the passphrase as it is; closed at once or after a while.

Invariant: a passphrase is taken out of its field when it is kept; nothing shows it again.
"""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from config.settings import SETTINGS, Settings
from gate.lock_door import LOCK_NOW
from gate.passphrase import PassphraseFile, fits
from ui.screens.settings.secret import draw_secret, wipe_secret
from ui.screens.settings.setting_field import fixed_by, save_choice
from ui.shared import app_services, login, session
from ui.shared.markup import esc
from ui.shared.press import do_when_pressed, forget_press, is_pressed, sure_submit
from ui.shared.text import t

_AFTER: Final = "settings.lock_after"
_SET: Final = "settings.lock_set"
_REMOVE: Final = "settings.lock_remove"
_FIELDS: Final = ("settings.lock_current", "settings.lock_new", "settings.lock_again")


def draw_lock(known: Settings) -> None:
    """Draw what there is to the lock, and the way out of a login.

    Raises:
        SettingsError: what was typed cannot be used.
        StorageError: the lock cannot be written.
    """
    file = PassphraseFile(known.paths.lock)
    fixed = fixed_by(known, "passphrase_hash")
    is_set = bool(fixed or file.kept())
    st.html(f'<h2 class="x-section">{esc(t("lock.heading"))}</h2>')
    st.html(f'<p class="x-quiet">{esc(t("lock.lead"))}</p>')
    if login.is_wanted(known):
        login.draw_logout()
    if is_set:
        st.html(f'<p><a class="x-link" href="{LOCK_NOW}">{esc(t("lock.now"))}</a></p>')
        _draw_after(known)
    if fixed:
        st.html(f'<p class="x-quiet">{esc(fixed)}</p>')
    else:
        _draw_form(file, is_set=is_set)


def _draw_after(known: Settings) -> None:
    choices = sorted(SETTINGS["lock_after"].choices, key=int)
    st.selectbox(
        t("lock.after"),
        choices,
        index=choices.index(known.lock_after),
        format_func=lambda each: t("lock.minutes", n=each),
        key=_AFTER,
        disabled="lock_after" in known.fixed,
        on_change=_set_after,
    )


def _set_after() -> None:
    save_choice("lock_after", st.session_state[_AFTER])
    app_services.opening().reread()


def _draw_form(file: PassphraseFile, *, is_set: bool) -> None:
    with st.form("settings.lock_form", border=False, enter_to_submit=False):
        current = _draw_field(_FIELDS[0], t("lock.current")) if is_set else ""
        words = _draw_field(_FIELDS[1], t("lock.new"))
        again = _draw_field(_FIELDS[2], t("lock.again"))
        with st.container(horizontal=True):
            sure_submit(t("lock.set"), key=_SET)
            if is_set:
                sure_submit(t("lock.remove"), key=_REMOVE, kind="tertiary")
    pressed = next((key for key in (_SET, _REMOVE) if is_pressed(key)), "")
    if not pressed:
        return
    wrong = is_set and not fits(file.kept(), current)
    if wrong or (pressed == _SET and words != again):
        forget_press(pressed)
        _say("lock.wrong" if wrong else "lock.differ")
    do_when_pressed(_SET, partial(_set, file, words))
    do_when_pressed(_REMOVE, partial(_remove, file))


def _set(file: PassphraseFile, words: str) -> None:
    file.set(words)
    _begin_anew("lock.was_set")


def _remove(file: PassphraseFile) -> None:
    file.remove()
    _begin_anew("lock.removed")


def _draw_field(key: str, label: str) -> str:
    return draw_secret(label, key=key, placeholder="", disabled=False)


def _begin_anew(sentence: str) -> None:
    for key in _FIELDS:
        wipe_secret(key)
    session.set_notice(t(sentence))


def _say(sentence: str) -> None:
    st.html(f'<p role="alert">{esc(t(sentence))}</p>')
