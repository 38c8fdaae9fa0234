"""Which sentence of an entry is lit: the one with what is asked, whatever shares its noun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pytest

from chains.ask.events import Kind, Plan
from chains.ask.finding.lights import light_sentences
from chains.evidence.candidates import Candidates, gather_candidates
from tests.chains.ask.ranked import entry
from vectorstore.index import open_index
from vectorstore.types import EntryFilter

ENTRIES: Final = (
    entry("roof", "지붕이 샌다. 사람을 불렀다. 수리비 240만 원.", day=0),
    entry("van", "The van died. I walked home. It cost £900 to mend.", day=5),
    entry("form", "원서를 내라고 한다. 월요일마다 회의다. 서류 마감은 2024년 3월 2일.", day=10),
    entry("talk", 'I said I would think. Mae said, "Go while you can." It rained.', day=15),
    entry("말", '나는 싫다고 했다. 형이 "가 봐라" 했다. 비가 왔다.', day=20),
)


@pytest.fixture(scope="module")
def candidates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Candidates]:
    index = open_index(tmp_path_factory.mktemp("lights"))
    index.sync(ENTRIES)
    yield gather_candidates(index, ["q"], EntryFilter())
    index.close()


def lit(candidates: Candidates, question: str, kind: Kind, entry_id: str) -> list[float]:
    """Return what the sentences of an entry gain where all score the same."""
    scores = np.full(len(candidates.entry_of), 10.0, dtype=np.float32)
    plan = Plan(question=question, phrases=(question,), kind=kind)
    at = [each.id for each in candidates.entries].index(entry_id)
    added = light_sentences(candidates, plan, scores)[candidates.slice_of(at)]
    return [float(each) for each in added]


@pytest.mark.parametrize(
    ("question", "kind", "entry_id", "best"),
    [
        ("지붕 고치는 데 얼마 들었어?", "about", "roof", 2),
        ("How much did the van cost?", "about", "van", 2),
        ("원서는 언제까지 내야 해?", "deadline", "form", 2),
        ("What did Mae say?", "who", "talk", 1),
        ("형이 뭐라고 했어?", "who", "말", 1),
    ],
)
def test_the_sentence_in_the_form_that_is_asked_for_is_lit(
    candidates: Candidates, question: str, kind: Kind, entry_id: str, best: int
) -> None:
    added = lit(candidates, question, kind, entry_id)
    assert added.index(max(added)) == best
    assert added[best] > 0
    assert added.count(added[best]) == 1


def test_an_end_is_lit_before_any_other_day(candidates: Candidates) -> None:
    added = lit(candidates, "원서는 언제까지 내야 해?", "deadline", "form")
    assert 0 < added[1] < added[2]


@pytest.mark.parametrize(
    ("question", "entry_id"), [("What did Mae say?", "talk"), ("형이 뭐랬어?", "말")]
)
def test_what_the_writer_says_stands_behind(
    candidates: Candidates, question: str, entry_id: str
) -> None:
    said, by_another, silent = lit(candidates, question, "who", entry_id)
    assert said < silent < by_another


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("지붕은 왜 샜어?", "why"),
        ("How did the van die?", "about"),
        ("Who took me home?", "who"),
        ("그 일에 대해 뭐라고 썼어?", "who"),
        ("지붕을 처음 고친 게 언제야?", "first"),
    ],
)
def test_nothing_is_lit_where_no_form_is_looked_for(
    candidates: Candidates, question: str, kind: Kind
) -> None:
    scores = np.full(len(candidates.entry_of), 10.0, dtype=np.float32)
    plan = Plan(question=question, phrases=(question,), kind=kind)
    assert not light_sentences(candidates, plan, scores).any()
