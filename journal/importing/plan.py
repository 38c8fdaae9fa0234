"""What an import does with each entry: what is known here already, by id, by place, by content, by
likeness.

An entry of the journal is claimed by one found entry at most, so that the same words at two times
of a day are two entries.
Invariant: of the entries of a journal no text is held here, only what they can be known by.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from errors import EntryNotFoundError
from journal.entry import Entry, new_entry_id
from journal.importers.base import (
    DATE_FROM,
    DATE_UNCERTAIN,
    DAY_ORDER_ASSUMED,
    SOURCE_DATE,
    SOURCE_ID,
    SOURCE_THERE,
    YEAR_ASSUMED,
)
from journal.importers.chat import CHAT
from journal.importers.sourced_entry import Found
from journal.importing.overlap import Fingerprint, alike, fingerprint, keys

SOURCE_HASH = "source_hash"
_ASSUMED = frozenset({DATE_UNCERTAIN, DAY_ORDER_ASSUMED, YEAR_ASSUMED})
_DAY = timedelta(days=1)
_TO_THE_MINUTE = len("2024-05-10T09:00")
_WRITTEN_ONCE = 100  # code points
_NUMBER = re.compile(r"#\d+$")  # of an entry in its file
_ADDRESS = re.compile(r"\w+://")


class Outcome(Enum):
    """What becomes of an entry that was found."""

    ADD = "add"
    UPDATE = "update"
    SAME = "same"
    ALIKE = "alike"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    """What one known entry is recognised by."""

    id: str
    day: date
    source: str
    place: str
    at: str  # the time on the clock that it is written for, "" where it has none
    is_edited: bool
    said: str  # the moment as the source has it, whatever zone it was read in
    words: str  # the hash of its words without the day
    is_told: bool


@dataclass(slots=True)
class _Shelf:
    """Entries of one day and source by the keys of their words, read when they are first asked for:
    a file's clock can give thousands of notes one day."""

    unread: list[str] = field(default_factory=list)
    by_key: dict[int, list[str]] = field(default_factory=dict)


_Mark = tuple[str, ...]


@dataclass(slots=True)
class _Alikes:
    """Known entries that say the same, by each mark that tells which of them is meant; the marks
    are set when the first is asked for."""

    unmarked: list[_Fact] = field(default_factory=list)
    by_mark: dict[_Mark, list[_Fact]] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)

    def claim(self, wanted: _Fact, claimed: set[str]) -> bool:
        """Claim the entry that is most surely the wanted one; False where all are others."""
        for fact in self.unmarked:
            wide = (("place", fact.source, fact.place), ("source", fact.source))
            for mark in (*_marks(fact), *wide):
                self.by_mark.setdefault(mark, []).append(fact)
            self.sources.setdefault(fact.source)
        self.unmarked.clear()
        for mark in self._tried(wanted):
            facts = self.by_mark.get(mark, [])
            while facts:
                fact = facts.pop()
                if fact.id not in claimed:
                    claimed.add(fact.id)
                    return True
        return False

    def _tried(self, wanted: _Fact) -> Iterator[_Mark]:
        yield from _marks(wanted)
        yield ("place", wanted.source, wanted.place)
        # Another time of the same day is another entry, unless the one of them has no time.
        yield ("at", wanted.source, "") if wanted.at else ("source", wanted.source)
        yield from (("source", each) for each in self.sources if each != wanted.source)


def _marks(fact: _Fact) -> Iterator[_Mark]:
    if fact.id:
        yield ("id", fact.id)
    yield ("place and time", fact.source, fact.place, fact.at)
    yield ("at", fact.source, fact.at)
    if fact.said:
        yield ("said", fact.source, fact.said)


def _fact_of(entry: Entry, *, is_edited: bool = False) -> _Fact:
    return _Fact(
        id=entry.id,
        day=entry.written_on,
        source=entry.source,
        place=str(entry.extra.get(SOURCE_ID, "")),
        at=_clock(entry),
        is_edited=is_edited,
        said=str(entry.extra.get(SOURCE_DATE, "")),
        words=content_hash(entry, dated=False),
        is_told=_is_told(entry),
    )


def _agree(one: _Fact, other: _Fact) -> bool:
    """Whether two entries of a day can be the same by their times."""
    return one.at == other.at or not (one.at and other.at)


def _file_in(place: str) -> str:
    """Return the file that a place is in, "" where it names no file."""
    return "" if _ADDRESS.match(place) else _NUMBER.sub("", place)


def _clock(entry: Entry) -> str:
    return entry.written_at.replace(tzinfo=None).isoformat() if entry.written_at else ""


def content_hash(entry: Entry, *, dated: bool = True) -> str:
    """Return what tells whether two entries say the same: day (where it is certain), title and
    body.
    """
    day = entry.written_on.isoformat() if dated else ""
    return _hash_of(day, entry.title, entry.body)


@lru_cache(maxsize=8)  # an entry is asked about a few times in a row
def _hash_of(day: str, title: str, body: str) -> str:
    return hashlib.sha256(f"{day}\0{title}\0{body}".encode()).hexdigest()[:32]


def source_hash(entry: Entry) -> str:
    """Return the hash of an entry as its source has it; a day that only a clock gave is no part of
    it.
    """
    return content_hash(entry, dated=DATE_UNCERTAIN not in entry.extra)


def _is_told(entry: Entry) -> bool:
    """Whether its source alone tells the day of an entry: no clock, no person, nothing assumed."""
    return entry.extra.get(DATE_FROM) != "person" and not _ASSUMED.intersection(entry.extra)


class Knowledge:
    """What the journal holds, and what this import has brought so far. `get` reads an entry of the
    journal again; `also` are hashes of sources that count as known; `seen` keeps, by what texts
    say, the fingerprints that a look has made for the run after it."""

    def __init__(
        self,
        entries: Iterable[Entry],
        get: Callable[[str], Entry],
        *,
        also: frozenset[str] = frozenset(),
        seen: dict[str, Fingerprint] | None = None,
    ) -> None:
        self._get = get
        self._seen = {} if seen is None else seen
        self._by_id: dict[str, _Fact] = {}
        self._by_place: dict[tuple[str, str], list[_Fact]] = {}
        # By the file and day, of the journal only; and how many entries a file has there.
        self._by_file: dict[tuple[str, str, date], list[_Fact]] = {}
        self._in_file: Counter[tuple[str, str]] = Counter()
        self._shelves: dict[date, dict[str, _Shelf]] = {}  # by day and source
        self._gone = also
        self._holding: dict[str, _Alikes] = {}  # by what they say
        self._claimed: set[str] = set()
        self._joined: set[tuple[str, str]] = set()  # of an entry and a source that has it as well
        self._met: dict[tuple[str, ...], list[frozenset[str]]] = {}
        self._prints: dict[str, Fingerprint] = {}
        self._places: dict[tuple[str, str], int] = {}
        for entry in entries:
            self._learn(entry, is_known=True)

    def placed(self, entry: Entry) -> Entry:
        """Return the entry with a place in its source that no other of this import has."""
        place = str(entry.extra.get(SOURCE_ID, ""))
        if not place:
            return entry
        count = self._places[entry.source, place] = self._places.get((entry.source, place), 0) + 1
        return (
            entry
            if count == 1
            else replace(entry, extra={**entry.extra, SOURCE_ID: f"{place} ({count})"})
        )

    def has_met(self, entry: Entry) -> bool:
        """Whether this import has brought the entry already, as it lies in its source, before it
        was `placed`: the same words for the same time by the same id, in the same file of a folder
        and its copy, or in another export of a chat, which may call the room otherwise."""
        place = entry.id or str(entry.extra.get(SOURCE_ID, ""))
        *folders, name = place.split("/")
        at = _clock(entry)
        if CHAT in entry.extra and at:
            folders, name, at = [], "", at[:_TO_THE_MINUTE]
        key = (source_hash(entry), entry.source, at, name)
        # So long a text is not written twice: the folder beside is a copy, too.
        within = frozenset(folders if len(entry.body) < _WRITTEN_ONCE else ())
        known = self._met.setdefault(key, [])
        if any(within <= other or other <= within for other in known):
            return True
        known.append(within)
        return False

    def weigh(self, entry: Entry) -> tuple[Outcome, str]:
        """Return what to do with a found entry, and the id of the entry here that it is or is like,
        else "".
        """
        found = source_hash(entry)
        if found in self._gone:
            return Outcome.SAME, ""
        same = self._holding.get(found)
        if same is not None and same.claim(_fact_of(entry), self._claimed):
            return Outcome.SAME, ""
        known = self._by_id.get(entry.id) if entry.id else self._same_place(entry)
        if known is not None:
            self._claimed.add(known.id)
            return (Outcome.CONFLICT if known.is_edited else Outcome.UPDATE), known.id
        like = self._alike(entry)
        return (Outcome.ALIKE, like) if like else (Outcome.ADD, "")

    def marked(self, entry: Entry, entry_id: str, outcome: Outcome) -> Entry:
        """Return the entry ready to be saved, and remember it unless nothing will come of it."""
        if outcome is Outcome.SAME:
            return entry
        if isinstance(entry, Found) and entry.raw:
            ready: Entry = entry  # goes back as the file that it was
        else:
            ready = replace(entry, extra={**entry.extra, SOURCE_HASH: source_hash(entry)})
        if outcome in (Outcome.ADD, Outcome.UPDATE):
            # The id is given here, so that the next of the same writing can name what it is like.
            ready = replace(ready, id=entry_id or new_entry_id())
            self._learn(ready)
        elif outcome is Outcome.ALIKE:
            ready = replace(ready, id=entry.id)
        return ready

    def _learn(self, entry: Entry, *, is_known: bool = False) -> None:
        content, undated = content_hash(entry), content_hash(entry, dated=False)
        at_source = str(entry.extra.get(SOURCE_HASH, ""))
        as_it_is = undated if DATE_UNCERTAIN in entry.extra else content
        is_edited = is_known and at_source != as_it_is
        fact = _fact_of(entry, is_edited=is_edited)
        self._by_id[entry.id] = fact
        if entry.id:
            of_day = self._shelves.setdefault(entry.written_on, {})
            of_day.setdefault(entry.source, _Shelf()).unread.append(entry.id)
        if fact.place:
            self._by_place.setdefault((entry.source, fact.place), []).append(fact)
        if is_known and (file := _file_in(fact.place)):
            self._by_file.setdefault((fact.source, file, fact.day), []).append(fact)
            self._in_file[fact.source, file] += 1
        for each in {content, undated, at_source} - {""}:
            self._holding.setdefault(each, _Alikes()).unmarked.append(fact)
        if not is_known:
            self._claimed.add(entry.id)
        self._prints.pop(entry.id, None)
        if not is_known:  # while only looking it is nowhere to be read again
            if content not in self._seen:
                self._seen[content] = fingerprint(entry.body)
            self._prints[entry.id] = self._seen[content]

    def _same_place(self, entry: Entry) -> _Fact | None:
        """Return the entry of the same place and day: a place alone can be another folder of the
        same name. The day of a moment in UTC is that of a zone, and some days no source tells: then
        it is the same moment, or the same words.
        """
        place = str(entry.extra.get(SOURCE_ID, ""))
        sources = (entry.source, str(entry.extra.get(SOURCE_THERE, "")))
        found = (self._by_place.get((source, place)) for source in sources if place)
        there = next((each for each in found if each), [])
        known = [each for each in there if each.id not in self._claimed]
        same = self._same_day(_fact_of(entry), known)
        if same is not None or not known:
            return same
        said, words = str(entry.extra.get(SOURCE_DATE, "")), content_hash(entry, dated=False)
        is_told = _is_told(entry)
        for other in known:
            is_reading = other.words == words and not (is_told and other.is_told)
            if is_reading or (said and said == other.said):
                return other
        return None

    def _same_day(self, wanted: _Fact, there: list[_Fact]) -> _Fact | None:
        """Return the entry of the same file and day: the one with its time or its number in the
        file, which a day that is added above moves on; else the only one.
        """
        file = _file_in(wanted.place)
        on_day = self._by_file.get((wanted.source, file, wanted.day), [])
        on_day = [each for each in on_day if each.id not in self._claimed]
        told = [each for each in on_day if each.is_told and wanted.is_told]
        is_one_of_many = self._in_file[wanted.source, file] > 1
        fitting = [
            other
            for other in there
            if other.day == wanted.day
            and (not is_one_of_many or _agree(other, wanted) or other.words == wanted.words)
        ]
        fitting += [other for other in on_day if other.at and other.at == wanted.at]
        fitting += [other for other in told if len(told) == 1 and _agree(other, wanted)]
        return min(
            fitting,
            key=lambda other: (other.at != wanted.at, other.place != wanted.place),
            default=None,
        )

    def _alike(self, entry: Entry) -> str:
        """Return the id of the entry of another source, a day apart at most, that is the same
        writing.
        """
        if entry.written_on in (date.min, date.max):
            return ""
        mine: Fingerprint | None = None
        for day in (entry.written_on, entry.written_on - _DAY, entry.written_on + _DAY):
            for source, shelf in self._shelves.get(day, {}).items():
                if source == entry.source:
                    continue
                mine = mine or fingerprint(entry.body)
                found = self._like_on(shelf, mine, entry.source)
                if found:
                    self._joined.add((found, entry.source))
                    return found
        return ""

    def _like_on(self, shelf: _Shelf, mine: Fingerprint, source: str) -> str:
        """Return the id of the entry on a shelf that is the same writing, or "": one that no other
        entry of this source is.
        """
        for entry_id in shelf.unread:
            known = self._print_of(entry_id)
            for key in keys(known) if known is not None else ():
                shelf.by_key.setdefault(key, []).append(entry_id)
        shelf.unread.clear()
        near = dict.fromkeys(each for key in keys(mine) for each in shelf.by_key.get(key, ()))
        for entry_id in near:
            if (entry_id, source) in self._joined:
                continue
            other = self._print_of(entry_id)
            if other is not None and alike(mine, other):
                return entry_id
        return ""

    def _print_of(self, entry_id: str) -> Fingerprint | None:
        if entry_id not in self._prints:
            try:
                self._prints[entry_id] = fingerprint(self._get(entry_id).body)
            except EntryNotFoundError:  # deleted a moment ago
                return None
        return self._prints[entry_id]
