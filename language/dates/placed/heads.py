"""The date at the head of a text: in its first lines or its headings.

Limit: a date within a sentence tells nothing; in a heading it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.dates.orders import DayOrder, at_start, order_of, read_numbers
from language.dates.placed.lines import (
    AROUND_DATE,
    BULLET,
    END_OF_SENTENCE,
    HEADING,
    LONGEST,
    begun_line,
    dated_line,
    split_date,
    without_label,
)
from language.dates.placed.titles import read_ends
from language.dates.written import When, find_when, without_weekday

_LONGEST_TITLE, _MOST_WORDS = 60, 10
_HEAD, _HEAD_LINES = 4_000, 5
_DATES = re.compile(r"\d[\d.\s]*")  # whose points end no sentence
_TITLE_APART = re.compile(r"\s*\S[^\n]*\n[ \t\r]*\n\s*\S")
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def find_in_head(text: str, order: DayOrder | None = None) -> When | None:
    """Return the date at the head of a text: of a first line that is one or begins with one, of a
    heading that begins with one, of a line below a first heading that begins with one before its
    words, else of the first heading that holds one, or of a first heading or line that has one at
    its end; a whole one after other words only where an empty line sets the first line apart."""
    head = text[:_HEAD]
    fence = _FENCE.search(head)
    lines = [
        line for line in head[: fence.start() if fence else len(head)].split("\n") if line.strip()
    ]
    chosen = order_of(lines[:_HEAD_LINES]).or_else(order)
    found = next(filter(None, _dates_in_head(lines, chosen)), None)
    is_apart = bool(lines) and _TITLE_APART.match(head) is not None
    return found or (_day_at_end(lines[0]) if is_apart else None)


def _dates_in_head(lines: list[str], order: DayOrder) -> Iterator[When | None]:
    """Yield what each place tells, the surest first."""
    headings = [line for line in lines if HEADING.match(line)]
    below_heading = lines[1:2] if headings[:1] == lines[:1] else []
    yield from (split_date(line, order)[0] for line in lines[:1])
    yield from (dated_line(line, order)[0] for line in (*lines[:_HEAD_LINES], *headings))
    yield from (begun_line(line, order)[0] for line in below_heading)
    yield from (find_when(line[:LONGEST]) for line in headings)
    yield from (_short_date(line, order) for line in (*lines[:1], *headings))
    yield from (read_ends(HEADING.sub("", line)[:LONGEST], order) for line in headings[:1])
    yield from (read_ends(line, order) for line in lines[:1] if _is_like_a_title(line))


def _short_date(line: str, order: DayOrder) -> When | None:
    """Return the date of numbers that a line begins with. With words behind it two digits are a
    year only where they are called one: `10.5.1 beta`."""
    bare = without_weekday(without_label(line.strip(AROUND_DATE)))
    when = at_start(read_numbers(bare[:LONGEST], order, short=True))
    is_date = when is not None and ("년" in bare[: when.end] or not _words_after(bare, when))
    return when if is_date else None


def _is_like_a_title(line: str) -> bool:
    """Whether a line that is no heading may be the title of what is below: no item, no sentence."""
    is_short = len(line) <= _LONGEST_TITLE and len(line.split()) <= _MOST_WORDS
    return is_short and not (BULLET.match(line) or END_OF_SENTENCE.search(_DATES.sub("", line)))


def _day_at_end(line: str) -> When | None:
    """Return the whole date that ends a title: behind a colon it is what the words tell of, such
    as a deadline."""
    line = line.strip()
    is_sentence = line.endswith(".") and line.count(".") == 1  # unlike `2024. 5. 10.`
    when = find_when(line) if _is_like_a_title(line) and not is_sentence else None
    if when is None or _words_after(line, when):
        return None
    return None if line[: when.start].rstrip().endswith((":", "：")) else when


def _words_after(text: str, when: When) -> str:
    rest = text[when.end :].strip(AROUND_DATE)
    return without_weekday(f"{rest} ").strip()
