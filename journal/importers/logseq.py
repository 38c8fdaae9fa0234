"""A graph of Logseq: a page for each day in `journals/`, any other in `pages/`.

Invariant: bullets and words stand as they were written; only what Logseq itself keeps between them
(ids, folding, clocks) is gone. Its old copies (`logseq/bak`) and what was marked in somebody's PDF
(`hls__…`) are left out, counted. Limit: a block that is shown by its id stays an id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from files.decoding import clean
from journal.dating import Dated, find_day
from journal.entry import Entry
from journal.entry_file import inline_tags
from journal.importers.base import AS_IT_SAYS, How, empty_file, first_characters, read_source
from journal.importers.instants import moment_told
from journal.importers.left_out import left_out
from journal.problems import ImportProblem
from language.dates.written import When

_JOURNALS, _PAGES, _OWN = "journals", "pages", "logseq"
_OLD = {"bak", ".recycle", "version-files"}
_DAY = re.compile(r"(\d{4})[_.\- ](\d{1,2})[_.\- ](\d{1,2})")
_PROPERTY = re.compile(r"(?P<key>[^\s:][^:\n]{0,60}?)::(?:[ \t]+(?P<value>.*))?")
# What Logseq notes for itself on a block.
_ITS_OWN = re.compile(
    r"(?:id|collapsed|created-at|updated-at|background-color|heading|logseq\.[\w.\-]+|card-[\w\-]+"
    r"|hl-[\w\-]+|ls-type|icon|filters|template-including-parent)::.*"
)
_DRAWER = re.compile(r":(?:LOGBOOK|PROPERTIES):")
_QUOTE_BEGINS = re.compile(r"#\+BEGIN_QUOTE\s*", re.IGNORECASE)
_QUOTE_ENDS = re.compile(r"#\+END_QUOTE\s*", re.IGNORECASE)
_BULLET = re.compile(r"(?P<before>\s*(?:[-*]\s+)?)(?P<rest>.*)", re.DOTALL)
_FENCE = re.compile(r"\s*(?:[-*]\s+)?(?:```|~~~)")
_WORD = re.compile(r"[^\W_]")


class LogseqImporter:
    """One page of a graph."""

    name = "logseq"

    def recognises(self, path: Path) -> bool:
        """Whether it is Markdown where Logseq keeps its days, its pages or its old copies."""
        if path.suffix.lower() not in (".md", ".markdown"):
            return False
        if _is_old(path):
            return True
        folder = path.parent
        if folder.name == _JOURNALS and _day(path) is not None:
            is_named = "_" in path.stem or (folder.parent / _OWN).is_dir()
            return is_named or _is_outline(first_characters(path))
        return folder.name == _PAGES and (folder.parent / _OWN).is_dir()

    def read(self, path: Path, how: How = AS_IT_SAYS) -> Iterator[Entry | ImportProblem]:
        """Yield the page.

        Raises:
            ImportFileError: it cannot be opened or is too large.
            EntryFormatError: it is no text.
        """
        source = read_source(path, how)
        if _is_old(path):
            yield left_out(source.name, 1, key="thrown_away")
            return
        if path.name.startswith("hls__"):
            yield left_out(source.name, 1, key="others_words")
            return
        text = source.words
        properties, body = _divided(text)
        if not _WORD.search(body):
            yield empty_file(source.name)
            return
        day = _day(path)
        found = day or find_day(
            properties,
            name=source.facts.name,
            body=body,
            order=source.facts.order,
        )
        moment = moment_told(found, source.facts, how)
        extra = {name: value for name, value in properties.items() if name not in ("tags", "title")}
        yield Entry(
            id="",
            written_on=moment.day,
            written_at=moment.at,
            title="" if day else properties.get("title") or _title(path),
            body=body,
            tags=tuple(dict.fromkeys((*_listed(properties.get("tags", "")), *inline_tags(body)))),
            source=self.name,
            extra={**extra, **moment.marks},
        )


def _is_old(path: Path) -> bool:
    parts = path.parts
    return _OWN in parts and any(one == _OWN and two in _OLD for one, two in pairwise(parts))


def _is_outline(head: str) -> bool:
    """Whether a text begins with a bullet or a property, as every page of Logseq does."""
    first = head.lstrip("\ufeff \t\r\n").partition("\n")[0]
    return first.startswith("- ") or _PROPERTY.fullmatch(first.strip()) is not None


def _day(path: Path) -> Dated | None:
    """Return the day of a journal's page; its name is all that tells it."""
    found = _DAY.fullmatch(clean(path.stem))
    if found is None or path.parent.name != _JOURNALS:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return Dated(when=When(day=day), origin="name")


def _title(path: Path) -> str:
    """Return a page's name as Logseq shows it: a slash cannot stand in the name of a file."""
    return clean(unquote(path.stem)).replace("___", "/")


def _divided(text: str) -> tuple[dict[str, str], str]:
    """Split a page into the properties at its head and the rest without Logseq's own notes."""
    lines = text.split("\n")
    properties: dict[str, str] = {}
    while lines and (found := _PROPERTY.fullmatch(lines[0].strip().removeprefix("- "))):
        properties[found["key"].strip().lower()] = (found["value"] or "").strip()
        lines.pop(0)
    return properties, "\n".join(_own_lines(lines)).strip("\n")


def _own_lines(lines: list[str]) -> Iterator[str]:
    is_code = is_drawer = is_quote = False
    for line in lines:
        split = _BULLET.fullmatch(line)
        before, rest = (split["before"], split["rest"]) if split else ("", line)
        if _FENCE.match(line):
            is_code = not is_code
        elif not is_code:
            if is_drawer or _DRAWER.fullmatch(rest.strip()):
                is_drawer = rest.strip() != ":END:"
                continue
            if _ITS_OWN.fullmatch(rest):
                continue
            if _QUOTE_BEGINS.fullmatch(rest) or _QUOTE_ENDS.fullmatch(rest):
                is_quote = _QUOTE_BEGINS.fullmatch(rest) is not None
                continue
            if is_quote:
                line = f"{before}> {rest}"
        yield line.rstrip()


def _listed(said: str) -> tuple[str, ...]:
    parts = (part.strip().strip("#[]").strip() for part in said.split(","))
    return tuple(filter(None, parts))
