"""How the writer leaned towards each option, sentence by sentence: what the chart and the table
draw.

Limit: a stance is taken at its word (-2 to 2), a reason as one step for or against. Invariant: only
confirmed sentences move the line, which is the mean of the last three; it begins anew after a year
of silence, since nobody knows what was thought in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from decisions.parts import Quote
from decisions.record import Decision

_SIDES = {"for": 1, "against": -1, "mixed": 0}
_LAST = 3
_SILENCE = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One sentence: `lean` is what it says, `line` the mean of the last three confirmed, None for a
    proposal. Sentences of one `stretch` have no year of silence between them.
    """

    dated: date
    option: str
    label: str
    lean: int
    line: float | None
    stretch: int
    text: str
    quote: Quote | None
    is_stance: bool
    item: str


def points(decision: Decision) -> tuple[Point, ...]:
    """Return every dated sentence that leans, oldest first."""
    labels = {each.id: each.value.label for each in decision.options}
    found: list[tuple[date, str, int, str, Quote | None, bool, bool, str]] = []
    for stance in decision.stances:
        said = stance.quote.text if stance.quote else stance.value.text
        for option, lean in stance.value.leans.items():
            found.append(
                (stance.dated, option, lean, said, stance.quote, True, stance.counts, stance.id)
            )
    for reason in decision.reasons:
        value = reason.value
        if value.struck_with:
            continue
        said = reason.quote.text if reason.quote else value.text
        found.append(
            (
                reason.dated,
                value.option,
                _SIDES[value.side],
                said,
                reason.quote,
                False,
                reason.counts,
                reason.id,
            )
        )
    found.sort(key=lambda each: (each[0], each[4].start if each[4] else 0))
    recent: defaultdict[str, list[int]] = defaultdict(list)
    made: list[Point] = []
    stretch = 0
    for dated, option, lean, said, quote, is_stance, counts, item in found:
        if option not in labels:
            continue
        if made and dated - made[-1].dated > _SILENCE:
            stretch += 1
            recent.clear()
        if counts:
            recent[option].append(lean)
        made.append(
            Point(
                dated=dated,
                option=option,
                label=labels[option],
                lean=lean,
                line=_mean(recent[option]) if counts else None,
                stretch=stretch,
                text=said,
                quote=quote,
                is_stance=is_stance,
                item=item,
            )
        )
    return tuple(made)


def has_course(found: Sequence[Point]) -> bool:
    """Whether there is something to show: where the writer stood, or reasons of several days."""
    return any(each.is_stance for each in found) or len({each.dated for each in found}) > 1


def turning(found: Sequence[Point]) -> tuple[Point, ...]:
    """Return the sentences at which the sign of a lean changed, for each option, oldest first."""
    last: dict[str, int] = {}
    turns = []
    for each in found:
        sign = (each.lean > 0) - (each.lean < 0)
        if sign and last.get(each.option, 0) != sign:
            turns.append(each)
            last[each.option] = sign
    return tuple(turns)


def _mean(leans: Sequence[int]) -> float:
    last = leans[-_LAST:]
    return sum(last) / len(last)
