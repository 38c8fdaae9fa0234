"""How an entry is cut into passages and sentences: as it is indexed, and anew where it is not.

Waits for no sync: those who embed ask as well, and a sync waits for them.
"""

from __future__ import annotations

import sqlite3

from journal.entry import Entry
from language.grammar.sentences import Span
from vectorstore.hybrid import BothIndexes
from vectorstore.passages import passages_of, pieces
from vectorstore.prepared_entry import digest
from vectorstore.types import Passage


def cut_passages(both: BothIndexes, entry: Entry) -> tuple[Passage, ...]:
    """Return the passages of an entry."""
    stored = _stored(both, entry)
    return passages_of(entry) if stored is None else stored


def cut_sentences(both: BothIndexes, entry: Entry) -> tuple[Span, ...]:
    """Return the sentences of an entry in order, as its passages hold them."""
    stored = _stored(both, entry)
    if stored is None:
        return pieces(entry.body)
    return tuple(dict.fromkeys(span for each in stored for span in each.sentences))


def is_indexed(both: BothIndexes, entry_id: str, digest_of_text: bytes) -> bool:
    """Tell whether just this text of an entry is indexed."""
    return not both.closed and both.lexical.is_indexed(entry_id, digest_of_text)


def _stored(both: BothIndexes, entry: Entry) -> tuple[Passage, ...] | None:
    """Return the indexed passages, None where they cannot be read."""
    try:
        return both.lexical.passages(entry.id, digest(entry))
    except sqlite3.Error:
        return None
