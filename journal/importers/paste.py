"""Pasted text: which part is the entry, and what stood around it.

Limit: a guess for a person to correct; nothing is stored here.
Invariant: every line of a text is in `body` exactly as pasted, or in `cut`; of HTML only the words
are.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

from errors import EntryFormatError, JournalError
from files.decoding import clean
from journal.entry import Entry
from journal.entry_file import FileFacts, read_entry
from journal.frontmatter import parse
from journal.importers.base import AS_IT_SAYS
from journal.importers.days import divide
from journal.importers.naver import read_naver_page
from journal.importers.tistory import read_page
from language.dates.placed.lines import HEADING, split_date
from language.dates.written import find_when

_HTML = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|div|article|p|section|span|h[1-6])[\s>]", re.IGNORECASE
)
_NO_TITLE = re.compile(r"[-*+>|]\s|\d+[.)]\s|```|.*[.,;:。]$")
_TITLE_LABEL = re.compile(r"^(?:title|제목)\s?[:：]\s*(?=\S)", re.IGNORECASE)
_LONGEST_TITLE = 80
_HEAD_LINES = 5
_LONGEST_DATED_LINE = 300
_FEWEST_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """An entry to be confirmed. `date_certain` is False where the date stood in a sentence or lacks
    its year; `cut` lists every line that is not in the body, in order."""

    title: str = ""
    written_on: date | None = None
    date_certain: bool = False
    tags: tuple[str, ...] = ()
    body: str = ""
    source: str = "paste"
    cut: tuple[str, ...] = ()


def read_paste(text: str, *, today: date) -> Pasted:
    """Return what a pasted text says of itself: a page of Tistory or Naver, Markdown with front
    matter, or plain text.

    Raises:
        EntryFormatError: its front matter says that a program wrote it.
    """
    text = clean(text)
    if _HTML.match(text):
        pasted = _from_html(text)
        if pasted is not None:
            return pasted
    if text.lstrip().startswith("---"):
        pasted = _with_front_matter(text.lstrip(), today)
        if pasted is not None:
            return pasted
    lines = text.split("\n")
    tistory, naver = read_page(lines), read_naver_page(lines)
    page = tistory or naver
    if page is not None:
        found = Pasted(
            title=page.title,
            written_on=page.when.day,
            date_certain=True,
            tags=page.categories,
            source="tistory" if tistory else "naver",
        )
        return _cut(found, lines, page.start, page.end)
    return _plain_text(lines, today)


def holds_several_days(text: str) -> bool:
    """Whether the importer of text files makes several days of a pasted text: of no page, and of
    no post with front matter.
    """
    text = clean(text)
    if _HTML.match(text):
        return False
    if text.lstrip().startswith("---") and _with_front_matter(text.lstrip(), date.today()):
        return False
    lines = text.split("\n")
    if read_page(lines) or read_naver_page(lines):
        return False
    told = [day for day in divide(lines, AS_IT_SAYS) if day.when is not None and day.body.strip()]
    return len(told) >= _FEWEST_DAYS


def _from_html(text: str) -> Pasted | None:
    """Read the source of a page by the importers of saved pages; the words come out, the rest is
    gone.
    """
    # The importers read the text of pages with this module: the one cycle that is left.
    from journal.importers import FILE_IMPORTERS  # noqa: PLC0415
    from journal.importers.base import DATE_UNCERTAIN, importer_of  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="crossroads-") as folder:
        path = Path(folder) / "pasted.html"
        path.write_text(text, encoding="utf-8")
        importer = importer_of(path, FILE_IMPORTERS)
        try:
            found = (
                next((each for each in importer.read(path) if isinstance(each, Entry)), None)
                if importer
                else None
            )
        except JournalError:
            return None
    if found is None:
        return None
    is_certain = DATE_UNCERTAIN not in found.extra
    title = "" if found.title == "pasted" else found.title
    return Pasted(
        title=title,
        written_on=found.written_on if is_certain else None,
        date_certain=is_certain,
        tags=found.tags,
        body=found.body,
        source=found.source,
    )


def _with_front_matter(text: str, today: date) -> Pasted | None:
    try:
        document = parse(text, where="")
    except EntryFormatError:
        return None  # rules and colons in plain text
    if not document.fields:
        return None
    reading = read_entry(document, FileFacts(name="", changed=datetime.combine(today, time())))
    lines = text.split("\n")
    start = len(lines) - len(document.body.split("\n")) - text.endswith(document.newline)
    found = Pasted(
        title=reading.entry.title,
        written_on=reading.entry.written_on if reading.found is not None else None,
        date_certain=reading.found is not None,
        tags=reading.entry.tags,
    )
    return _cut(found, lines, start, len(lines))


def _plain_text(lines: Sequence[str], today: date) -> Pasted:
    """Take a date and a title from the first lines, as long as those lines are nothing else."""
    found, start = Pasted(), 0
    while start < len(lines):
        line = lines[start].strip()
        if not line:
            start += 1
            continue
        when, rest = split_date(line)
        is_alone = _stands_alone(lines, start)
        if (
            when is not None
            and found.written_on is None
            and (not rest or (is_alone and _is_title(rest)))
        ):
            found = replace(
                found, written_on=when.day, date_certain=True, title=found.title or rest
            )
        elif not found.title and is_alone and _is_title(line):
            found = replace(found, title=_without_label(line).strip(" *_#"))
        else:
            break
        start += 1
        if found.title and found.written_on is not None:
            break
    if found.written_on is None:
        found = _date_in_words(found, lines[start:], today)
    return _cut(found, lines, start, len(lines))


def _stands_alone(lines: Sequence[str], index: int) -> bool:
    """Whether a line is a heading, or has an empty line or a date below it; and whether text
    follows at all.
    """
    below = lines[index + 1 :]
    if not any(line.strip() for line in below):
        return False
    when, rest = split_date(below[0])
    return (
        bool(HEADING.match(lines[index])) or not below[0].strip() or (when is not None and not rest)
    )


def _without_label(line: str) -> str:
    return _TITLE_LABEL.sub("", HEADING.sub("", line), count=1)


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not _NO_TITLE.match(line)


def _date_in_words(found: Pasted, lines: Sequence[str], today: date) -> Pasted:
    """Look for a date in the title and the first lines; it may be a topic, so it is never certain
    unless it leads.
    """
    first = tuple(islice((line for line in lines if line.strip()), _HEAD_LINES))
    for exact in (True, False):
        for position, line in enumerate((found.title, *first)):
            when = find_when(line[:_LONGEST_DATED_LINE], today=None if exact else today)
            if when is not None:
                leads = position <= 1 and when.start == 0 and when.certain
                return replace(found, written_on=when.day, date_certain=leads)
    return found


def _cut(found: Pasted, lines: Sequence[str], start: int, end: int) -> Pasted:
    """Put `lines[start:end]` into the body, without the empty lines around it, and list all other
    lines.
    """
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    around = (*lines[:start], *lines[end:])
    return replace(
        found,
        body="\n".join(lines[start:end]),
        cut=tuple(line.strip() for line in around if line.strip()),
    )
