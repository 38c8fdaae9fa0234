"""What a journal says nothing about where it speaks of a decision, out of what usually matters.

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


def untouched(
    decision: Decision, searched: Iterable[str], groups_in: Callable[[str], Iterable[str]]
) -> tuple[str, ...]:
    """Return the names of the matters that no quote, no written reason and none of the texts that
    were searched touches.
    """
    texts = [quote.text for quote in quotes(decision)] + [
        each.value.text for each in decision.reasons
    ]
    texts.extend(searched)
    touched = {group for text in texts for group in groups_in(text)}
    return tuple(name for name, group in MATTERS.items() if group not in touched)
