"""How it moved: a slim time line above the answer, a track an option, a dot a sentence at its date.

Promise: every dot opens its sentence; dots of one track never lie on each other. Invariant: no dot
without a date and a quote that the program cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from chains.ask.cite.numbering import pointed_numbers
from chains.ask.events import Answer, Citation
from ui.parts.quote_cards import COLOURS
from ui.shared.markup import prose
from ui.shared.templates import render
from ui.shared.text import month, t

APART: Final = 7.0  # percent of the line between two dots: a finger's width on a phone
_LEFT, _RIGHT = 3.5, 96.5
_MOST_TICKS: Final = 5
_FEWEST_DOTS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A sentence on the line, at a place in percent."""

    citation: Citation
    place: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The sentences that speak to one option."""

    label: str
    colour: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day that is written below the line."""

    words: str
    place: float


def moved_html(answer: Answer, groups: Sequence[str], *, is_change: bool = False) -> Markup:
    """Return the time line and the sentence on the change; empty where neither has anything.

    `is_change` says that the change itself was asked for: all dated quotes stand on the line then.
    """
    known = {citation.number: citation for citation in answer.citations}
    doubts = [each for each in answer.doubts if each.section == "moved"]
    said = Markup(prose(answer.moved, known, doubts)) if answer.moved else Markup("")
    shown = _dated(answer, groups, is_change=is_change)
    days = sorted({day for each in shown.values() for day in _days(each)})
    if len(days) < _FEWEST_DOTS:
        return render("moved", tracks=(), ticks=(), prose=said) if said else Markup("")
    tracks = tuple(
        Track(
            label=label or t("answer.moved"),
            colour=at % COLOURS + 1 if label or not groups else 0,  # 0: no option's
            dots=place_dots(citations, days[0], days[-1]),
        )
        for at, (label, citations) in enumerate(shown.items())
        if citations
    )
    return render("moved", tracks=tracks, ticks=place_ticks(days[0], days[-1]), prose=said)


def place_dots(citations: Sequence[Citation], first: date, last: date) -> tuple[Dot, ...]:
    """Return a dot for each citation at its date, pushed apart where they would lie on another."""
    dated = sorted((each for each in citations if each.written_on), key=_day)
    places = [_place(_day(each), first, last) for each in dated]
    apart = min(APART, (_RIGHT - _LEFT) / max(len(places) - 1, 1))
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + apart)
    limit = _RIGHT
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], limit)
        limit = places[at] - apart
    return tuple(Dot(citation=each, place=place) for each, place in zip(dated, places, strict=True))


def place_ticks(first: date, last: date) -> tuple[Tick, ...]:
    """Return the first and the last month, and the years between that have room."""
    ends = (Tick(words=month(first), place=_LEFT), Tick(words=month(last), place=_RIGHT))
    if (first.year, first.month) == (last.year, last.month):
        return ends[:1]
    years = [
        Tick(words=str(year), place=_place(date(year, 1, 1), first, last))
        for year in range(first.year + 1, last.year + 1)
    ]
    inside = [each for each in years if 22 < each.place < 78]
    step = -(-len(inside) // _MOST_TICKS) or 1
    return (ends[0], *inside[::step], ends[1])


def _dated(
    answer: Answer, groups: Sequence[str], *, is_change: bool
) -> Mapping[str, list[Citation]]:
    """Return for each option its best dated quote of each entry; and, under no name, those of no
    option that the sentence on the change points to, or that answer a question about a change.
    """
    quotes = [each for each in answer.citations if each.quote and each.written_on]
    pointed = pointed_numbers(answer.moved)
    tracks: dict[str, list[Citation]] = {label: [] for label in (*groups, "")}
    taken: set[tuple[str, str]] = set()
    for each in sorted(quotes, key=lambda quote: quote.rank):
        track = each.option if each.option in groups else ""
        is_shown = track or each.number in pointed or (is_change and not groups)
        if is_shown and (track, each.entry_id) not in taken:
            tracks[track].append(each)
            taken.add((track, each.entry_id))
    return tracks


def _days(citations: Sequence[Citation]) -> list[date]:
    return [each.written_on for each in citations if each.written_on]


def _day(citation: Citation) -> date:
    assert citation.written_on is not None
    return citation.written_on


def _place(day: date, first: date, last: date) -> float:
    share = (day - first).days / max((last - first).days, 1)
    return _LEFT + (_RIGHT - _LEFT) * share
