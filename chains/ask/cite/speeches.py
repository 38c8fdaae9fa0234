"""Shows what a model points at with the speech that it is cut out of, and who says it.

Invariant: quotes stay as they are; what is shown around them are the entry's own words, and no word
of an entry stands twice on a card.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from chains.ask.events import Citation, by_card
from chains.evidence.cards import around_speech
from chains.evidence.sources import Source


def add_speeches(citations: Sequence[Citation], sources: Sequence[Source]) -> tuple[Citation, ...]:
    """Return the citations with the rest of the speeches that they are cut out of around them."""
    shown: dict[int, Citation] = {}
    for card in by_card(citations):
        free_from = 0
        ends = [each.start for each in card[1:]]
        for each, free_to in zip(card, [*ends, None], strict=True):
            whole = _show_around(each, sources, free_from, free_to)
            shown[each.number] = whole
            free_from = whole.end + len(whole.after)
    return tuple(shown.get(each.number, each) for each in citations)


def _show_around(
    citation: Citation, sources: Sequence[Source], free_from: int, free_to: int | None
) -> Citation:
    source = next((each for each in sources if _holds(each, citation)), None)
    if source is None or citation.before or citation.after:
        return citation
    starts = [start for start, _ in source.sentences]
    first = bisect_right(starts, citation.start) - 1
    last = bisect_right(starts, citation.end - 1) - 1
    start, end = around_speech(source.body, source.sentences, first, last)
    start, end = max(start, free_from), end if free_to is None else min(end, free_to)
    return replace(
        citation,
        before=source.body[start : citation.start],
        after=source.body[citation.end : end],
    )


def _holds(source: Source, citation: Citation) -> bool:
    if source.entry_id != citation.entry_id:
        return False
    return source.sentences[0][0] <= citation.start and citation.end <= source.sentences[-1][1]
