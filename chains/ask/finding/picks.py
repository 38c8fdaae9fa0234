"""How each kind of question picks what is shown: the same ranking, read in its own order.

The earliest for "when first", the range entry by entry for a stretch of time. Limit: eight cards,
of which one to three lead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from chains.ask.events import Kind, Plan
from chains.ask.finding.ranked import Ranked

CARDS: Final = 8
LEADING: Final = 3
LEAD_GAP: Final = 0.85  # a further card leads while it scores at least this share of the first
ALIKE: Final = 0.8  # an entry speaks of the same thing while it scores this share of the best

Pick = Callable[[Sequence[Ranked]], tuple[Sequence[Ranked], int]]


def pick(plan: Plan, ranked: Sequence[Ranked]) -> tuple[tuple[Ranked, ...], int]:
    """Return the entries to show, in the order of the screen, and how many of them lead."""
    chosen, leading = _PICKS.get(plan.kind, _pick_best)(ranked)
    return tuple(chosen), leading


def _pick_best(ranked: Sequence[Ranked]) -> tuple[Sequence[Ranked], int]:
    chosen = ranked[:CARDS]
    return chosen, _leading(chosen)


def _pick_earliest(ranked: Sequence[Ranked]) -> tuple[Sequence[Ranked], int]:
    return _by_time(ranked, latest=False)


def _pick_latest(ranked: Sequence[Ranked]) -> tuple[Sequence[Ranked], int]:
    return _by_time(ranked, latest=True)


def _by_time(ranked: Sequence[Ranked], *, latest: bool) -> tuple[Sequence[Ranked], int]:
    """Put the first (or last) entry that speaks of the thing first, then the best of the rest."""
    chosen = list(ranked[:CARDS])
    if not chosen:
        return (), 0
    alike = [each for each in chosen if each.score >= ALIKE * chosen[0].score]
    alike.sort(key=lambda each: each.entry.written_on, reverse=latest)
    rest = [each for each in chosen if each not in alike]
    return [*alike, *rest], min(2, len(alike))


def _pick_all_in_order(ranked: Sequence[Ranked]) -> tuple[Sequence[Ranked], int]:
    """Take what stands out in a stretch of time, spread over it, and show it in order."""
    chosen = _spread(ranked, CARDS)
    return chosen, min(LEADING, len(chosen))


def _pick_turns(ranked: Sequence[Ranked]) -> tuple[Sequence[Ranked], int]:
    """Show the best in the order in which they were written; the best ones lead."""
    chosen = ranked[:CARDS]
    leading = chosen[: _leading(chosen)]
    in_order = sorted(leading, key=lambda each: each.entry.written_on)
    rest = sorted(chosen[len(leading) :], key=lambda each: each.entry.written_on)
    return [*in_order, *rest], len(leading)


def _spread(ranked: Sequence[Ranked], most: int) -> list[Ranked]:
    in_order = sorted(ranked, key=lambda each: (each.entry.written_on, each.entry.id))
    if len(in_order) <= most:
        return in_order
    edges = [round(at * len(in_order) / most) for at in range(most + 1)]
    parts = [in_order[a:b] for a, b in pairwise(edges)]
    return [max(part, key=lambda each: each.score) for part in parts if part]


def _leading(chosen: Sequence[Ranked]) -> int:
    count = min(1, len(chosen))
    while count < min(LEADING, len(chosen)) and chosen[count].score >= LEAD_GAP * chosen[0].score:
        count += 1
    return count


_PICKS: Final[Mapping[Kind, Pick]] = {
    "first": _pick_earliest,
    "last": _pick_latest,
    "period": _pick_all_in_order,
    "change": _pick_turns,
    "next": _pick_turns,
}
