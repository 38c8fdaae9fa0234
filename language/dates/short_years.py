"""In which order stand the dates of two digits each at the heads of a text's lines: 24.3.5, 3/5/24.

Promise: an order is told only where it is the only one that is proven, or in which the days follow
each other; in Korean the year always comes first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from language.dates.orders import DayOrder, ShortOrder, at_start, read_numbers
from language.dates.written import weekday_beside

_HEAD = re.compile(r"(?:#{1,6}[ \t]+)?(?P<date>'?\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{1,2})(?!\d)")
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
