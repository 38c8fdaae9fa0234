"""A journal so long that only those entries are weighed that words or meaning propose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from chains.ask.events import Question
from chains.ask.finding.retrieve import retrieve
from chains.ask.planning.by_rules import plan_by_rules
from chains.evidence.candidates import SMALL
from tests.chains.ask.ranked import entry
from vectorstore.index import JournalIndex, open_index

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    index = open_index(tmp_path_factory.mktemp("many"))
    index.sync(
        [entry(f"{day}", "Rain on the roof, and soup.", day=day) for day in range(SMALL + 1)]
    )
    yield index
    index.close()


@pytest.mark.parametrize(
    "question", ["How is Priya doing?", "민수는 어떻게 지내?", "Should Priya stay or go?", "zxqv"]
)
def test_where_none_is_proposed_nothing_is_found(many: JournalIndex, question: str) -> None:
    found = retrieve(many, plan_by_rules(Question(text=question), TODAY), (), TODAY)
    assert found.ranked == ()
