"""A text of many days, divided at the lines that begin a day: only a date, a heading that begins
with one, or, in a log, date and time before the words.

Invariant: every word is in a day's body or title; what stands before the first day belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journal.importers.base import How
from language.dates.lines import HEADING, dated_line, logged_line
from language.dates.orders import DayOrder, order_of
from language.dates.written import When

_YEAR_OR_MONTH = re.compile(
    r"#{1,3}[ \t]+(?:\d{4}(?:년)?|(?:\d{4}[-./]\s?)?\d{1,2}월?|[A-Z][a-z]{2,8}(?: \d{4})?|\d{4}년"
    r" \d{1,2}월)[ \t]*"
)
_RULE = re.compile(r"[ \t]*(?:[-*_=─━~][ \t]*){3,}\r?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the text."""

    when: When
    title: str
    body: str


def divide(
    lines: Sequence[str], how: How, *, headings_only: bool = False, least: int = 2
) -> list[Day]:
    """Return the days of a text; none when fewer than `least` lines begin one, or when a single
    one has no words or others before it. In a log one line is enough."""
    order = order_of(lines, how.day_order)
    first = next((line for line in lines if line.strip()), "")
    is_log = logged_line(first, order)[0] is not None
    starts = list(_starts(lines, order, headings_only=headings_only, is_log=is_log))
    if len(starts) < least and not is_log:
        return []
    if len(starts) < 2 and not _leads(lines, starts):
        return []
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    days = []
    for number, ((start, when, title), end) in enumerate(zip(starts, ends, strict=True)):
        before = _without_periods(lines[:start]) if number == 0 else []
        body = "\n".join((*before, *_without_periods(lines[start + 1 : end]))).strip("\n")
        days.append(Day(when=when, title=title, body=_without_bars(body)))
    return days


def _starts(
    lines: Sequence[str], order: DayOrder, *, headings_only: bool, is_log: bool
) -> Iterator[tuple[int, When, str]]:
    for index, line in enumerate(lines):
        is_heading = bool(HEADING.match(line))
        when, title = logged_line(line, order) if is_log else (None, "")
        if when is None and (
            is_heading or not (headings_only or (index and _has_words(lines[index - 1])))
        ):  # a date within a paragraph divides nothing
            when, title = dated_line(line, order)
        if when is not None:
            yield index, when, title


def _has_words(line: str) -> bool:
    return bool(line.strip()) and _RULE.fullmatch(line) is None


def _leads(lines: Sequence[str], starts: Sequence[tuple[int, When, str]]) -> bool:
    """Whether the only start of a day is a heading with words that has nothing before it, or the
    first line of a log."""
    if len(starts) != 1 or not starts[0][2]:
        return False
    return not any(line.strip() for line in lines[: starts[0][0]])


def _without_bars(body: str) -> str:
    """Take away the bars that jrnl prints before every line of an entry."""
    lines = body.split("\n")
    if not all(line.startswith("| ") or not line.strip(" |") for line in lines):
        return body
    return "\n".join(line.removeprefix("|").removeprefix(" ") for line in lines)


def _without_periods(lines: Iterable[str]) -> list[str]:
    """Leave out headings of a year or a month, and a rule, at the end: they stand over the next
    day, not under this one.
    """
    kept = list(lines)
    while kept and (not _has_words(kept[-1]) or _YEAR_OR_MONTH.fullmatch(kept[-1])):
        kept.pop()
    return kept
