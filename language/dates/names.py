"""Dates in the names of files and folders, as people and programs write them.

Promise: any separator (`2024_05_10`), none (`20240510`, `202405101630`), two digits for the year
(`240717`, `24.07.19`), the day first, and a date spread over folders (`2024/5월/12일.md`).
Limit: a name is read by itself; which of two numbers is the day is told by the names beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from language.dates.orders import DayOrder, order_of, read_numbers
from language.dates.written import (
    MONTH_NAMES,
    When,
    find_when,
    time_after,
    without_weekday,
    without_weekday_in_brackets,
)

_YEAR = r"(?P<year>1[6-9]\d\d|2[01]\d\d)"
_BETWEEN = r"\s?[-./_ ·~‐‑‒–—―−／．]\s?"
_DAY_IN_NAME = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}(?:{_BETWEEN}|년\s?)(?P<month>\d{{1,2}})(?:{_BETWEEN}|월[\s_]?)(?P<day>\d{{1,2}})(?!\d)일?",
        rf"(?<!\d){_YEAR}{_BETWEEN}(?P<month>\d{{2}})(?P<day>\d{{2}})(?!\d)",
        rf"(?<![0-9A-Za-z]){_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})(?=\d{{4}}(?!\d)|\d{{6}}(?!\d)|\d{{9}}(?!\d)|[Tt_]|(?![0-9A-Za-z]))",
    )
)
_NUMBERS = re.compile(r"\d{6}|\d\D+\d")  # without these there is no date
_CLOCK = re.compile(
    r"(?:[T_ -]|\s-\s)?(?P<hour>[01]\d|2[0-3])[-.:h]?(?P<minute>[0-5]\d)"
    r"(?:[-.:]?(?P<second>[0-5]\d)(?:\.?\d{3})?)?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
    r"(?![0-9A-Za-z]|[-._]\d\d(?!\d))"  # a second date is no clock
)
_MONTH_PART = rf"(?P<month>\d{{1,2}}월?|{MONTH_NAMES})(?:[-_. ][^/]*)?"
_DAY_PART = r"(?P<day>\d{1,2})일?(?:[-_. ][^/]*)?"
_REST = r"(?:[-_. ][^/]*)?"
# The date in the last folders and the name, without its ending.
_FOLDERS = tuple(
    re.compile(rf"(?:^|/)(?:[^/\d]{{1,30}}[-_. ])?{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}년?{_REST}/(?:(?P=year)[-._ ]?)?{_MONTH_PART}"
        rf"/(?:(?P=year)[-._ ]?\d\d[-._ ]?)?{_DAY_PART}",
        rf"{_YEAR}(?:[-._ ]|년\s?)?(?P<month>\d{{1,2}})월?/{_DAY_PART}",
        rf"{_YEAR}년?{_REST}/(?P<month>\d{{1,2}})(?:[-._ ]|월\s?)(?P<day>\d{{1,2}})일?{_REST}",
        rf"{_YEAR}년?{_REST}/(?P<month>\d\d)(?P<day>\d\d){_REST}",
        rf"{_YEAR}년?{_REST}/(?:(?P=year)[-._ ]?)?{_MONTH_PART}/{_DAY_PART}/[^/]+",
    )
)
# A note that is a folder: its own name says nothing.
_INDEX = re.compile(r"_?index|text", re.IGNORECASE)
_ENDING = re.compile(r"[A-Za-z][A-Za-z0-9]{0,11}")
_BRACKETED = (
    (re.compile(r"([\[({])[\s\-_.,]+"), r"\1"),
    (re.compile(r"[\s\-_.,]+([\])}])"), r"\1"),
    (re.compile(r"\[\]|\(\)|\{\}"), ""),
)


def find_in_name(stem: str, order: DayOrder | None = None) -> When | None:
    """Return the date in a file's name without its ending, with its place there; without an
    `order` the name alone must show which number is the day."""
    if _NUMBERS.search(stem) is None:
        return None
    for pattern in _DAY_IN_NAME:
        for match in pattern.finditer(stem):
            day = _date(int(match["year"]), match["month"], match["day"])
            if day is not None:
                return _with_clock(stem, When(day=day, start=match.start(), end=match.end()))
    chosen = order_of([stem], names=True).or_else(order)
    return (
        find_when(stem.replace("_", " "))
        or read_numbers(stem, chosen, names=True)
        or read_numbers(stem, chosen, names=True, short=True)
    )


def find_in_path(path: str, order: DayOrder | None = None) -> When | None:
    """Return the date in a relative path: in the file's name, else over its last folders, else in
    the one folder that holds it. The place counts in the name only."""
    folders, _, name = path.rpartition("/")
    stem = without_ending(name)
    found = find_in_name(stem, order)
    if found is not None and not found.assumed:
        return found
    spread = _over_folders(folders, stem)
    if spread is not None or found is not None:
        return spread or found
    above = folders.rpartition("/")[2]
    in_folder = find_in_name(above, order) if above else None
    if in_folder is None or in_folder.assumed:
        return None
    is_whole = not words_without(above, in_folder)
    return replace(in_folder, start=0, end=0) if is_whole or _INDEX.fullmatch(stem) else None


def title_in_path(path: str, order: DayOrder | None = None) -> str:
    """Return the words of a file's name without its date; of a note that is a folder
    (`a walk/index.md`) those of the folder."""
    folders, _, name = path.rpartition("/")
    stem, above = without_ending(name), folders.rpartition("/")[2]
    if above and _INDEX.fullmatch(stem):
        stem = without_ending(above, only=".textbundle")
        found = find_in_name(stem, order)
    else:
        found = find_in_name(stem, order) or _over_folders(folders, stem)
    return words_without(stem, found) if found else stem


def words_without(text: str, found: When) -> str:
    """Return a name without the date that was found in it."""
    rest = text[: found.start] + " " + without_weekday_in_brackets(text[found.end :])
    for pattern, by in _BRACKETED:
        rest = pattern.sub(by, rest)
    return without_weekday(" ".join(rest.split()).strip(" -_.,~"))


def without_ending(name: str, *, only: str = "") -> str:
    """Return a file's name without its ending, or without that `only`; what follows a point within
    a date is none."""
    stem, point, ending = name.rpartition(".")
    if not (point and stem):
        return name
    is_ending = f".{ending.lower()}" == only if only else _ENDING.fullmatch(ending)
    return stem if is_ending else name


def _over_folders(folders: str, stem: str) -> When | None:
    path = f"{folders}/{stem}" if folders else stem
    begins = len(path) - len(stem)
    for pattern in _FOLDERS:
        match = pattern.search(path)
        day = _date(int(match["year"]), match["month"], match["day"]) if match else None
        if match is not None and day is not None:
            end = match.end("day") + path[match.end("day") :].startswith("일")
            return When(day=day, start=0, end=max(end - begins, 0))
    return None


def _with_clock(stem: str, found: When) -> When:
    match = _CLOCK.match(stem, found.end)
    if match is None:
        return found
    clock = f" {match['hour']}:{match['minute']}:{match['second'] or '00'} {match['zone'] or ''}"
    at, _, _ = time_after(clock, 0, found.day)
    return replace(found, at=at, end=match.end()) if at else found


def _date(year: int, month: str, day: str) -> date | None:
    named = find_when(f"{day} {month} {year}") if not month[0].isdecimal() else None
    if named is not None:
        return named.day
    try:
        return date(year, int(month.rstrip("월")), int(day))
    except ValueError:
        return None
