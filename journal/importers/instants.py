"""Moments of other programs as the writer's own day and time, and what is remembered of how they
were read.

Invariant: the day is the one on the writer's calendar, never that of UTC; a zone that was assumed
is marked so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from journal.importers.base import SOURCE_DATE, TIME_ZONE, ZONE_ASSUMED, How

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
    if not isinstance(name, str) or not name.strip():
        return None
    try:
        return ZoneInfo(name.strip())
    except (ValueError, OSError):  # not found, a folder, a path that leads out
        return None
    except KeyError:
        return None


def moment_of(
    instant: datetime, *, zone: object, how: How, said: str, assume: str = ""
) -> Moment | None:
    """Return an instant as the writer's own time: in the `zone` that the source names, else the
    person's or `assume`.

    None when the year is not one of a calendar.
    """
    if not _FIRST < instant < _LAST:
        return None
    named = zone_named(zone)
    assumed = how.zone or assume
    chosen = named or zone_named(assumed)
    at = (instant.astimezone(chosen) if chosen else instant.astimezone()).replace(microsecond=0)
    marks = {
        SOURCE_DATE: said,
        TIME_ZONE: str(zone).strip() if named else assumed or str(at.tzinfo),
    }
    if named is None:
        marks[ZONE_ASSUMED] = "true"
    return Moment(day=at.date(), at=at, marks=marks)


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


def instant_after_epoch(count: object, *, per_second: int) -> datetime | None:
    """Return the instant that a count of seconds, milliseconds or microseconds since 1970 says."""
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=float(str(count)) / per_second)
    except (ValueError, OverflowError):
        return None
