"""Lines that begin a day: only a date, a heading with one, or date and time before the words.

A title, a heading or a first line may have it at its end: `회고 (23.05.07)`, `회고 23.05.07`,
`TIL 230507`.

Limit: a date leads its line; one within a sentence begins nothing. Six digits at an end are one of
this century, and none behind a word for what has a number (`PR 240510`) or before a unit; numbers
with points are none where they may be a version's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from language.dates.marks import with_plain_marks
from language.dates.orders import DayOrder, at_start, order_of, read_numbers
from language.dates.words import list_of
from language.dates.written import (
    When,
    find_when,
    parse_when,
    weekday_beside,
    without_weekday,
)
from language.front_matter import day_fields, folded

HEADING = re.compile(r"#{1,6}[ \t]+")
AROUND_DATE = " \t\r*_#>[]()<>-–—·:|,"
_LABEL = re.compile(r"(\w[\w -]{0,20}?)[*_]{0,2}\s*[:：]{1,2}\s*(?=\S)")  # in bold, too
_LONGEST_TITLE, _MOST_WORDS = 60, 10
_LONGEST = 300  # a date leads a line; a whole post in one line is no heading
_HEAD, _HEAD_LINES = 4_000, 5
_NOTE = re.compile(r"\s?[:：](?=\s|\D)|\s[-–—|]\s|\t")
_CLOCK_BEFORE = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?,?\s(?:at\s|on\s)?", re.IGNORECASE
)
_DATES = re.compile(r"\d[\d.\s]*")  # whose points end no sentence
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_BULLET = re.compile(r"\s*[-*+>|•]\s")
_END_OF_SENTENCE = re.compile(r"[.!?。…][\"'”’)]*(?:\s|$)")
_END_OF_LINE = re.compile(r"[.!?。…]+$")
_BRIEF, _BRIEF_WORDS, _BRIEF_IN_WORDS = 12, 3, 30
# A date at the end of a title, or in brackets at its beginning.
_DATED = re.compile(r"\d{4}|\d[-./년]")  # what each of the forms has, and most titles have not
_SIX_DIGITS = re.compile(r"\d{6}")
# A year of two digits before a month and a day of two, or after blanks as only people write it.
_BARE = (
    r"(?P<bare>'?\d{2}(?:(?P<mark>[-./])\d{2}(?P=mark)\d{2}(?!\d)|\.\s\d{1,2}\.\s\d{1,2})\.?"
    r"(?:\s?\([^()\s]{1,3}\))?)"
)
_AT_END = re.compile(
    r"(?P<before>.*?)(?:[(\[（【](?P<within>[^()\[\]（）【】]{6,40})[)\]）】]"
    r"|(?:(?<=\s)|^)(?:(?P<digits>\d{6})(?:\s?\([^()\s]{1,3}\))?|" + _BARE + r"))"
)
_AT_START = re.compile(
    r"(?:[(\[（【](?P<within>[^()\[\]（）【】]{6,40})[)\]）】]"
    r"|(?P<digits>\d{6})(?=\s|[-–—:|_(](?!\d))|" + _BARE + r"(?=\s|[-–—:|_](?!\d))).*"
)
_SHORT_DATE = re.compile(r"'?\d{2}(?P<mark>[-./년])\s?\d{1,2}[-./월]\s?\d{1,2}(?!\d)")
# With points as in no version: 23.05.07, 23. 5. 7, 23.5.7.
_EVEN = re.compile(r"'?\d{2}\.(?:\d{2}\.\d{2}(?!\d)|\s|\d{1,2}\.\d{1,2}\.(?!\d))")
_LETTERS, _HANGUL = re.compile("[A-Za-z]"), re.compile("[가-힣]")
_LAST_WORD = re.compile(r"([^\s:.]+)[\s:.]*$")
_FIRST_YEAR = 2000


def split_date(
    line: str, order: DayOrder | None = None, *, short: bool = False
) -> tuple[When | None, str]:
    """Split a line that begins with its date ("2024-04-30", "# April 30, 2024 — A walk") into date
    and rest; without an `order` only dates that need none are read, and years of two digits only
    where `short` says that lines begin so."""
    if len(line) > _LONGEST:
        return None, ""
    bare = _without_label(line.strip(AROUND_DATE))
    if (whole := parse_when(bare)) is not None:
        return whole, ""
    if (clock := _CLOCK_BEFORE.match(bare)) and (late := parse_when(bare[clock.end() :])):
        return late, ""  # 23:58 at 2024-03-05
    found = find_when(bare)
    before = len(bare) - len(without_weekday(bare))
    if found is not None and 0 < found.start == before:
        found = replace(found, start=0)  # Sat 11 May 2024 cloudy
    if (found is None or found.start > 0) and order is not None:
        found = at_start(read_numbers(bare, order))
        if found is None and short:
            found = read_numbers(bare, order, short=True)
    if found is None or found.start > 0:
        return None, ""
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
    if _END_OF_SENTENCE.search(rest):
        return False
    is_few = len(rest.split()) <= _BRIEF_WORDS and len(rest) <= _BRIEF_IN_WORDS
    return is_few or len(rest) <= _BRIEF


def headed_line(
    line: str, order: DayOrder | None = None, *, short: bool = False
) -> tuple[When | None, str]:
    """Return the date and the rest of a line that begins with its date and has few words behind
    it: `2024.05.10(금) 맑음`, `May 10, 2024 — sunny`. Where the day of the week fits they may end
    as a sentence does."""
    when, rest = split_date(line, order, short=short)
    if when is None or not rest or _BULLET.match(line):
        return None, ""
    bare = _without_label(line.strip(AROUND_DATE))
    weekday = weekday_beside(bare[: when.end], when.end, when.end)
    is_sure = weekday is not None and weekday == when.day.weekday()
    if not is_brief(_END_OF_LINE.sub("", rest) if is_sure else rest):
        return None, ""
    is_particle = bare[when.end : when.end + 1].isalnum()  # `5월 10일에 간 곳` is a sentence
    return (None, "") if is_particle else (when, rest + ")" * (rest.count("(") - rest.count(")")))


def logged_line(
    line: str, order: DayOrder | None = None, *, short: bool = False
) -> tuple[When | None, str]:
    """Return the moment and words of a line that begins with date and time, as a log's do."""
    when, rest = split_date(line, order, short=short)
    is_moment = when is not None and when.at is not None
    return (when, rest) if is_moment and line[:1].strip() else (None, "")


def noted_line(line: str, order: DayOrder | None = None) -> tuple[When | None, str]:
    """Return the day and words of a line of notes: `2024-03-04: words`, `2024-03-04 - words`."""
    bare = line[:_LONGEST].strip(AROUND_DATE)
    when, rest = split_date(line, order)
    if when is None or when.at is not None or not rest or not line[:1].strip():
        return None, ""
    return (when, rest) if _NOTE.match(bare, when.end) else (None, "")


def find_in_head(text: str, order: DayOrder | None = None) -> When | None:
    """Return the date at the head of a text: of a first line that is one or begins with one, of a
    heading that begins with one, else of the first heading that holds one, or of a first heading
    or line that has one at its end."""
    head = text[:_HEAD]
    fence = _FENCE.search(head)
    lines = [
        line for line in head[: fence.start() if fence else len(head)].split("\n") if line.strip()
    ]
    chosen = order_of(lines[:_HEAD_LINES]).or_else(order)
    return next(_dates_in_head(lines, chosen), None)


def _dates_in_head(lines: list[str], order: DayOrder) -> Iterator[When]:
    headings = [line for line in lines if HEADING.match(line)]
    for line in lines[:1]:
        when, _ = split_date(line, order)
        if when is not None:
            yield when
    for line in lines[:_HEAD_LINES]:
        when, _ = dated_line(line, order)
        if when is not None:
            yield when
    for line in headings:
        when, _ = dated_line(line, order)
        if when is not None:
            yield when
    for line in headings:
        when = find_when(line[:_LONGEST])
        if when is not None:
            yield when
    for line in (*lines[:1], *headings):
        bare = without_weekday(_without_label(line.strip(AROUND_DATE)))
        when = at_start(read_numbers(bare[:_LONGEST], order, short=True))
        # With words behind it two digits are a year only where they are called one: `10.5.1 beta`.
        if when is not None and ("년" in bare[: when.end] or not _words_after(bare, when)):
            yield when
    for line in headings[:1]:
        when = _at_ends(HEADING.sub("", line)[:_LONGEST], order)
        if when is not None:
            yield when
    for line in lines[:1]:
        when = _at_ends(line, order) if _is_like_a_title(line) else None
        if when is not None:
            yield when


def _is_like_a_title(line: str) -> bool:
    """Whether a line that is no heading may be the title of what is below: no item, no sentence."""
    is_short = len(line) <= _LONGEST_TITLE and len(line.split()) <= _MOST_WORDS
    return is_short and not (_BULLET.match(line) or _END_OF_SENTENCE.search(_DATES.sub("", line)))


def _words_after(text: str, when: When) -> str:
    rest = text[when.end :].strip(AROUND_DATE)
    return without_weekday(f"{rest} ").strip()


def read_title(text: str, order: DayOrder | None = None) -> When | None:
    """Return the date that a title holds; one whose year has two digits only where it leads or
    ends it."""
    piece = text[:_LONGEST]
    chosen = order_of([piece]).or_else(order)
    if (whole := find_when(piece) or read_numbers(piece, chosen)) is not None:
        return whole
    leading = piece.lstrip("[( ")
    when = None
    if not (_is_version(leading) or _is_amount(leading)):
        when = at_start(read_numbers(leading, chosen, short=True)) or at_start(
            read_numbers(leading, chosen, names=True, short=True)
        )
    return when or _at_ends(piece, chosen)


def _at_ends(text: str, order: DayOrder) -> When | None:
    """Return the date at the end of a title or a heading, else the one at its beginning."""
    text = with_plain_marks(text.lstrip(" \t*_").rstrip(" \t\r*_#"))
    if _DATED.search(text) is None:
        return None
    if (end := _AT_END.fullmatch(text)) is not None:
        when = _read_end(end, text, order)
        if when is not None:
            return None if when.assumed == "short" and _has_number(end["before"]) else when
    start = _AT_START.fullmatch(text)
    return None if start is None or _is_amount(text) else _read_end(start, text, order)


def _read_end(found: re.Match[str], text: str, order: DayOrder) -> When | None:
    """Return the date of what stands at an end of a text: in brackets, six digits, or bare."""
    if found["digits"]:
        return _six_digits(found["digits"])
    has_points = found["bare"] and found["mark"] not in ("-", "/")
    if has_points and not _is_only_korean(text):
        return None  # a program's version: `docker 23.05.07`
    return _in_brackets(found["within"] or found["bare"], text, order)


def _is_version(text: str) -> bool:
    """Whether a title that begins with numbers and points, one of them of one digit, may tell a
    version: `20.10.5 docker`. In Korean they are a date."""
    short = _SHORT_DATE.match(text)
    if short is None or short["mark"] != "." or _EVEN.match(text):
        return False
    return _LETTERS.search(text) is not None and _HANGUL.search(text) is None


def _is_amount(text: str) -> bool:
    """Whether a text begins with six digits that count something: `240510 steps`, `240510,000`."""
    digits = _SIX_DIGITS.match(text)
    return digits is not None and _units().match(text, digits.end()) is not None


def _in_brackets(said: str, around: str, order: DayOrder) -> When | None:
    """Return the date that brackets hold, as a whole."""
    said = said.strip()
    if (whole := parse_when(said)) is not None:
        return whole
    if _SIX_DIGITS.fullmatch(said):
        return _six_digits(said)
    bare = without_weekday(said)
    for short in (False, True):
        found = read_numbers(bare, order, short=short)
        if found is None or found.start or without_weekday(f"{bare[found.end :]} ").strip(" .,"):
            continue
        if short and not _is_plain(bare, around, found):
            return None
        return found
    return None


def _is_plain(said: str, around: str, found: When) -> bool:
    """Whether a date whose year has two digits is none of a version."""
    short = _SHORT_DATE.match(said)
    if short is None:
        return False
    if short["mark"] != "." or _EVEN.match(said):
        return True
    fits = weekday_beside(said, 0, short.end()) == found.day.weekday()
    return fits or _is_only_korean(around)


def _is_only_korean(text: str) -> bool:
    return _HANGUL.search(text) is not None and _LETTERS.search(text) is None


def _six_digits(said: str) -> When | None:
    """Return the day that six digits are, the year first."""
    when = read_numbers(said, DayOrder(), names=True, short=True)
    is_one = when is not None and f"{when.day:%y%m%d}" == said
    return when if is_one and when is not None and when.day.year >= _FIRST_YEAR else None


def _has_number(before: str) -> bool:
    """Whether the word before a number is one for what is numbered, or a number itself."""
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    return last[1].isdecimal() or _numbered().search(last[1]) is not None


@cache
def _numbered() -> re.Pattern[str]:
    """A word for what has a number; in Korean the end of one."""
    korean, english = _either("numbered")
    return re.compile(
        rf"(?:(?:{korean})[은는이가]?|(?<![A-Za-z])(?:{english}))$",
        re.IGNORECASE,
    )


@cache
def _units() -> re.Pattern[str]:
    """What is counted or paid, behind a number that is none of a date."""
    korean, english = _either("counted")
    return re.compile(
        rf"[,.]\d|\s?(?:(?:{korean})(?![가-힣]{{2}})|(?:{english})(?![A-Za-z]))", re.IGNORECASE
    )


def _either(name: str) -> tuple[str, str]:
    """Return the words of a list, Korean and English, as patterns of one of them."""
    return "|".join(list_of(name, "ko")), "|".join(list_of(name, "en"))


def _without_label(text: str) -> str:
    label = _LABEL.match(text)
    return (
        text[label.end() :].strip(AROUND_DATE)
        if label and folded(label[1]) in day_fields()
        else text
    )
