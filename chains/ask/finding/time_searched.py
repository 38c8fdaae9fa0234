"""Which days a search keeps to, and whether entries of other days may answer as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from chains.ask.events import Kind, Plan
from chains.ask.planning.stretch import searched_range
from journal.entry import Entry
from language.dates.asked import DateRange, read_dates
from vectorstore.types import EVERYTHING, EntryFilter, Extent

_LOOSE: Final[frozenset[Kind]] = frozenset({"about", "why", "who", "ever"})
# These are counted or put in order by day, so they keep to their range while it holds anything.
_ORDERED: Final[frozenset[Kind]] = frozenset({"first", "last", "count", "change", "deadline"})


class Times(Protocol):
    """What is asked of the journal's index."""

    def entries(self, where: EntryFilter = ...) -> Sequence[Entry]: ...
    def searched(self, where: EntryFilter) -> Extent: ...
    def counts(self, terms: Iterable[str]) -> dict[str, int]: ...


def time_searched(index: Times, plan: Plan) -> tuple[EntryFilter, bool]:
    """Return the days that are asked about, and whether entries of others may answer as well."""
    time = searched_range(plan, index.searched)
    if index.searched(time).entries or not _is_loose(plan, _LOOSE | _ORDERED):
        return time, _is_loose(plan, _LOOSE)
    is_told_of = _is_told_of(index, plan)
    return (without_time(time) if is_told_of else time), is_told_of


def without_time(where: EntryFilter) -> EntryFilter:
    """Return a filter that lets in entries of any day."""
    return replace(where, since=None, until=None)


def _is_loose(plan: Plan, kinds: frozenset[Kind]) -> bool:
    """Say whether the time in the question speaks for entries without shutting others out: it is
    read from the question's words, and nothing is counted or put in order. "Until 2024" alone
    stays as it is: nothing later may be found.
    """
    ends = plan.where.since is not None and plan.where.until is not None
    return bool(plan.date_words) and ends and plan.kind in kinds and not plan.before


def _is_told_of(index: Times, plan: Plan) -> bool:
    """Say whether entries of another time tell of this one: all its numbers stand somewhere, or an
    entry has the same words for the same days ("a few years ago", "last year").
    """
    numbers = [number.lstrip("0") for number in re.findall(r"\d+", plan.date_words)]
    if numbers:
        return min(index.counts(numbers).values()) > 0
    words = plan.date_words.casefold()
    return any(
        _are_of(plan, read_dates(f"{words}?", entry.written_on))
        for entry in index.entries(EVERYTHING)
        if words in entry.body.casefold()
    )


def _are_of(plan: Plan, days: DateRange | None) -> bool:
    """Say whether days reach into the time that is asked about."""
    since, until = plan.where.since, plan.where.until
    if days is None or days.since is None or days.until is None or since is None or until is None:
        return False
    return days.since <= until and since <= days.until
