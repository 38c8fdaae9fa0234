"""Frozen dataclasses to front matter values (text, lists, mappings) and back, by their type hints.

Limit: the types used in the record. Invariant: `decode(type, encode(value)) == value`; what is
unknown in an item is kept in its `extra` and written back where it stood.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from files.decoding import clean
from journal.frontmatter import Value


class Unfit(ValueError):
    """A value does not fit its field; the message is the field's name only."""


def encode(value: object) -> Value:
    """Return the front matter value of `value`; what equals its default is left out of mappings."""
    if is_dataclass(value) and not isinstance(value, type):
        return _encode_dataclass(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): encode(item) for name, item in value.items()}
    return clean(str(value))


def decode(kind: Any, value: Value, name: str = "") -> Any:
    """Return `value` as a `kind`.

    Raises:
        Unfit: it is none.
    """
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return decode(next(each for each in args if each is not type(None)), value, name)
    if origin is Literal:
        if value not in args:
            raise Unfit(name)
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise Unfit(name)
        return tuple(decode(args[0], item, name) for item in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise Unfit(name)
        return {
            key: item if args[1] is object else decode(args[1], item, name)
            for key, item in value.items()
        }
    if is_dataclass(origin or kind):
        return _decode_dataclass(cast(type, origin or kind), args, value, name)
    return _decode_scalar(kind, value, name)


def _decode_scalar(kind: Any, value: Value, name: str) -> Any:
    if not isinstance(value, str):
        raise Unfit(name)
    try:
        if kind is bool:
            return {"true": True, "false": False}[value.lower()]
        if kind is int:
            return int(value)
        if kind is datetime:
            return datetime.fromisoformat(value)
        if kind is date:
            return date.fromisoformat(value)
    except (ValueError, KeyError) as error:
        raise Unfit(name) from error
    return clean(value)


def _encode_dataclass(value: Any) -> dict[str, Value]:
    encoded: dict[str, Value] = {}
    for each in fields(value):
        item = getattr(value, each.name)
        if each.name != "extra" and item is not None and not _is_default(each, item):
            encoded[each.name] = encode(item)
    for key, unknown in getattr(value, "extra", {}).items():
        inner = encoded.get(key)
        if isinstance(unknown, dict) and isinstance(inner, dict):
            encoded[key] = {**unknown, **inner}
        else:
            encoded.setdefault(key, cast(Value, unknown))
    return encoded


def _decode_dataclass(kind: type, args: tuple[Any, ...], value: Value, name: str) -> Any:
    if not isinstance(value, dict):
        raise Unfit(name)
    hints = _hints(kind)
    known: dict[str, Any] = {}
    extra: dict[str, object] = {}
    for key, item in value.items():
        hint = args[0] if args and isinstance(hints.get(key), TypeVar) else hints.get(key)
        if hint is None or key == "extra":
            extra[key] = item
            continue
        known[key] = decode(hint, item, f"{name}.{key}" if name else key)
        if isinstance(item, dict) and is_dataclass(hint):
            unknown = {
                inner: each for inner, each in item.items() if inner not in _hints(cast(type, hint))
            }
            extra |= {key: unknown} if unknown else {}
    if "extra" in hints:
        known["extra"] = extra
    missing = [each.name for each in fields(kind) if _is_required(each) and each.name not in known]
    if missing:
        raise Unfit(f"{name}.{missing[0]}" if name else missing[0])
    return kind(**known)


def _is_required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _is_default(each: Field[Any], item: object) -> bool:
    if each.default is not MISSING:
        return bool(item == each.default)
    # An id is made by its default, and is written all the same.
    return each.name != "id" and each.default_factory is not MISSING and not item


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
