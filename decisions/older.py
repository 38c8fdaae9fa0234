"""Files of earlier versions, read as they were meant.

Schema 1 left out what equalled its default, and had defaults for what nobody had said: a reason
rested on experience, energy was 3. Since schema 2 what is not there was not said; so what an
earlier version left out is put back before it is read.
"""

from __future__ import annotations

from collections.abc import Mapping

from journal.frontmatter import Value

# By field: what schema 1 did not write into the values of its items.
_LEFT_OUT: Mapping[str, Mapping[str, Value]] = {
    "reasons": {"basis": "experience"},
    "criteria": {"weight": "3"},
    "premortem": {"mine": "true"},
    "backcast": {"mine": "true"},
    "state": {"energy": "3"},
}


def as_written_now(values: Mapping[str, Value], schema: int) -> dict[str, Value]:
    """Return the front matter of a file of this schema as today's version would have written it."""
    if schema > 1:
        return dict(values)
    return {name: _completed(value, _LEFT_OUT.get(name, {})) for name, value in values.items()}


def _completed(value: Value, left_out: Mapping[str, Value]) -> Value:
    if not left_out:
        return value
    if isinstance(value, list):
        return [_completed(item, left_out) for item in value]
    inner = value.get("value") if isinstance(value, dict) else None
    if isinstance(value, dict) and isinstance(inner, dict):
        return {**value, "value": {**left_out, **inner}}
    return value
