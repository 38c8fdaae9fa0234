"""Which entries of a journal are about a decision.

Limit: those that it quotes, and those that name one of its options.
"""

from __future__ import annotations

from collections.abc import Iterable

from chains.evidence.option_names import named_options
from decisions.record import Decision, quotes
from journal.entry import Entry


def entries_about(decision: Decision, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that a decision quotes, or that name one of its options."""
    quoted = {each.entry_id for each in quotes(decision)}
    labels = [each.value.label for each in decision.options]
    return [e for e in entries if e.id in quoted or named_options(e.body, labels)]
