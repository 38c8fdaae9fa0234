"""A time that is yet to come: nothing was written in it, but plans name it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest

from chains.ask.events import Answer, Question
from chains.ask.finding.retrieve import retrieve
from chains.ask.planning.by_rules import plan_by_rules
from chains.ask.planning.stretch import days_instead
from chains.ask.quotes_only import answer_in_quotes
from tests.chains.ask.ranked import written
from vectorstore.index import JournalIndex, open_index

TODAY: Final = date(2026, 11, 20)
ENTRIES: Final = written(
    ("2024-11-02", "Next year I will give up sugar. The dentist was kind about it."),
    ("2025-06-10", "In March 2027 the lease of the shop runs out. I am in no hurry."),
    ("2026-03-04", "비가 왔다. 내년에는 바다 가까이로 이사하고 싶다."),
    ("2026-08-23", "공고를 다시 읽는다. 서류와 면접, 3월 임용."),
    ("2026-09-01", "The keys are mine again in March. In March last year I lost them."),
    ("2026-11-18", "The shop was quiet and I swept the floor twice."),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path_factory.mktemp("ahead"))
    opened.sync(ENTRIES)
    yield opened
    opened.close()


def answer(index: JournalIndex, text: str) -> Answer:
    plan = plan_by_rules(Question(text=text), TODAY)
    found = answer_in_quotes(plan, retrieve(index, plan, (), TODAY))
    assert days_instead(plan, found) == ()
    return found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("What do I plan for next year?", ["2025-06-10", "2026-03-04", "2026-08-23", "2026-09-01"]),
        ("내년에 뭐 하려고 했지?", ["2025-06-10", "2026-03-04", "2026-08-23", "2026-09-01"]),
        ("2027년에 뭐 했어?", ["2025-06-10", "2026-03-04", "2026-08-23", "2026-09-01"]),
        ("What happened in March 2027?", ["2025-06-10", "2026-08-23", "2026-09-01"]),
        ("2027년 3월에 뭐 해?", ["2025-06-10", "2026-08-23", "2026-09-01"]),
        ("내년엔 어떻게 되지?", ["2025-06-10", "2026-03-04", "2026-08-23", "2026-09-01"]),
    ],
)
def test_what_names_a_time_to_come_is_quoted_and_nothing_else(
    index: JournalIndex, text: str, shown: list[str]
) -> None:
    found = answer(index, text)
    assert [each.entry_id for each in found.citations] == shown
    assert found.searched.unwritten == ()
    assert found.searched.entries == len(ENTRIES)


@pytest.mark.parametrize(
    "text", ["2028년에 뭐 했어?", "What happened in May 2029?", "다음 주에 뭐 있지?", "next month?"]
)
def test_of_a_time_that_nothing_names_it_is_said_that_nothing_was_written(
    index: JournalIndex, text: str
) -> None:
    found = answer(index, text)
    assert found.citations == ()
    assert len(found.searched.unwritten) == 1
