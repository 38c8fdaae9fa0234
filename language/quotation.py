"""Quotation marks in a text: where somebody else speaks, and where a sentence is cut off.

Limit: marks that are left open count to the end of their paragraph.
"""

from __future__ import annotations

import re

from language.word_lists import compile_list

_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("«", "»"))
_STRAIGHT = '"'
_TRAILING = re.compile(r"\s*(?:…|\.{2,})[\s\"”’']*$")
_ENDED = re.compile(r"[.?!…。~)\]”’\"'ㅋㅎㅠㅜ]\s*$")


def is_cut_off(text: str) -> bool:
    """Say whether a sentence is a piece of one: a mark has no partner, or its end is missing."""
    if text.count(_STRAIGHT) % 2 or any(text.count(a) != text.count(b) for a, b in _PAIRS):
        return True
    return not _ENDED.search(text) and bool(compile_list("sentences", "unfinished").search(text))


def breaks_off(text: str) -> bool:
    """Say whether a sentence trails off before it has said anything: `My question is…`."""
    said = _TRAILING.sub("", text)
    return said != text and bool(compile_list("sentences", "nothing_said").search(said))


def is_within_quotation(text: str, at: int) -> bool:
    """Say whether the place `at` lies within what somebody says, after its opening mark."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if before.count(_STRAIGHT) % 2:
        return True
    return any(before.count(opening) > before.count(closing) for opening, closing in _PAIRS)
