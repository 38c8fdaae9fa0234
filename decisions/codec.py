"""The fields of a decision as front matter values (text, lists, mappings) and back, by their types.

Limit: the types used in the record. Invariant: `decode_field(name, encode_field(name, value)) ==
value`; what is unknown in an item is kept in its `extra` and written back where it stood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from decisions.record import LISTS, SINGLES, Decision
from files.decoding import clean
from journal.frontmatter import Value

_NOT_FIELDS = frozenset({"notes", "extra"})


class Unfit(ValueError):
    """A value does not fit its field; the message is the field's name only."""


@cache
def field_types() -> Mapping[str, Any]:
    """Return the fields that are written as front matter, with their types."""
    hints = get_type_hints(Decision)
    return {e.name: hints[e.name] for e in fields(Decision) if e.name not in _NOT_FIELDS}


def encode(decision: Decision) -> dict[str, Value]:
    """Return the front matter values of a decision; what equals its default is left out."""
    plain = _whole().dump_python(decision, mode="json", exclude_defaults=True)
    return {
        name: _with_unknown(name, _as_text(plain[name])) for name in field_types() if name in plain
    }


def decode_field(name: str, value: Value) -> Any:
    """Return the value of the field `name` of a decision.

    Raises:
        Unfit: it is none.
    """
    if name in LISTS and isinstance(value, list):
        value = [_unknown_apart(name, item) for item in value]
    elif name in SINGLES:
        value = _unknown_apart(name, value)
    try:
        return _adapter(name).validate_python(_as_text(value))
    except ValidationError as error:
        inside = [part for part in error.errors()[0]["loc"] if isinstance(part, str)]
        raise Unfit(".".join((name, *inside))) from None


@cache
def _whole() -> TypeAdapter[Decision]:
    return TypeAdapter(Decision)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(field_types()[name])


def _as_text(value: Any) -> Value:
    """Return what JSON would hold as front matter holds it: numbers and truth are words there."""
    if isinstance(value, dict):
        return {name: _as_text(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(str(value))


def _with_unknown(name: str, value: Value) -> Value:
    """Put back what is kept apart as unknown, for an item or a list of them."""
    if name in LISTS:
        return [_unknown_back(item) for item in cast("list[Value]", value)]
    return _unknown_back(value) if name in SINGLES else value


def _unknown_back(value: Value) -> Value:
    item = dict(cast("dict[str, Value]", value))
    unknown = cast("dict[str, Value]", item.pop("extra", {}))
    for key, kept in unknown.items():
        inner = item.get(key)
        if isinstance(kept, dict) and isinstance(inner, dict):
            item[key] = {**kept, **inner}
        else:
            item.setdefault(key, kept)
    return item


def _unknown_apart(name: str, value: Value) -> Value:
    """Gather what an item and its parts hold besides their own fields under `extra`."""
    if not isinstance(value, dict):
        return value
    parts = _parts(name)
    own: dict[str, Value] = {}
    extra: dict[str, Value] = {}
    for key, item in value.items():
        if key not in parts:
            extra[key] = item
            continue
        own[key] = item
        known = parts[key]
        unknown = (
            {k: e for k, e in item.items() if k not in known} if isinstance(item, dict) else {}
        )
        if known and unknown:
            extra[key] = unknown
    return {**own, "extra": extra}


@cache
def _parts(name: str) -> Mapping[str, frozenset[str]]:
    """Return the keys of the items of a field, each with the keys of the part it holds, if any."""
    kind = field_types()[name]
    noted = next(each for each in (kind, *get_args(kind)) if get_args(each) and _is_noted(each))
    (inner,) = get_args(noted)
    hints = get_type_hints(noted.__origin__) | {"value": inner}
    return {key: _keys(hint) for key, hint in hints.items() if key != "extra"}


def _is_noted(kind: Any) -> bool:
    return is_dataclass(getattr(kind, "__origin__", None))


def _keys(hint: Any) -> frozenset[str]:
    kinds = (hint, *get_args(hint))
    kind = next((each for each in kinds if isinstance(each, type) and is_dataclass(each)), None)
    return frozenset(each.name for each in fields(kind)) if kind is not None else frozenset()
