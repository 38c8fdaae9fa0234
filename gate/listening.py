"""Where the app may listen: on this machine's loopback, and elsewhere only behind a guard."""

from __future__ import annotations

from ipaddress import ip_address

from errors import SettingsError


def is_loopback(address: str) -> bool:
    """Say whether only this machine reaches an address."""
    if address == "localhost":
        return True
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def check_listening(address: str, *, is_guarded: bool) -> None:
    """Let the app listen there; an empty address is every one that the machine has.

    Raises:
        SettingsError: others could reach it, and neither the lock nor a login is set.
    """
    if is_guarded or is_loopback(address):
        return
    raise SettingsError(
        "Crossroads does not listen on {address}: everybody who reaches it could read the journal.",
        hint=(
            "Set a passphrase first, on the Settings page or as APP_PASSPHRASE_HASH (`python -m"
            " gate` makes it), or a login ([auth] in .streamlit/secrets.toml and ALLOWED_EMAILS)."
            " Or stay with 127.0.0.1."
        ),
        key="gate.open_to_all",
        address=address or "0.0.0.0",
    )


def check_login(*, has_provider: bool, has_people: bool) -> None:
    """Let a login be whole or not at all.

    Raises:
        SettingsError: there is a provider and nobody who may come in, or the reverse.
    """
    if has_provider == has_people:
        return
    raise SettingsError(
        "The login is half set: {there} is there, {missing} is not.",
        hint="Set both, or neither: [auth] in .streamlit/secrets.toml, and ALLOWED_EMAILS.",
        key="gate.half_a_login",
        there="[auth]" if has_provider else "ALLOWED_EMAILS",
        missing="ALLOWED_EMAILS" if has_provider else "[auth]",
    )
