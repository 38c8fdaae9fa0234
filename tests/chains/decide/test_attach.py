"""What a later entry adds to a decision: a day that takes the place of another, or does not, and
the sentence that opens it again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from chains.decide.attach import attach
from chains.decide.rules import evidence_by_rules, find_by_rules
from decisions import editing
from decisions.record import Decision
from decisions.store import DecisionStore
from journal.entry import Entry
from tests.chains.decide.deciding import finder

ASKED = "Should I take the job at the boatyard or go to university?"


def on(day: date, body: str) -> Entry:
    return Entry(id=f"{day.toordinal():032x}", written_on=day, body=body)


def with_day(body: str) -> Decision:
    (asked,) = find_by_rules(on(date(2024, 5, 6), body))
    return asked


def with_later(decision: Decision, body: str) -> Decision:
    entry = on(date(2024, 5, 20), body)
    return attach(decision, evidence_by_rules(entry, decision))[0]


def last_of(decision: Decision) -> date | None:
    return decision.decide_by.value.last if decision.decide_by else None


def test_what_puts_off_later_takes_the_place_of_a_day_that_nobody_confirmed() -> None:
    asked = with_day(f"{ASKED} They want my answer by 1 June.")
    assert last_of(asked) == date(2024, 6, 1)
    put_off = "I've put the decision off till the end of July."
    assert last_of(with_later(asked, put_off)) == date(2024, 7, 31)
    assert asked.decide_by is not None
    confirmed = replace(
        asked, decide_by=replace(asked.decide_by, confirmed_at=datetime(2024, 5, 7))
    )
    assert last_of(with_later(confirmed, put_off)) == date(2024, 6, 1)
    wanted = "The boatyard wants an answer by 15 July."
    assert last_of(with_later(asked, wanted)) == date(2024, 6, 1)


@pytest.mark.parametrize(("day", "kept"), [("1 April", False), ("1 June", True)])
def test_a_day_that_was_over_before_the_question_is_none_of_its_own(day: str, kept: bool) -> None:
    before = on(date(2024, 3, 4), f"The boatyard wants an answer to its job by {day}.")
    asked = with_day(ASKED)
    told = attach(asked, evidence_by_rules(before, asked))[0]
    assert (told.decide_by is not None) == kept


def test_a_settled_choice_that_is_asked_again_is_noted_once_and_stays_dismissed(
    tmp_path: Path,
) -> None:
    store = DecisionStore(tmp_path)
    find = finder(store, tmp_path)
    settled = on(date(2024, 4, 1), "I decided to go to university.")
    asked = on(date(2024, 5, 6), ASKED)
    for each in (settled, asked):
        find.find_in(each)
    (decision,) = store.load().decisions

    def reopened() -> list[str]:
        find.refresh(decision.id, [settled, asked])
        stances = store.get(decision.id).stances
        return [each.id for each in stances if each.value.act == "reopened"]

    (noted,) = reopened()
    assert reopened() == [noted]
    store.update(decision.id, lambda each: editing.dismiss(each, noted))
    assert reopened() == []


def day_told_later(asked: str, day: date, later: str) -> date | None:
    """Return by when the first is to be decided, as an entry of a later day tells."""
    decision = with_day(asked)
    return last_of(attach(decision, evidence_by_rules(on(day, later), decision))[0])


@pytest.mark.parametrize(
    ("asked", "later"),
    [
        (  # another choice is asked, and the day is its own
            "대학원에 갈까, 취업할까?",
            "취업 축하를 받았다. 배를 살지 빌릴지 못 정했다. 형에게는 7월까지 답하기로 했다.",
        ),
        (
            "Should I take the job at the boatyard or go to university?",
            "The boatyard shut. Do I sell the flat or let it? They want an answer by 1 July.",
        ),
    ],
)
def test_a_day_beside_another_choice_is_that_choices_own(asked: str, later: str) -> None:
    assert day_told_later(asked, date(2024, 5, 20), later) is None


@pytest.mark.parametrize(
    ("asked", "later"),
    [
        (
            "대학원에 갈까, 취업할까? 결국 취업하기로 했다.",
            "취업 2년째다. 7월까지 답을 달라고 했다.",
        ),
        (
            f"{ASKED} I've decided to take the job at the boatyard.",
            "Two years at the boatyard. They want my answer by 1 July.",
        ),
    ],
)
def test_a_day_that_is_told_after_it_was_settled_is_none_of_its_own(asked: str, later: str) -> None:
    assert day_told_later(asked, date(2026, 5, 20), later) is None


@pytest.mark.parametrize(
    ("asked", "told", "last"),
    [
        ("대학원에 갈까, 취업할까?", "7월까지 답을 달라고 했다.", date(2024, 7, 31)),
        ("대학원에 갈까, 취업할까?", "갈까 말까. 7월까지 답해야 한다.", date(2024, 7, 31)),
        (ASKED, "They want my answer by 1 July.", date(2024, 7, 1)),
    ],
)
def test_a_day_without_a_name_is_meant_for_what_was_asked_not_long_ago(
    asked: str, told: str, last: date
) -> None:
    assert day_told_later(asked, date(2024, 5, 20), told) == last
    assert day_told_later(asked, date(2026, 5, 20), told) is None


@pytest.mark.parametrize(
    ("asked", "told", "last"),
    [
        ("대학원에 갈까, 취업할까?", "대학원에 7월까지 답해야 한다.", date(2026, 7, 31)),
        (ASKED, "The boatyard wants my answer by 1 July.", date(2026, 7, 1)),
    ],
)
def test_a_day_that_names_an_open_choice_is_its_own_after_years(
    asked: str, told: str, last: date
) -> None:
    assert day_told_later(asked, date(2026, 5, 20), told) == last


def test_what_was_settled_may_still_be_put_off() -> None:
    settled = f"{ASKED} I've decided to take the job at the boatyard."
    put_off = "I've put the boatyard job off till the end of July."
    assert day_told_later(settled, date(2024, 5, 20), put_off) == date(2024, 7, 31)
