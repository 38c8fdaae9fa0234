"""The time line: every dot at its date, none on another, all on the line."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from chains.ask.events import Citation
from ui.parts.moved import APART, place_dots, place_ticks

FIRST = date(2020, 1, 1)


def on(day: int) -> Citation:
    return Citation(
        number=1, entry_id="e", start=0, end=1, quote="q", written_on=FIRST + timedelta(day)
    )


@given(some.lists(some.integers(0, 1500), min_size=1, max_size=12))
def test_dots_stand_in_order_apart_and_on_the_line(days: list[int]) -> None:
    dots = place_dots([on(day) for day in days], FIRST, FIRST + timedelta(1500))
    places = [dot.place for dot in dots]
    written = [dot.citation.written_on for dot in dots]
    assert written == sorted(each for each in written if each)
    assert all(later - earlier > APART - 0.01 for earlier, later in pairwise(places))
    assert min(places) > 0
    assert max(places) < 100


def test_a_line_of_one_month_has_one_tick_and_of_years_its_years() -> None:
    assert len(place_ticks(FIRST, FIRST + timedelta(20))) == 1
    assert len(place_ticks(FIRST, FIRST + timedelta(1500))) > 2
