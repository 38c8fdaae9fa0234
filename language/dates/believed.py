"""Days on which nobody wrote: what programs put where they have no date, and days far ahead.

Rule: a field says "no date" by a year below 1000, the first day of a program's calendar (1601,
1753, 1899-12-30 and -31, 1900-01-01, 1904), the first second of 1970 or 1980, or the moment of a
template; 1970-01-01 without a time is a day. Anywhere, a day more than a year ahead is a plan or a
slip, no day of writing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from language.dates.written import When

_FIRST_YEAR = 1000
_ZERO_DAYS = frozenset(
    {
        date(1601, 1, 1),  # Windows
        date(1753, 1, 1),  # SQL Server
        date(1899, 12, 30),  # Excel, Access, OLE
        date(1899, 12, 31),
        date(1900, 1, 1),
        date(1904, 1, 1),  # the old Macintosh
    }
)
_ZERO_MOMENTS = frozenset(
    {
        datetime(1970, 1, 1),  # Unix
        datetime(1980, 1, 1),  # DOS and zip
        datetime(2013, 12, 23, 23, 15),  # the template that Python writes Word files from
    }
)
_ZERO_INSTANTS = frozenset(moment.replace(tzinfo=UTC) for moment in _ZERO_MOMENTS)
_FARTHEST_AHEAD = timedelta(days=366)


def is_ahead(when: When) -> bool:
    """Whether a day is more than a year ahead."""
    today = date.today()
    return when.day > today and when.day - today > _FARTHEST_AHEAD


def says_no_date(when: When) -> bool:
    """Whether a program's field says by this date that it has none."""
    if when.day.year < _FIRST_YEAR or when.day in _ZERO_DAYS:
        return True
    if when.at is None:
        return False
    if when.at.tzinfo is None:
        return when.at in _ZERO_MOMENTS
    return when.at in _ZERO_INSTANTS  # compared, not turned: the year may be the calendar's last
