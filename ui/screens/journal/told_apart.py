"""What of a pasted page was used as title, date or tag, and what was left out, told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from journal.importers.paste import Pasted

Used = tuple[tuple[str, str], ...]


def tell_apart(pasted: Pasted) -> tuple[Used, tuple[str, ...]]:
    """Return the lines that became a field, each with the field's name, and the lines left out."""
    used: list[tuple[str, str]] = []
    left: list[str] = []
    for line in pasted.cut:
        field = _field_of(line, pasted, taken=[name for name, _ in used])
        if field:
            used.append((field, line))
        else:
            left.append(line)
    return tuple(used), tuple(left)


def _field_of(line: str, pasted: Pasted, taken: Sequence[str]) -> str:
    if pasted.title and pasted.title in line and "title" not in taken:
        return "title"
    if pasted.written_on and _names(line, pasted.written_on) and "date" not in taken:
        return "date"
    tags = [tag for tag in pasted.tags if tag in line]
    return "tags" if tags and line.lstrip().startswith(("#", tags[0])) else ""


def _names(line: str, day: date) -> bool:
    """Say whether the day's numbers stand in a line; the month may be written as a word."""
    numbers = [int(each) for each in re.findall(r"\d+", line)]
    joined = f"{day:%Y%m%d}"
    return (day.year in numbers and day.day in numbers) or joined in line or joined[2:] in line
