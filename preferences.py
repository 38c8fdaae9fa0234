"""What the page saves of a person's choices: `STATE_DIR/preferences.json`, readable by its owner only. Never a key.

Invariant: a damaged file never stops the app; it is moved aside and reported once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from errors import JournalError, SettingsError, StorageError
from private_file import move_aside, write_private

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "language": ("", "ko", "en"),
    "theme": ("", "light", "dark"),
    "journal": ("own", "sample"),
    "langfuse_content": ("full", "masked", "off"),
}
_ADDRESSES: Final = frozenset({"base_url", "langfuse_base_url"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """A person's choices; empty means not chosen. The names are those of `Settings`."""

    base_url: str = ""
    chat_model: str = ""
    embedding_model: str = ""
    langfuse_base_url: str = ""
    langfuse_public_key: str = ""
    langfuse_content: str = "full"
    language: str = ""
    theme: str = ""
    journal: str = "own"

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name).strip()
            if each.name in _ADDRESSES:
                value = parse_address(each.name, value)
            elif each.name in CHOICES:
                parse_choice(each.name, value, CHOICES[each.name])
            object.__setattr__(self, each.name, value)


class PreferenceStore:
    """Reads and writes the choices."""

    def __init__(self, state_dir: Path) -> None:
        self._path = state_dir / "preferences.json"

    def load(self) -> tuple[Preferences, JournalError | None]:
        """Return the saved choices, and what was wrong with the file if it had to be moved aside."""
        try:
            saved = json.loads(self._path.read_text(encoding="utf-8"))
            known = {each.name for each in fields(Preferences)}
            return Preferences(**{name: _text(value) for name, value in saved.items() if name in known}), None
        except FileNotFoundError:
            return Preferences(), None
        except (ValueError, TypeError, AttributeError, SettingsError, OSError) as error:
            return Preferences(), self._set_aside(error)

    def save(self, preferences: Preferences) -> None:
        """Save the choices.

        Raises:
            StorageError: the disk is full or the folder is read-only.
        """
        write_private(self._path, json.dumps(asdict(preferences), ensure_ascii=True, indent=2).encode())

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


def parse_address(name: str, value: str) -> str:
    """Return an http(s) address without its last slash; empty stays empty.

    Raises:
        SettingsError: it is no address.
    """
    try:
        parts = urlsplit(value)
        usable = not value or (parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0)
    except ValueError:
        usable = False
    if not usable or any(character.isspace() for character in value):
        raise SettingsError(
            "{name} is not a web address.",
            hint="Write it with http:// or https://, for example http://127.0.0.1:11434/v1.",
            key="settings.bad_address",
            name=name,
        )
    return value.rstrip("/")


def parse_choice(name: str, value: str, choices: tuple[str, ...]) -> str:
    """Return the value.

    Raises:
        SettingsError: it is none of the choices.
    """
    if value not in choices:
        raise SettingsError(
            "{name} has a value that it cannot have.",
            hint="Use one of: {choices}.",
            key="settings.bad_choice",
            name=name,
            choices=", ".join(choice for choice in choices if choice),
        )
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a preference is text")
    return value
