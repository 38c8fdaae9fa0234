"""Gives the citations of one answer their numbers, in order of first appearance.

Invariant: the same sentence has the same number; `quote` is cut from the entry, never taken from
the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chains.ask.events import Answer, Citation, State
from chains.evidence.pointers import Target


class Numbering:
    """The numbers given so far, and the citations not yet handed out."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._fresh: list[Citation] = []
        self._last = 0

    def number_of(self, target: Target, option: str, state: State = "exact") -> int:
        """Return the number of a span, a new one when it has none yet."""
        source, (start, end) = target.source, target.span
        key = (source.entry_id, start, end)
        if key not in self._numbers:
            self._last += 1
            self._numbers[key] = self._last
            self._fresh.append(
                Citation(
                    number=self._last,
                    entry_id=source.entry_id,
                    start=start,
                    end=end,
                    state=state,
                    quote=source.text(target.span),
                    written_on=source.written_on,
                    title=source.title,
                    option=option,
                )
            )
        return self._numbers[key]

    def unverified(self, option: str) -> int:
        """Return a new number for words in quotation marks that are in no source."""
        self._last += 1
        self._fresh.append(
            Citation(
                number=self._last, entry_id="", start=0, end=0, state="unverified", option=option
            )
        )
        return self._last

    def take_fresh(self) -> tuple[Citation, ...]:
        """Return the citations numbered since the last call."""
        fresh, self._fresh = tuple(self._fresh), []
        return fresh


def pointed_numbers(*texts: str) -> frozenset[int]:
    """Return the numbers that some text points with; a number that none does is not shown."""
    return frozenset(int(found) for text in texts for found in re.findall(r"\[(\d{1,4})\]", text))


def needs_quotes(answer: Answer) -> bool:
    """Say whether an answer in words points at no sentence, so that quotes must stand below it."""
    shown = pointed_numbers(answer.text, answer.moved)
    pointed = any(each.entry_id and each.number in shown for each in answer.citations)
    return bool(answer.text.strip()) and not pointed


def with_quotes(answer: Answer, quotes: Sequence[Citation]) -> Answer:
    """Return `answer` with quotes below it, numbered after its own."""
    last = max((each.number for each in answer.citations), default=0)
    below = (replace(each, number=number) for number, each in enumerate(quotes, last + 1))
    return replace(answer, citations=(*answer.citations, *below))
