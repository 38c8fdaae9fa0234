"""Where the writer stood last between two options is shown, however little else it shares with the
question.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from chains.ask.events import Answer, Question
from chains.ask.finding.retrieve import retrieve
from chains.ask.planning.by_rules import plan_by_rules
from chains.ask.quotes_only import answer_in_quotes
from journal.entry import Entry
from tests.chains.ask.ranked import entry
from tests.chains.conftest import TODAY
from vectorstore.index import JournalIndex, open_index

KOREAN: Final = [
    entry("early", "복직이 좋을까, 유학이 좋을까. 복직하고 싶다. 복직과 유학을 비교했다.", day=1),
    entry("talk", "유학 이야기를 또 했다. 유학 비용과 복직 날짜를 물었다. 유학, 유학.", day=40),
    entry("wish", "그래도 유학 가고 싶다. 복직 서류는 서랍에 있다.", day=80),
    entry("last", "아이가 열이 났다. 밤새 앉아 있었다. 복직은 이제 진짜 아니다.", day=200),
]
ENGLISH: Final = [
    entry("early", "Bakery or the bank job? I want the bank job. The bank job pays.", day=1),
    entry("talk", "We spoke of the bakery, the bakery and the bank job, and of rent.", day=40),
    entry("last", "Rain all day. The dog was ill. I decided on the bakery.", day=200),
]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[JournalIndex]:
    index = open_index(tmp_path)
    yield index
    index.close()


def ask(index: JournalIndex, entries: list[Entry], question: str) -> Answer:
    index.sync(entries)
    plan = plan_by_rules(Question(text=question), TODAY)
    return answer_in_quotes(plan, retrieve(index, plan, (), TODAY))


@pytest.mark.parametrize(
    ("entries", "question", "quote"),
    [
        (KOREAN, "복직할까, 유학 갈까?", "복직은 이제 진짜 아니다."),
        (ENGLISH, "bakery or bank job?", "I decided on the bakery."),
    ],
)
def test_the_newest_stance_and_what_settled_it_lead(
    index: JournalIndex, entries: list[Entry], question: str, quote: str
) -> None:
    answer = ask(index, entries, question)
    assert quote in [each.quote for each in answer.citations if each.lead]


def test_an_older_stance_of_the_other_option_stands_beside_it(index: JournalIndex) -> None:
    answer = ask(index, KOREAN, "복직할까, 유학 갈까?")
    by_quote = {each.quote: each for each in answer.citations}
    assert by_quote["그래도 유학 가고 싶다."].option != by_quote["복직은 이제 진짜 아니다."].option


COPIED: Final = [
    entry(
        "copied",
        "- “bakery or bank job? the bakery, always the bakery”\n- “a bank job is a bank job”\n",
        day=10,
        title="bakery or bank job, from a forum",
    ),
    entry("own", "In the bakery my hands know what to do.\n\nThe bank job has weekends.", day=20),
]


def test_what_was_copied_stands_behind_the_writers_own_words(index: JournalIndex) -> None:
    answer = ask(index, COPIED, "bakery or bank job?")
    first = {each.option: each.entry_id for each in reversed(answer.citations)}
    assert set(first.values()) == {"own"}
    assert "copied" in {each.entry_id for each in answer.citations}, "it is shown, further down"
