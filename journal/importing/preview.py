"""What an import would do, before it does it: counts, days, samples, differences, what is left out.

Limit: of samples and differences the first are kept, with the first lines of their text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from errors import EntryNotFoundError
from journal.entry import Entry
from journal.importers.base import (
    DATE_FROM,
    DATE_UNCERTAIN,
    DAY_ORDER_ASSUMED,
    SOURCE_ID,
    SPEAKERS,
    TIME_ZONE,
    YEAR_ASSUMED,
    ZONE_ASSUMED,
)
from journal.importers.sourced_entry import Found
from journal.importing.plan import Outcome
from journal.importing.report import ImportReport
from journal.problems import ImportProblem
from journal.store import EntryStore

_SAMPLES, _DIFFERENCES, _SAMPLE_LENGTH = 3, 100, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One entry as it was understood; `dated_by` is what told its day."""

    title: str
    written_on: date
    beginning: str
    tags: tuple[str, ...]
    dated_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An entry that changed at its source: both texts."""

    entry_id: str
    written_on: date
    title: str
    here: str
    there: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The same writing from two sources."""

    entry_id: str
    title: str
    written_on: date
    place: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How days were read, counted in entries. `zones` counts those of moments by name;
    `assumed_zones` names those that no source said.

    Every day comes from a field of its source (front matter, a format's own), a name, a heading (a
    title, a first line), the person, or, `uncertain`, the file's clock.
    """

    zones: tuple[tuple[str, int], ...] = ()
    zone_assumed: int = 0
    assumed_zones: tuple[str, ...] = ()
    order_assumed: int = 0
    year_assumed: int = 0
    by_field: int = 0
    by_name: int = 0
    by_heading: int = 0
    uncertain: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """See the module's text. `report` is what a run with the usual choices would report; `speakers`
    are the names in chats of which nobody said yet which is the person's."""

    found: int
    first: date | None
    last: date | None
    formats: tuple[tuple[str, int], ...]
    pictures: int
    samples: tuple[Sample, ...]
    differences: tuple[Difference, ...]
    pairs: tuple[Pair, ...]
    dates: Dates
    report: ImportReport
    speakers: tuple[str, ...] = ()


@dataclass(slots=True)
class Reckoning:
    """Counts entries one at a time; holds none of them."""

    store: EntryStore
    problems: list[ImportProblem] = field(default_factory=list)
    found: int = 0
    _outcomes: Counter[Outcome] = field(default_factory=Counter)
    _formats: Counter[str] = field(default_factory=Counter)
    _zones: Counter[str] = field(default_factory=Counter)
    _assumed_zones: set[str] = field(default_factory=set)
    _marks: Counter[str] = field(default_factory=Counter)
    _origins: Counter[str] = field(default_factory=Counter)
    _pictures: set[str] = field(default_factory=set)
    _samples: list[Sample] = field(default_factory=list)
    _differences: list[Difference] = field(default_factory=list)
    _pairs: list[Pair] = field(default_factory=list)
    _first: date | None = None
    _last: date | None = None

    def take(self, entry: Entry, outcome: Outcome, known: str) -> None:
        """Count an entry. `known` is the entry here that it would update or is like."""
        self.found += 1
        self._outcomes[outcome] += 1
        self._formats[entry.source] += 1
        self._first = min(self._first or entry.written_on, entry.written_on)
        self._last = max(self._last or entry.written_on, entry.written_on)
        self._marks.update(
            name
            for name in (DATE_UNCERTAIN, DAY_ORDER_ASSUMED, YEAR_ASSUMED, ZONE_ASSUMED)
            if name in entry.extra
        )
        self._origins[_origin(entry)] += 1
        if TIME_ZONE in entry.extra:
            self._zones[str(entry.extra[TIME_ZONE])] += 1
            if ZONE_ASSUMED in entry.extra:
                self._assumed_zones.add(str(entry.extra[TIME_ZONE]))
        if isinstance(entry, Found):
            self._pictures.update(picture.name for picture in entry.pictures)
        if len(self._samples) < _SAMPLES and outcome in (Outcome.ADD, Outcome.UPDATE):
            self._samples.append(_sample(entry))
        if outcome is Outcome.UPDATE and len(self._differences) < _DIFFERENCES:
            self._compare(entry, known)
        if outcome is Outcome.ALIKE and len(self._pairs) < _DIFFERENCES:
            place = str(entry.extra.get(SOURCE_ID, ""))
            self._pairs.append(
                Pair(
                    entry_id=known,
                    title=entry.title,
                    written_on=entry.written_on,
                    place=place,
                    source=entry.source,
                )
            )

    def preview(self) -> Preview:
        """Return what was counted."""
        counts = self._outcomes
        return Preview(
            found=self.found,
            first=self._first,
            last=self._last,
            formats=tuple(self._formats.most_common()),
            pictures=len(self._pictures),
            samples=tuple(self._samples),
            differences=tuple(self._differences),
            pairs=tuple(self._pairs),
            dates=Dates(
                zones=tuple(self._zones.most_common()),
                zone_assumed=self._marks[ZONE_ASSUMED],
                assumed_zones=tuple(sorted(self._assumed_zones)),
                order_assumed=self._marks[DAY_ORDER_ASSUMED],
                year_assumed=self._marks[YEAR_ASSUMED],
                by_field=self._origins["field"],
                by_name=self._origins["name"],
                by_heading=self._origins["heading"] + self._origins["title"],
                uncertain=self._marks[DATE_UNCERTAIN],
            ),
            report=ImportReport(
                added=counts[Outcome.ADD],
                updated=counts[Outcome.UPDATE],
                unchanged=counts[Outcome.SAME],
                alike=counts[Outcome.ALIKE],
                problems=tuple(self.problems),
            ),
            speakers=_speakers(self.problems),
        )

    def _compare(self, entry: Entry, known: str) -> None:
        try:
            here = self.store.get(known)
        except EntryNotFoundError:
            return  # twice in this very import
        self._differences.append(
            Difference(
                entry_id=known,
                written_on=entry.written_on,
                title=entry.title,
                here=here.body,
                there=entry.body,
            )
        )


def _speakers(problems: Iterable[ImportProblem]) -> tuple[str, ...]:
    """Return the names that the files ask about, each once."""
    asked = (problem.values.get(SPEAKERS) for problem in problems)
    return tuple(
        dict.fromkeys(name for names in asked if isinstance(names, tuple) for name in names)
    )


def _origin(entry: Entry) -> str:
    if DATE_UNCERTAIN in entry.extra:
        return "clock"
    return str(entry.extra.get(DATE_FROM, "field"))


def _sample(entry: Entry) -> Sample:
    return Sample(
        title=entry.title,
        written_on=entry.written_on,
        beginning=entry.body[:_SAMPLE_LENGTH],
        tags=entry.tags,
        dated_by=_origin(entry),
    )
