"""The gate as this app has it: its settings, its words before there is a page, its guards.

Invariant: settings that cannot be read open no door: nothing but their error is shown then, and
nobody but this machine is listened to.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template
from typing import Final

import streamlit as st
from google.protobuf.message import DecodeError
from starlette.middleware import Middleware
from streamlit.proto.BackMsg_pb2 import BackMsg

from config.loading import load_settings
from config.settings import Settings
from errors import SettingsError
from gate.doors import Doors
from gate.listening import check_listening, check_login
from gate.lock import Lock
from gate.lock_door import UNLOCK, LockDoor
from language.detect import language_of_locale
from ui.shared import app_services
from ui.shared.login import has_provider
from ui.shared.markup import esc
from ui.shared.resources import STATIC
from ui.shared.text import messages

_LOCK_PAGE: Final = Template((STATIC / "lock.html").read_text(encoding="utf-8"))


class Entrance:
    """What stands before the page, made once for the process."""

    def __init__(self) -> None:
        self._at_start = _load()
        self._lock = Lock(self.settings)
        self._has_provider = has_provider()

    def settings(self) -> Settings | None:
        """Return the settings as they are now, or None while they cannot be read."""
        opened = app_services.opened()
        return opened.settings if opened else self._at_start

    def is_guarded(self) -> bool:
        """Whether somebody asks who it is: the lock, or a login elsewhere."""
        settings = self.settings()
        if settings is None:
            return False
        return self._lock.is_set or (self._has_provider and bool(settings.allowed_emails))

    def check(self, address: str) -> None:
        """Let the app start there.

        Raises:
            SettingsError: others could come in.
        """
        settings = self.settings()
        if settings is not None:
            people = bool(settings.allowed_emails)
            check_login(has_provider=self._has_provider, has_people=people)
        check_listening(address, is_guarded=self.is_guarded())

    def middleware(self) -> list[Middleware]:
        """Return the doors, the outermost first."""
        return [
            Middleware(
                Doors,
                allowed_hosts=self._allowed_hosts,
                explain=explain_refusal,
                is_guarded=self.is_guarded,
            ),
            Middleware(LockDoor, lock=self._lock, page=write_lock_page, is_by_hand=is_by_hand),
        ]

    def _allowed_hosts(self) -> str:
        settings = self.settings()
        return settings.allowed_hosts if settings else ""


def build_entrance() -> Entrance:
    """Make what stands before the page; end the process with a sentence where it must not start."""
    entrance = Entrance()
    try:
        entrance.check(st.get_option("server.address") or "")
    except SettingsError as error:
        raise SystemExit(f"{error}\n{error.hint}") from None
    return entrance


def explain_refusal(accept_language: str) -> str:
    """Return why a request under a foreign name gets nothing, and what to do."""
    return _texts(accept_language)["gate.refused"]


def write_lock_page(languages: str, *, then: str, wait_s: int, is_wrong: bool) -> str:
    """Return the page that asks for the passphrase."""
    texts = _texts(languages)
    problem = texts["lock.wrong"] if is_wrong else ""
    if wait_s:
        problem = f"{problem} {texts['lock.wait'].format(n=wait_s)}".strip()
    values = {
        "language": language_of_locale(languages.strip()),
        "app": texts["app.name"],
        "title": texts["lock.title"],
        "label": texts["lock.passphrase"],
        "open": texts["lock.open"],
        "forgotten": texts["lock.forgotten"],
        "problem": problem,
        "action": UNLOCK,
        "then": then,
    }
    return _LOCK_PAGE.substitute({name: esc(value) for name, value in values.items()})


def is_by_hand(frame: bytes) -> bool:
    """Say whether a person caused what the page sends; some parts of it ask by themselves."""
    try:
        message = BackMsg.FromString(frame)
    except DecodeError:
        return False
    return message.WhichOneof("type") == "rerun_script" and not message.rerun_script.is_auto_rerun


def _load() -> Settings | None:
    try:
        return load_settings()
    except SettingsError:
        return None


def _texts(accept_language: str) -> Mapping[str, str]:
    """Return the texts of the language that is named first."""
    return messages(language_of_locale(accept_language.strip()))
