"""Quotes held against their entries as they are now.

Invariant: a quote is `exact` only if its words stand in the entry today, letter for letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from decisions.parts import Quote
from decisions.record import Decision, items, quotes
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


def is_untouched(decision: Decision) -> bool:
    """Say whether a decision is a proposal still, with nothing in it that the writer confirmed or
    wrote.
    """
    if decision.status == "dropped" or decision.notes.strip():
        return False
    return not any(item.counts for _, item in items(decision))


def is_outlived(decision: Decision, entries: Entries) -> bool:
    """Say whether a proposal rests on a sentence that is gone."""
    quote = decision.question.quote
    return quote is not None and is_untouched(decision) and check(quote, entries)[0] != "exact"


def without_outlived(decisions: Iterable[Decision], entries: Entries) -> tuple[Decision, ...]:
    """Return the decisions without the proposals whose sentence is gone."""
    return tuple(each for each in decisions if not is_outlived(each, entries))


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
