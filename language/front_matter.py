"""What front matter calls the day of writing, in Korean and English, the surest name first.

The names are in `data/front_matter.yaml`.
"""

from __future__ import annotations

from functools import cache

from language.word_lists import load_lists


@cache
def day_fields() -> tuple[str, ...]:
    """Return the names under which a day may stand: days of writing, then days of change."""
    lists = load_lists("front_matter")
    return tuple(
        name
        for kind in ("day_of_writing", "day_of_change")
        for names in lists[kind].values()
        for name in names
    )
