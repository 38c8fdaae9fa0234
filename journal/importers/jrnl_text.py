"""jrnl's own text: entries that begin with `[date time] title`, in one file or one file a day.

Invariant: a bracket that holds no date, or no time where the first has one, is text. In a
folder of days the path decides the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from journal.dating import day_in_name
from journal.entry import Entry
from journal.importers.base import AS_IT_SAYS, SOURCE_DATE, How, first_characters, read_source
from journal.importers.instants import own_moment
from journal.importers.left_out import left_out
from journal.problems import ImportProblem
from language.dates.orders import DayOrder, order_of, read_numbers
from language.dates.written import When, parse_when

_START = re.compile(r"^\[([^\]\n]{6,40})\] ", re.MULTILINE)
_TAG = re.compile(r"(?<!\S)[#@]([-+*#/\w]+)")
_SENTENCE = re.compile(r"(.*?[.!?…！．？｡。])(?=\s|$)\s*(.+)", re.DOTALL)
_DAY_FILE = re.compile(r"(?:^|/)\d{4}/\d{1,2}/\d{1,2}\.txt$")


class JrnlTextImporter:
    """A journal of jrnl, as text."""

    name = "jrnl"

    def recognises(self, path: Path) -> bool:
        """Whether the first line with words begins with a date in brackets."""
        head = first_characters(path).lstrip("\ufeff \t\r\n")
        start = _START.match(head)
        return start is not None and _read(start[1], order_of([start[1]])) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entries.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        text = source.words
        found = list(_START.finditer(text))
        order = order_of([match[1] for match in found], how.day_order)
        dated = _alike(
            [(match, when) for match in found if (when := _read(match[1], order)) is not None]
        )
        is_day = _DAY_FILE.search(source.facts.name)
        on_path = day_in_name(source.facts.name) if is_day else None
        empty = 0
        for number, (match, when) in enumerate(dated):
            end = dated[number + 1][0].start() if number + 1 < len(dated) else len(text)
            title, body = _divided(text[match.end() : end].strip("\n"))
            starred = title.endswith("*")
            title = title.removesuffix("*").rstrip()
            if not (title or body.strip()):
                empty += 1
                continue
            moment = own_moment(when, how=how, said=match[1])
            day = on_path.when.day if on_path else moment.day
            yield Entry(
                id="",
                written_on=day,
                written_at=moment.at if moment.day == day else None,
                title=title,
                body=body if body.strip() else title,
                tags=tuple(dict.fromkeys(tag.lower() for tag in _TAG.findall(f"{title}\n{body}"))),
                source=self.name,
                extra={SOURCE_DATE: match[1]}
                | moment.marks
                | ({"starred": "true"} if starred else {}),
            )
        if empty:
            yield left_out(source.name, empty, key="without_words")


def _alike(
    dated: list[tuple[re.Match[str], When]],
) -> list[tuple[re.Match[str], When]]:
    """Leave out the brackets without a time where the first has one: jrnl writes all alike."""
    has_time = bool(dated) and dated[0][1].at is not None
    return [each for each in dated if each[1].at is not None or not has_time]


def _read(text: str, order: DayOrder) -> When | None:
    """Return the date that the text in a bracket is, as a whole."""
    whole = parse_when(text)
    numbers = read_numbers(text, order) or read_numbers(text, order, short=True)
    is_all = numbers is not None and (numbers.start, numbers.end) == (0, len(text))
    return whole or (numbers if is_all else None)


def _divided(text: str) -> tuple[str, str]:
    """Split an entry into title and body: its first line, or of a single line its first
    sentence.
    """
    first, _, rest = text.partition("\n")
    if rest.strip():
        return first.strip(), rest.strip("\n")
    sentence = _SENTENCE.fullmatch(first)
    return (sentence[1].strip(), sentence[2].strip()) if sentence else (first.strip(), "")
