"""What the columns of a table of dated texts are called, in Korean, English and the languages of
the months.

The names are in `data/columns.yaml` and `columns_abroad.yaml`, those of the day in
`data/front_matter.yaml`, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from language.front_matter import change_fields, day_fields, folded
from language.word_lists import load_lists

Column = Literal["day", "day_abroad", "text", "title", "labels", "time", "speaker"]


def columns_of(kind: Column, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the names that a column of this kind has, the surest first."""
    known = _known(kind)
    found = (name for name in names if folded(name.strip()) in known)
    return tuple(sorted(found, key=lambda name: known.index(folded(name.strip()))))


@cache
def _known(kind: Column) -> tuple[str, ...]:
    if kind == "day":
        return (*day_fields(), *change_fields(), *_known("day_abroad"))
    if kind == "day_abroad":
        return _listed("columns_abroad", "day_column")
    name = {
        "text": "text_column",
        "title": "title_column",
        "labels": "labels_column",
        "time": "time_column",
        "speaker": "speaker_column",
    }[kind]
    return (*_listed("columns", name), *_listed("columns_abroad", name))


def _listed(file: str, name: str) -> tuple[str, ...]:
    return tuple(each for names in load_lists(file).get(name, {}).values() for each in names)
