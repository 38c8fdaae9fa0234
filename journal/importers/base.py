"""What an importer is, how it is told to read, and the file that it is given.

Invariant: an importer yields entries and problems, never both for one thing, and raises nothing but
`JournalError`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from errors import EntryFormatError, ImportFileError
from files.decoding import clean, decode_leniently, readable_name
from journal.entry import Entry
from journal.entry_file import FileFacts
from journal.importers.foreign_chats import foreign_chat
from journal.importers.plain_chats import is_plain_chat
from journal.problems import ImportProblem
from language.dates.names import without_ending
from language.dates.orders import DayOrder, order_of

Item = TypeVar("Item")

LARGEST_FILE = 50_000_000
NO_CHARACTER = "\ufffc"  # stands where a program had a picture; no word of the writer
_PLAIN = frozenset({"jrnl", "markdown", "text"})  # importers to which a chat would be a diary
# A return that more of them and a line feed follow is left to that line.
_LINE_END = re.compile("\r\n|\r(?!\r*\n)|[\x0c\u2028\u2029]")
HEAD = 4000  # code points by which a file is recognised

# Marks that an import leaves in `Entry.extra`, so that the next one, and the person, knows what was
# read.
SOURCE_ID = "source_id"
SOURCE_DATE = "source_date"
SOURCE_THERE = "source_there"  # what a file calls its source; before, that was the entry's
DATE_UNCERTAIN = "date_uncertain"
DAY_ORDER_ASSUMED = "day_order_assumed"
YEAR_ASSUMED = "year_assumed"  # two digits read as the year
DATE_FROM = "date_from"  # what told the day: field, name, title, heading, clock
TIME_ZONE = "time_zone"
ZONE_ASSUMED = "time_zone_assumed"
SPEAKERS = "speakers"  # in the values of a problem: the names of which the person is one


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """What a person says where a file does not: the zone of moments that have none, and the order
    of day and month in `4/5/2024` ("" is what the file itself shows, else month first).

    Without a `zone`, `home` is assumed: that of the person's browser, "" for this computer's.
    `day` is for what tells none itself, else the file's clock is taken.
    `names` is what the names of the files that come together show of their dates in numbers, `me`
    the names under which the person speaks in chats, and the names or addresses in mails.
    """

    zone: str = ""
    day_order: Literal["", "mdy", "dmy"] = ""
    me: tuple[str, ...] = ()
    home: str = ""
    day: date | None = None
    names: DayOrder | None = None

    def order_beside(self, name: str) -> DayOrder:
        """Return how dates in numbers are read in the name of a file, and where they tell no order
        themselves within it."""
        return self.names or order_of([without_ending(name)], self.day_order, names=True)


AS_IT_SAYS = How()


class Importer(Protocol):
    """One format. `name` becomes the `source` of its entries."""

    @property
    def name(self) -> str: ...

    def recognises(self, path: Path) -> bool:
        """Whether `path` is of this format. Raises nothing."""

    def read(self, path: Path, how: How = AS_IT_SAYS, /) -> Iterator[Entry | ImportProblem]:
        """Yield every entry in `path`, and a problem for everything that is none.

        Raises:
            JournalError: nothing in `path` can be used.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A text file as read: its characters (not yet normalised) and what its name and clock say."""

    text: str
    facts: FileFacts

    @property
    def name(self) -> str:
        """The file's own name, to show."""
        return self.facts.name.rpartition("/")[2]

    @property
    def words(self) -> str:
        """The text as the journal holds it: normalised, a line feed ends each line, however many
        programs have broken the lines of one file."""
        return _LINE_END.sub("\n", clean(self.text).removeprefix("\ufeff"))


def read_source(path: Path, how: How = AS_IT_SAYS) -> SourceText:
    """Read a text file of any encoding that the journal knows; a few broken bytes are noted.

    Raises:
        ImportFileError: it cannot be opened or is too large.
        EntryFormatError: it is no text.
    """
    shown = clean(path.name)
    try:
        stat = path.stat()
        if stat.st_size > LARGEST_FILE:
            raise ImportFileError(
                "{path} is larger than {megabytes} MB.",
                hint="Split it into several files and import those.",
                key="import.too_large",
                path=shown,
                megabytes=LARGEST_FILE // 1_000_000,
            )
        raw = first_bytes(path)
        if len(raw) != stat.st_size:
            raw = path.read_bytes()
    except OSError as error:
        raise unreadable(shown) from error
    facts = facts_of(path, stat.st_mtime, how)
    return SourceText(text=_words(raw, shown), facts=facts)


def _words(raw: bytes, shown: str) -> str:
    decoded = decode_leniently(raw, where=shown)
    if decoded.is_mended:
        note_slip()
    if decoded.is_doubtful:
        _note_doubt()
    text = decoded.text.replace(NO_CHARACTER, "")
    if "\n" not in text:  # as the old Mac broke lines
        text = text.replace("\r", "\n")
    # Where files were put together, the mark of an encoding stands within.
    return text.replace("\n\ufeff", "\n")


@dataclass(slots=True)
class Slips:
    """How often something of a file was mended to be read at all; `is_doubtful` says that its
    encoding is a guess that may be wrong."""

    count: int = 0
    is_doubtful: bool = False


_SLIPS: ContextVar[Slips | None] = ContextVar("slips", default=None)


def count_slips() -> Slips:
    """Return a new count, which from now on holds what is mended."""
    slips = Slips()
    _SLIPS.set(slips)
    return slips


def note_slip() -> None:
    """Count one place that was mended in the file that is being read."""
    slips = _SLIPS.get()
    if slips is not None:
        slips.count += 1


def _note_doubt() -> None:
    slips = _SLIPS.get()
    if slips is not None:
        slips.is_doubtful = True


def facts_of(path: Path, changed_at: float, how: How = AS_IT_SAYS) -> FileFacts:
    """Return what a file's name and clock say. Five levels of folders are enough for
    2024/Q2/04/30/a walk.md.
    """
    changed = datetime.fromtimestamp(min(max(changed_at, 0.0), 253_370_764_800.0))
    name = "/".join(readable_name(part) for part in path.parts[-5:])
    order = how.order_beside(readable_name(path.name))
    return FileFacts(name=name, changed=changed, order=order, is_foreign=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beginning:
    """The first bytes of a file, and the characters that they are, "" when it is no text."""

    path: Path
    raw: bytes
    text: str


# The file that was asked about last: whoever recognises it and whoever reads it, where it is no
# longer than that, open it once together.
_BEGUN: ContextVar[_Beginning | None] = ContextVar("begun", default=None)


def importer_of(path: Path, importers: Iterable[Importer]) -> Importer | None:
    """Return the first of the importers that recognises a file, which is opened once for all; none
    for a chat in which nobody can tell whose the words are."""
    _BEGUN.set(_begin(path))
    if foreign_chat(clean(path.name), first_characters(path)):
        return None
    found = next((each for each in importers if each.recognises(path)), None)
    is_plain = found is not None and found.name in _PLAIN
    return None if is_plain and is_plain_chat(first_characters(path)) else found


def first_characters(path: Path) -> str:
    """Return the beginning of a text file to recognise it by, or "" when it is no text."""
    return _beginning(path).text


def first_bytes(path: Path) -> bytes:
    """Return the beginning of a file to recognise it by, b"" when it cannot be read."""
    return _beginning(path).raw


def _beginning(path: Path) -> _Beginning:
    begun = _BEGUN.get()
    return begun if begun is not None and begun.path is path else _begin(path)


def _begin(path: Path) -> _Beginning:
    try:
        with path.open("rb") as file:
            raw = file.read(HEAD * 4)
    except (OSError, ValueError):
        raw = b""
    return _Beginning(path=path, raw=raw, text=_head(raw))


def _head(raw: bytes) -> str:
    cut = raw[: raw.rfind(b"\n") + 1] if len(raw) == HEAD * 4 and b"\n" in raw else raw
    try:
        return clean(decode_leniently(cut, where="").text[:HEAD])
    except EntryFormatError:
        return ""


def unreadable(shown: str) -> ImportFileError:
    """Return the error of a file that is not there or not ours to read."""
    return ImportFileError(
        "{path} cannot be opened.",
        hint="Check that it is still there and that you may read it.",
        key="import.unreadable",
        path=shown,
    )


def damaged(shown: str, kind: str) -> ImportFileError:
    """Return the error of a file that stops being what it began as."""
    return ImportFileError(
        "{path} is not whole: it is no {kind} to its end.",
        hint=(
            "It may have been cut off while it was copied or downloaded. What was read before that"
            " is kept; get it again and import it again for the rest."
        ),
        key="import.damaged",
        path=shown,
        kind=kind,
    )


def broken_parts(shown: str, count: int) -> ImportFileError:
    """Return the error of a file of which some parts cannot be read; the others were."""
    return ImportFileError(
        "{path}: parts that are broken and could not be read: {count}.",
        hint="All others were read. Get the file again and import it again for the rest.",
        key="import.broken_parts",
        path=shown,
        count=count,
    )


def as_far_as_whole(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items of a file that is read once more, which will tell its damage."""
    with suppress(ImportFileError):
        yield from items


def empty_file(path: str) -> ImportProblem:
    """Return the problem of a file without words."""
    error = ImportFileError(
        "{path} has no words in it.",
        hint="There was nothing to import from it.",
        key="import.empty",
        path=path,
    )
    return ImportProblem.of(path, error)
