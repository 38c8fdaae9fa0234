"""The first passages of a search in the order of their best sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from journal.entry import Entry
from language.grammar.sentences import Span
from tests.vectorstore.entries import entry
from vectorstore.index import open_index
from vectorstore.lexical.best_sentences import FIRST, by_best_sentence
from vectorstore.lexical.sentence_terms import SentenceTerms
from vectorstore.types import Hit, Passage

TOGETHER = entry("together", "새 부두는 넓다. 선장이 그물을 고친 곳은 북쪽 창고였다. 비가 왔다.")
SCATTERED = entry(
    "scattered",
    "선장이 왔다. 그물은 낡았다. 창고에서 고친 의자를 보았다. 비가 왔다.",
)
FILLING = [entry(f"other{at}", f"오늘은 {at}번째로 밥을 먹고 잤다.") for at in range(12)]


def as_hit(of: Entry, spans: tuple[Span, ...], score: float) -> Hit:
    passage = Passage(id=f"{of.id}:0", entry_id=of.id, start=0, end=len(of.body), sentences=spans)
    return Hit(passage=passage, score=score, written_on=date.min, title="")


def test_words_in_one_sentence_come_before_the_same_words_scattered(tmp_path: Path) -> None:
    index = open_index(tmp_path / "index")
    index.sync([SCATTERED, TOGETHER, *FILLING])

    found = index.search("선장이 그물을 고친 창고는?", k=2)

    index.close()
    assert [hit.passage.entry_id for hit in found] == ["together", "scattered"]


def test_a_sentence_decides_between_passages_that_are_as_good() -> None:
    spans = {each.id: ((0, each.body.index(".") + 1),) for each in (SCATTERED, TOGETHER)}
    hits = [as_hit(SCATTERED, spans["scattered"], 0.7), as_hit(TOGETHER, spans["together"], 0.7)]
    cut = [(SCATTERED, spans["scattered"]), (TOGETHER, spans["together"])]

    found = by_best_sentence(hits, cut, SentenceTerms(), {"부두": 1.0})

    assert [hit.passage.entry_id for hit in found] == ["together", "scattered"]


@given(
    scores=st.lists(st.floats(0, 1), max_size=2 * FIRST),
    worth=st.dictionaries(st.sampled_from(["선장", "비", "새", "없음"]), st.floats(0.1, 9)),
    known=st.integers(0, 3),
)
def test_no_hit_is_lost_and_no_score_leaves_its_range(
    scores: list[float], worth: dict[str, float], known: int
) -> None:
    bodies = [TOGETHER, SCATTERED, FILLING[0]]
    cut = [(each, ((0, len(each.body)),)) for each in bodies[:known]]
    hits = [
        as_hit(bodies[at % 3], ((0, len(bodies[at % 3].body)),), score)
        for at, score in enumerate(sorted(scores, reverse=True))
    ]

    found = by_best_sentence(hits, cut, SentenceTerms(), worth)

    assert sorted(id(each.passage) for each in found) == sorted(id(each.passage) for each in hits)
    assert all(0 <= each.score <= 1 for each in found)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
