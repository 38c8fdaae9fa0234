"""How a setting is described beside its field, and how its text becomes its value.

Invariant: an error names the setting and never shows its value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from errors import SettingsError

Parse = Callable[[str, str], object]
_EMAIL = re.compile(r"[^\s,@]+@[^\s,@]+")
_ARGON2 = re.compile(r"\$argon2(id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[\w+/]+\$[\w+/]+")
_HOST = re.compile(r"([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:[1-9][0-9]{0,4})?")


# Names without a dot, addresses in numbers, and names of a network at home speak http.
_IS_NEAR: Final = re.compile(
    r"(?:[^./:]+|[\d.]+|\[[^\]]*\]|[^/:]+\.(?:local|lan|internal))(?:[:/]|$)"
)


def parse_text(_name: str, value: str) -> str:
    """Return the text as it is."""
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What stands beside a field of the settings.

    `variables` are its names in the environment and in `.env`; the first that is given counts.
    `saved` fields stand in `preferences.json`, and the page draws them unless `drawn` says no.
    `kept_as` is the name of a secret in the keyring, `example` what an empty field shows.
    `parse` gets the name to tell in an error, and the text; a field with choices needs none.
    """

    variables: tuple[str, ...] = ()
    saved: bool = False
    drawn: bool = True
    kept_as: str = ""
    example: str = ""
    any_case: bool = False
    parse: Parse = parse_text


@dataclass(frozen=True, slots=True)
class Group:
    """Stands beside a field that holds settings of its own; their names begin with `prefix`."""

    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: its name on the page and in `preferences.json`, and where it is in the class."""

    name: str
    path: tuple[str, ...]
    choices: tuple[str, ...]
    default: object
    named: Named

    @property
    def group(self) -> str:
        """The field that holds it, empty for the class itself."""
        return self.path[0] if len(self.path) > 1 else ""

    @property
    def editable(self) -> bool:
        """Whether the page draws it."""
        return self.named.saved and self.named.drawn

    def find(self, variables: Mapping[str, str | None]) -> tuple[str, str] | None:
        """Return the variable that gives a value, and its text; the names of `variables` are
        small.
        """
        for variable in self.named.variables:
            text = (variables.get(variable.lower()) or "").strip()
            if text:
                return variable, text
        return None

    def parse(self, name: str, text: str) -> object:
        """Return the value that a text means; `name` is what an error calls the setting.

        Raises:
            SettingsError: it has no such value.
        """
        value = text.strip()
        if not self.choices:
            return self.named.parse(name, value) if value else self.default
        return parse_choice(name, value.lower() if self.named.any_case else value, self.choices)


def list_settings(
    model: type[BaseModel], path: tuple[str, ...] = (), prefix: str = ""
) -> Iterator[Setting]:
    """Yield the settings that the fields of `model`, and of its groups, describe."""
    for name, field in model.model_fields.items():
        for mark in field.metadata:
            if isinstance(mark, Group):
                group = cast("type[BaseModel]", field.annotation)
                yield from list_settings(group, (*path, name), mark.prefix)
            if isinstance(mark, Named):
                yield Setting(
                    name=prefix + name,
                    path=(*path, name),
                    choices=_choices(field),
                    default=field.get_default(call_default_factory=True, validated_data={}),
                    named=mark,
                )


def parse_address(name: str, value: str) -> str:
    """Return an http(s) address without its last slash; empty stays empty.

    Written without a scheme it gets one: http on this machine and its network, else https.

    Raises:
        SettingsError: it is no address.
    """
    if value and "://" not in value:
        value = f"{'http' if _IS_NEAR.match(value) else 'https'}://{value}"
    try:
        parts = urlsplit(value)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
        usable = not value or (is_web and (parts.port or 1) > 0)
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


def parse_hosts(name: str, value: str) -> str:
    """Return names of hosts, each with a port or without, in small letters between commas.

    Raises:
        SettingsError: one is no name of a host.
    """
    hosts = _split_at_commas(value)
    if not all(_HOST.fullmatch(each) for each in hosts):
        raise SettingsError(
            "{name} holds something that is no name of a host.",
            hint="Write names without http://, between commas: journal.example, nas.local:8501.",
            key="settings.bad_hosts",
            name=name,
        )
    return ",".join(hosts)


def parse_emails(name: str, value: str) -> str:
    """Return e-mail addresses, in small letters between commas.

    Raises:
        SettingsError: one is no address.
    """
    people = _split_at_commas(value)
    if not all(_EMAIL.fullmatch(each) for each in people):
        raise SettingsError(
            "{name} holds something that is no e-mail address.",
            hint="Write whole addresses, between commas.",
            key="settings.bad_emails",
            name=name,
        )
    return ",".join(people)


def parse_argon2(name: str, value: str) -> str:
    """Return the hash of a passphrase.

    Raises:
        SettingsError: it is none; the passphrase itself may stand there by mistake, so it is not
            shown.
    """
    if not _ARGON2.fullmatch(value):
        raise SettingsError(
            "{name} is no argon2 hash.",
            hint="`python -m gate` asks for a passphrase and prints the line to use.",
            key="settings.bad_hash",
            name=name,
        )
    return value


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


def parse_folder(name: str, value: str) -> Path:
    """Return the whole path of a folder.

    Raises:
        SettingsError: it begins at the home of a user whom this machine does not know.
    """
    try:
        return Path(value).expanduser().absolute()
    except RuntimeError as error:
        raise SettingsError(
            "{name} names a folder of a user that this machine does not know.",
            hint="Write the folder's whole path.",
            key="settings.bad_folder",
            name=name,
        ) from error


def parse_port(_name: str, value: str) -> int:
    """Return the number of a port.

    Raises:
        SettingsError: it is none.
    """
    if value.isascii() and value.isdigit() and 1 <= int(value) <= 65535:
        return int(value)
    raise SettingsError(
        "PORT is not a port number.",
        hint="Use a number from 1 to 65535, for example 8501.",
        key="settings.bad_port",
    )


def parse_environment(name: str, value: str) -> str:
    """Return the name of an environment as Langfuse takes it.

    Raises:
        SettingsError: it is none.
    """
    if re.fullmatch(r"(?!langfuse)[a-z0-9_-]{1,40}", value):
        return value
    raise SettingsError(
        "{name} is no name of an environment.",
        hint="Use small letters, digits, - and _, at most 40; not beginning with langfuse.",
        key="settings.bad_environment",
        name=name,
    )


def parse_count(name: str, value: str) -> int:
    """Return a whole number of tokens; 0 for none.

    Raises:
        SettingsError: it is none, or too small for a question.
    """
    digits = value.replace(",", "").replace("_", "")
    if digits.isascii() and digits.isdigit() and (int(digits) == 0 or int(digits) >= 512):
        return int(digits)
    raise SettingsError(
        "{name} is no number of tokens.",
        hint="Use a whole number of 512 or more, for example 8192, or leave it empty.",
        key="settings.bad_count",
        name=name,
    )


def parse_seconds(name: str, value: str) -> float:
    """Return a number of seconds.

    Raises:
        SettingsError: it is none, or not between 1 and 3,600.
    """
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if 1 <= seconds <= 3600:
        return seconds
    raise SettingsError(
        "{name} is no number of seconds.",
        hint="Use a number from 1 to 3600.",
        key="settings.bad_seconds",
        name=name,
    )


def parse_key(name: str, value: str) -> SecretStr:
    """Return a key.

    Raises:
        SettingsError: it holds what a header cannot carry; named here, not in the middle of a
            request.
    """
    if not (value.isascii() and value.isprintable() and " " not in value):
        raise SettingsError(
            "{name} holds characters that no key has.",
            hint="Copy the key again, without spaces or line breaks.",
            key="settings.bad_key",
            name=name,
        )
    return SecretStr(value)


def _choices(field: FieldInfo) -> tuple[str, ...]:
    """Return what a `Literal` allows; no other type has arguments here."""
    return get_args(field.annotation) if get_origin(field.annotation) is not None else ()


def _split_at_commas(value: str) -> list[str]:
    return [each.strip().lower() for each in value.split(",") if each.strip()]
