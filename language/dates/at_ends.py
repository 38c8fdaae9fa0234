"""A date that stands plainly at the end of a title or a heading, or in brackets at its beginning:
`회고 (23.05.07)`, `Retro [2023-05-07]`, `TIL 230507`, `230507 TIL`.

Limit: six digits are a date of this century, and none behind a word for what has a number
(`PR 240510`) or before a unit; numbers with points are none where they may be a version's.
"""

from __future__ import annotations

import re
from functools import cache

from language.dates.marks import with_plain_marks
from language.dates.orders import DayOrder, read_numbers
from language.dates.words import list_of
from language.dates.written import When, parse_when, weekday_beside, without_weekday

_LIKELY = re.compile(r"\d{4}|\d[-./년]")  # what each of the forms has, and most titles have not
_DIGITS = re.compile(r"\d{6}")
_AT_END = re.compile(
    r"(?P<before>.*?)(?:[(\[（【](?P<within>[^()\[\]（）【】]{6,40})[)\]）】]"
    r"|(?:(?<=\s)|^)(?P<digits>\d{6})(?:\s?\([^()\s]{1,3}\))?)"
)
_AT_START = re.compile(
    r"(?:[(\[（【](?P<within>[^()\[\]（）【】]{6,40})[)\]）】]"
    r"|(?P<digits>\d{6})(?=\s|[-–—:|_(](?!\d))).*"
)
_SHORT = re.compile(r"'?\d{2}(?P<mark>[-./년])\s?\d{1,2}[-./월]\s?\d{1,2}(?!\d)")
_EVEN = re.compile(r"'?\d{2}\.\d{2}\.\d{2}(?!\d)|.*\.\s|\S*\.$")  # with points as in no version
_LETTERS, _HANGUL = re.compile("[A-Za-z]"), re.compile("[가-힣]")
_LAST_WORD = re.compile(r"([^\s:.]+)[\s:.]*$")
_FIRST_YEAR = 2000


def find_at_ends(text: str, order: DayOrder) -> When | None:
    """Return the date at the end of a title or a heading, else the one at its beginning."""
    text = with_plain_marks(text.lstrip(" \t*_").rstrip(" \t\r*_#"))
    if _LIKELY.search(text) is None:
        return None
    if (end := _AT_END.fullmatch(text)) is not None:
        before = end["before"]
        when = _within(end["within"], text, order) if end["within"] else _digits(end["digits"])
        if when is not None:
            has_number = _has_number(before) and when.assumed == "short"
            return None if has_number else when
    start = _AT_START.fullmatch(text)
    if start is None:
        return None
    if start["within"]:
        return _within(start["within"], text, order)
    return None if is_amount(text) else _digits(start["digits"])


def is_version(text: str) -> bool:
    """Whether a title that begins with numbers and points, one of them of one digit, may tell a
    version: `20.10.5 docker`. In Korean they are a date."""
    short = _SHORT.match(text)
    if short is None or short["mark"] != "." or _EVEN.match(text):
        return False
    return _LETTERS.search(text) is not None and _HANGUL.search(text) is None


def is_amount(text: str) -> bool:
    """Whether a text begins with six digits that count something: `240510 steps`, `240510,000`."""
    digits = _DIGITS.match(text)
    return digits is not None and _units().match(text, digits.end()) is not None


def _within(said: str, around: str, order: DayOrder) -> When | None:
    """Return the date that brackets hold, as a whole."""
    said = said.strip()
    if (whole := parse_when(said)) is not None:
        return whole
    if _DIGITS.fullmatch(said):
        return _digits(said)
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
    short = _SHORT.match(said)
    if short is None:
        return False
    if short["mark"] != "." or _EVEN.match(said):
        return True
    fits = weekday_beside(said, 0, short.end()) == found.day.weekday()
    return fits or (_HANGUL.search(around) is not None and _LETTERS.search(around) is None)


def _digits(said: str) -> When | None:
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
    korean, english = list_of("numbered", "ko"), list_of("numbered", "en")
    return re.compile(
        rf"(?:(?:{'|'.join(korean)})[은는이가]?|(?<![A-Za-z])(?:{'|'.join(english)}))$",
        re.IGNORECASE,
    )


@cache
def _units() -> re.Pattern[str]:
    korean, english = list_of("counted", "ko"), list_of("counted", "en")
    return re.compile(
        rf"[,.]\d|\s?(?:(?:{'|'.join(korean)})(?![가-힣]{{2}})|(?:{'|'.join(english)})(?![A-Za-z]))",
        re.IGNORECASE,
    )
