"""Times of a text that belong together: "from A to B" is one, and a time without a year has that of
its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from language.dates.beside import year_spoken_of
from language.dates.meaning import Asked, Meaning
from language.dates.periods import Period
from language.dates.reading.found import Found
from language.dates.wordings import asked_en, asked_ko

_LONGEST_LINK = 24  # characters between two times that belong together
_UNNAMED_MONTH = re.compile(r"(?<!\d)(?:1[0-2]|0?[1-9])$")


def join_stretches(text: str, found: Sequence[Found]) -> list[Found]:
    """Give a time without a year that of its neighbour, and make "from A to B" one time."""
    units: list[Found] = []
    for f in found:
        last = units[-1] if units else None
        gap = text[last.end : f.start] if last else ""
        is_stretch = last is not None and _is_stretch(text, last, gap, f)
        if last is None or not (is_stretch or is_side_by_side(gap)):
            units.append(f)
            continue
        first, second = _share_year(last, f, in_order=is_stretch)
        units[-1] = first
        if is_stretch:
            days = Period(since=first.meaning.period.since, until=second.meaning.period.until)
            meaning = Meaning(period=days, year=second.meaning.year)
            units[-1] = Found(start=first.start, end=second.end, meaning=meaning, kind="")
        else:
            units.append(second)
    return units


def in_year_spoken_of(found: Found, asked: Asked) -> Found:
    """Return a time that names no year as that of the year that the conversation spoke of."""
    build = found.meaning.in_year
    year = year_spoken_of(build, asked) if build else None
    moved = _move(found, year) if year is not None else found
    since = moved.meaning.period.since
    return found if since and since > asked.today else moved


def _is_stretch(text: str, first: Found, gap: str, second: Found) -> bool:
    if first.kind in ("since", "from", "after") and second.kind == "until":
        return True
    if len(gap) > _LONGEST_LINK:
        return False
    if first.kind == "between" or asked_ko.BETWEEN.match(text, second.end):
        is_pair = first.meaning.in_year is None and second.meaning.in_year is None
        compares = asked_en.COMPARES.search(text) or asked_ko.COMPARES.search(text)
        return is_side_by_side(gap) and not (is_pair and compares)
    begins = first.kind in ("since", "from") and not gap.strip()
    # "3, 4월" are called months together.
    is_one = _UNNAMED_MONTH.search(text[: first.end]) and text[: second.end].endswith("월")
    links = is_one or asked_en.STRETCH.match(gap) or asked_ko.STRETCH.match(gap)
    return begins or bool(links)


def is_side_by_side(gap: str) -> bool:
    """Say whether what stands between two times sets them side by side."""
    if len(gap) > _LONGEST_LINK:
        return False
    return bool(asked_en.SIDE_BY_SIDE.match(gap) or asked_ko.SIDE_BY_SIDE.match(gap))


def _share_year(first: Found, second: Found, *, in_order: bool) -> tuple[Found, Found]:
    a, b = first.meaning, second.meaning
    if a.year is not None and b.in_year is not None:
        moved = _move(second, a.year)
        if in_order and not are_in_order(first, moved):
            moved = _move(second, a.year + 1)
        return first, moved
    if a.in_year is None:
        return first, second
    if b.year is not None:
        moved = _move(first, b.year)
        if in_order and not are_in_order(moved, second):
            moved = _move(first, b.year - 1)
        return moved, second
    if in_order and b.period.since and not are_in_order(first, second):
        return _move(first, b.period.since.year - 1), second
    return first, second


def _move(found: Found, year: int) -> Found:
    build = found.meaning.in_year
    period = build(year) if build else None
    if period is None:
        return found
    return replace(found, meaning=replace(found.meaning, period=period, year=year))


def are_in_order(first: Found, second: Found) -> bool:
    """Say whether a time begins before another ends."""
    since, until = first.meaning.period.since, second.meaning.period.until
    return since is None or until is None or since <= until


def hull(periods: Sequence[Period]) -> tuple[date | None, date | None]:
    """Return the first and the last day of some times; None is open."""
    starts, ends = [p.since for p in periods], [p.until for p in periods]
    since = None if None in starts else min(s for s in starts if s)
    until = None if None in ends else max(e for e in ends if e)
    return since, until
