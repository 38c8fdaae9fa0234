"""Org files: org-journal (a file a day, a week, a year), date trees, and notes with a title.

Headings become Markdown's, quotations `>`, links their words; other marks stand as they were
written. Limit: tables and formulas stay as they are. Invariant: clocks, drawers and plans are
Org's own notes and no words; an encrypted part is left out, counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from pathlib import Path

from journal.dating import find_day
from journal.entry import Entry
from journal.entry_file import title_in_name
from journal.importers.base import (
    AS_IT_SAYS,
    How,
    SourceText,
    empty_file,
    first_characters,
    read_source,
)
from journal.importers.days import Day, divide
from journal.importers.html_text import tidy
from journal.importers.instants import moment_told
from journal.importers.left_out import left_out
from journal.importers.text import entries_of
from journal.problems import ImportProblem
from language.dates.orders import DayOrder
from language.dates.placed.lines import dated_line
from language.dates.written import without_weekday

_DAY_NAME = re.compile(r"\d{8}|\d{4}-\d{2}(?:-\d{2})?|\d{4}")
_HEADLINE = re.compile(r"(?P<stars>\*+)[ \t]+(?P<title>.*)")
_TAGS = re.compile(r":[\w@#%:]+:")
_KEYWORD = re.compile(r"#\+(?P<key>[\w-]+):[ \t]*(?P<value>.*)")
_PROPERTY = re.compile(r"[ \t]*:(?P<key>[\w+-]+):[ \t]*(?P<value>.*)")
_PACKED = re.compile(r"\d{8}")
_DRAWER = re.compile(r"[ \t]*:(?!END:)[A-Z][A-Z_-]*:[ \t]*")
_END = re.compile(r"[ \t]*:END:[ \t]*", re.IGNORECASE)
_PLAN = re.compile(r"[ \t]*(?:CLOCK|SCHEDULED|DEADLINE|CLOSED):.*")
_BLOCK = re.compile(r"[ \t]*#\+(?P<edge>begin|end)_(?P<kind>\w+)(?P<rest>.*)", re.IGNORECASE)
_COMMENT = re.compile(r"^[ \t]*# ")
_LINK = re.compile(r"\[\[(?P<place>[^\[\]\n]+)\](?:\[(?P<words>[^\]\n]+)\])?\]")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|heic)$", re.IGNORECASE)
_PERIOD = re.compile(r"\d{4}(?:-\d{2}(?:[ \t]+\S+)?)?(?:[ \t]+W\d+)?")
_STAMP = re.compile(
    r"[\[<](\d{4}-\d{2}-\d{2})(?: [^\d\s\]>\n]+)?(?: (\d{1,2}:\d{2}))?[^\[<\]>\n]*[\]>]"
)
_TIMED = re.compile(r"#{1,6} (?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?!\d)")
_LOCKED = re.compile(
    r"^-----BEGIN PGP MESSAGE-----$.*?^-----END PGP MESSAGE-----$", re.MULTILINE | re.DOTALL
)


@dataclass(slots=True)
class _Reading:
    keywords: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class OrgImporter:
    """A file of Org."""

    name = "org"

    def recognises(self, path: Path) -> bool:
        """Whether it ends as an Org file, or is org-journal's day, which has no ending."""
        if path.suffix.lower() == ".org":
            return True
        head = first_characters(path).lstrip("\ufeff\r\n")
        is_day = path.suffix == "" and _DAY_NAME.fullmatch(path.name) is not None
        return is_day and head.startswith(("* ", "#+", ":PROPERTIES:"))

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the file's entry, or one for each of its days.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        text = source.words
        text, locked = _LOCKED.subn("", text)
        reading = _read(text)
        days = divide(
            reading.lines, how, headings_only=True, name=source.facts.name, siblings_end=True
        )
        days = [_with_time(day) for day in days]
        if days:
            found = find_day(reading.keywords, name=source.facts.name)
            undated = moment_told(found, source.facts, how)
            yield from entries_of(days, how, source=self.name, undated=undated)
        else:
            yield _whole(reading, source, how)
        if locked:
            yield left_out(source.name, locked, key="encrypted")


def _with_time(day: Day) -> Day:
    """Return a day with the time of its first headline, where org-journal wrote one."""
    at = _first_time(day.body)
    if at is None or day.when is None or day.when.at is not None:
        return day
    return replace(day, when=replace(day.when, at=datetime.combine(day.when.day, at)))


def _first_time(body: str) -> time | None:
    first = _TIMED.match(body.lstrip("\n"))
    return time(int(first["hour"]), int(first["minute"])) if first else None


def _whole(reading: _Reading, source: SourceText, how: How) -> Entry | ImportProblem:
    """Read a file as one entry: its first heading, where it is only the day, goes into the date."""
    lines, order = reading.lines, source.facts.order
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    head, rest = dated_line(lines[first], order) if lines else (None, "")
    title = reading.keywords.get("title", "")
    found = find_day(
        reading.keywords,
        name=source.facts.name,
        title=title,
        body="\n".join(lines),
        order=order,
    )
    if head is not None and not rest:
        lines = lines[first + 1 :]
    body = tidy("\n".join(lines))
    if not body.strip():
        return empty_file(source.name)
    moment = moment_told(found, source.facts, how)
    at = _first_time(body) if moment.at is None and found is not None else None
    return Entry(
        id="",
        written_on=moment.day,
        written_at=moment.at if at is None else datetime.combine(moment.day, at),
        title=title or title_in_name(source.facts.name),
        body=body,
        tags=tuple(dict.fromkeys(reading.tags)),
        source=OrgImporter.name,
        extra=moment.marks,
    )


def _read(text: str) -> _Reading:
    """Return the lines of a file as Markdown, and what stands about it at its head."""
    reading = _Reading()
    block = indent = ""
    is_drawer = False
    heading = -1  # where the last headline is, whose properties may date it
    for line in text.split("\n"):
        edge = _BLOCK.fullmatch(line)
        if edge is not None:
            is_end = edge["edge"].lower() == "end"
            kind = edge["kind"].lower()
            block = "" if is_end else kind
            if is_end and kind == "quote":
                reading.lines.append("")  # what follows is the writer's again
            if kind in ("src", "example"):
                reading.lines.append("```" if is_end else f"```{_language(edge['rest'])}")
        elif block in ("src", "example", "comment"):
            if block != "comment":
                reading.lines.append(line)
        elif is_drawer:
            is_drawer = _END.fullmatch(line) is None
            if found := _PROPERTY.fullmatch(line):
                _take_property(reading, heading, found["key"].lower(), found["value"].strip())
        elif _DRAWER.fullmatch(line):
            is_drawer = True
        elif headline := _HEADLINE.fullmatch(line):
            heading = _take_headline(reading, headline)
            indent = " " * (len(headline["stars"]) + 1)  # Org sets a text in under its headline
        elif keyword := _KEYWORD.fullmatch(line):
            _take_keyword(reading, keyword["key"].lower(), keyword["value"].strip())
        elif not _PLAN.fullmatch(line):
            words = _with_links(_COMMENT.sub("", line.removeprefix(indent)))
            reading.lines.append(f"> {words}" if block == "quote" else words)
    return reading


def _take_headline(reading: _Reading, found: re.Match[str]) -> int:
    title, tags = _split_tags(found["title"].rstrip(" \t"))
    title = _STAMP.sub(lambda stamp: " ".join(filter(None, stamp.groups())), title)
    reading.tags += [tag for tag in tags.split(":") if tag]
    if _PERIOD.fullmatch(title.strip()):
        return -1  # the year or the month over the days of a date tree
    level = min(len(found["stars"]), 6)
    if reading.lines and reading.lines[-1].strip():
        reading.lines.append("")
    reading.lines.append(f"{'#' * level} {_with_links(title)}")
    return len(reading.lines) - 1


def _split_tags(title: str) -> tuple[str, str]:
    """Return a headline without the tags at its end, and them; one of nothing else has none."""
    words = title.split()
    if len(words) < 2 or not _TAGS.fullmatch(words[-1]):
        return title, ""
    return title.removesuffix(words[-1]).rstrip(" \t"), words[-1]


def _take_keyword(reading: _Reading, key: str, value: str) -> None:
    if key in ("filetags", "tags"):
        reading.tags += [tag for tag in re.split(r"[:\s,]+", value) if tag]
    elif key in ("title", "date", "created"):
        reading.keywords.setdefault(key, value)


def _take_property(reading: _Reading, heading: int, key: str, value: str) -> None:
    """Let a property date the headline that it stands under, or the file at whose head it is."""
    if key != "created" or not value:
        return
    if heading < 0:
        reading.keywords.setdefault("created", value)
        return
    stars, _, title = reading.lines[heading].partition(" ")
    if _PACKED.fullmatch(value):  # org-journal's day
        said, of_journal = f"{value[:4]}-{value[4:6]}-{value[6:]}", True
    elif stamp := _STAMP.fullmatch(value):
        said, of_journal = " ".join(filter(None, stamp.groups())), False
    else:
        return
    when, rest = dated_line(f"# {title}", DayOrder())
    if of_journal and (_is_no_word(title) if when is None else not rest):
        reading.lines[heading] = f"{stars} {said}"  # it says the same, in a form of its own
    elif when is None:
        reading.lines[heading] = f"{stars} {said} {title}"


def _is_no_word(title: str) -> bool:
    return not any(map(str.isalpha, without_weekday(title)))


def _language(rest: str) -> str:
    words = rest.split()
    return words[0] if words and words[0].isalnum() else ""


def _with_links(line: str) -> str:
    def settle(found: re.Match[str]) -> str:
        place, words = found["place"].removeprefix("file:"), found["words"]
        if _PICTURE.search(place):
            return f"![{words or ''}]({place})"
        if ":" in place and not place.startswith(("http:", "https:")):
            return words or place  # an id, a search, a mail: nothing that a page can open
        return f"[{words}]({place})" if words else place

    return _LINK.sub(settle, line)
