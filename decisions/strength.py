"""Which reasons to keep and to show first: the strongest for each side, as they were written.

What counts as strong is first what the writer gave, a weight and a confirmation; then how much a
sentence bears on the choice, what it rests on, and how recent it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from decisions.parts import Reason
from decisions.record import Noted

MOST_PROPOSED: Final = 4  # for one side of one option
_BASES = {"experience": 2, "fact": 2, "person": 1, "feeling": 1}


def strongest(
    reasons: Sequence[Noted[Reason]], most: int
) -> tuple[tuple[Noted[Reason], ...], tuple[Noted[Reason], ...]]:
    """Return the `most` strongest of these reasons, and the rest; both oldest first."""
    best = {each.id for each in sorted(reasons, key=_strength, reverse=True)[:most]}
    ordered = sorted(reasons, key=in_writing_order)
    return (
        tuple(each for each in ordered if each.id in best),
        tuple(each for each in ordered if each.id not in best),
    )


def keep_few(reasons: Sequence[Noted[Reason]]) -> tuple[Noted[Reason], ...]:
    """Leave out the weakest of what rules propose, so that each side of an option keeps a few; what
    the writer or a model gave stays.
    """
    kept: set[str] = set()
    made: Counter[tuple[str, str]] = Counter()
    for each in sorted(reasons, key=lambda item: -item.value.bearing):
        side = (each.value.option, each.value.side)
        measured = each.value.bearing > 0 and not each.counts
        made[side] += measured
        if not measured or made[side] <= MOST_PROPOSED:
            kept.add(each.id)
    return tuple(each for each in reasons if each.id in kept)


def in_writing_order(item: Noted[Reason]) -> tuple[str, str, int]:
    """Return a key that sorts sentences as they were written, an entry's together."""
    quote = item.quote
    return item.dated.isoformat(), quote.entry_id if quote else "", quote.start if quote else 0


def _strength(item: Noted[Reason]) -> tuple[bool, int, bool, int, int, str]:
    value = item.value
    return (
        not value.struck_with,
        value.weight,
        item.counts,
        value.bearing,
        _BASES.get(value.basis, 0),
        item.dated.isoformat(),
    )
