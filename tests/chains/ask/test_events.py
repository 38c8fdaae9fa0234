"""Quotes by card: those of one entry under one option, in the order of the entry."""

from __future__ import annotations

from chains.ask.events import Citation, by_card


def test_the_quotes_of_a_card_stand_as_they_were_written() -> None:
    first = Citation(number=2, entry_id="a", start=0, end=9, quote="I closed.")
    second = Citation(number=1, entry_id="a", start=40, end=49, quote="It hurts.")
    other = Citation(number=3, entry_id="b", start=5, end=8, quote="No.")
    made_up = Citation(number=4, entry_id="", start=0, end=0, state="unverified")
    assert by_card([second, first, other, made_up]) == [(first, second), (other,)]
    assert by_card([second, other, first]) == [(second,), (other,), (first,)]
