"""Older sentences that touch what is being written, for the quiet column beside the editor.

Limit: three at most, one of each entry; by wording and by the index. Nothing is kept, nothing
leaves the machine.
"""

from __future__ import annotations

from chains.ask.finding.retrieve import Index
from chains.evidence.relevance import relevance_of, topic_of
from chains.evidence.sources import Entries
from decisions.checking import cut
from decisions.parts import Quote
from errors import EntryNotFoundError

_LAST = 400
_ENOUGH = 24
_LEAST = 1.0
_MOST = 3


def nearby(index: Index, entries: Entries, text: str, *, besides: str = "") -> tuple[Quote, ...]:
    """Return sentences that speak of what the last lines of `text` speak of, best first.

    Raises:
        IndexUnavailableError: the journal cannot be searched.
    """
    last = text.strip()[-_LAST:]
    if sum(char.isalpha() for char in last) < _ENOUGH:
        return ()
    topic = topic_of([last])
    found: dict[str, Quote] = {}
    for hit in index.search(last, k=12):
        entry_id = hit.passage.entry_id
        if entry_id == besides or entry_id in found:
            continue
        try:
            entry = entries(entry_id)
        except EntryNotFoundError:  # deleted since the search
            continue
        spans = [(a, b) for a, b in hit.passage.sentences if b <= len(entry.body)]
        texts = [entry.body[a:b] for a, b in spans]
        if entry.body in text or not texts:
            continue
        scores = [row[0].score for row in relevance_of(texts, [topic])]
        best = max(range(len(texts)), key=lambda at: scores[at])
        if scores[best] >= _LEAST:
            found[entry_id] = cut(entry, *spans[best])
        if len(found) == _MOST:
            break
    return tuple(found.values())
