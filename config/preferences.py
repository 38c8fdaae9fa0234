"""What the page saves of a person's choices: `preferences.json`, its owner's alone. Never a key.

Invariant: a damaged file never stops the app; it is moved aside and reported once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from config.fields import Setting
from config.paths import StatePaths
from config.settings import SETTINGS
from errors import JournalError, SettingsError, StorageError
from files.nested import load_json
from files.private import move_aside, write_private


class PreferenceStore:
    """Reads and writes the choices: texts by the names of settings; empty means not chosen."""

    def __init__(self, state_dir: Path) -> None:
        self._path = StatePaths(state_dir).preferences

    def load(self) -> tuple[dict[str, str], JournalError | None]:
        """Return the saved choices, and what was wrong with the file if it had to be moved
        aside.
        """
        try:
            return _complete(load_json(self._path.read_text(encoding="utf-8"))), None
        except FileNotFoundError:
            return _complete({}), None
        except (ValueError, TypeError, AttributeError, SettingsError, OSError) as error:
            return _complete({}), self._set_aside(error)

    def change(self, choices: Mapping[str, str]) -> None:
        """Save these choices beside the others.

        Raises:
            SettingsError: one is nothing that its setting can be.
            StorageError: the disk is full or the folder is read-only.
        """
        whole = _complete({**self.load()[0], **choices})
        write_private(self._path, json.dumps(whole, ensure_ascii=True, indent=2).encode())

    def _set_aside(self, reason: Exception) -> JournalError:
        try:
            aside = move_aside(self._path)
        except OSError:
            aside = self._path
        problem = StorageError(
            "The saved settings could not be read; they are kept in {path}.",
            hint="Make your choices again on the Settings page.",
            key="settings.preferences_damaged",
            path=aside,
        )
        problem.__cause__ = reason
        return problem


def _complete(saved: Mapping[str, object]) -> dict[str, str]:
    """Return a text for every setting that is saved; names of a newer version are left out.

    Raises:
        AttributeError, TypeError: it is no mapping of texts.
        SettingsError: a text is nothing that its setting can be.
    """
    given = dict(saved.items())
    return {
        name: _check(setting, given[name] if name in given else _unchosen(setting))
        for name, setting in SETTINGS.items()
        if setting.named.saved
    }


def _unchosen(setting: Setting) -> str:
    return str(setting.default) if setting.choices else ""


def _check(setting: Setting, text: object) -> str:
    if not isinstance(text, str):
        raise TypeError("a preference is text")
    if not text.strip() and not setting.choices:
        return ""
    return str(setting.parse(setting.name, text))
