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
