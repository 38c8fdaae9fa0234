"""jrnl's own text: entries that begin with `[date time] title`, in one file or one file a day.

Invariant: a bracket that holds no date is text. In a folder of days the path decides the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from files.decoding import clean
from journal.entry import Entry
from journal.entry_file import date_in_name
from journal.importers.base import (
    AS_IT_SAYS,
    DAY_ORDER_ASSUMED,
    SOURCE_DATE,
    How,
    first_characters,
    left_out,
    read_source,
)
from journal.importers.slash_dates import DayOrder, order_in, read_slashed
from journal.problems import ImportProblem
from language.dates.written import When, parse_when

_START = re.compile(r"^\[([^\]\n]{6,40})\] ", re.MULTILINE)
_TAG = re.compile(r"(?<!\S)[#@]([-+*#/\w]+)")
_SENTENCE = re.compile(r"(.*?[.!?…！．？｡。])(?=\s|$)\s*(.+)", re.DOTALL)
_DAY_FILE = re.compile(r"(?:^|/)\d{4}/\d{1,2}/\d{1,2}\.txt$")
_SUFFIXES = {".txt", ".text", ".jrnl", ".log", ".md", ""}


class JrnlTextImporter:
    """A journal of jrnl, as text."""

    name = "jrnl"

    def recognises(self, path: Path) -> bool:
        """Whether the first line with words begins with a date in brackets."""
        if path.suffix.lower() not in _SUFFIXES:
            return False
        head = first_characters(path).lstrip()
        start = _START.match(head)
        return start is not None and _read(start[1], order_in([start[1]], AS_IT_SAYS)) is not None

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the entries.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path)
        text = clean(source.text).replace("\r\n", "\n")
        found = list(_START.finditer(text))
        order = order_in([match[1] for match in found], how)
        dated = [(match, when) for match in found if (when := _read(match[1], order)) is not None]
        on_path = date_in_name(source.facts.name) if _DAY_FILE.search(source.facts.name) else None
        empty = 0
        for number, (match, when) in enumerate(dated):
            end = dated[number + 1][0].start() if number + 1 < len(dated) else len(text)
            title, body = _divided(text[match.end() : end].strip("\n"))
            starred = title.endswith("*")
            title = title.removesuffix("*").rstrip()
            if not (title or body.strip()):
                empty += 1
                continue
            day = on_path.day if on_path else when.day
            yield Entry(
                id="",
                written_on=day,
                written_at=when.at if when.day == day else None,
                title=title,
                body=body if body.strip() else title,
                tags=tuple(dict.fromkeys(tag.lower() for tag in _TAG.findall(f"{title}\n{body}"))),
                source=self.name,
                extra={SOURCE_DATE: match[1]}
                | ({DAY_ORDER_ASSUMED: "true"} if order.assumed and "/" in match[1] else {})
                | ({"starred": "true"} if starred else {}),
            )
        if empty:
            yield left_out(source.name, empty, key="without_words")


def _read(text: str, order: DayOrder) -> When | None:
    return parse_when(text) or read_slashed(text, order)


def _divided(text: str) -> tuple[str, str]:
    """Split an entry into title and body: its first line, or of a single line its first
    sentence.
    """
    first, _, rest = text.partition("\n")
    if rest.strip():
        return first.strip(), rest.strip("\n")
    sentence = _SENTENCE.fullmatch(first)
    return (sentence[1].strip(), sentence[2].strip()) if sentence else (first.strip(), "")
