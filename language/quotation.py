"""Quotation marks in a sentence of a journal."""

from __future__ import annotations

_PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("«", "»"))
_STRAIGHT = '"'


def is_cut_off(text: str) -> bool:
    """Say whether a sentence begins or ends within what somebody says: a mark has no partner."""
    if text.count(_STRAIGHT) % 2:
        return True
    return any(_differs(text, *pair) for pair in _PAIRS)


def _differs(text: str, opening: str, closing: str) -> bool:
    if closing == "’":  # an apostrophe as well
        return text.count(opening) > text.count(closing)
    return text.count(opening) != text.count(closing)
