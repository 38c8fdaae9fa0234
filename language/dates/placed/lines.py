"""Lines that begin a day: only a date, a heading with one, or date and time before the words.

Limit: a date leads its line; one within a sentence begins nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from language.dates.orders import DayOrder, read_numbers
from language.dates.placed.plain_heads import plain_head
from language.dates.written import (
    When,
    find_when,
    parse_when,
    weekday_beside,
    without_weekday,
)
from language.front_matter import day_fields, folded

HEADING = re.compile(r"#{1,6}[ \t]+")
AROUND_DATE = " \t\r*_#>[]()<>-–—─━═·:|,"
_LABEL = re.compile(r"(\w[\w -]{0,20}?)[*_]{0,2}\s*[:：]{1,2}\s*(?=\S)")  # in bold, too
LONGEST = 300  # a date leads a line; a whole post in one line is no heading
# Behind the date of a note: a colon, a dash, or the end of the marks or brackets around it.
_NOTE = re.compile(r"\s?[:：](?=\s|\D)|\s[-–—|]\s|\t|\s?(?:\*\*|__|\])[:：]?\s")
_CLOCK_BEFORE = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?,?\s(?:at\s|on\s)?", re.IGNORECASE
)
BULLET = re.compile(r"\s*[-*+>|•]\s")
END_OF_SENTENCE = re.compile(r"[.!?。…][\"'”’)]*(?:\s|$)")
_END_OF_LINE = re.compile(r"[.!?。…]+$")
_PACKED = re.compile(r"\d{6}[ \tT]\s?\d{1,2}:\d{2}")
# With a date on the next line: `nobody came until`, `the days that are left:`.
_GOES_ON = re.compile(
    r"(?:[,:;(]|(?<!\w)(?:on|by|of|from|to|at|the|and|until|till|since|before|after))\s*$",
    re.IGNORECASE,
)
_BRIEF, _BRIEF_WORDS, _BRIEF_IN_WORDS = 12, 3, 30


def split_date(
    line: str, order: DayOrder | None = None, *, short: bool = False
) -> tuple[When | None, str]:
    """Split a line that begins with its date ("2024-04-30", "# April 30, 2024 — A walk") into date
    and rest; without an `order` only dates that need none are read, and years of two digits only
    where `short` says that lines begin so."""
    if len(line) > LONGEST:
        return None, ""
    bare = without_label(_bare(line)).removeprefix("@")  # a date of Notion's
    if (whole := parse_when(bare)) is not None:
        return whole, ""
    if (clock := _CLOCK_BEFORE.match(bare)) and (late := parse_when(bare[clock.end() :])):
        return late, ""  # 23:58 at 2024-03-05
    found = find_when(bare)
    before = len(bare) - len(without_weekday(bare))
    if (found is None or found.start > before) and order is not None:
        found = read_numbers(bare, order)
        if short and (found is None or found.start > before):
            found = read_numbers(bare, order, short=True)
    if found is None or found.start not in (0, before):
        return None, ""
    found = replace(found, start=0)  # Sat 11 May 2024 cloudy
    return found, bare[found.end :].strip(AROUND_DATE)


def dated_line(
    line: str, order: DayOrder | None = None, *, short: bool = False
) -> tuple[When | None, str]:
    """Return the date and title of a line that begins a day: it is only a date, or a heading that
    begins with one."""
    when, rest = split_date(line.strip(), order, short=short)
    return (when, rest) if when is not None and (not rest or HEADING.match(line)) else (None, "")


def is_brief(rest: str) -> bool:
    """Whether the words behind a date are few and no sentence, as weather, a mood or a title."""
    if END_OF_SENTENCE.search(rest):
        return False
    is_few = len(rest.split()) <= _BRIEF_WORDS and len(rest) <= _BRIEF_IN_WORDS
    return is_few or len(rest) <= _BRIEF


def goes_on(line: str) -> bool:
    """Whether the sentence of a line goes on with a date that stands below it."""
    return _GOES_ON.search(line) is not None


def headed_line(
    line: str, order: DayOrder | None = None, *, short: bool = False
) -> tuple[When | None, str]:
    """Return the date and the rest of a line that begins with its date and has few words behind
    it: `2024.05.10(금) 맑음`, `May 10, 2024 — sunny`. Where the day of the week fits they may end
    as a sentence does."""
    when, rest = split_date(line, order, short=short)
    if when is None or not rest or BULLET.match(line):
        return None, ""
    bare = without_label(_bare(line))
    weekday = weekday_beside(bare[: when.end], when.end, when.end)
    is_sure = weekday is not None and weekday == when.day.weekday()
    if not is_brief(_END_OF_LINE.sub("", rest) if is_sure else rest):
        return None, ""
    is_particle = bare[when.end : when.end + 1].isalnum()  # `5월 10일에 간 곳` is a sentence
    return (None, "") if is_particle else (when, rest + ")" * (rest.count("(") - rest.count(")")))


def logged_line(
    line: str, order: DayOrder | None = None, *, short: bool = False
) -> tuple[When | None, str]:
    """Return the moment and words of a line that begins with date and time, as a log's do; with
    `short` also of `240510 21:05`."""
    when, rest = split_date(line, order, short=short)
    if when is None and short and order is not None:
        when, rest = _split_packed(line, order)
    is_moment = when is not None and when.at is not None
    return (when, rest) if is_moment and _begins_itself(line) else (None, "")


def _begins_itself(line: str) -> bool:
    """Whether a line is set in under none, and quotes none of another text."""
    return bool(line[:1].strip(" \t>"))


def _split_packed(line: str, order: DayOrder) -> tuple[When | None, str]:
    bare = _bare(line[:LONGEST])
    is_packed = _PACKED.match(bare) is not None
    found = read_numbers(bare, order, names=True, short=True) if is_packed else None
    return (found, bare[found.end :].strip(AROUND_DATE)) if found else (None, "")


def is_glued(line: str, rest: str) -> bool:
    """Whether the `rest` of a line goes on right behind its date: `10일에 간 곳` is a sentence."""
    before = _bare(line).removesuffix(rest)
    return bool(rest) and before[-1:].isalnum()


def noted_line(line: str, order: DayOrder | None = None) -> tuple[When | None, str]:
    """Return the day and words of a line of notes: `2024-03-04: words`, `2024-03-04 - words`,
    `**2024-03-04** words`."""
    bare = _bare(line[:LONGEST])
    when, rest = split_date(line, order)
    if when is None or when.at is not None or not rest or not _begins_itself(line):
        return None, ""
    is_note = _NOTE.match(bare, when.end) and not _begins_span(rest, order)
    return (when, rest) if is_note else (None, "")


def _begins_span(rest: str, order: DayOrder | None) -> bool:
    """Whether what follows a date ends a span of time: `2019-03-01 - 2021-05-06 the first firm`."""
    return split_date(rest, order)[0] is not None


def begun_line(line: str, order: DayOrder | None = None) -> tuple[When | None, str]:
    """Return the day and words of a line that begins with its day as that of a log, of notes, or of
    a diary does: no sentence that goes on with it."""
    for read in (logged_line, noted_line, headed_line):
        when, rest = read(line, order)
        if when is not None and not (is_glued(line, rest) or _begins_span(rest, order)):
            return when, rest
    return None, ""


def _bare(line: str) -> str:
    return plain_head(line).strip(AROUND_DATE)


def without_label(text: str) -> str:
    """Return a line without the label of a day before it: `Date: 2024-05-10`."""
    label = _LABEL.match(text)
    return (
        text[label.end() :].strip(AROUND_DATE)
        if label and folded(label[1]) in day_fields()
        else text
    )
