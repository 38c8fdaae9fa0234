"""What the columns of a table of dated texts are called, in Korean and English.

The names are in `data/columns.yaml`, those of the day in `data/front_matter.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from language.front_matter import change_fields, day_fields, folded
from language.word_lists import load_lists

Column = Literal["day", "text", "title", "labels", "time", "speaker"]


def columns_of(kind: Column, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the names that a column of this kind has, the surest first."""
    known = _known(kind)
    found = (name for name in names if folded(name.strip()) in known)
    return tuple(sorted(found, key=lambda name: known.index(folded(name.strip()))))


@cache
def _known(kind: Column) -> tuple[str, ...]:
    if kind == "day":
        return (*day_fields(), *change_fields())
    name = {
        "text": "text_column",
        "title": "title_column",
        "labels": "labels_column",
        "time": "time_column",
        "speaker": "speaker_column",
    }[kind]
    return tuple(each for names in load_lists("columns")[name].values() for each in names)
