"""What every `JournalIndex` keeps, whether Chroma is embedded or a server: one suite over both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journal.entry import Entry
from language.grammar.terms import written_terms
from tests.properties import examples
from tests.vectorstore.chroma_server import chroma_server
from tests.vectorstore.entries import JOURNAL, entry
from tests.vectorstore.hashed import HashedEmbeddings, hashed
from vectorstore.embeddings import NamedEmbedding
from vectorstore.index import JournalIndex, open_index
from vectorstore.lexical.query import search_terms
from vectorstore.passages import passages_of, pieces
from vectorstore.types import WORDS_ONLY, EntryFilter, Extent

Open = Callable[..., JournalIndex]


@pytest.fixture(scope="module", params=["embedded", "server"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "embedded":
        yield ""
        return
    with chroma_server(tmp_path_factory.mktemp("chroma-server")) as address:
        yield address


@pytest.fixture
def opened(url: str, tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def make(name: str = "index", embedding: NamedEmbedding | None = None) -> JournalIndex:
            index = open_index(tmp_path / name, embedding=embedding, chroma_url=url)
            stack.callback(index.close)
            return index

        yield make


def ids(index: JournalIndex, query: str, **where: object) -> list[str]:
    return [hit.passage.entry_id for hit in index.search(query, where=EntryFilter(**where))]  # type: ignore[arg-type]


def test_the_entries_that_hold_all_words_are_found_and_no_others(opened: Open) -> None:
    index = opened()
    index.sync(
        [
            entry("a", "연구가 재미있다", on="2024-01-01"),
            entry("b", "학부연구실에 간다", on="2024-02-01"),
            entry("c", "Nothing but labs", on="2024-03-01"),
        ]
    )
    assert index.holding("연구") == {"a", "b"}
    assert index.holding("연구", EntryFilter(since=date(2024, 1, 15))) == {"b"}
    assert index.holding("연구 재미있는") == {"a"}
    assert index.holding("lab") == {"c"}
    for absent in ("우주정거장", "zzzzqx", "연구 lab", "the", ""):
        assert index.holding(absent) == frozenset()


def test_an_empty_index_finds_nothing_and_is_well(opened: Open) -> None:
    index = opened()
    assert index.search("대학원") == []
    assert index.searched(EntryFilter()) == Extent(entries=0)
    assert index.sync([]).added == 0
    assert index.health().ok


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("퇴사", "quit"),
        ("퇴사를", "quit"),
        ("대학원에 갈까?", "grad"),
        ("등록금", "money"),
        ("transformers 공부", "mixed"),
        ("AI 논문", "mixed"),
        ("what did my mentors say?", "mentor"),
        ("quiet sunday", "walk"),
        ("grad school", "grad"),
        ("업계 연봉", "mentor"),
    ],
)
def test_it_finds_in_both_languages(shared: JournalIndex, query: str, first: str) -> None:
    assert ids(shared, query)[0] == first


def test_it_knows_whether_any_korean_is_written(opened: Open) -> None:
    index = opened()
    english = Entry(id="en", written_on=date(2024, 5, 1), body="The lab was cold, so I went home.")
    index.sync([english])
    assert not index.has_hangul
    index.sync(
        [english, Entry(id="ko", written_on=date(2024, 5, 2), title="퇴사", body="Nothing else.")]
    )
    assert index.has_hangul
    index.sync([english])
    assert not index.has_hangul


def test_hits_are_exact_spans_with_scores_in_order(shared: JournalIndex) -> None:
    hits = shared.search("연구가 재미있다 research", k=4)
    by_id = {each.id: each for each in JOURNAL}
    for hit in hits:
        body = by_id[hit.passage.entry_id].body
        assert body[hit.passage.start : hit.passage.end].strip()
        assert 0 <= hit.score <= 1
        assert (hit.title, hit.written_on) == (
            by_id[hit.passage.entry_id].title,
            by_id[hit.passage.entry_id].written_on,
        )
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_filters_hold_in_both_indexes(shared: JournalIndex) -> None:
    query = "대학원 퇴사 논문 industry river 통장"
    assert set(ids(shared, query)) == {each.id for each in JOURNAL}
    assert set(ids(shared, query, until=date(2024, 4, 30))) == {"mixed", "quit", "grad"}
    assert set(ids(shared, query, since=date(2024, 4, 30), until=date(2024, 6, 11))) == {
        "grad",
        "money",
    }
    assert set(ids(shared, query, tags=("학교", "회사"))) == {"quit", "grad"}
    assert set(ids(shared, query, kinds=("advice",))) == {"mentor"}
    assert ids(shared, query, tags=("nobody",)) == []
    assert shared.searched(EntryFilter(since=date(2024, 4, 1))) == Extent(
        entries=4, first=date(2024, 4, 30), last=date(2025, 2, 20)
    )


def test_an_edit_and_a_removal_are_in_the_next_search(opened: Open) -> None:
    index = opened()
    index.sync(JOURNAL)
    edited = replace(JOURNAL[0], body="오늘은 이직을 결심했다.")
    report = index.sync([edited, *JOURNAL[2:]])
    assert (report.added, report.updated, report.removed, report.unchanged) == (
        0,
        1,
        1,
        len(JOURNAL) - 2,
    )
    assert ids(index, "이직")[0] == "quit"
    assert "grad" not in ids(index, "연구가 재미있다")
    assert index.health().ok


def test_a_second_start_changes_nothing(opened: Open) -> None:
    first = opened()
    first.sync(JOURNAL)
    found = first.search("연구 research")
    first.close()
    second = opened()
    assert second.sync(JOURNAL).unchanged == len(JOURNAL)
    assert second.search("연구 research") == found
    assert second.passages(JOURNAL[0]) == first_passages(JOURNAL[0])


def first_passages(one: Entry) -> object:
    return passages_of(one)


def test_an_embedding_is_adopted_while_words_serve(opened: Open) -> None:
    index = opened()
    index.sync(JOURNAL)
    assert index.embedding_name == WORDS_ONLY
    seen: list[tuple[int, int, str]] = []
    index.adopt(
        hashed(),
        on_progress=lambda done, total: seen.append((done, total, index.embedding_name)),
    )
    assert seen[-1] == (len(JOURNAL), len(JOURNAL), WORDS_ONLY)
    assert index.embedding_name == "model/48"
    assert index.is_embedded(hashed())
    assert ids(index, "퇴사")[0] == "quit"
    assert index.health().ok
    assert index.health().dense == len(JOURNAL)
    index.close()
    again = opened(embedding=hashed())
    assert again.embedding_name == "model/48"
    assert again.sync(JOURNAL).unchanged == len(JOURNAL)
    again.adopt(hashed(32))
    assert again.embedding_name == "model/32"
    assert again.health().ok
    again.close()
    back = opened()
    assert back.embedding_name == WORDS_ONLY
    assert back.sync(JOURNAL).problem is None
    assert back.health().ok


def test_a_stopped_adoption_leaves_the_words_and_resumes(opened: Open) -> None:
    index = opened()
    many = [entry(f"e{number}", f"Day {number} at the office.") for number in range(150)]
    index.sync(many)
    groups = count()
    index.adopt(hashed(), should_stop=lambda: next(groups) == 3)
    assert index.embedding_name == WORDS_ONLY
    left: list[int] = []
    index.sync([*many[1:], entry("late", "A late zebra.")])
    index.adopt(hashed(), on_progress=lambda _, total: left.append(total))
    assert left[-1] < len(many)
    assert index.embedding_name == "model/48"
    assert ids(index, "zebra")[0] == "late"
    assert index.health().ok


def test_what_is_written_is_embedded_at_once_and_an_import_later(opened: Open) -> None:
    index = opened()
    index.sync(JOURNAL)
    index.adopt(hashed())
    one = entry("one", "A zebra crossed the road.")
    assert index.sync([*JOURNAL, one]).waiting == 0
    assert index.is_embedded(hashed())
    many = [entry(f"e{number}", f"Day {number} at the office.") for number in range(60)]
    index.sync([*JOURNAL, one, *many])
    assert index.waiting(hashed()) == len(many)
    assert not index.is_embedded(hashed())
    assert ids(index, "office")[0].startswith("e"), "their words find them"
    assert index.health().ok
    index.adopt(hashed())
    assert index.health().dense == len(JOURNAL) + 1 + len(many)


def test_an_erased_entry_leaves_no_vector_and_the_rest_is_not_embedded_again(opened: Open) -> None:
    model = HashedEmbeddings()
    named = NamedEmbedding(name="model/48", embeddings=model)
    index = opened(embedding=named)
    days = range(40)
    many = (*JOURNAL, *(entry(f"e{day}", f"Day {day} at work, {day} o’clock.") for day in days))
    index.sync(many)
    index.adopt(named)
    model.asked.clear()
    changed = replace(JOURNAL[5], body="We walked along the sea.")
    rest = [changed if each.id == "walk" else each for each in many if each.id != "money"]
    report = index.erase(rest)
    assert report.problem is None
    assert [text for text in model.asked if "sea" not in text] == [], (
        "only what had changed since is asked for"
    )
    assert index.embedding_name == "model/48"
    assert index.health().ok
    assert index.health().dense == len(rest)
    assert ids(index, "퇴사")[0] == "quit"
    assert "money" not in ids(index, "등록금이 걱정된다")
    index.close()
    again = opened(embedding=named)
    assert again.sync(rest).unchanged == len(rest)


def test_an_index_made_again_under_an_adoption_ends_it_and_leaves_nothing(opened: Open) -> None:
    index = opened()
    index.sync(JOURNAL)
    again: list[int] = []

    def rebuild(done: int, _total: int) -> None:
        if not again:
            again.append(done)
            index.rebuild(JOURNAL[:2])

    index.adopt(hashed(), on_progress=rebuild)
    assert index.health().ok
    assert index.waiting(hashed()) == 2
    index.adopt(hashed())
    assert index.health().dense == 2


def test_terms_and_entries_are_counted_over_the_whole_journal(shared: JournalIndex) -> None:
    weights = search_terms("퇴사 zebra").weights
    rarities, counts = shared.rarities(weights), shared.counts(weights)
    written = next(term for term in written_terms("퇴사") if counts.get(term))
    never = next(term for term in written_terms("zebra") if term in weights)
    assert (counts[written], counts[never]) == (1, 0)
    assert rarities[never] == max(rarities.values()) > rarities[written] > 0
    scores = shared.word_scores(weights)
    assert scores["quit"] > 0
    assert "walk" not in scores
    assert shared.word_scores(weights, EntryFilter(until=date(2023, 12, 31))) == {}


def test_a_word_in_the_title_counts_twice(opened: Open) -> None:
    index = opened()
    index.sync(
        [entry("body", "A zebra and a dog."), entry("title", "A cat and a dog.", title="zebra")]
    )
    scores = index.word_scores(search_terms("zebra").weights)
    assert scores["title"] > scores["body"] > 0


def test_sentences_are_those_of_the_passages(shared: JournalIndex) -> None:
    long = entry("long", " ".join(f"This is sentence number {n} of a day." for n in range(60)))
    for each in (*JOURNAL, long):
        spans = shared.sentences(each)
        assert spans == pieces(each.body)
        assert set(spans) == {
            span for passage in shared.passages(each) for span in passage.sentences
        }


words = st.sampled_from(
    ["퇴사", "대학원에", "취업은", "office", "research", "money", "걱정된다.", "happy."]
)
bodies = st.lists(words, max_size=12).map(" ".join)
journals = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(bodies, st.integers(1, 28), st.sampled_from(["", "돈", "plan"])),
)


def made(journal: dict[str, tuple[str, int, str]]) -> list[Entry]:
    return [
        entry(name, body, on=f"2024-02-{day:02}", title=tag, tags=(tag,) if tag else ())
        for name, (body, day, tag) in journal.items()
    ]


numbers = count()


@given(states=st.lists(journals, min_size=2, max_size=4))
@settings(
    deadline=None,
    max_examples=examples(5),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_edits_then_sync_equal_a_rebuild(
    opened: Open, states: list[dict[str, tuple[str, int, str]]]
) -> None:
    number = next(numbers)
    edited, fresh = opened(f"edited-{number}"), opened(f"fresh-{number}")
    edited.sync(made(states[0]))
    edited.adopt(hashed())
    for state in states[1:]:
        edited.sync(made(state))
    fresh.sync(made(states[-1]))
    fresh.adopt(hashed())
    assert edited.health() == fresh.health()
    assert edited.health().ok
    for query in ("퇴사 office", "대학원", "money plan 돈", "취업은 happy"):
        found, expected = edited.search(query), fresh.search(query)
        assert [hit.passage for hit in found] == [hit.passage for hit in expected]
        assert [hit.score for hit in found] == pytest.approx(
            [hit.score for hit in expected], abs=1e-4
        )
    edited.close()
    fresh.close()


@pytest.fixture(scope="module")
def shared(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    index = open_index(tmp_path_factory.mktemp("shared") / "index", chroma_url=url)
    index.sync(JOURNAL)
    index.adopt(hashed())
    yield index
    index.close()
