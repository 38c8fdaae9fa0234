"""Where a text is a log or notes of days: its lines begin with their moment, or their day.

Promise: a title or a preface may stand above the first of them, where the days then follow each
other. Limit: notes of days have no more than a title above; below words they are plans as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise

from language.dates.orders import DayOrder
from language.dates.placed.lines import (
    END_OF_SENTENCE,
    HEADING,
    is_glued,
    logged_line,
    noted_line,
    split_date,
)
from language.dates.placed.short_years import order_in_log
from language.dates.written import When

_FEWEST = 2
_SLIPS = 5  # of so many days one may stand out of order
_LONGEST_TITLE = 60
_DIGIT = re.compile(r"\D{0,40}\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """How the lines of a log are read: `is_short` where the year has two digits, `is_noted` where
    they have no time of day."""

    order: DayOrder
    is_short: bool = False
    is_noted: bool = False


def find_log(lines: Sequence[str], order: DayOrder, *, below_title: bool) -> Log | None:
    """Return how the log that the lines are is read, or None; `below_title` allows words above the
    first of them."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    log = _log_at(lines[first:], order)
    if log is not None or not below_title:
        return log
    first = _first_below(lines, first, order)
    log = _log_at(lines[first:], order) if first else None
    if log is None or is_glued(lines[first], read_logged(lines[first], log)[1]):
        return None
    is_titled = _is_title([line for line in lines[:first] if any(map(str.isalnum, line))])
    if (log.is_noted and not is_titled) or not _follow(lines[first:], log):
        return None
    return log


def may_begin_a_day(line: str) -> bool:
    """Whether a digit stands near the beginning of a line: in most lines none does."""
    return _DIGIT.match(line) is not None


def follow_each_other(days: Sequence[date]) -> bool:
    """Whether days rise or fall, but for a slip."""
    rises = sum(one < two for one, two in pairwise(days))
    falls = sum(one > two for one, two in pairwise(days))
    return min(rises, falls) * _SLIPS <= len(days)


def _log_at(lines: Sequence[str], order: DayOrder) -> Log | None:
    """Return the log that the first of the lines begins."""
    first = lines[0] if lines else ""
    if logged_line(first, order)[0] is not None:
        return Log(order=order)
    if (short := order_in_log(lines, order)) is not None:
        return Log(order=short, is_short=True)
    if noted_line(first, order)[0] is None:
        return None
    noted = (line for line in lines if noted_line(line, order)[0] is not None)
    is_noted = len(list(islice(noted, _FEWEST))) == _FEWEST
    return Log(order=order, is_noted=True) if is_noted else None


def _first_below(lines: Sequence[str], first: int, order: DayOrder) -> int:
    """Return the first line below other words that begins with a date, 0 where none does or it goes
    on with a paragraph."""
    if not lines or _is_dated(lines[first], order):
        return 0
    for at in range(first + 1, len(lines)):
        line, above = lines[at], lines[at - 1]
        if may_begin_a_day(line) and _is_dated(line, order):
            is_free = not any(map(str.isalnum, above)) or HEADING.match(above) is not None
            return at if is_free or (at == first + 1 and _is_title([above])) else 0
    return 0


def _is_dated(line: str, order: DayOrder) -> bool:
    is_logged = logged_line(line, order, short=True)[0] is not None
    return is_logged or split_date(line, order)[0] is not None


def _is_title(above: Sequence[str]) -> bool:
    """Whether what stands above the lines is only a heading, or a line that may be one."""
    if len(above) != 1:
        return False
    is_short = len(above[0]) <= _LONGEST_TITLE and not END_OF_SENTENCE.search(above[0])
    return is_short or HEADING.match(above[0]) is not None


def _follow(lines: Sequence[str], log: Log) -> bool:
    found = (read_logged(line, log)[0] for line in lines)
    days = [when.day for when in found if when is not None]
    return len(set(days)) >= _FEWEST and follow_each_other(days)


def read_logged(line: str, log: Log) -> tuple[When | None, str]:
    """Return the moment, or the day, that a line of a log begins with, and its words."""
    if log.is_noted:
        return noted_line(line, log.order)
    return logged_line(line, log.order, short=log.is_short)
