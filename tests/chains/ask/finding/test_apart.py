"""What a model reads beside the best for the question as a whole: the best for each wording."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from chains.ask.events import Question
from chains.ask.finding.retrieve import retrieve
from chains.ask.planning.by_rules import plan_by_rules
from journal.entry import Entry
from vectorstore.index import open_index

TODAY: Final = date(2026, 11, 25)
ENTRIES: Final = (
    *(
        Entry(
            id=f"p{at}",
            written_on=date(2025, 1, 1 + at),
            body=f"The promotion again. Ann asked me about the promotion, time {at}.",
        )
        for at in range(20)
    ),
    Entry(id="said", written_on=date(2025, 3, 1), body="Told her no. Sixty hours, and my spine."),
    *(
        Entry(
            id=f"이직{at}", written_on=date(2025, 5, 1 + at), body=f"이직 이야기를 {at}번째 했다."
        )
        for at in range(20)
    ),
    Entry(id="메일", written_on=date(2025, 6, 1), body="못 간다고 답장을 보냈다."),
)


@pytest.mark.parametrize(
    ("question", "wording", "found"),
    [
        ("Why did I turn the promotion down?", "sixty hours", "said"),
        ("이직은 왜 거절했지?", "못 간다고 답장", "메일"),
    ],
)
def test_another_wording_gives_its_best_whatever_the_question_ranks(
    tmp_path: Path, question: str, wording: str, found: str
) -> None:
    rules = plan_by_rules(Question(text=question), TODAY)
    model = replace(rules, made_by="model", phrases=(rules.phrases[0], wording))
    with closing(open_index(tmp_path)) as index:
        index.sync(ENTRIES)
        given = retrieve(index, model, (), TODAY)
        assert given.apart[0].entry.id == found
        assert [each.entry.id for each in given.ranked].index(found) > 3
        assert not retrieve(index, rules, (), TODAY).apart
