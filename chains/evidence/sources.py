"""What the answer is made of: runs of neighbouring sentences of an entry, numbered for one turn.

Promise: neighbouring sentences become one source, each sentence stands once, oldest first.
Invariant: every sentence is a span of `body`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from journal.entry import Entry

Span = tuple[int, int]
Entries = Callable[[str], Entry]

# Marks that lay out a line and are no part of its sentence: list dashes and numbers, block quotes.
_LAYOUT = re.compile(r"(?:[-*+•·–]|\d{1,2}[.)]|>)[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Neighbouring sentences of one entry; the model points to sentence `m` of it as `[number.m]`,
    from 1.
    """

    number: int
    entry_id: str
    written_on: date
    title: str
    body: str
    sentences: tuple[Span, ...]

    def text(self, span: Span) -> str:
        """Return the writer's characters of a span."""
        return self.body[span[0] : span[1]]


def number_sources(
    entries: Iterable[Entry], spans: Mapping[str, Iterable[Span]]
) -> tuple[Source, ...]:
    """Return numbered sources for sentences of some entries, the oldest first."""
    runs = [
        (entry, run)
        for entry in sorted(entries, key=lambda e: (e.written_on, e.id))
        for run in _runs(entry.body, sorted(spans[entry.id]))
    ]
    return tuple(
        Source(
            number=number,
            entry_id=entry.id,
            written_on=entry.written_on,
            title=entry.title,
            body=entry.body,
            sentences=tuple(without_layout(entry.body, span) for span in run),
        )
        for number, (entry, run) in enumerate(runs, 1)
    )


def _runs(body: str, spans: Iterable[Span]) -> list[tuple[Span, ...]]:
    """Split spans where other words of the entry lie between two of them; a span inside another is
    dropped.
    """
    runs: list[list[Span]] = []
    for span in spans:
        last = runs[-1][-1] if runs else None
        if last and span[0] < last[1]:
            continue
        if last and not body[last[1] : span[0]].strip():
            runs[-1].append(span)
        else:
            runs.append([span])
    return [tuple(run) for run in runs]


def without_layout(body: str, span: Span) -> Span:
    """Return the span without the list mark that its line begins with."""
    mark = _LAYOUT.match(body, *span)
    return (mark.end(), span[1]) if mark else span
