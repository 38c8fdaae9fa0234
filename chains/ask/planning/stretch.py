"""Which days are really searched for a range that was asked about.

People write days later and about other days, and a journal may end long before today: a day is
searched with the days around it, an empty range widens, "the last year" of a journal that ends
earlier is its own last year. The plan keeps the range as it was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from chains.ask.events import Plan
from vectorstore.types import EntryFilter

AROUND_A_DAY: Final = timedelta(days=4)
WIDENINGS: Final = (timedelta(days=14), timedelta(days=45), timedelta(days=120))
NEWEST: Final = timedelta(days=120)

Count = Callable[[EntryFilter], tuple[int, date | None, date | None]]


def searched_range(plan: Plan, count: Count) -> EntryFilter:
    """Return the filter to search with; `count` tells how many entries a filter holds, and their
    first and last day.
    """
    where = plan.where
    if plan.stretch == "newest" and plan.kind == "period":
        return _newest(where, count)
    if where.since is None and where.until is None:
        return where
    if plan.stretch == "day":
        where = _widen(where, AROUND_A_DAY)
    if count(where)[0]:
        return where
    if plan.stretch == "trailing":
        return _own_last(where, count)
    if where.since is None or where.until is None:
        return where
    for by in WIDENINGS:
        wider = _widen(where, by)
        if count(wider)[0]:
            return wider
    return where


def _widen(where: EntryFilter, by: timedelta) -> EntryFilter:
    return replace(
        where,
        since=where.since and _shifted(where.since, -by),
        until=where.until and _shifted(where.until, by),
    )


def _shifted(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _newest(where: EntryFilter, count: Count) -> EntryFilter:
    """Return the last months of what is there."""
    _, _, last = count(where)
    return where if last is None else replace(where, since=_shifted(last, -NEWEST))


def _own_last(where: EntryFilter, count: Count) -> EntryFilter:
    """Return a stretch as long as the one asked about that ends where the journal ends."""
    _, _, last = count(replace(where, since=None, until=None))
    if last is None or where.since is None or where.until is None:
        return where
    length = where.until - where.since
    return replace(where, since=_shifted(last, -length), until=last)
