"""Moments of other programs as the writer's own day and time, and what is remembered of how they
were read.

Invariant: the day is the one on the writer's calendar, never that of UTC; a zone that was assumed
is marked so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from journal.dating import Dated
from journal.entry_file import FileFacts
from journal.importers.base import (
    DATE_FROM,
    DATE_UNCERTAIN,
    DAY_ORDER_ASSUMED,
    SOURCE_DATE,
    TIME_ZONE,
    YEAR_ASSUMED,
    ZONE_ASSUMED,
    How,
    facts_of,
)
from language.dates.believed import says_no_date
from language.dates.written import When, zone_of

KOREA = "Asia/Seoul"
_FIRST, _LAST = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day with its time, and the marks for `Entry.extra`."""

    day: date
    at: datetime | None = None
    marks: dict[str, str] = field(default_factory=dict)


def zone_named(name: object) -> ZoneInfo | None:
    """Return the zone of an IANA name, or None when there is none of that name."""
    return zone_of(name.strip()) if isinstance(name, str) else None


def moment_of(
    instant: datetime, *, zone: object, how: How, said: str, assume: str = ""
) -> Moment | None:
    """Return an instant as the writer's own time: in the `zone` that the source names, else in the
    one that the person says; else `assume`, or that of the person's home, is taken and marked.

    None when the year is not one of a calendar, or the program says by it that it has no date.
    """
    if not _FIRST < instant < _LAST or says_no_date(When(day=instant.date(), at=instant)):
        return None
    named = zone_named(zone)
    assumed = how.zone or assume or how.home
    chosen = named or zone_named(assumed)
    at = (instant.astimezone(chosen) if chosen else instant.astimezone()).replace(microsecond=0)
    marks = {
        **({SOURCE_DATE: said} if said else {}),
        TIME_ZONE: str(zone).strip() if named else assumed or str(at.tzinfo),
    }
    if named is None and not how.zone:
        marks[ZONE_ASSUMED] = "true"
    return Moment(day=at.date(), at=at, marks=marks)


def own_moment(
    when: When, *, how: How, said: str = "", zone: object = "", assume: str = "", local: str = ""
) -> Moment:
    """Return a date that was read as the writer's own: a moment in UTC becomes their day and time,
    any other stays as it stands, in the zone `local` where it names none.

    Midnight in UTC, which is how programs write a day without a time, keeps its day.
    """
    at = when.at
    order = {YEAR_ASSUMED: "true"} if when.assumed == "short" else {}
    order |= {DAY_ORDER_ASSUMED: "true"} if when.assumed == "order" else {}
    offset = at.utcoffset() if at is not None else None
    if at is None:
        return Moment(day=when.day, marks=order)
    if offset is None:
        there = zone_named(zone) or zone_named(local)
        marks = {TIME_ZONE: str(there)} if there else {}
        return Moment(day=when.day, at=at.replace(tzinfo=there), marks=order | marks)
    if offset or when.zone:
        marks = {TIME_ZONE: when.zone or str(at.tzinfo)}
        return Moment(day=when.day, at=at, marks=order | marks)
    moment = moment_of(at, zone=zone, how=how, said=said, assume=assume)
    if moment is None:
        return Moment(day=when.day, marks=order)
    if moment.day < when.day and not (at.hour or at.minute or at.second):
        return Moment(day=when.day, marks=order)
    return Moment(day=moment.day, at=moment.at, marks=order | moment.marks)


def moment_told(
    found: Dated | None, facts: FileFacts, how: How, *, assume: str = "", local: str = ""
) -> Moment:
    """Return the day and time that a source tells, as the writer's own, with the mark of what told
    it; where nothing does, the day that the person says, else the file's clock, marked as
    uncertain."""
    if found is None and how.day is not None:
        return Moment(day=how.day, marks={DATE_FROM: "person"})
    if found is None:
        marks = {DATE_FROM: "clock", DATE_UNCERTAIN: "true"}
        return Moment(day=facts.changed.date(), marks=marks)
    moment = own_moment(
        found.when, how=how, said=found.said, zone=found.zone, assume=assume, local=local
    )
    return replace(moment, marks={DATE_FROM: found.origin, **moment.marks})


def undated(path: Path, how: How) -> Moment:
    """Return the day of what is in a file and has no date that can be read: one bad line never
    costs the post."""
    try:
        changed_at = path.stat().st_mtime
    except OSError:
        changed_at = 0.0
    return moment_told(None, facts_of(path, changed_at, how), how)


def instant_of(text: object) -> datetime | None:
    """Return the instant that an ISO or mail date says, in UTC; None when it names no zone or is
    none.
    """
    if not isinstance(text, str) or not text.strip():
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text.strip())
            return found.astimezone(UTC) if found.tzinfo else None
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def first_moment(texts: Iterable[str], how: How) -> Moment | None:
    """Return the first of several instants that is one, as the writer's own time."""
    for said in texts:
        instant = instant_of(said)
        if instant is not None and (moment := moment_of(instant, zone="", how=how, said=said)):
            return moment
    return None


def instant_after_epoch(count: object, *, per_second: int) -> datetime | None:
    """Return the instant that a count of seconds, milliseconds or microseconds since 1970 says."""
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=float(str(count)) / per_second)
    except (ValueError, OverflowError):
        return None
