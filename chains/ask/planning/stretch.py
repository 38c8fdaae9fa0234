"""Which days are really searched for a range that was asked about.

People write days later and about other days, and a journal may end long before today: a day is
searched with the days around it, an empty range widens, "the last year" of a journal that ends
earlier is its own last year. The plan keeps the range as it was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from chains.ask.events import Answer, Plan
from language.dates.asked import DatePart
from vectorstore.types import EntryFilter, Extent

AROUND_A_DAY: Final = timedelta(days=4)
WIDENINGS: Final = (timedelta(days=14), timedelta(days=45), timedelta(days=120))
NEWEST: Final = timedelta(days=120)

Count = Callable[[EntryFilter], Extent]


def searched_range(plan: Plan, count: Count) -> EntryFilter:
    """Return the filter to search with; `count` tells how many entries a filter holds, and their
    first and last day.
    """
    where = plan.where
    if plan.stretch == "newest" and plan.kind == "period":
        return _newest(where, count)
    if where.since is None and where.until is None:
        return where
    if plan.stretch in ("day", "any_year"):
        where = _widen(where, AROUND_A_DAY)
    if count(where).entries:
        return where
    if plan.stretch == "any_year" and (day := _last_written(plan.where, count)):
        return _widen(replace(where, since=day, until=day), AROUND_A_DAY)
    if plan.stretch in ("after", "before"):
        return _next_written(where, count, later=plan.stretch == "after")
    if plan.stretch == "trailing":
        return _own_last(where, count)
    if where.since is None or where.until is None:
        return where
    for by in WIDENINGS:
        wider = _widen(where, by)
        if count(wider).entries:
            return wider
    return where


def unwritten_times(plan: Plan, count: Count) -> tuple[DatePart, ...]:
    """Return the times that are asked about in which there is no entry. What comes next after a
    time is whatever there is, and of an empty journal there is no such time.
    """
    if plan.kind == "small_talk" or plan.stretch in ("after", "before"):
        return ()
    if not count(replace(plan.where, since=None, until=None)).entries:
        return ()
    whole = DatePart(since=plan.where.since, until=plan.where.until, words=plan.date_words)
    return tuple(
        part
        for part in plan.parts or (whole,)
        if not count(replace(plan.where, since=part.since, until=part.until)).entries
    )


def days_instead(plan: Plan, answer: Answer) -> tuple[date, ...]:
    """Return the days of what is shown for a time in which nothing was written; none where times
    are compared and something was written in one: what is shown is of that.
    """
    unwritten = answer.searched.unwritten
    if not unwritten or len(unwritten) < len(plan.parts):
        return ()
    shown = {each.written_on for each in answer.citations if each.written_on}
    return tuple(sorted(day for day in shown if _may_stand_in(day, plan)))


def _may_stand_in(day: date, plan: Plan) -> bool:
    """Say whether a day is one of those searched in place of a time: other quotes may be shown."""
    if plan.stretch == "trailing":
        return True
    wide = _widen(plan.where, WIDENINGS[-1])
    is_late = wide.until is not None and day > wide.until
    is_early = wide.since is not None and day < wide.since
    return not (is_late or is_early)


def time_beside(plan: Plan, *, later: bool) -> tuple[date | None, date | None] | None:
    """Return the days after the time of a plan, or before it; None where it has no such end.

    Where all of a time was asked for, as many days are meant again.
    """
    since, until = plan.where.since, plan.where.until
    edge = until if later else since
    if edge is None:
        return None
    nearest = _shifted(edge, timedelta(days=1 if later else -1))
    if plan.kind != "period" or since is None or until is None:
        return (nearest, None) if later else (None, nearest)
    furthest = _shifted(nearest, until - since if later else since - until)
    return (nearest, furthest) if later else (furthest, nearest)


def as_answered(plan: Plan, shown: Iterable[date]) -> Plan:
    """Return a plan for what comes next after a time, with the days that were found for it: what
    comes next after them begins there.
    """
    days = sorted(shown)
    if not days or plan.stretch not in ("after", "before"):
        return plan
    later = plan.stretch == "after"
    return replace(plan, where=_move(plan.where, days[0 if later else -1], later=later))


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
    last = count(where).last
    return where if last is None else replace(where, since=_shifted(last, -NEWEST))


def _next_written(where: EntryFilter, count: Count, *, later: bool) -> EntryFilter:
    """Return a stretch as long as the one asked about that begins with the next entry after it, or
    ends with the last before it.
    """
    if later:
        day = count(replace(where, until=None)).first
    else:
        day = count(replace(where, since=None)).last
    return where if day is None else _move(where, day, later=later)


def _move(where: EntryFilter, day: date, *, later: bool) -> EntryFilter:
    """Return as many days that begin, or else end, with a day."""
    if where.since is None or where.until is None:
        return where
    length = where.until - where.since
    if later:
        return replace(where, since=day, until=_shifted(day, length))
    return replace(where, since=_shifted(day, -length), until=day)


def _last_written(where: EntryFilter, count: Count) -> date | None:
    """Return the day asked about in the last earlier year in which there is an entry of it."""
    first = count(replace(where, since=None)).first
    if first is None or where.since is None:
        return None
    for year in range(where.since.year - 1, first.year - 1, -1):
        day = where.since.replace(year=year)
        if count(replace(where, since=day, until=day)).entries:
            return day
    return None


def _own_last(where: EntryFilter, count: Count) -> EntryFilter:
    """Return a stretch as long as the one asked about that ends where the journal ends."""
    last = count(replace(where, since=None, until=None)).last
    if last is None or where.since is None or where.until is None:
        return where
    length = where.until - where.since
    return replace(where, since=_shifted(last, -length), until=last)
