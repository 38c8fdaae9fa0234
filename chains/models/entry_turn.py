"""The turn of a model that looks at one entry, traced as an answer is: one trace, its session the
entry.

Invariant: the entry's id goes out as a fingerprint only, since it may be a name that a person gave.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from errors import JournalError
from journal.entry import Entry
from language.detect import language_of
from tracing.record import READING, fingerprint

if TYPE_CHECKING:
    from tracing.tracer import Tracer, TurnTrace


def reading_session(entry_id: str) -> str:
    """Return what the readings of an entry have in common: a fingerprint of its id."""
    return f"{READING}{fingerprint(entry_id)}"


@contextmanager
def turn_over(entry: Entry, name: str, tracer: Tracer) -> Iterator[TurnTrace]:
    """Open the turn `name` over an entry; an error that passes through is named in the trace by its
    key.
    """
    about = f"{entry.written_on} {entry.title}".strip()
    # A new id each time: every look is a trace of its own, and a record on this machine.
    with tracer.turn(
        name=name,
        turn_id=uuid.uuid4().hex,
        session_id=reading_session(entry.id),
        tags=(language_of(entry.body), "model"),
        question=about,
    ) as trace:
        try:
            yield trace
        except JournalError as error:
            trace.finish(output="", status="failed", message=error.key)
            raise
