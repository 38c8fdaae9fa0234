"""How deep a text is nested, counted before a parser sees it: parsers written in C, or that call
themselves, end the process on a text that only opens brackets.

Limit: brackets and marks within quotations are counted too, which errs on the careful side.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import Any

DEEPEST = 100  # no journal, no export and no page of ours comes near it
_WIDEST = 400  # columns: each level of YAML without brackets takes one at least
_STEPS = {"{": 1, "[": 1, "}": -1, "]": -1}
_NOT_BRACKETS = re.compile(r"[^\[\]{}]+")
_INDENTED = re.compile(r"(?:\A|[\r\n\x85\u2028\u2029])[ \t]*(?:[-?:][ \t]+)*")


class TooDeepError(ValueError):
    """A text is nested deeper than anything a person wrote."""


def is_too_deep(text: str, *, deepest: int = DEEPEST) -> bool:
    """Whether more brackets are open at once than anybody needs."""
    steps = [_STEPS[char] for char in _NOT_BRACKETS.sub("", text)]
    depth = lowest = 0
    for reached in accumulate(steps):
        lowest = min(lowest, reached)  # one that closes nothing takes nothing away
        depth = max(depth, reached - lowest)
    return depth > deepest


def is_too_deep_for_yaml(text: str) -> bool:
    """Whether brackets, or lines that begin far to the right or with many marks, may nest too
    deep.
    """
    if is_too_deep(text):
        return True
    return any(
        len(match[0]) > _WIDEST or sum(map(match[0].count, "-?:")) > DEEPEST
        for match in _INDENTED.finditer(text)
    )


def load_json(raw: str | bytes) -> Any:
    """Return what JSON says.

    Raises:
        ValueError: it is no JSON, or nested too deep.
    """
    try:
        return json.loads(raw)
    except RecursionError:
        raise TooDeepError from None
