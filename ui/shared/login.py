"""A login elsewhere (OIDC, by Streamlit's `st.login`), and who of those who log in may come in.

Invariant: where a provider or a list of people is set, nothing of the journal is drawn for anybody
else; a provider without a list lets nobody in.
"""

from __future__ import annotations

import string

import streamlit as st

from config.settings import Settings
from ui.shared.markup import esc
from ui.shared.text import t

_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def has_provider() -> bool:
    """Return whether Streamlit's secrets name a provider of logins."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def is_wanted(settings: Settings) -> bool:
    """Return whether a visitor has to log in."""
    return bool(settings.allowed_emails) or has_provider()


def may_enter(settings: Settings) -> bool:
    """Return whether this visitor is somebody who may; an address that the provider calls unproven
    is nobody's.
    """
    if not is_wanted(settings):
        return True
    # Some providers write true and false as words, and some say nothing of it.
    proven = str(st.user.get("email_verified", True)).strip().lower() in ("true", "1")
    if not st.user.get("is_logged_in") or not proven:
        return False
    # Only ASCII: beyond it another letter may have one of ours as its small form, as Kelvin's K.
    address = str(st.user.get("email") or "").translate(_SMALL)
    return bool(address) and address in settings.allowed_emails.split(",")


def draw_login() -> None:
    """Draw the way to the provider; for whoever is not on the list, the way out."""
    st.html(f"<h1>{esc(t('app.name'))}</h1>")
    if st.user.get("is_logged_in"):
        address = st.user.get("email", "")
        st.html(f'<p class="x-quiet" role="status">{esc(t("login.not_you", address=address))}</p>')
        draw_logout()
        return
    st.html(f'<p class="x-quiet">{esc(t("login.lead"))}</p>')
    st.button(t("login.begin"), key="login.begin", type="primary", on_click=st.login)


def draw_logout() -> None:
    """Draw the way out."""
    st.button(t("login.end"), key="login.end", on_click=st.logout)
