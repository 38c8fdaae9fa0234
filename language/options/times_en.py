"""Tells a time from what may be chosen: "in May", "last year", "before".

Limit: a month, a day of the week, a season, a year, or what is told from today; nothing else.
"""

from __future__ import annotations

import re
from functools import cache

from language.word_lists import any_of, load_data, load_lists


def is_time(words: str) -> bool:
    """Say whether words tell a time and no more."""
    return _time().fullmatch(words.strip()) is not None


@cache
def _time() -> re.Pattern[str]:
    dates, days = load_data("times/dates"), load_data("times/days")
    named = [word for table in ("months", "weekdays", "seasons") for word in dates[table]["en"]]
    told = [word for table in ("relative", "halves", "times") for word in days[table]]
    then = load_lists("weighing")["then"]["en"]
    unit = any_of(dates["units"]["en"])
    one = rf"(?:{any_of([*named, *told, *then])}s?|(?:that|last|next|this)\s+{unit}|\d{{4}})"
    lead = r"(?:(?:in|on|at|by|since|during|early|late|last|next|this|that|the|than)\s+)*"
    return re.compile(rf"{lead}{one}(?:\s+\d{{4}})?", re.IGNORECASE)
