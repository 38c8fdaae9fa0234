"""What a decision's own sentences say nothing about, out of what usually matters in such a choice.

Limit: a fixed list of matters, known by their wordings; the caller says which of them a sentence
touches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from decisions.record import Decision, quotes

MATTERS: Final = {
    "money": "pay and money",
    "people": "people and family",
    "health": "health",
    "place": "places and living",
    "growth": "meaning and growth",
    "feelings": "feelings",
}


def untouched(decision: Decision, groups_in: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return the names of the matters that no quote and no written reason touches."""
    texts = [quote.text for quote in quotes(decision)] + [
        each.value.text for each in decision.reasons
    ]
    touched = {group for text in texts for group in groups_in(text)}
    return tuple(name for name, group in MATTERS.items() if group not in touched)
