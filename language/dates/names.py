"""Dates in the names of files and folders, as people and programs write them.

Promise: any separator (`2024_05_10`), none (`20240510`, `202405101630`), two digits for the year
(`240717`, `24.07.19`), the day first, a week of ISO (its Monday), the day of a year as the whole
name (`2024-065`), and a date spread over folders (`2024/5월/12일.md`).
Limit: a name is read by itself; which of two numbers is the day is told by the names beside it.
Numbers of one digit behind words (`Lakers 24-3-5`), and a month and a day below a year with words
behind them (`2024/1-2 notes`), are a date only with proof: a day of the week that fits, `월`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from language.dates.marks import with_plain_marks
from language.dates.orders import DayOrder, order_of, read_numbers
from language.dates.recorded import read_day_of_year
from language.dates.written import (
    MONTH_NAMES,
    WEEKDAYS,
    When,
    find_when,
    time_after,
    weekday_beside,
    without_weekday,
    without_weekday_in_brackets,
)

_YEAR = r"(?P<year>1[6-9]\d\d|2[01]\d\d)"
_MARK = r"[-./_·~‐‑‒–—―−／．]"
# What counts, not dates: 2024 5 10km, 2024-1 3주차.
_NO_COUNT = (
    r"(?!\d|[A-Za-z]{1,3}(?![A-Za-z])|(?:차|주차?|학기|회차?|호|장|권|번|기|월|년)(?![가-힣]))"
)
_COUNTED = re.compile(r"[A-SU-Za-su-z]\d")  # a version's: 2022.3.5f1
_NO_NUMBER_BEFORE = r"(?<!\d)(?<!\d[-)])"
_DAY_IN_NAME = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Behind the number of a note, at the beginning of its name.
        rf"(?:(?<=^\d-)|(?<=^\d\d-)){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\w)",
        rf"{_NO_NUMBER_BEFORE}{_YEAR}\s?(?P<mark>{_MARK}|(?<=\s))\s?(?P<month>\d{{1,2}})"
        rf"\s?(?P=mark)\s?(?<=\D)(?P<day>\d{{1,2}}){_NO_COUNT}일?",
        rf"{_NO_NUMBER_BEFORE}{_YEAR}(?:\s?{_MARK}\s?|\s)(?P<month>\d{{2}})(?:\s?{_MARK}\s?|\s)"
        r"(?P<day>\d{2})(?!\w)",
        rf"(?<!\d){_YEAR}(?:년\s?(?P<month>\d{{1,2}})(?:월[\s_]?|\s?{_MARK}\s?)"
        rf"|\s?{_MARK}\s?(?P<month_named>\d{{1,2}})월[\s_]?)(?P<day>\d{{1,2}})(?:일|{_NO_COUNT})",
        # Four digits behind a year are a telephone's number as well.
        rf"{_NO_NUMBER_BEFORE}(?P<year>(?:19|20)\d\d)(?:\s?{_MARK}\s?|\s)"
        r"(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        rf"(?:(?<![0-9A-Za-z])|(?<=[A-Za-z]{{3}})){_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})"
        r"(?=\d{4}(?!\d)|\d{6}(?!\d)|\d{9}(?!\d)|[Tt_]|(?![0-9A-Za-z]))",
    )
)
_NUMBERS = re.compile(r"\d{6}|\d\D+\d")  # without these there is no date
_CLOCK = re.compile(
    r"(?:[T_ -]|\s-\s|\sat\s)?(?P<hour>[01]\d|2[0-3])[-.:_h]?(?P<minute>[0-5]\d)"
    r"(?:[-.:_]?(?P<second>[0-5]\d)(?:\.?\d{3})?)?(?P<zone>Z|[+-]\d{2}[-:]?\d{2})?"
    r"(?![0-9A-Za-z]|[-._]\d\d(?!\d)|\s[AP]M)"  # a second date is no clock
)
_CLOCK_OF_TWELVE = re.compile(
    r"(?:,?\s(?:at\s)?|_)(?P<before>오전|오후|[AP]M)?\s?(?P<hour>1[0-2]|0?\d)[-.:_](?P<minute>[0-5]\d)"
    r"(?:[-.:_](?P<second>[0-5]\d))?(?P<after>\s?[AP]M)?(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_REST = r"(?:[-_., (\[][^/]*)?"
_MONTH_PART = rf"(?P<month>\d{{1,2}}월?|{MONTH_NAMES}){_REST}"
_DAY_PART = rf"(?:(?:{WEEKDAYS})[-_., ]{{1,2}})?(?P<day>\d{{1,2}})(?:일|st|nd|rd|th)?{_REST}"
_PART_OF_YEAR = r"(?:(?:[QH][1-4]|[1-4]Q|[1-4]분기|[상하]반기|W\d{1,2})/)?"
_NO_SECOND_YEAR = r"(?!\s?[-~–_]\s?\d{4}(?!\d)|[-~–]\d\d(?!\d))"  # of two years neither is told
_YEAR_PART = rf"{_YEAR}년?{_NO_SECOND_YEAR}{_REST}/{_PART_OF_YEAR}"
_SAME_MONTH = r"(?:(?P=year)[-._ ]?\d\d[-._ ]?|(?P=month)[-._ ]|(?P=month)(?<=\d\d)(?=\d\d(?!\d)))?"
# The date in the last folders and the name, without its ending.
_FOLDERS = tuple(
    re.compile(rf"(?:^|/)(?:[^/\d]{{1,30}}[-_. ])?{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"{_YEAR_PART}(?:(?P=year)[-._ ]?)?{_MONTH_PART}/{_PART_OF_YEAR}{_SAME_MONTH}{_DAY_PART}",
        rf"{_YEAR}(?:[-._ ]|년\s?)?(?P<month>\d{{1,2}}월?|{MONTH_NAMES})/{_SAME_MONTH}{_DAY_PART}",
        rf"(?P<month>{MONTH_NAMES})[-._, ]{{1,2}}{_YEAR}/{_DAY_PART}",
        rf"{_YEAR_PART}(?P<month>\d{{1,2}})월[-._ ]?(?P<day>\d{{1,2}})일?{_REST}",
        rf"{_YEAR_PART}(?P<month>{MONTH_NAMES})[-._ ]{{0,2}}(?P<day>\d{{1,2}})"
        rf"(?:st|nd|rd|th)?{_REST}",
        rf"{_YEAR_PART}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-._ ]{{1,2}}"
        rf"(?P<month>{MONTH_NAMES}){_REST}",
        rf"{_YEAR_PART}(?P<month>\d{{1,2}})[-._ ](?P<day>\d{{1,2}})",
        rf"{_YEAR_PART}(?P<month>\d\d)[-._ ]?(?P<day>\d\d)(?!\d){_REST}",
        rf"{_YEAR_PART}(?P<month>\d{{1,2}})[-./ ](?P<day>\d{{1,2}})"
        rf"(?P<weekday>\s?[(\[ ]\s?(?:{WEEKDAYS}))(?!\w)[^/]*",
        rf"{_YEAR_PART}(?:(?P=year)[-._ ]?)?{_MONTH_PART}/{_DAY_PART}/[^/]+",
    )
)
# A note that is a folder: its own name says nothing.
_WEEK = re.compile(r"W\d\d", re.IGNORECASE)  # a note in it is of any of its days
_FULL_NUMBERS = re.compile(r"'|\d{2}\D\d{2}\D\d{2}|\d{6}|\d{2}\.\s|\d{2}년")
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
    stem = with_plain_marks(stem)
    if _NUMBERS.search(stem) is None:
        return None
    if (whole := read_day_of_year(stem)) is not None:
        return When(day=whole, end=len(stem))
    for pattern in _DAY_IN_NAME:
        for match in pattern.finditer(stem):
            month = match.groupdict().get("month") or match["month_named"]
            day = _date(int(match["year"]), month, match["day"])
            if day is not None:
                return _with_clock(stem, When(day=day, start=match.start(), end=match.end()))
    found = find_when(stem.replace("_", " "))
    if found is not None and _COUNTED.match(stem, found.end):
        return None
    if found is not None:
        return found if found.at else _with_clock(stem, found)
    chosen = order_of([stem], names=True).or_else(order)
    found = read_numbers(stem, chosen, names=True)
    short = None if found else read_numbers(stem, chosen, names=True, short=True)
    if short is not None and _is_date(stem, short):
        found = short
    return _with_clock(stem, found) if found else None


def _is_date(stem: str, short: When) -> bool:
    """Whether numbers of two digits are meant as a date: they lead the name, or are proven."""
    before, date_itself = stem[: short.start], stem[short.start : short.end]
    leads = not before.strip(" [(【『'_")
    fits = weekday_beside(stem, short.start, short.end) == short.day.weekday()
    return leads or fits or _FULL_NUMBERS.match(date_itself) is not None


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
    in_folder = find_in_name(above, order) if above and not _WEEK.search(above) else None
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
        is_proven = match is not None and _fits(match, day)
        if match is not None and day is not None and is_proven:
            end = match.end("day") + path[match.end("day") :].startswith("일")
            return When(day=day, start=0, end=max(end - begins, 0))
    return None


def _fits(match: re.Match[str], day: date | None) -> bool:
    """Whether the day of the week in a name, where its pattern asks for one, is that of the day."""
    beside = match.groupdict().get("weekday")
    return not beside or (day is not None and weekday_beside(beside, 0, 0) == day.weekday())


def _with_clock(stem: str, found: When) -> When:
    half = _CLOCK_OF_TWELVE.match(stem, found.end)
    if half is not None and (half["before"] or half["after"]):
        clock = f" {half['before'] or ''} {half['hour']}:{half['minute']}:{half['second'] or '00'}"
        at, _, _ = time_after(f"{clock} {(half['after'] or '').strip()}", 0, found.day)
        return replace(found, at=at, end=half.end()) if at else found
    match = _CLOCK.match(stem, found.end)
    if match is None or f"{match['hour']}{match['minute']}" == str(found.day.year):
        return found
    zone = (match["zone"] or "")[:3] + (match["zone"] or "")[3:].replace("-", ":")
    clock = f" {match['hour']}:{match['minute']}:{match['second'] or '00'} {zone}"
    at, _, _ = time_after(clock, 0, found.day)
    is_instant = bool(at) and zone == "Z"
    return replace(found, at=at, end=match.end(), is_instant=is_instant) if at else found


def _date(year: int, month: str, day: str) -> date | None:
    named = find_when(f"{day} {month} {year}") if not month[0].isdecimal() else None
    if named is not None:
        return named.day
    try:
        return date(year, int(month.rstrip("월")), int(day))
    except ValueError:
        return None
