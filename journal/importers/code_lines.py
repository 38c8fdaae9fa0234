"""The lines of a text that are code."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def lines_of_code(lines: Sequence[str]) -> list[bool]:
    """Return of each line whether it stands between rules of code; one that is never closed opens
    none."""
    within = [False] * len(lines)
    opened, mark = -1, ""
    for index, line in enumerate(lines):
        found = _FENCE.match(line)
        if found is None:
            continue
        if opened < 0:
            opened, mark = index, found[1]
        elif found[1].startswith(mark) and not line.strip().strip(mark[0]):
            within[opened : index + 1] = [True] * (index + 1 - opened)
            opened = -1
    return within
