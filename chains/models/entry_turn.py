"""The turn of a model that looks at one entry, traced as an answer is: one trace, its session the
entry.

Invariant: the entry's id goes out as a fingerprint only, since it may be a name that a person gave.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from errors import JournalError
from journal.entry import Entry
from language.detect import language_of

if TYPE_CHECKING:
    from tracing.tracer import Tracer, TurnTrace


@contextmanager
def turn_over(entry: Entry, name: str, tracer: Tracer) -> Iterator[TurnTrace]:
    """Open the turn `name` over an entry; an error that passes through is named in the trace by its
    key.
    """
    session = f"entry-{hashlib.sha256(entry.id.encode()).hexdigest()[:16]}"
    about = f"{entry.written_on} {entry.title}".strip()
    # Without an id of its own every look is a trace of its own, and no record of a conversation.
    with tracer.turn(
        name=name,
        turn_id="",
        session_id=session,
        tags=(language_of(entry.body), "model"),
        question=about,
    ) as trace:
        try:
            yield trace
        except JournalError as error:
            trace.finish(output="", status="failed", message=error.key)
            raise
