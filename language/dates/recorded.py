"""The date that a field of a program holds: front matter, a property, the head of a page.

Promise: zones in any spelling, links, stamps of org-mode, counts of seconds, numbers in any order,
and a date within words are read; a moment in UTC stays one, to be turned into the writer's day.
Limit: of several dates the first counts, none with a letter for its last figure (`2024. 5. 1x`);
a bare number is a date only as 8 digits, or 10 and more (9 may be Apple's seconds since 2001);
`2024-065`, a day of a year, only as the whole value; what says that there is no date, or a day far
ahead (`believed`), is none.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from language.dates.believed import is_ahead, says_no_date
from language.dates.marks import with_plain_marks
from language.dates.orders import DayOrder, order_of, read_numbers
from language.dates.written import When, find_when, parse_when

_WIKILINK = re.compile(r"\[\[(?:[^\]|\n]*/)?([^\]|#\n]+)(?:[#|][^\]\n]*)?\]\]")
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_STAMP = re.compile(r"[<\[](\d{4}-\d{2}-\d{2}[^>\]\n]*)[>\]]")
_END_OF_TIME = re.compile(r"(?<=\d:\d\d)-\d{1,2}:\d{2}$")
_REPEATER = re.compile(r"\s[.+]?\+\d+[hdwmy].*$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_COUNT = re.compile(r"\d{10,19}(?:\.\d+)?")
_DAY_OF_YEAR = re.compile(r"((?:19|20)\d\d)-(\d{3})")
# How .NET and older JSON write a moment, and PDF a date; the offset is the writer's.
_MICROSOFT = re.compile(r"\\?/Date\((-?\d{1,15})([+-]\d{4})?\)\\?/")
_PDF = re.compile(r"D:(\d{14})(?:(Z)|([+-]\d\d)'(\d\d)'?)?.*")
# Counts since 1970 by their number of digits: seconds, milli-, micro- and nanoseconds.
_PER_SECOND = {10: 1, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}
_LAST_COUNT = 1_900_000_000  # of the year 2030; above that ten digits are a year and more
_RUNS_ON = re.compile(r"[A-SU-Ya-su-y](?!\w)")  # but T and Z of a program
_LONGEST = 300


def read_recorded(
    text: str, order: DayOrder | None = None, *, believing: bool = False
) -> When | None:
    """Return the date in a field's text, or None; without an `order` the text itself must show
    it, else month first is assumed. `believing` takes any day: the field is of this app's own."""
    found = _read(with_plain_marks(text[:_LONGEST]), order)
    if found is None or believing or not (says_no_date(found) or is_ahead(found)):
        return found
    return None


def read_day_of_year(text: str) -> date | None:
    """Return the day that `2024-065`, as a whole, is."""
    found = _DAY_OF_YEAR.fullmatch(text)
    day = date(int(found[1]), 1, 1) + timedelta(days=int(found[2]) - 1) if found else None
    return day if day is not None and found and day.year == int(found[1]) else None


@lru_cache(maxsize=1024)  # a field is asked for twice in a file, and days come again
def _read(text: str, order: DayOrder | None) -> When | None:
    if _ISO.match(text) and (written := parse_when(text)) is not None:
        return written  # as most programs write it: nothing stands around it
    bare = _bare(text)
    if _COUNT.fullmatch(bare) and (counted := _after_epoch(bare)) is not None:
        return counted
    if (moment := _of_a_program(text.strip(" \t\"'"))) is not None:
        return moment
    if (whole := parse_when(bare)) is not None:
        return whole
    if (day := read_day_of_year(bare)) is not None:
        return When(day=day, end=len(bare))
    chosen = order_of([bare]).or_else(order)
    found = read_numbers(bare, chosen) or find_when(bare)
    if found is not None:
        return found if found.at or not _RUNS_ON.match(bare, found.end) else None
    return read_numbers(bare, chosen, short=True) or read_numbers(
        bare, chosen, names=True, short=True
    )


def _of_a_program(text: str) -> When | None:
    """Return the moment that only programs write so."""
    if (pdf := _PDF.fullmatch(text)) is not None:
        digits, greenwich, hours, minutes = pdf.groups()
        return parse_when(f"{digits}{greenwich or (f'{hours}:{minutes}' if hours else '')}")
    found = _MICROSOFT.fullmatch(text)
    if found is None:
        return None
    offset = found[2] or "+0000"
    there = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:]))
    try:
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(found[1]))
        if there:
            at = at.astimezone(timezone(-there if offset[0] == "-" else there))
    except (OverflowError, ValueError):  # beyond the calendar, or no zone of this world
        return None
    return When(day=at.date(), at=at, end=len(text), is_instant=not there)


def _bare(text: str) -> str:
    """Take away what a program puts around a date."""
    text = _LINK.sub(r"\1", _WIKILINK.sub(r"\1", text.strip()))
    stamp = _STAMP.match(text)
    if stamp is not None:
        text = _END_OF_TIME.sub("", _REPEATER.sub("", stamp[1].strip()))
    return text.strip(" \t\"'@#`*_[]<>{}")


def _after_epoch(text: str) -> When | None:
    whole = text.partition(".")[0]
    per_second = _PER_SECOND.get(len(whole))
    seconds = float(text) / per_second if per_second else 0.0
    if not 0 < seconds < _LAST_COUNT:
        return None
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    return When(day=at.date(), at=at, end=len(text), is_instant=True)
