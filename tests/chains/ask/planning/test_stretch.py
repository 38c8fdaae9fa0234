"""Which days are searched: what comes after a time that was asked about, and before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from chains.ask.events import Citation, Plan, Question, Turn
from chains.ask.planning.by_rules import plan_by_rules
from chains.ask.planning.stretch import Count, searched_range, unwritten_times
from vectorstore.types import EntryFilter, Extent

TODAY = date(2026, 11, 23)
Days = tuple[str | None, str | None]


def counting(*days: str) -> Count:
    """Return what counts entries of some days."""
    written = sorted(map(date.fromisoformat, days))

    def count(where: EntryFilter) -> Extent:
        within = [
            day for day in written if (where.since or date.min) <= day <= (where.until or date.max)
        ]
        first, last = (within[0], within[-1]) if within else (None, None)
        return Extent(entries=len(within), first=first, last=last)

    return count


def plan(*questions: str, shown: Sequence[str] = ()) -> Plan:
    cited = tuple(
        Citation(number=at, entry_id=day, start=0, end=1, written_on=date.fromisoformat(day))
        for at, day in enumerate(shown, 1)
    )
    history = [Turn(question=each, answer="") for each in questions[:-1]]
    if history:
        history[-1] = Turn(question=questions[-2], answer="", citations=cited)
    return plan_by_rules(Question(text=questions[-1], history=tuple(history)), TODAY)


def days_of(where: EntryFilter) -> Days:
    since, until = where.since, where.until
    return since.isoformat() if since else None, until.isoformat() if until else None


@pytest.mark.parametrize(
    ("asked", "then", "days"),
    [
        ("2024년 3월에 뭐 했지?", "그 다음에는?", ("2024-04-01", "2024-05-01")),
        ("2025년 8월에는?", "그 후에는 어땠어?", ("2025-09-01", "2025-10-01")),
        ("what did I do in March 2024?", "and after that?", ("2024-04-01", "2024-05-01")),
        ("How was 2023?", "What happened next?", ("2024-01-01", "2024-12-30")),
        ("August 2025", "and before?", ("2025-07-01", "2025-07-31")),
        ("August 2025", "and before that?", ("2025-07-01", "2025-07-31")),
        ("2025년 8월에는?", "그 전에는 어땠어?", ("2025-07-01", "2025-07-31")),
    ],
)
def test_after_a_time_comes_as_long_a_one(asked: str, then: str, days: Days) -> None:
    made = plan(asked, then)
    assert (days_of(made.where), made.kind, made.date_words) == (days, "period", "")


@pytest.mark.parametrize(
    ("asked", "then", "days", "kind"),
    [
        ("2024년 3월에 이직을 고민했나?", "그 뒤로는?", ("2024-04-01", None), "next"),
        ("Why did I cry in May 2025?", "What happened after that?", ("2025-06-01", None), "next"),
        ("2024년 3월에 이직을 고민했나?", "그 전에는?", (None, "2024-02-29"), "about"),
        ("이직을 고민했나?", "그 전에는?", (None, None), "about"),
        ("Did I like Leeds?", "And then?", (None, None), "next"),
        ("How have I felt since 2024?", "And then?", ("2024-01-01", None), "next"),
    ],
)
def test_what_came_of_a_thing_is_looked_for_beyond_its_time(
    asked: str, then: str, days: Days, kind: str
) -> None:
    made = plan(asked, then)
    assert (days_of(made.where), made.kind) == (days, kind)


def test_a_follow_up_with_a_time_of_its_own_keeps_it() -> None:
    made = plan("2024년 3월에 뭐 했지?", "그 후 2025년 5월에는?")
    assert days_of(made.where) == ("2025-05-01", "2025-05-31")


def test_an_empty_time_after_another_begins_with_the_next_entry() -> None:
    count = counting("2023-12-30", "2024-03-05", "2024-07-21", "2024-08-11", "2024-09-12")
    after = plan("2024년 3월에 뭐 했지?", "그 다음에는?")
    assert days_of(searched_range(after, count)) == ("2024-07-21", "2024-08-20")
    before = plan("2024년 3월에 뭐 했지?", "그 전에는?")
    assert days_of(searched_range(before, count)) == ("2023-11-30", "2023-12-30")


def test_what_comes_next_goes_on_behind_what_was_shown() -> None:
    asked = ("2024년 3월에 뭐 했지?", "그 다음에는?", "그 다음에는?")
    made = plan(*asked, shown=["2024-07-21", "2024-08-11"])
    assert days_of(made.where) == ("2024-08-21", "2024-09-20")


def test_nothing_is_found_after_the_last_entry() -> None:
    made = plan("2024년 3월에 뭐 했지?", "그 다음에는?")
    count = counting("2024-03-05")
    assert count(searched_range(made, count)).entries == 0


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("3월 5일에 무슨 일이?", ("2024-03-01", "2024-03-09")),
        ("what did I do on 5 March?", ("2024-03-01", "2024-03-09")),
        ("December 24", ("2022-12-20", "2022-12-28")),
        ("크리스마스 이브에 뭐 했지?", ("2022-12-20", "2022-12-28")),
        ("7월 11일에는?", ("2026-07-07", "2026-07-15")),  # it was written of two days later
        ("작년 3월 5일에는?", ("2025-02-15", "2025-03-23")),
        ("2025년 3월 5일에는?", ("2025-02-15", "2025-03-23")),
        ("9월 9일에는?", ("2026-08-22", "2026-09-27")),
    ],
)
def test_a_day_of_no_year_is_that_of_the_last_year_that_has_it(asked: str, days: Days) -> None:
    count = counting(
        "2022-12-24", "2023-03-05", "2024-03-05", "2024-07-11", "2025-03-16", "2026-07-13",
        "2026-09-20",
    )  # fmt: skip
    assert days_of(searched_range(plan(asked), count)) == days


@pytest.mark.parametrize("asked", ["2월 29일에는?", "추석에 뭐 했지?", "부활절에 뭐 했지?"])
def test_a_day_that_moves_stays_the_last(asked: str) -> None:
    assert plan(asked).stretch == "day"


@pytest.mark.parametrize(
    ("asked", "unwritten"),
    [
        ("2019년 봄에는 뭐라고 썼지?", [("2019-03-01", "2019-05-31")]),
        ("What did I write in the autumn of 2023?", [("2023-09-01", "2023-11-30")]),
        ("2025년 이전에는 왜 힘들었지?", []),
        ("What was I afraid of until 2020?", [(None, "2020-12-31")]),
        ("지난 석 달 동안 몇 번 울었지?", [("2026-08-23", "2026-11-23")]),
        ("4월 2일에 누구를 만났지?", [("2026-04-02", "2026-04-02")]),
        ("2019년과 2024년은 어떻게 달랐지?", [("2019-01-01", "2019-12-31")]),
        ("2024년 3월에는?", []),
        ("요즘 뭐가 힘들지?", []),
        ("고마워!", []),
        ("Did I like Leeds?", []),
    ],
)
def test_a_time_without_entries_is_known(asked: str, unwritten: list[Days]) -> None:
    count = counting("2024-03-05", "2024-07-21", "2026-04-03")
    times = unwritten_times(plan(asked), count)
    assert [days_of(EntryFilter(since=each.since, until=each.until)) for each in times] == unwritten


def test_what_comes_next_and_an_empty_journal_have_no_such_time() -> None:
    after = plan("2024년 3월에 뭐 했지?", "그 다음에는?")
    assert unwritten_times(after, counting("2024-03-05", "2024-07-21")) == ()
    assert unwritten_times(plan("2024년 3월에 뭐 했지?"), counting()) == ()
