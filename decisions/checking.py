"""Quotes held against their entries as they are now.

Invariant: a quote is `exact` only if its words stand in the entry today, letter for letter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from decisions.parts import Quote
from decisions.record import Decision, quotes
from errors import EntryNotFoundError
from journal.entry import Entry

QuoteState = Literal["exact", "changed", "deleted"]
Entries = Callable[[str], Entry]


def check(quote: Quote, entries: Entries) -> tuple[QuoteState, Quote]:
    """Return whether the words still stand in their entry, and the quote with the place where they
    stand now.
    """
    try:
        body = entries(quote.entry_id).body
    except EntryNotFoundError:
        return "deleted", quote
    if body[quote.start : quote.end] == quote.text:
        return "exact", quote
    found = body.find(quote.text)
    if found < 0 or not quote.text:
        return "changed", quote
    return "exact", replace(quote, start=found, end=found + len(quote.text))


def states_of(decision: Decision, entries: Entries) -> dict[Quote, QuoteState]:
    """Return the state of every quote in a decision."""
    return {quote: check(quote, entries)[0] for quote in set(quotes(decision))}


def cut(entry: Entry, start: int, end: int) -> Quote:
    """Return the words of an entry as a quote."""
    return Quote(
        entry_id=entry.id,
        start=start,
        end=end,
        text=entry.body[start:end],
        written_on=entry.written_on,
        title=entry.title,
    )
