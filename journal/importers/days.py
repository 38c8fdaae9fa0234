"""A text of many days, divided at the lines that begin a day.

Promise: a heading above those of the days ends a day: what is below it has none.
Invariant: every word is in a day's body or title; what stands before the first day belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from journal.importers.base import How
from journal.importers.day_starts import Start, Starts, has_words, level_of
from language.dates.placed.below import is_period
from language.dates.placed.logs import follow_each_other, may_begin_a_day
from language.dates.written import When

_FEWEST = 2
_UNDERLINE = re.compile(r"[ \t]*(?:={2,}|-{2,}|═{2,})[ \t]*\r?")  # makes a heading of a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the text, or, where `when` is None, what stands below a heading of no day."""

    when: When | None
    title: str
    body: str


def divide(
    lines: Sequence[str],
    how: How,
    *,
    headings_only: bool = False,
    least: int = 1,
    name: str = "",
    siblings_end: bool = False,
) -> list[Day]:
    """Return the days of a text; none when fewer than `least` lines begin one, or when a single
    one has no words or others before it. In a log one line is enough.

    `name` is the file's, which may hold the year. `siblings_end`: a heading beside those of the
    days ends a day, too, as in an outline.
    """
    reading = Starts(lines, how, headings_only=headings_only, name=name)
    starts = reading.find()
    if len(starts) < least and not reading.is_log:
        return []
    if len(starts) < _FEWEST and not _leads(lines, starts):
        return []
    starts = sorted(
        (*starts, *reading.sections(starts, siblings_end=siblings_end)),
        key=lambda start: start.index,
    )
    ends = [start.index for start in starts[1:]] + [len(lines)]
    days = []
    for start, end in zip(starts, ends, strict=True):
        below = start.index + 1
        below += below < end and _UNDERLINE.fullmatch(lines[below]) is not None
        body = "\n".join(_without_periods(lines[below:end])).strip("\n")
        days.append(Day(when=start.when, title=start.title, body=_without_bars(body)))
    return [_below("\n".join(_without_periods(lines[: starts[0].index])), days[0]), *days[1:]]


def divide_markdown(lines: Sequence[str], how: How, *, least: int = 1, name: str = "") -> list[Day]:
    """Return the days of Markdown: those of its headings, else those of lines that are no headings,
    where they follow each other."""
    found = divide(lines, how, headings_only=True, least=least, name=name)
    if found or sum(map(may_begin_a_day, lines)) < _FEWEST:
        return found
    found = divide(lines, how, name=name)
    days = [day.when.day for day in found if day.when is not None]
    return found if len(set(days)) >= _FEWEST and follow_each_other(days) else []


def _below(before: str, day: Day) -> Day:
    """Return the first day with what stands before it, so that no word of it is lost."""
    before = before.strip("\n")
    if not before.strip():
        return day
    return replace(day, body="\n\n".join(filter(None, (before, day.body or day.title))))


def _leads(lines: Sequence[str], starts: Sequence[Start]) -> bool:
    """Whether the only start of a day is the first line of a log, or a heading with words that has
    nothing before it, or only the heading of the whole, and no such heading after it."""
    if len(starts) != 1 or not starts[0].title:
        return False
    level = starts[0].level
    above = [line for line in lines[: starts[0].index] if line.strip()]
    if any(0 < level_of(line) < level for line in lines[starts[0].index + 1 :]):
        return False
    return not above or (len(above) == 1 and 0 < level_of(above[0]) < level)


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
    while kept and (not has_words(kept[-1]) or (level_of(kept[-1]) and is_period(kept[-1]))):
        kept.pop()
    return kept
