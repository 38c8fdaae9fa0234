"""The date that a field of a program holds: front matter, a property, the head of a page.

Promise: zones in any spelling, links, stamps of org-mode, counts of seconds, numbers in any order,
and a date within words are read; a moment in UTC stays one, to be turned into the writer's day.
Limit: of several dates the first counts; a bare number is a date only as 8 digits, or 12 and more.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from language.dates.orders import DayOrder, order_of, read_numbers
from language.dates.written import When, find_when, parse_when

_WIKILINK = re.compile(r"\[\[(?:[^\]|\n]*/)?([^\]|#\n]+)(?:[#|][^\]\n]*)?\]\]")
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_STAMP = re.compile(r"[<\[](\d{4}-\d{2}-\d{2}[^>\]\n]*)[>\]]")
_END_OF_TIME = re.compile(r"(?<=\d:\d\d)-\d{1,2}:\d{2}$")
_REPEATER = re.compile(r"\s[.+]?\+\d+[hdwmy].*$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_COUNT = re.compile(r"\d{9,19}(?:\.\d+)?")
# Counts since 1970 by their number of digits: seconds, milli-, micro- and nanoseconds.
_PER_SECOND = {9: 1, 10: 1, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}
_LAST_COUNT = 1_900_000_000  # of the year 2030; above that ten digits are a year and more
_LONGEST = 300


def read_recorded(text: str, order: DayOrder | None = None) -> When | None:
    """Return the date in a field's text, or None; without an `order` the text itself must show
    it, else month first is assumed."""
    if _ISO.match(text) and (written := parse_when(text[:_LONGEST])) is not None:
        return written  # as most programs write it: nothing stands around it
    bare = _bare(text[:_LONGEST])
    if _COUNT.fullmatch(bare) and (counted := _after_epoch(bare)) is not None:
        return counted
    if (whole := parse_when(bare)) is not None:
        return whole
    chosen = order_of([bare]).or_else(order)
    return (
        read_numbers(bare, chosen)
        or find_when(bare)
        or read_numbers(bare, chosen, short=True)
        or read_numbers(bare, chosen, names=True, short=True)
    )


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
