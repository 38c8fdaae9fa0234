"""A text of many days, divided at the lines that begin a day: only a date, or a heading that begins
with one.

Invariant: every word is in a day's body or title; what stands before the first day belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from journal.importers.base import How
from journal.importers.paste import dated_line
from journal.importers.slash_dates import DayOrder, order_in, read_slashed
from language.dates.written import When

_HEADING = re.compile(r"#{1,6}[ \t]+")
_YEAR_OR_MONTH = re.compile(
    r"#{1,3}[ \t]+(?:\d{4}(?:년)?|(?:\d{4}[-./]\s?)?\d{1,2}월?|[A-Z][a-z]{2,8}(?: \d{4})?|\d{4}년"
    r" \d{1,2}월)[ \t]*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the text. `assumed` tells that the order of day and month in its date was not
    certain.
    """

    when: When
    title: str
    body: str
    assumed: bool = False


def divide(lines: Sequence[str], how: How, *, headings_only: bool = False) -> list[Day]:
    """Return the days of a text; none when fewer than two lines begin one."""
    order = order_in(lines, how)
    starts = list(_starts(lines, order, headings_only=headings_only))
    if len(starts) < 2:
        return []
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    days = []
    for number, ((start, when, title), end) in enumerate(zip(starts, ends, strict=True)):
        before = _without_periods(lines[:start]) if number == 0 else []
        body = "\n".join((*before, *_without_periods(lines[start + 1 : end]))).strip("\n")
        days.append(
            Day(when=when, title=title, body=body, assumed=order.assumed and "/" in lines[start])
        )
    return days


def _starts(
    lines: Sequence[str], order: DayOrder, *, headings_only: bool
) -> Iterator[tuple[int, When, str]]:
    for index, line in enumerate(lines):
        is_heading = bool(_HEADING.match(line))
        if (headings_only and not is_heading) or (
            not is_heading and index and lines[index - 1].strip()
        ):
            continue  # a date within a paragraph divides nothing
        when, title = dated_line(line)
        if when is None:
            when, title = _slashed_line(line, order)
        if when is not None:
            yield index, when, title


def _slashed_line(line: str, order: DayOrder) -> tuple[When | None, str]:
    bare = _HEADING.sub("", line.strip())
    when = read_slashed(bare, order) if len(bare) < 300 else None
    if when is None or when.start > 0:
        return None, ""
    rest = bare[when.end :].strip(" \t-–—·:|,*_")
    return (replace(when, start=0), rest) if not rest or _HEADING.match(line) else (None, "")


def _without_periods(lines: Iterable[str]) -> list[str]:
    """Leave out headings of a year or a month at the end: they stand over the next day, not under
    this one.
    """
    kept = list(lines)
    while kept and (not kept[-1].strip() or _YEAR_OR_MONTH.fullmatch(kept[-1])):
        kept.pop()
    return kept
