"""Cuts an answer's text into clauses, each with the citation numbers that it ends with.

Promise: every word stands in one clause; headings and the numbers themselves in none. Invariant:
offsets are those of the text as it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.grammar.sentences import sentence_spans

_NUMBERS = re.compile(r"(?:\s*\[\d+\])+")
_NUMBER = re.compile(r"\[(\d+)\]")
_LAYOUT = re.compile(r"\s*(?:[-*•·–]\s+|\d{1,2}[.)]\s+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`text[start:end]`, the numbers after it, and those of its whole sentence."""

    start: int
    end: int
    numbers: frozenset[int]
    nearby: frozenset[int] = frozenset()


def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of an answer's text, in order."""
    return tuple(
        clause
        for line in re.finditer(r"[^\n]+", text)
        if not line[0].lstrip().startswith("#")
        for sentence in _sentences(text, *line.span())
        for clause in _in_sentence(text, *sentence)
    )


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of a line; numbers that follow a full stop belong before it."""
    if layout := _LAYOUT.match(text, start, end):
        start = layout.end()
    spans: list[tuple[int, int]] = []
    for a, b in sentence_spans(text[start:end]):
        begin = start + a
        if spans and (leading := _NUMBERS.match(text, begin, start + b)):
            spans[-1] = (spans[-1][0], leading.end())
            begin = leading.end()
        if begin < start + b:
            spans.append((begin, start + b))
    return spans


def _in_sentence(text: str, start: int, end: int) -> Iterator[Clause]:
    pieces: list[tuple[int, int, set[int]]] = []
    at = start
    for match in _NUMBERS.finditer(text, start, end):
        numbers = {int(number) for number in _NUMBER.findall(match[0])}
        if pieces and not _has_words(text[at : match.start()]):
            pieces[-1][2].update(numbers)
        else:
            pieces.append((at, match.start(), numbers))
        at = match.end()
    nearby = frozenset(number for piece in pieces for number in piece[2])
    for piece_start, piece_end, numbers in pieces:
        yield Clause(start=piece_start, end=piece_end, numbers=frozenset(numbers), nearby=nearby)
    if _has_words(text[at:end]):
        # What follows the last number of a sentence is still about it: in Korean the verb.
        yield Clause(start=at, end=end, numbers=nearby, nearby=nearby)


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)
