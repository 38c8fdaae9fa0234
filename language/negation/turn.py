"""How the words around a word bear on it."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How often a word is turned round, or whether that stays open: then nothing is to be claimed.

    `parts` are the stretches of text that decide it: a "can't" among them says nothing by itself.
    """

    times: int = 0
    is_open: bool = False
    parts: tuple[Span, ...] = ()

    @property
    def is_turned(self) -> bool:
        return self.times % 2 == 1
