"""In which order stand the dates of two digits each at the heads of a text's lines: 24.3.5, 3/5/24.

Promise: an order is told only where it is the only one that is proven, or in which the days follow
each other; in Korean the year always comes first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from language.dates.orders import DayOrder, ShortOrder, at_start, read_numbers
from language.dates.placed.lines import logged_line
from language.dates.written import weekday_beside

_HEAD = re.compile(r"(?:#{1,6}[ \t]+)?\[?(?P<date>'?\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{1,2})(?!\d)")
# Most texts do not begin so.
_BEGUN = re.compile(r"\W{0,3}(?:\d{1,2}(?P<mark>[-./])|\d{6}[ \tT])")
_HANGUL = re.compile("[가-힣]")
_FEWEST = 2
_TWO_DIGITS_EACH = len("24.03.05")


def short_order(lines: Sequence[str], order: DayOrder) -> DayOrder | None:
    """Return the order in which the years of two digits at the lines' heads stand: the only one
    that is proven or in which the days follow each other. In Korean it is the year first."""
    is_korean = any(_HANGUL.search(line) for line in lines)
    heads = (_HEAD.match(line) for line in lines)
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


def order_in_log(lines: Sequence[str], order: DayOrder) -> DayOrder | None:
    """Return the order of the years of two digits in a log's lines, which begin with date and time:
    the one in which they follow each other the closest. None where fewer than two do."""
    first = next((line for line in lines if line.strip()), "")
    begun = _BEGUN.match(first)
    if begun is None or logged_line(first, order, short=True)[0] is None:
        return None
    likely: tuple[ShortOrder, ...] = ("ymd", "mdy", "dmy")
    chosen = [replace(order, short=each) for each in likely] if order.short_assumed else [order]
    spans = [(span, each) for each in chosen if (span := _span(lines, each)) is not None]
    spans.sort(key=lambda found: found[0])
    is_open = len(spans) > 1 and spans[0][0] == spans[1][0]
    if not spans or (is_open and begun["mark"] == "/"):
        return None
    return spans[0][1]


def _span(lines: Sequence[str], order: DayOrder) -> timedelta | None:
    """Return the time from the first moment of a log to the last, where they follow each other."""
    found = (logged_line(line, order, short=True)[0] for line in lines)
    moments = [when.at.replace(tzinfo=None) for when in found if when and when.at]
    if len(moments) < _FEWEST or moments not in (sorted(moments), sorted(moments, reverse=True)):
        return None
    return abs(moments[-1] - moments[0])


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
