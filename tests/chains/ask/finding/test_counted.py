"""How often something was written about: the entries that hold the one word that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest

from chains.ask.events import Question, Remark
from chains.ask.finding.retrieve import retrieve
from chains.ask.planning.by_rules import plan_by_rules
from chains.ask.quotes_only import answer_in_quotes
from tests.chains.ask.ranked import written
from vectorstore.index import JournalIndex, open_index

TODAY: Final = date(2026, 11, 25)
ENTRIES: Final = written(
    ("2024-05-20", "누나가 전화했다. 누나는 늘 먼저 끊는다. 누나답다."),
    ("2025-02-12", "비가 왔고 누나 생각이 조금 났다. 저녁은 국수였다."),
    ("2025-06-03", "공방에서 하루 종일 나무를 깎았다. 누나에게는 말하지 않았다."),
    ("2026-02-01", "The kiln broke again. I rang Tove about the kiln, twice."),
    ("2026-03-02", "Tove came by with bread."),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path_factory.mktemp("counted"))
    opened.sync(ENTRIES)
    yield opened
    opened.close()


def remark(index: JournalIndex, question: str) -> Remark | None:
    plan = plan_by_rules(Question(text=question), TODAY)
    return answer_in_quotes(plan, retrieve(index, plan, (), TODAY)).remark


@pytest.mark.parametrize(
    ("question", "word", "days"),
    [
        ("누나 얘기를 몇 번 썼어?", "누나", ["2024-05-20", "2025-02-12", "2025-06-03"]),
        ("2025년에 누나 얘기를 몇 번 썼어?", "누나", ["2025-02-12", "2025-06-03"]),
        ("How many times did I mention Tove?", "Tove", ["2026-02-01", "2026-03-02"]),
        ("How often did I write about the kiln?", "kiln", ["2026-02-01"]),
    ],
)
def test_every_entry_with_the_word_is_counted_however_it_ranks(
    index: JournalIndex, question: str, word: str, days: list[str]
) -> None:
    assert remark(index, question) == Remark(
        key="answer.mentioned",
        words=word,
        count=len(days),
        days=tuple(map(date.fromisoformat, days)),
    )


@pytest.mark.parametrize(
    "question", ["누나랑 저녁을 몇 번 먹었어?", "How many times did the kiln break in winter?"]
)
def test_more_than_a_word_is_no_count_of_words(index: JournalIndex, question: str) -> None:
    counted = remark(index, question)
    assert counted is None or counted.key == "answer.counted"
