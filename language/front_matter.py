"""What front matter calls the day of writing, in Korean and English, the surest name first.

The names are in `data/front_matter.yaml`.
"""

from __future__ import annotations

import re
from functools import cache

from language.word_lists import load_lists

_MARKS = re.compile(r"[\s_-]")


@cache
def day_fields() -> tuple[str, ...]:
    """Return the names under which the day of writing may stand."""
    return _names("day_of_writing")


@cache
def change_fields() -> tuple[str, ...]:
    """Return the names under which the day of the last change may stand."""
    return _names("day_of_change")


@cache
def zone_fields() -> tuple[str, ...]:
    """Return the names under which the zone of the times may stand."""
    return _names("zone")


def folded(name: str) -> str:
    """Return a field's name as the lists have it: `Date created` is `datecreated`."""
    return _MARKS.sub("", name).lower()


def _names(kind: str) -> tuple[str, ...]:
    return tuple(name for names in load_lists("front_matter")[kind].values() for name in names)
