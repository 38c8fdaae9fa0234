"""A line that begins with its date, without what people put around it: marks and emoji, brackets of
any script, a year without its century.

Promise: the words behind the date stay as they are.
Limit: a year of two digits is read where it is called one (`24년`, `'24`), and six digits alone
(`240220`) only where all such lines of a text are days in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from language.dates.orders import DayOrder, full_year, read_numbers
from language.dates.written import MONTH_NAMES, WEEKDAYS, parse_when

_DIGIT = re.compile(r"\D{0,40}\d")
_LEVEL = r"(?P<level>\s?(?:#{1,6}[ \t]+)?)"
_MARKS = "[=~※♡\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\ufe0f]"
_MARKED = re.compile(rf"{_LEVEL}(?P<mark>{_MARKS}+)\s?(?=\S)")
_INNER = r"(?P<inner>[^\[\](){}【】［］「」『』〈〉《》〔〕（）｛｝\n]{5,40}(?:\([^()\n]{1,9}\))?)"
# `「2024년 2월 20일」이라는 책` is a sentence, `【2024년 2월 20일】면담` is none.
_BRACKETED = re.compile(
    rf"{_LEVEL}(?:【{_INNER}】|［{_INNER.replace('inner', 'wide')}］"
    rf"|[「『〈《〔（{{｛]{_INNER.replace('inner', 'quoted')}[」』〉》〕）}}｝](?=\s|$|[:：]))"
)
_YEAR_BEFORE = re.compile(r"(\W{0,8}?)['‘’]?(\d{2})(?= ?년 ?\d{1,2} ?월 ?\d{1,2} ?일)")
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR_BEHIND = re.compile(
    rf"(\W{{0,8}}(?:(?:{WEEKDAYS}),?\s+)?(?:(?:{MONTH_NAMES})\.?\s+{_DAY},?"
    rf"|{_DAY}\s+(?:{MONTH_NAMES})\.?,?)\s+)['‘’](\d{{2}})(?!\w)",
    re.IGNORECASE,
)
_SIX_DIGITS = re.compile(
    rf"{_LEVEL}\[?(?P<date>\d{{6}})(?P<behind>\]?[ \t]*(?:[(\[]?(?:{WEEKDAYS})[)\]]?)?\s*)$",
    re.IGNORECASE,
)
_FULL_YEAR = re.compile(r"\W{0,8}(?:19|20)\d{2} ?[-./년] ?\d{1,2}")
_NOT_SEEN = "\u200b\u200e\u200f\u2060\ufeff"  # as copied text has them
_FEWEST = 2


def plain_head(line: str) -> str:
    """Return a line as it would begin if its date stood there plainly; any other as it is."""
    if _DIGIT.match(line) is None:
        return line
    line = line.strip(_NOT_SEEN)
    if marked := _MARKED.match(line):
        rest = line[marked.end() :].rstrip()
        line = marked["level"] + rest.removesuffix(marked["mark"]).rstrip()
    if found := _BRACKETED.match(line):
        inner = found["inner"] or found["wide"] or found["quoted"]
        line = f"{found['level']}[{inner}]{line[found.end() :]}"
    short = _YEAR_BEFORE.match(line) or _YEAR_BEHIND.match(line)
    year = full_year(int(short[2])) if short else 0
    return f"{short[1]}{year}{line[short.end() :]}" if short and year else line


def is_marked(line: str) -> bool:
    """Whether a mark stands before the words of a line: `★ 2024-02-20`."""
    return _MARKED.match(line) is not None


def spell_out_days(lines: Sequence[str]) -> list[str]:
    """Return the lines of a text, days of six digits alone in their long form: where all such lines
    are days up to now that rise or fall and have words below them, and no day is written plainly,
    beside which they are numbers."""
    found = {at: match for at, line in enumerate(lines) if (match := _SIX_DIGITS.match(line))}
    days = {at: _day_in(match["date"]) for at, match in found.items()}
    if not _are_a_diary(lines, days) or any(_is_plain_day(line) for line in lines):
        return list(lines)
    return [
        f"{found[at]['level']}{days[at]}{found[at]['behind'].removeprefix(']')}"
        if at in found
        else line
        for at, line in enumerate(lines)
    ]


def _is_plain_day(line: str) -> bool:
    line = plain_head(line)
    return _FULL_YEAR.match(line) is not None or parse_when(line.strip(" \t\r#*[]")) is not None


def _day_in(digits: str) -> date | None:
    found = read_numbers(digits, DayOrder(short_assumed=False), names=True, short=True)
    return found.day if found is not None and f"{found.day:%y%m%d}" == digits else None


def _are_a_diary(lines: Sequence[str], found: Mapping[int, date | None]) -> bool:
    days = [day for day in found.values() if day is not None]
    if len(days) < _FEWEST or len(days) < len(found):
        return False
    rises = [one < two for one, two in pairwise(days)]
    falls = [one > two for one, two in pairwise(days)]
    if not (all(rises) or all(falls)) or max(days) > date.today() + timedelta(days=1):
        return False
    ends = [*list(found)[1:], len(lines)]
    return all(
        any(any(map(str.isalpha, line)) for line in lines[start + 1 : end])
        for start, end in zip(found, ends, strict=True)
    )
