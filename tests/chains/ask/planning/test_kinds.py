"""What each kind of question shows, in which order, and how much of it leads."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.events import Kind, Plan
from chains.ask.finding.picks import ALIKE, CARDS, LEAD_GAP, LEADING, pick
from chains.ask.planning.kinds import kind_of
from tests.chains.ask.ranked import FIRST_DAY, days
from tests.properties import examples

SCORED = st.lists(
    st.tuples(st.integers(0, 400), st.floats(0, 8)), max_size=20, unique_by=lambda each: each[0]
)


def shown(kind: Kind, *scored: tuple[int, float]) -> tuple[list[int], int]:
    """Return the days that are shown, and how many lead."""
    chosen, leading = pick(Plan(question="q", phrases=("q",), kind=kind), days(*scored))
    return [(each.entry.written_on - FIRST_DAY).days for each in chosen], leading


def test_the_best_come_first_and_the_near_best_lead() -> None:
    assert shown("about", (1, 4.0), (2, 10.0), (3, 9.0), (4, 8.4)) == ([2, 3, 4, 1], 2)
    assert shown("about", (1, 10.0), (2, 10.0), (3, 10.0), (4, 10.0)) == ([1, 2, 3, 4], LEADING)
    assert shown("about", (1, 10.0), (2, 1.0), (3, 10.0)) == ([1, 3, 2], 2)
    assert shown("about") == ([], 0)


def test_when_first_shows_the_earliest_that_speaks_of_it_before_a_better_later_one() -> None:
    scored = ((9, 10.0), (2, 8.5), (5, 9.0), (1, 3.0))
    assert shown("first", *scored) == ([2, 5, 9, 1], 2)
    assert shown("last", *scored) == ([9, 5, 2, 1], 2)
    assert shown("first", (1, 3.0), (9, 10.0)) == ([9, 1], 1)  # a weak one is no first


def test_a_stretch_of_time_is_shown_in_order_and_from_end_to_end() -> None:
    scored = tuple((day, 5.0 if day in (3, 12, 27) else 1.0) for day in range(30))
    in_order, leading = shown("period", *scored)
    assert in_order == sorted(in_order)
    assert len(in_order) == CARDS
    assert {3, 12, 27} <= set(in_order)
    assert in_order[0] < 5
    assert in_order[-1] > 24
    assert leading == LEADING
    assert shown("period", (4, 0.0), (1, 0.0)) == ([1, 4], 2)


def test_a_change_is_shown_in_the_order_in_which_it_came() -> None:
    order, leading = shown("change", (9, 10.0), (2, 9.5), (5, 9.0), (1, 3.0), (7, 4.0))
    assert (order[:leading], order[leading:]) == ([2, 5, 9], [1, 7])


@settings(deadline=None, max_examples=examples(200))
@given(SCORED, st.sampled_from(get_args(Kind)))
def test_every_kind_shows_at_most_eight_once_each_and_one_to_three_lead(
    scored: list[tuple[int, float]], kind: Kind
) -> None:
    chosen, leading = shown(kind, *scored)
    assert len(chosen) == len(set(chosen)) == min(CARDS, len(scored))
    assert set(chosen) <= {day for day, _ in scored}
    assert min(1, len(scored)) <= leading <= min(LEADING, len(scored))
    if kind == "about":
        points = dict(scored)
        assert all(points[day] >= LEAD_GAP * points[chosen[0]] for day in chosen[:leading])
    if kind in ("first", "last") and chosen:
        best = max(points for _, points in scored)
        assert dict(scored)[chosen[0]] >= ALIKE * best


@pytest.mark.parametrize(
    ("text", "options", "dated", "kind"),
    [
        ("안녕", 0, False, "small_talk"),
        ("왜 대학원이지?", 2, False, "options"),
        ("무슨 일이 있었지?", 0, True, "period"),
        ("무슨 일이 있었지?", 0, False, "about"),
        ("왜 힘들었지?", 0, True, "why"),
        ("how do they compare?", 0, False, "about"),
        ("옮길지 말지 언제까지 말해야 해?", 1, False, "deadline"),
        ("옮길까 남을까, 언제까지 말해야 해?", 2, False, "options"),
        ("옮길까 말까?", 1, False, "options"),
        ("처음 받은 월급이 얼마였지?", 0, False, "about"),
    ],
)
def test_the_kind_follows_from_the_form_the_options_and_the_dates(
    text: str, options: int, dated: bool, kind: str
) -> None:
    assert kind_of(text, text, options=options, dated=dated, two_stretches=False) == kind


def test_two_stretches_of_time_are_compared() -> None:
    assert kind_of("q", "q", options=0, dated=True, two_stretches=True) == "compare"
