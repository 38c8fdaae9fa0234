"""A text of many days, divided at the lines that begin a day: only a date, a heading that begins
with one or with a day below its year or month (`# 2024`, `## 3월 4일`), or, in a log or notes of
days, the date before the words. Days that follow each other may have few words behind them
(weather, a mood), and take the year of the date above, which turns at New Year.

Promise: what stands between the rules of code divides nothing; two numbers are a day only in the
order that all of them stand in. A heading above those of the days ends a day: what is below it has
none. Invariant: every word is in a day's body or title; what stands before the first day belongs
to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice, pairwise
from typing import Literal

from journal.importers.base import How
from language.dates.below import Above, DayBelow, above_in, above_in_name, day_below, is_period
from language.dates.lines import (
    HEADING,
    dated_line,
    headed_line,
    is_brief,
    logged_line,
    noted_line,
    split_date,
)
from language.dates.orders import DayOrder, ShortOrder, at_start, order_of, read_numbers
from language.dates.written import When, weekday_beside

_RULE = re.compile(r"[ \t]*(?:[-*_=─━~][ \t]*){3,}\r?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TWO_NUMBERS = re.compile(r"(?:#{1,6}[ \t]+)?\d{1,2}\s?[-./]\s?\d{1,2}(?!\d)")
_SHORT_HEAD = re.compile(
    r"(?:#{1,6}[ \t]+)?(?P<date>'?\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{1,2})(?!\d)"
)
_MARK_BEFORE = re.compile(r"^\s?[■□▣●○◎◆◇◈▶▷★☆※]\s?(?=\S)")  # as people put before a heading
_FOUR_DIGITS = re.compile(r"\d{4}")
_CALLED = re.compile(r"\d[년월]|^[A-Z][a-z]+ \d{4}\s*$")
_HANGUL = re.compile("[가-힣]")
_FEWEST = 2
_YEARS_LEVEL, _MONTHS_LEVEL = 1, 2
_TWO_DIGITS_EACH = len("24.03.05")
_SLIPS = 5  # of so many days one may stand out of order
_HALF_A_YEAR, _MOST_OF_A_YEAR = 183, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the text, or, where `when` is None, what stands below a heading of no day."""

    when: When | None
    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    index: int
    when: When | None
    title: str
    level: int = 0
    below: DayBelow | None = None
    is_headed: bool = False
    is_carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leave:
    """What is read as a day only where the days then follow each other: few words behind the date,
    a year that stands in the date above."""

    words: bool = False
    years: bool = False


@dataclass(slots=True)
class _Calendar:
    """The year and month above the line that is read, with the levels of their headings, and the
    first and last day that were read."""

    named: Above
    above: Above = field(init=False)
    first: date | None = None
    last: date | None = None
    _levels: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.above = self.named

    def hear(self, level: int, line: str) -> None:
        """Take a heading that is a year or a month; any other ends what stands below it."""
        kept = {name: at for name, at in self._levels.items() if at < level}
        year = self.above.year if "year" in kept else self.named.year
        month = self.above.month if "month" in kept else 0
        if "year" not in kept and not month:
            month = self.named.month
        found = above_in(line, Above(year=year, month=month))
        self._levels = kept
        self.above = found or Above(year=year, month=month)
        if found is not None:
            self._levels["month" if found.month else "year"] = level
            if found.year != year:
                self._levels["year"] = level

    def pass_day(self, day: date) -> None:
        """Take a day that a line begins."""
        self.first = self.first or day
        self.last = day

    def carried(self, line: str, numbers: Literal["", "mdy", "dmy"]) -> DayBelow | None:
        """Return the day of a line in the year of the day above, or beyond New Year."""
        if self.last is None or self.above.year:
            return None
        for step in (0, 1, -1):
            found = day_below(line, Above(year=self.last.year + step), numbers)
            if found is not None and step == self._turn(found.when.day, self.last, step):
                return found
        return None

    def _turn(self, day: date, last: date, step: int) -> int:
        """Return by how many years a day that was read `step` years from the last is beyond it:
        days of a year that runs forward, or backward, do not leap to its other end."""
        ahead = (day - last).days - 365 * step
        runs = (last - self.first).days if self.first is not None else 0
        if ahead < -(_HALF_A_YEAR if runs > 0 else _MOST_OF_A_YEAR) and runs >= 0:
            return 1
        return -(ahead > (_HALF_A_YEAR if runs < 0 else _MOST_OF_A_YEAR) and runs <= 0)


def divide(
    lines: Sequence[str],
    how: How,
    *,
    headings_only: bool = False,
    least: int = 2,
    name: str = "",
    siblings_end: bool = False,
) -> list[Day]:
    """Return the days of a text; none when fewer than `least` lines begin one, or when a single
    one has no words or others before it. In a log one line is enough.

    `name` is the file's, which may hold the year. `siblings_end`: a heading beside those of the
    days ends a day, too, as in an outline.
    """
    reading = _Reading(lines, how, headings_only=headings_only, name=name)
    starts = reading.starts()
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
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        before = _without_periods(lines[: start.index]) if number == 0 else []
        body = "\n".join((*before, *_without_periods(lines[start.index + 1 : end]))).strip("\n")
        days.append(Day(when=start.when, title=start.title, body=_without_bars(body)))
    return days


class _Reading:
    """The lines of one text and how their dates are written."""

    def __init__(self, lines: Sequence[str], how: How, *, headings_only: bool, name: str) -> None:
        self._lines = lines = [_MARK_BEFORE.sub("", line) for line in lines]
        self._how = how
        self._headings_only = headings_only
        self._name = name
        self._in_code = _lines_of_code(lines)
        order = order_of(lines, how.day_order)
        short = _short_order(lines, order)
        self._order, self._reads_short = short or order, short is not None
        first = next((line for line in lines if line.strip()), "")
        self.is_log = logged_line(first, self._order)[0] is not None
        self._is_noted = self._notes(first) and self._are_notes()
        self._below_title = self._line_below_title()

    def _line_below_title(self) -> int:
        """Return the line below a first one that may be the title of the whole, else -1."""
        first = self._lines[0] if self._lines else ""
        is_title = is_brief(first.strip()) and split_date(first, self._order)[0] is None
        return 1 if is_title and not self._headings_only else -1

    def _notes(self, line: str) -> bool:
        return noted_line(line, self._order)[0] is not None

    def _are_notes(self) -> bool:
        noted = (line for line in self._lines if self._notes(line))
        return sum(1 for _ in islice(noted, _FEWEST)) == _FEWEST

    def starts(self) -> list[_Start]:
        """Return the lines that begin a day."""
        found = self._starts_with(_Leave(words=True, years=True))
        has_headed = any(start.is_headed for start in found)
        has_carried = any(start.is_carried for start in found)
        if not (has_headed or has_carried) or self._follow(found):
            return found
        likely = (_Leave(words=True), _Leave(years=True)) if has_headed and has_carried else ()
        for leave in likely:
            found = self._starts_with(leave)
            if self._follow(found):
                return found
        return self._starts_with(_Leave())

    def _follow(self, starts: Sequence[_Start]) -> bool:
        """Whether days follow each other, and most that have words beside them have some below."""
        days = _days_of(starts)
        rises = sum(one < two for one, two in pairwise(days))
        falls = sum(one > two for one, two in pairwise(days))
        if len(days) < _FEWEST or min(rises, falls) * _SLIPS > len(days):
            return False
        if falls and len(days) == _FEWEST and any(start.is_carried for start in starts):
            return False  # a day before the other may be what that one tells of
        ends = [start.index for start in starts[1:]] + [len(self._lines)]
        filled = [
            any(map(self._tells, self._lines[start.index + 1 : end]))
            for start, end in zip(starts, ends, strict=True)
            if start.is_headed
        ]
        return not filled or sum(filled) * 2 > len(filled)

    def _tells(self, line: str) -> bool:
        return _has_words(line) and split_date(line, self._order)[0] is None

    def _starts_with(self, leave: _Leave) -> list[_Start]:
        plain = list(self._starts("", leave))
        if not any(_TWO_NUMBERS.match(line) for line in self._lines):
            return plain
        likely = {order: list(self._starts(order, leave)) for order in ("mdy", "dmy")}
        standing = [starts for starts in likely.values() if self._stand(starts, plain)]
        if not standing:
            return plain
        standing.sort(key=len, reverse=True)  # 12.31 is a day in one order only
        if len(standing) == 1 or len(standing[0]) > len(standing[1]):
            return standing[0]
        if _days_of(standing[0]) == _days_of(standing[1]):
            return standing[0]
        if any(_HANGUL.search(line) for line in self._lines):
            return likely["mdy"]  # in Korean the month always comes first
        return likely[self._how.day_order] if self._how.day_order else plain

    def _stand(self, starts: Sequence[_Start], plain: Sequence[_Start]) -> bool:
        """Whether all lines of two numbers are days, in order, and meant as such."""
        found = [start.below for start in starts if start.below and start.below.in_numbers]
        in_order = _days_of(starts)
        if not found or in_order not in (sorted(in_order), sorted(in_order, reverse=True)):
            return False
        if any(below.is_fitting for below in found):
            return True
        are_slashed = all(below.in_numbers == "/" for below in found)
        are_carried = any(start.is_carried for start in starts)
        if bool(plain) and not are_carried:
            return True
        return (bool(plain) or are_slashed) and len(found) >= _FEWEST

    def _starts(self, numbers: Literal["", "mdy", "dmy"], leave: _Leave) -> Iterator[_Start]:
        calendar = _Calendar(named=above_in_name(self._name))
        for index, line in enumerate(self._lines):
            if self._in_code[index]:
                continue
            level = _level(line)
            start = self._start(index, line, level, calendar, numbers, leave)
            if start is not None and start.when is not None:
                calendar.pass_day(start.when.day)
                yield start
            elif level:
                calendar.hear(level, line)
            elif self._is_plain_period(index):
                calendar.hear(_YEARS_LEVEL if _FOUR_DIGITS.search(line) else _MONTHS_LEVEL, line)

    def _start(
        self,
        index: int,
        line: str,
        level: int,
        calendar: _Calendar,
        numbers: Literal["", "mdy", "dmy"],
        leave: _Leave,
    ) -> _Start | None:
        when, title = logged_line(line, self._order) if self.is_log else (None, "")
        if when is None and self._is_noted:
            when, title = noted_line(line, self._order)
        allows_words = leave.words and not level and not self.is_log
        is_below_title = allows_words and index == self._below_title
        if when is None and not level and self._is_within(index) and not is_below_title:
            return None
        if when is None:
            when, title = dated_line(line, self._order, short=self._reads_short)
        if when is not None:
            return _Start(
                index=index, when=when, title=title, level=level, is_headed=is_below_title
            )
        if allows_words:
            when, title = headed_line(line, self._order, short=self._reads_short)
        if when is not None:
            return _Start(index=index, when=when, title=title, is_headed=True)
        below = day_below(line, calendar.above, numbers)
        is_carried = below is None and leave.years
        if is_carried:
            below = calendar.carried(line, numbers)
        if below is None or (not level and line.strip().isdecimal()):
            return None
        is_sure = not below.in_numbers or below.is_fitting
        if below.rest and not level and not (allows_words and is_sure and is_brief(below.rest)):
            return None
        if below.rest and is_carried and not is_sure:
            return None  # a section's number: `3.1 Aim`
        return _Start(
            index=index,
            when=below.when,
            title=below.rest,
            level=level,
            below=below,
            is_headed=bool(below.rest) and not level,
            is_carried=is_carried,
        )

    def _is_within(self, index: int) -> bool:
        """Whether a line that is no heading stands where it begins nothing: a date within a
        paragraph divides nothing."""
        if self._headings_only:
            return True
        above = self._lines[index - 1] if index else ""
        return _has_words(above) and not is_period(above)

    def _is_plain_period(self, index: int) -> bool:
        """Whether a line that is no heading is a year or a month, and called one."""
        line = self._lines[index]
        return _CALLED.search(line) is not None and not self._is_within(index) and is_period(line)

    def sections(self, starts: Sequence[_Start], *, siblings_end: bool) -> Iterator[_Start]:
        """Yield the headings that end a day and begin none."""
        levels = [start.level for start in starts if start.level]
        if not levels:
            return
        highest = min(levels) + siblings_end
        begun = {start.index for start in starts}
        for index in range(starts[0].index + 1, len(self._lines)):
            line = self._lines[index]
            level = _level(line)
            is_section = 0 < level < highest and index not in begun and not self._in_code[index]
            if is_section and not self._is_period(index):
                yield _Start(index=index, when=None, title=HEADING.sub("", line).strip())

    def _is_period(self, index: int) -> bool:
        """Whether a heading is a year or a month over days, and has no words of its own."""
        line = self._lines[index]
        below = next((line for line in self._lines[index + 1 :] if line.strip()), "")
        if is_period(line):
            return True
        return above_in(line) is not None and bool(HEADING.match(below))


def _short_order(lines: Sequence[str], order: DayOrder) -> DayOrder | None:
    """Return the order in which the years of two digits at the lines' heads stand: the only one
    that is proven or in which the days follow each other. In Korean it is the year first."""
    is_korean = any(_HANGUL.search(line) for line in lines)
    heads = (_SHORT_HEAD.match(line) for line in lines)
    found = [head for head in heads if head and (is_korean or not _is_version(head))]
    texts = [head["date"] for head in found]
    if len(texts) < _FEWEST and not (is_korean and any(map(_fits, found))):
        return None
    if is_korean:
        return replace(order, short="ymd", short_assumed=False)
    likely: tuple[ShortOrder, ...] = ("ymd", "mdy", "dmy")
    chosen = [replace(order, short=short, short_assumed=False) for short in likely]
    standing = [each for each in chosen if _stand_in(texts, each)]
    if not order.short_assumed:
        standing = [each for each in standing if each.short == order.short] or standing
    return standing[0] if len(standing) == 1 else None


def _fits(head: re.Match[str]) -> bool:
    """Whether the day of the week behind a date that begins with the year is right."""
    text = head.string[head.start("date") :]
    when = at_start(read_numbers(text, DayOrder(), short=True))
    weekday = weekday_beside(text, 0, len(head["date"]))
    return when is not None and weekday == when.day.weekday()


def _is_version(head: re.Match[str]) -> bool:
    """Whether numbers with points are not all of two digits: 22.04.3."""
    return "." in head["date"] and len(head["date"]) < _TWO_DIGITS_EACH


def _stand_in(texts: Sequence[str], order: DayOrder) -> bool:
    found = [at_start(read_numbers(text, order, short=True)) for text in texts]
    days = [when.day for when in found if when is not None]
    return len(days) == len(texts) and days in (sorted(days), sorted(days, reverse=True))


def _days_of(starts: Iterable[_Start]) -> list[date]:
    return [start.when.day for start in starts if start.when is not None]


def _level(line: str) -> int:
    return len(line) - len(line.lstrip("#")) if HEADING.match(line) else 0


def _lines_of_code(lines: Sequence[str]) -> list[bool]:
    """Return of each line whether it stands between rules of code; one that is never closed opens
    none."""
    within = [False] * len(lines)
    opened, mark = -1, ""
    for index, line in enumerate(lines):
        found = _FENCE.match(line)
        if found is None:
            continue
        if opened < 0:
            opened, mark = index, found[1]
        elif found[1].startswith(mark) and not line.strip().strip(mark[0]):
            within[opened : index + 1] = [True] * (index + 1 - opened)
            opened = -1
    return within


def _has_words(line: str) -> bool:
    return bool(line.strip()) and _RULE.fullmatch(line) is None


def _leads(lines: Sequence[str], starts: Sequence[_Start]) -> bool:
    """Whether the only start of a day is a heading with words that has nothing before it, or the
    first line of a log."""
    if len(starts) != 1 or not starts[0].title:
        return False
    return not any(line.strip() for line in lines[: starts[0].index])


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
    while kept and (not _has_words(kept[-1]) or (_level(kept[-1]) and is_period(kept[-1]))):
        kept.pop()
    return kept
