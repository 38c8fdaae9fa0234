"""The lines of a text that begin a day: only a date, a heading that begins with one or with a day
below its year or month, or, in a log or notes of days, the date before the words. Days that follow
each other may have few words behind them (weather, a mood), take the year of the date above, and
need no empty line between them where a run of them is told at length.

Promise: what stands between the rules of code begins nothing; two numbers are a day only in the
order that all of them stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from journal.importers.base import How
from journal.importers.code_lines import lines_of_code
from journal.importers.day_calendar import DayCalendar
from journal.importers.day_runs import lie_near
from language.dates.believed import is_ahead
from language.dates.names import find_in_path
from language.dates.orders import order_of
from language.dates.placed.below import DayBelow, above_in, above_in_name, day_below, is_period
from language.dates.placed.dresses import (
    Dress,
    dress_of,
    is_rule,
    is_within_rule,
    unlike_the_heads,
)
from language.dates.placed.lines import (
    BULLET,
    HEADING,
    dated_line,
    goes_on,
    headed_line,
    is_brief,
    split_date,
)
from language.dates.placed.logs import (
    find_log,
    follow_each_other,
    may_begin_a_day,
    read_logged,
)
from language.dates.placed.plain_heads import plain_head, spell_out_days
from language.dates.placed.short_years import short_order
from language.dates.written import When

_TWO_NUMBERS = re.compile(r"(?:#{1,6}[ \t]+)?\d{1,2}\s?[-./]\s?\d{1,2}(?!\d)")
_FOUR_DIGITS = re.compile(r"\d{4}")
_CALLED = re.compile(r"\d[년월]|^[A-Z][a-z]+ \d{4}\s*$")
_HANGUL = re.compile("[가-힣]")
_FEWEST = 2
_SLIPS = 5  # of so many days in a run one may have no words, or end within a sentence
_YEARS_LEVEL, _MONTHS_LEVEL = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A line that begins a day, or, where `when` is None, ends the one before it. `below` is how
    it names its day under a year or month; `is_headed`: few words stand behind the date;
    `is_carried`: the year is that of the day above."""

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
    a year that stands in the date above, a line without an empty one above it."""

    words: bool = False
    years: bool = False
    tight: bool = False


_MOST = _Leave(tight=True, years=True, words=True)
_LESS = (_Leave(tight=True, years=True), _Leave(tight=True))


class Starts:
    """The lines of one text and how their dates are written."""

    def __init__(self, lines: Sequence[str], how: How, *, headings_only: bool, name: str) -> None:
        self._given = lines
        self._lines = lines = spell_out_days([plain_head(line) for line in lines])
        self._how = how
        self._headings_only = headings_only
        self._name = name
        self._begins_none = lines_of_code(lines)
        order = order_of(lines, how.day_order)
        short = short_order(lines, order)
        self._order, self._reads_short = short or order, short is not None
        spoken = ["" if code else line for line, code in zip(lines, self._begins_none, strict=True)]
        self._named = find_in_path(name)  # then dated lines may tell of other days
        self._log = find_log(spoken, self._order, below_title=self._named is None)
        self.is_log = self._log is not None and not self._log.is_noted
        self._order = self._log.order if self._log is not None else self._order
        self._below_title = self._line_below_title()
        for index in self._remarks():
            self._begins_none[index] = True

    def _remarks(self) -> list[int]:
        """Return the lines with a date that is a remark within a day: not dressed as the heads."""
        if self.is_log or not any(map(self._may_be_remark, range(len(self._given)))):
            return []
        starts = list(self._read("", _MOST))
        if len(starts) < _FEWEST:
            return []
        dresses: list[Dress] = [
            "" if start.level else dress_of(self._given, start.index) for start in starts
        ]
        told = [any(map(self._tells, lines)) for lines in self._below(starts)]
        odd = unlike_the_heads(dresses, _days_of(starts))
        return [starts[at].index for at in odd if told[at - 1]]

    def _may_be_remark(self, index: int) -> bool:
        """Whether a line is dressed; most items of lists begin with no date."""
        line = self._given[index]
        if not may_begin_a_day(line) or not dress_of(self._given, index):
            return False
        return not BULLET.match(line) or split_date(line, self._order)[0] is not None

    def _line_below_title(self) -> int:
        """Return the line below a first one that may be the title of the whole, else -1."""
        first = self._lines[0] if self._lines else ""
        is_title = is_brief(first.strip()) and split_date(first, self._order)[0] is None
        return 1 if is_title and not self._headings_only else -1

    def find(self) -> list[Start]:
        """Return the lines that begin a day."""
        return self._find_tight() or self._find_apart()

    def _find_tight(self) -> list[Start]:
        """Return the days of a text that leaves no line empty between most of them, if it is
        one."""
        if self._headings_only or self._log is not None:
            return []
        if not any(map(self._may_be_tight, range(1, len(self._lines)))):
            return []
        most = self._read_with(_MOST)
        if not self._tight_of(most):
            return []
        found = [most, *map(self._read_with, _LESS)]
        return max(filter(self._are_a_run, found), key=len, default=[])

    def _may_be_tight(self, index: int) -> bool:
        return may_begin_a_day(self._lines[index]) and self._is_within(index)

    def _tight_of(self, starts: Sequence[Start]) -> list[Start]:
        """Return the starts below the first that stand right below words."""
        return [start for start in starts[1:] if not start.level and self._is_within(start.index)]

    def _are_a_run(self, starts: Sequence[Start]) -> bool:
        """Whether days that mostly have no empty line above them are those of a diary: the text
        begins with the first of them, and they follow each other and are told."""
        days = _days_of(starts)
        if len(set(days)) < _FEWEST or not follow_each_other(days):
            return False
        above_second = self._lines[starts[1].index - 1]
        if not lie_near(days, self._told(starts), above_second):
            return False
        first = starts[0].index
        if self._is_within(first) and first != self._below_title:
            return False
        if self._named is not None and self._named.day == days[0]:
            return False  # the days below are what that one tells of
        tomorrow = date.today() + timedelta(days=1)  # where the writer is, it may have begun
        return max(days) <= tomorrow and self._are_alike(starts) and self._are_told(starts)

    def _are_alike(self, starts: Sequence[Start]) -> bool:
        """Whether most days stand right below words, few of them within a sentence, and those that
        have words beside them unlike the first, or none, are no list within a day."""
        tight = self._tight_of(starts)
        ended = sum(goes_on(self._lines[each.index - 1]) for each in tight)
        if len(tight) * 2 < len(starts) or ended * _SLIPS > len(starts):
            return False
        filled = [any(map(self._tells, lines)) for lines in self._below(starts)]
        has_title = bool(starts[0].title)
        unlike = [
            is_filled
            for each, is_filled in zip(starts, filled, strict=True)
            if bool(each.title) != has_title
        ]
        days = _days_of(starts)
        in_order = days in (sorted(days), sorted(days, reverse=True))
        return not unlike or (len(unlike) * 2 <= len(starts) and in_order and all(unlike))

    def _are_told(self, starts: Sequence[Start]) -> bool:
        """Whether nearly all days have words below them, and most more than a plan has."""
        told = self._told(starts)
        at_length = sum(not is_brief(words) for words in told)
        return told.count("") * _SLIPS <= len(told) and at_length * 2 > len(told)

    def _told(self, starts: Sequence[Start]) -> list[str]:
        """Return the words below each start."""
        return [" ".join(filter(self._tells, lines)) for lines in self._below(starts)]

    def _find_apart(self) -> list[Start]:
        """Return the days of a text that has an empty line, or a heading, between them."""
        found = self._read_with(_Leave(words=True, years=True))
        has_headed = any(start.is_headed for start in found)
        has_carried = any(start.is_carried for start in found)
        if not (has_headed or has_carried) or self._follow(found):
            return found
        likely = (_Leave(words=True), _Leave(years=True)) if has_headed and has_carried else ()
        for leave in likely:
            found = self._read_with(leave)
            if self._follow(found):
                return found
        return self._read_with(_Leave())

    def _follow(self, starts: Sequence[Start]) -> bool:
        """Whether days follow each other, and most that have words beside them have some below."""
        days = _days_of(starts)
        if len(days) < _FEWEST or not follow_each_other(days):
            return False
        falls = any(one > two for one, two in pairwise(days))
        if falls and len(days) == _FEWEST and any(start.is_carried for start in starts):
            return False  # a day before the other may be what that one tells of
        filled = [
            any(map(self._tells, lines))
            for start, lines in zip(starts, self._below(starts), strict=True)
            if start.is_headed
        ]
        return not filled or sum(filled) * 2 > len(filled)

    def _below(self, starts: Sequence[Start]) -> Iterator[Sequence[str]]:
        """Yield the lines below each start, up to the next."""
        ends = [start.index for start in starts[1:]] + [len(self._lines)]
        for start, end in zip(starts, ends, strict=True):
            yield self._lines[start.index + 1 : end]

    def _tells(self, line: str) -> bool:
        return has_words(line) and split_date(line, self._order)[0] is None

    def _read_with(self, leave: _Leave) -> list[Start]:
        plain = list(self._read("", leave))
        if not any(_TWO_NUMBERS.match(line) for line in self._lines):
            return plain
        likely = {order: list(self._read(order, leave)) for order in ("mdy", "dmy")}
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

    def _stand(self, starts: Sequence[Start], plain: Sequence[Start]) -> bool:
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

    def _read(self, numbers: Literal["", "mdy", "dmy"], leave: _Leave) -> Iterator[Start]:
        calendar = DayCalendar(named=above_in_name(self._name))
        for index, line in enumerate(self._lines):
            if self._begins_none[index]:
                continue
            level = level_of(line)
            start = self._start(index, line, level, calendar, numbers, leave)
            if start is not None and start.when is not None and not is_ahead(start.when):
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
        calendar: DayCalendar,
        numbers: Literal["", "mdy", "dmy"],
        leave: _Leave,
    ) -> Start | None:
        when, title = self._day_of_log(line)
        allows_words = leave.words and not level and not self.is_log
        is_below_title = allows_words and index == self._below_title
        is_within = not level and self._is_within(index) and not is_below_title
        if when is None and is_within and not (leave.tight and self._may_stand_tight(index)):
            return None
        if when is None:
            when, title = dated_line(line, self._order, short=self._reads_short)
        is_headed = is_below_title
        if when is None and allows_words:
            when, title = headed_line(line, self._order, short=self._reads_short)
            is_headed = True
        if when is not None:
            return Start(index=index, when=when, title=title, level=level, is_headed=is_headed)
        below = day_below(line, calendar.above, numbers)
        is_carried = below is None and leave.years
        if is_carried:
            below = calendar.carried(line, numbers)
        if below is None or not self._begins(line, level, below, allows_words, is_carried):
            return None
        if is_within and below.in_numbers in ("-", ".") and not below.is_fitting:
            return None  # `3.1` is more often a section, or a price
        return Start(
            index=index,
            when=below.when,
            title=below.rest,
            level=level,
            below=below,
            is_headed=bool(below.rest) and not level,
            is_carried=is_carried,
        )

    def _day_of_log(self, line: str) -> tuple[When | None, str]:
        """Return the day before the words of a line, in a log or in notes of days."""
        return read_logged(line, self._log) if self._log is not None else (None, "")

    def _begins(
        self, line: str, level: int, below: DayBelow, allows_words: bool, is_carried: bool
    ) -> bool:
        """Whether a line that names a day below a year or month begins it."""
        if not level and line.strip().isdecimal():
            return False
        is_sure = not below.in_numbers or below.is_fitting
        if below.rest and not level and not (allows_words and is_sure and is_brief(below.rest)):
            return False
        return not (below.rest and is_carried and not is_sure)  # a section's number: `3.1 Aim`

    def _is_within(self, index: int) -> bool:
        """Whether a line that is no heading stands where it begins nothing: a date within a
        paragraph divides nothing."""
        if self._headings_only:
            return True
        above = self._lines[index - 1] if index else ""
        if is_within_rule(self._given[index]):
            return False
        return has_words(above) and not (is_period(above) or self._heads_an_outline(index))

    def _may_stand_tight(self, index: int) -> bool:
        """Whether a line may begin a day right below words: it is no item and no quotation."""
        line = self._lines[index]
        return bool(line[:1].strip()) and not BULLET.match(line)

    def _heads_an_outline(self, index: int) -> bool:
        """Whether a line is an item with others set in under it, below such items."""
        line, below = self._lines[index], self._lines[index + 1 : index + 2]
        is_set_in = bool(below) and below[0][:1] in (" ", "\t") and bool(BULLET.match(below[0]))
        is_item = line[:1].strip() and BULLET.match(line)
        return bool(is_item and is_set_in and BULLET.match(self._lines[index - 1]))

    def _is_plain_period(self, index: int) -> bool:
        """Whether a line that is no heading is a year or a month, and called one."""
        line = self._lines[index]
        return _CALLED.search(line) is not None and not self._is_within(index) and is_period(line)

    def sections(self, starts: Sequence[Start], *, siblings_end: bool) -> Iterator[Start]:
        """Yield the headings that end a day and begin none."""
        levels = [start.level for start in starts if start.level]
        if not levels:
            return
        highest = min(levels) + siblings_end
        begun = {start.index for start in starts}
        for index in range(starts[0].index + 1, len(self._lines)):
            line = self._lines[index]
            level = level_of(line)
            is_section = 0 < level < highest and index not in begun and not self._begins_none[index]
            if is_section and not self._is_period(index):
                yield Start(index=index, when=None, title=HEADING.sub("", line).strip())

    def _is_period(self, index: int) -> bool:
        """Whether a heading is a year or a month over days, and has no words of its own."""
        line = self._lines[index]
        below = next((line for line in self._lines[index + 1 :] if line.strip()), "")
        if is_period(line):
            return True
        return above_in(line) is not None and bool(HEADING.match(below))


def _days_of(starts: Iterable[Start]) -> list[date]:
    return [start.when.day for start in starts if start.when is not None]


def level_of(line: str) -> int:
    return len(line) - len(line.lstrip("#")) if HEADING.match(line) else 0


def has_words(line: str) -> bool:
    return bool(line.strip()) and not is_rule(line)
