"""What a reader finds in each life is whole, and counted as it should be."""

from __future__ import annotations

import pytest

from evaluation.deciding import (
    LIVES,
    compare,
    find_decisions,
    list_deciding,
    read_expected,
)


@pytest.mark.parametrize("life", list_deciding())
def test_every_quote_stands_in_the_entries(life: str) -> None:
    texts = "\n".join(each.read_text(encoding="utf-8") for each in (LIVES / life).glob("*.md"))
    for expected in read_expected(LIVES / life):
        named = {each.label for each in expected.options}
        quotes = [each.quote for each in expected.options] + [e.quote for e in expected.reasons]
        quotes += [*expected.besides, *(each for pair in expected.tensions for each in pair)]
        assert all(each in texts for each in quotes)
        assert {each.option for each in expected.reasons} <= named


def test_what_is_found_without_meaning_is_counted_and_nothing_is_written() -> None:
    life = LIVES / "ko-ward"
    before = {each.name: each.read_bytes() for each in life.iterdir()}
    tally = compare(read_expected(life), find_decisions(life, None))
    assert (tally["expected"], tally["options"], tally["reasons"]) == (1, 2, 6)
    assert {each.name: each.read_bytes() for each in life.iterdir()} == before
