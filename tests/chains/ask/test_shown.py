"""What a card shows of an entry: all its words, and “…” only where some were left out."""

from __future__ import annotations

import pytest

from chains.ask.events import Citation
from chains.ask.shown import cards_of
from tests.chains.ask.ranked import entry

BODY = "One came. Two went.\n\nThree stayed. Four sang."


def cite(number: int, quote: str, before: str = "", after: str = "") -> Citation:
    start = BODY.index(quote)
    return Citation(
        number=number,
        entry_id="a",
        start=start,
        end=start + len(quote),
        quote=quote,
        before=before,
        after=after,
    )


@pytest.mark.parametrize(
    ("citations", "text"),
    [
        ((cite(1, "One came."), cite(2, "Two went.")), "One came. Two went."),
        ((cite(1, "Two went."), cite(2, "Three stayed.")), "Two went.\n\nThree stayed."),
        ((cite(1, "One came."), cite(2, "Three stayed.")), "One came. … Three stayed."),
        (
            (cite(1, "One came.", after=" Two went."), cite(2, "Four sang.", "Three stayed. ")),
            BODY,
        ),
    ],
)
def test_sentences_side_by_side_stand_as_they_do_in_the_entry(
    citations: tuple[Citation, ...], text: str
) -> None:
    (card,) = cards_of(citations, [entry("a", BODY)])
    assert (card.text, card.numbers) == (text, tuple(each.number for each in citations))


def test_of_an_entry_that_is_gone_nobody_knows_what_lay_between() -> None:
    (card,) = cards_of((cite(1, "One came."), cite(2, "Two went.")), ())
    assert card.text == "One came. … Two went."
