"""The time in a question: what was written then comes first, and other times are not shut out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest

from chains.ask.events import Question
from chains.ask.finding.lifts import WITHIN, lift_by_time
from chains.ask.finding.retrieve import retrieve
from chains.ask.planning.by_rules import plan_by_rules
from chains.ask.planning.stretch import days_instead
from chains.ask.quotes_only import answer_in_quotes
from chains.evidence.candidates import gather_candidates
from tests.chains.ask.ranked import written
from vectorstore.index import JournalIndex, open_index
from vectorstore.types import EntryFilter

TODAY: Final = date(2026, 11, 25)
ENTRIES: Final = written(
    ("2024-05-20", "The harbour ferry was late and I wrote a letter to Ines."),
    ("2025-05-12", "I wrote a long letter to Ines about the bakery."),
    ("2025-06-03", "On May 21 the letter to Ines came back unopened."),
    ("2026-02-01", "My grandfather opened the bakery in 1961, with one oven."),
    ("2026-03-02", "Omar taught me to skate two years ago; three years ago I had no friend."),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path_factory.mktemp("time"))
    opened.sync(ENTRIES)
    yield opened
    opened.close()


def ranked(index: JournalIndex, question: str) -> list[str]:
    plan = plan_by_rules(Question(text=question), TODAY)
    return [each.entry.id for each in retrieve(index, plan, (), TODAY).ranked]


def shown(index: JournalIndex, question: str) -> set[str]:
    plan = plan_by_rules(Question(text=question), TODAY)
    return {
        each.entry_id for each in answer_in_quotes(plan, retrieve(index, plan, (), TODAY)).citations
    }


def test_what_was_written_then_comes_first_and_alone_on_the_cards(index: JournalIndex) -> None:
    question = "What did I say about the letter to Ines in May 2025?"
    assert ranked(index, question)[0] == "2025-05-12"
    assert len(ranked(index, question)) > 1  # a model may read the others
    assert shown(index, question) == {"2025-05-12"}


def test_a_text_of_another_day_that_names_the_day_is_shown(index: JournalIndex) -> None:
    assert "2025-06-03" in shown(index, "Where did the letter to Ines go on May 21, 2025?")


def test_a_time_before_the_journal_is_searched_if_entries_tell_of_it(index: JournalIndex) -> None:
    assert ranked(index, "Who opened the bakery in 1961?")[0] == "2026-02-01"
    assert ranked(index, "Who opened the bakery in 1962?") == []


def test_so_is_one_that_entries_tell_of_in_the_same_words(index: JournalIndex) -> None:
    question = "What did Omar teach me {}?"
    ids = [each.id for each in ENTRIES]
    assert set(ranked(index, question.format("three years ago"))) == set(ids)
    assert ranked(index, question.format("four years ago")) == []


def test_until_a_day_nothing_later_is_found(index: JournalIndex) -> None:
    assert ranked(index, "What did I think of Ines until 2024?") == ["2024-05-20"]


def test_nearer_days_gain_more(index: JournalIndex) -> None:
    candidates = gather_candidates(index, ["letter"], EntryFilter())
    where = EntryFilter(since=date(2025, 5, 1), until=date(2025, 5, 31))
    gained = [
        lift_by_time(candidates, where)[candidates.slice_of(at)].max() for at in range(len(ENTRIES))
    ]
    assert gained[1] == WITHIN
    assert WITHIN > gained[2] > max(gained[0], gained[3])


def test_what_else_a_model_reads_is_of_the_time_that_is_asked_about(index: JournalIndex) -> None:
    plan = plan_by_rules(Question(text="Why did I write to Ines in May 2025?"), TODAY)
    given = retrieve(index, plan, (), TODAY)
    assert len(given.ranked) > 1
    assert [each.id for each in given.of_the_time] == ["2025-05-12"]


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("What did I write in April 2025?", ["2025-05-12"]),
        ("Why was I sad about the letter in April 2025?", ["2025-05-12"]),
        ("How often did I write to Ines in July 2025?", ["2025-06-03"]),
        ("2025년 7월에는 뭐라고 썼지?", ["2025-06-03"]),
        ("In March 2019, what did I write?", []),
    ],
)
def test_for_a_time_without_entries_the_nearest_days_are_shown_and_it_is_said(
    index: JournalIndex, question: str, days: list[str]
) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)
    answer = answer_in_quotes(plan, retrieve(index, plan, (), TODAY))
    (unwritten,) = answer.searched.unwritten
    assert (unwritten.since, unwritten.until) == (plan.where.since, plan.where.until)
    assert [day.isoformat() for day in days_instead(plan, answer)] == days
    assert answer.remark is None  # nothing is counted in it


def test_of_two_times_that_are_compared_the_one_without_entries_is_said(
    index: JournalIndex,
) -> None:
    plan = plan_by_rules(Question(text="How did 2019 compare with 2025?"), TODAY)
    answer = answer_in_quotes(plan, retrieve(index, plan, (), TODAY))
    assert [each.words for each in answer.searched.unwritten] == ["2019"]
    assert answer.citations
    assert days_instead(plan, answer) == ()


@pytest.mark.parametrize(
    "question",
    [
        "2025년 7월이랑 8월에는 뭐 했지?",
        "How did July 2025 compare with August 2025?",
        "How was the letter in July 2025 different from August 2025?",
    ],
)
def test_for_two_times_without_entries_the_nearest_days_are_told(
    index: JournalIndex, question: str
) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)
    answer = answer_in_quotes(plan, retrieve(index, plan, (), TODAY))
    assert len(answer.searched.unwritten) == 2
    assert [day.isoformat() for day in days_instead(plan, answer)] == ["2025-06-03"]


@pytest.mark.parametrize("question", ["my latest entry", "가장 최근에 쓴 글", "the last entry?"])
def test_the_last_of_all_entries_is_told_by_its_day_alone(
    index: JournalIndex, question: str
) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)
    answer = answer_in_quotes(plan, retrieve(index, plan, (), TODAY))
    assert str(answer.citations[0].written_on) == "2026-03-02"
