"""Checks words in quotation marks against the sources: exact, repaired with the writer's own
characters, or in none.

Limit: a repair forgives spaces, marks, case and about one slip in ten letters. Invariant: what it
gives to show is `source.body[start:end]`, always.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from chains.evidence.pointers import Target
from chains.evidence.sources import Source

_LIKE_ENOUGH = 0.9
_SHORTEST_REPAIR = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Where quoted words stand: the sentences around them, and the writer's own characters to
    show.
    """

    target: Target
    shown: str
    state: Literal["exact", "repaired"]


@dataclass(frozen=True, slots=True)
class _Folded:
    """Letters and digits only, case folded, with the offset each came from."""

    text: str
    offsets: tuple[int, ...]


class QuoteChecker:
    """The sources of one turn, prepared once."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._folded = [_folded(s.body, s.sentences[0][0], s.sentences[-1][1]) for s in sources]

    def check(self, quoted: str) -> Checked | None:
        """Return where `quoted` stands in the sources, or None when it is in none of them."""
        words = unicodedata.normalize("NFC", quoted).strip().strip("…").strip(".").strip() or quoted
        for text in (unicodedata.normalize("NFC", quoted).strip(), words):
            for source in self._sources:
                start = (
                    source.body.find(text, source.sentences[0][0], source.sentences[-1][1])
                    if text
                    else -1
                )
                if start >= 0:
                    return _checked(source, start, start + len(text), "exact")
        return self._repaired(_folded(words, 0, len(words)))

    def _repaired(self, wanted: _Folded) -> Checked | None:
        if len(wanted.text) < 2:
            return None
        for source, folded in zip(self._sources, self._folded, strict=True):
            at = folded.text.find(wanted.text)
            if at >= 0:
                return _cut(source, folded, at, at + len(wanted.text))
        if len(wanted.text) < _SHORTEST_REPAIR:
            return None
        found = (
            (*window, source, folded)
            for source, folded in zip(self._sources, self._folded, strict=True)
            if (window := _nearest(wanted.text, folded.text))
        )
        best = max(found, key=lambda f: f[0], default=None)
        return _cut(best[3], best[4], best[1], best[2]) if best else None


def _nearest(wanted: str, text: str) -> tuple[float, int, int] | None:
    """Return (likeness, start, end) of the stretch of `text` that is nearly `wanted`, or None."""
    pairs = {wanted[i : i + 2] for i in range(len(wanted) - 1)}
    if sum(1 for pair in pairs if pair in text) < 0.6 * len(pairs):
        return None
    blocks = [
        b
        for b in SequenceMatcher(None, wanted, text, autojunk=False).get_matching_blocks()
        if b.size > 1
    ]
    if not blocks:
        return None
    anchor = max(blocks, key=lambda b: b.size)
    start = max(0, anchor.b - anchor.a)
    window = SequenceMatcher(None, wanted, text[start : start + len(wanted) + 4], autojunk=False)
    matched = [b for b in window.get_matching_blocks() if b.size]
    if not matched:
        return None
    low, high = start + matched[0].b, start + matched[-1].b + matched[-1].size
    likeness = SequenceMatcher(None, wanted, text[low:high], autojunk=False).ratio()
    return (likeness, low, high) if likeness >= _LIKE_ENOUGH else None


def _cut(source: Source, folded: _Folded, start: int, end: int) -> Checked:
    return _checked(source, folded.offsets[start], folded.offsets[end - 1] + 1, "repaired")


def _checked(source: Source, start: int, end: int, state: Literal["exact", "repaired"]) -> Checked:
    around = [s for s in source.sentences if s[0] < end and start < s[1]] or [(start, end)]
    span = (min(around[0][0], start), max(around[-1][1], end))
    return Checked(
        target=Target(source=source, span=span), shown=source.body[start:end], state=state
    )


def _folded(body: str, start: int, end: int) -> _Folded:
    kept = [
        (low, at) for at in range(start, end) if body[at].isalnum() for low in body[at].casefold()
    ]
    return _Folded("".join(low for low, _ in kept), tuple(at for _, at in kept))
