"""The date that a title holds, at its end or its beginning: `회고 (23.05.07)`, `회고 23.05.07`,
`TIL 230507`.

Limit: six digits at an end are a day of this century, and none behind a word for what has a number
(`PR 240510`) or before a unit; numbers with points are none where they may be a version's.
"""

from __future__ import annotations

import re
from functools import cache

from language.dates.marks import with_plain_marks
from language.dates.orders import DayOrder, at_start, order_of, read_numbers
from language.dates.placed.lines import LONGEST
from language.dates.words import list_of
from language.dates.written import When, find_when, parse_when, weekday_beside, without_weekday

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


def read_title(text: str, order: DayOrder | None = None) -> When | None:
    """Return the date that a title holds; one whose year has two digits only where it leads or
    ends it."""
    piece = text[:LONGEST]
    chosen = order_of([piece]).or_else(order)
    if (whole := find_when(piece) or read_numbers(piece, chosen)) is not None:
        return whole
    leading = piece.lstrip("[( ")
    when = None
    if not (_is_version(leading) or _is_amount(leading)):
        when = at_start(read_numbers(leading, chosen, short=True)) or at_start(
            read_numbers(leading, chosen, names=True, short=True)
        )
    return when or read_ends(piece, chosen)


def read_ends(text: str, order: DayOrder) -> When | None:
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
