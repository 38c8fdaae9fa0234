"""Cut an entry into passages of about 500 code points on sentence borders, each beginning with the
last sentence of the one before if that is short.

Promise: the same entry always gives the same passages with the same ids; every sentence is in at
least one.
Limit: a sentence longer than a passage is split at white space. Change a rule here: raise
PASSAGE_VERSION.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journal.entry import Entry
from language.grammar.sentences import Span, sentence_spans
from vectorstore.types import Passage

PASSAGE_VERSION = 1
LENGTH = 500
OVERLAP = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Sentences `first:last` of an entry; the ones before `fresh` are repeated from the passage
    before.
    """

    first: int
    fresh: int
    last: int


def passages_of(entry: Entry) -> tuple[Passage, ...]:
    """Return the passages of `entry`, in order; none for an entry without visible text."""
    spans = pieces(entry.body)
    return tuple(
        as_passage(entry, number, spans[cut.first : cut.last])
        for number, cut in enumerate(cuts(spans))
    )


def passage_id(entry_id: str, number: int) -> str:
    """Return the id of the passage with this place in its entry: an edit updates it, never leaves a
    twin.
    """
    return f"{entry_id}.{number}"


def as_passage(entry: Entry, number: int, spans: tuple[Span, ...]) -> Passage:
    """Return the passage that these neighbouring sentences make."""
    return Passage(
        id=passage_id(entry.id, number),
        entry_id=entry.id,
        start=spans[0][0],
        end=spans[-1][1],
        sentences=spans,
    )


def pieces(text: str) -> tuple[Span, ...]:
    """Return the sentence spans of `text`, with those longer than a passage split at white
    space.
    """
    return tuple(piece for span in sentence_spans(text) for piece in _short(text, *span))


def cuts(spans: tuple[Span, ...]) -> Iterator[Cut]:
    """Yield which sentences make each passage: as many as fit, starting with those that fit the
    overlap.
    """
    first = fresh = 0
    while fresh < len(spans):
        last = fresh + 1
        while last < len(spans) and spans[last][1] - spans[first][0] <= LENGTH:
            last += 1
        yield Cut(first=first, fresh=fresh, last=last)
        first = fresh = last
        while first and spans[last - 1][1] - spans[first - 1][0] <= OVERLAP:
            first -= 1


def _short(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LENGTH:
        space = max(
            text.rfind(" ", start + LENGTH // 2, start + LENGTH),
            text.rfind("\t", start + LENGTH // 2, start + LENGTH),
        )
        stop = space if space > 0 else start + LENGTH
        yield start, stop
        start = stop + 1 if space > 0 else stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
