"""Turns questions, plans and answers into JSON and back, exactly.

Invariant: `decode(T, encode(value)) == value` for every value of type T. Fields that a newer
version added are skipped and fields that an older one lacked take their default, so stored turns
outlive the code that wrote them.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

from errors import JournalError
from files.nested import load_json

T = TypeVar("T")


def encode(value: object) -> str:
    """Return the value as ASCII JSON: escaped, even half a surrogate pair of a cut stream
    survives.
    """
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """Return the value that was encoded.

    Raises:
        ValueError: the text holds no value of that type.
    """
    try:
        return cast(T, _typed(kind, load_json(text)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no {kind.__name__} in this text") from error


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, JournalError):
        return _plain_error(value)
    return value


def _typed(kind: object, value: object) -> object:
    if get_origin(kind) in (Union, types.UnionType):
        inner = [each for each in get_args(kind) if each is not type(None)]
        return None if value is None else _typed(inner[0], value)
    if get_origin(kind) is tuple:
        item_kind = get_args(kind)[0]
        return tuple(_typed(item_kind, item) for item in cast(list[object], value))
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind, cast(dict[str, object], value))
    if kind is datetime:
        return datetime.fromisoformat(cast(str, value))
    if kind is date:
        return date.fromisoformat(cast(str, value))
    if isinstance(kind, type) and issubclass(kind, JournalError):
        return _error(cast(dict[str, object], value))
    return value


def _dataclass(kind: type, value: dict[str, object]) -> object:
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}
    return kind(
        **{name: _typed(hints[name], item) for name, item in value.items() if name in known}
    )


def _plain_error(error: JournalError) -> dict[str, object]:
    shown = {
        name: value if isinstance(value, str | int | float | None) else str(value)
        for name, value in error.values.items()
    }
    return {
        "class": type(error).__name__,
        "message": str(error),
        "hint": error.hint,
        "key": error.key,
        "values": shown,
    }


def _error(value: dict[str, object]) -> JournalError:
    kind = next(
        (each for each in _kinds(JournalError) if each.__name__ == value["class"]), JournalError
    )
    # Not through __init__: the texts are filled already, and a brace in them must not be read as a
    # field.
    error = kind.__new__(kind)
    Exception.__init__(error, value["message"])
    error.hint = cast(str, value["hint"])
    error.key = cast(str, value["key"])
    error.values = cast(dict[str, object], value["values"])
    return error


def _kinds(kind: type[JournalError]) -> Iterator[type[JournalError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)
