"""BM25: rare words weigh more, long passages less, an entry lifts its passages, and the cache
changes nothing.
"""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties import examples
from tests.vectorstore.lexical.catalog_rows import Writer
from vectorstore.lexical import bm25
from vectorstore.lexical.bm25 import ENTRY_SHARE, HEADING_WEIGHT, K1, B, PostingsCache, scores
from vectorstore.lexical.catalog import Catalog
from vectorstore.types import EntryFilter

Journal = dict[str, list[str]]  # the passages of each entry, words between spaces
JOURNALS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.lists(
        st.lists(st.sampled_from("xyzw"), min_size=1, max_size=8).map(" ".join),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
)


class Files:
    """Postings of a journal whose passages do not overlap, read as the lexical index would read
    them.
    """

    def __init__(self, journal: Journal, headings: dict[str, str] | None = None) -> None:
        writer = Writer()
        self.reads: list[str] = []
        self._passages: list[tuple[int, Counter[str], Counter[str]]] = []
        rows = []
        for entry_id, passages in journal.items():
            row = writer.write(entry_id, [(len(text.split()), 0) for text in passages])
            rows.append(row)
            for at, text in enumerate(passages, row.first_row):
                heading = (headings or {}).get(entry_id, "") if at == row.first_row else ""
                self._passages.append((at, Counter(text.split()), Counter(heading.split())))
        self.catalog = Catalog(rows)

    def read(self, term: str) -> list[tuple[int, int, int, int]]:
        self.reads.append(term)
        return [
            (row, heading[term], words[term], 0)
            for row, words, heading in self._passages
            if words[term] or heading[term]
        ]

    def scored(self, *words: str, where: EntryFilter | None = None) -> dict[str, float]:
        """Return the best score of each entry."""
        allowed = self.catalog.matching(where) if where else None
        found = scores(dict.fromkeys(words, 1.0), self.catalog, PostingsCache(self.read), allowed)
        return {
            row.id: max(float(found[row.first_row + at]) for at in range(len(row.sizes)))
            for row in self.catalog.by_id.values()
        }


def by_hand(files: Files, query: dict[str, float]) -> list[float]:
    """The same formula, a number at a time."""
    catalog = files.catalog
    rows, entries = [0.0] * len(catalog.ordinal_of), [0.0] * len(catalog.days)

    def gain(holding: int, of: int, count: float, size: float, mean: float) -> float:
        rarity = math.log1p((of - holding + 0.5) / (holding + 0.5))
        return rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * size / max(mean, 1)))

    for term, weight in query.items():
        found = files.read(term)
        inside = [(row, fresh + repeated) for row, _, fresh, repeated in found if fresh + repeated]
        for row, count in inside:
            size = float(catalog.sizes[row])
            rows[row] += weight * gain(
                len(inside), catalog.passages, count, size, catalog.mean_size
            )
        counts = Counter[int]()
        for row, heading, fresh, _ in found:
            counts[int(catalog.ordinal_of[row])] += int(fresh + HEADING_WEIGHT * heading)
        for ordinal, count in counts.items():
            size = float(catalog.entry_sizes[ordinal])
            mean = catalog.mean_entry_size
            entries[ordinal] += weight * gain(len(counts), len(catalog.by_id), count, size, mean)
    mixed = [(1 - ENTRY_SHARE) * score for score in rows]
    for row in range(len(mixed)):
        entry = entries[int(catalog.ordinal_of[row])]
        mixed[row] = mixed[row] + ENTRY_SHARE * entry if entry else 0.0
    return mixed


def test_only_what_holds_an_asked_word_has_a_score() -> None:
    files = Files({"a": ["대학원 연구"], "b": ["점심 국수"], "c": ["연구 논문"]})
    found = files.scored("연구")
    assert found["b"] == 0
    assert min(found["a"], found["c"]) > 0
    assert set(files.scored("없는말").values()) == {0.0}
    assert set(files.scored().values()) == {0.0}


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    files = Files({"a": ["오늘 이직"], "b": ["오늘 국수"], "c": ["오늘 산책"]})
    assert files.scored("이직")["a"] > files.scored("오늘")["a"]


def test_the_same_word_weighs_less_in_a_long_passage() -> None:
    files = Files({"short": ["이직 생각"], "long": ["이직 " + "다른 말 " * 30]})
    found = files.scored("이직")
    assert found["short"] > found["long"] > 0


def test_an_entry_that_speaks_of_all_words_lifts_its_passages() -> None:
    files = Files(
        {"both": ["대학원 이야기", "취업 이야기"], "one": ["대학원 이야기", "산책 이야기"]}
    )
    found = files.scored("대학원", "취업")
    assert found["both"] > found["one"]


def test_a_word_of_the_heading_finds_the_entry_and_weighs_more_than_one_of_the_body() -> None:
    files = Files({"a": ["점심 국수"], "b": ["이직 국수"], "c": ["산책 국수"]}, {"a": "이직"})
    assert all(files.scored("이직")[each] > 0 for each in "ab")
    # The heading counts three times for the entry, yet it is no word of any passage.
    assert files.scored("이직")["a"] != files.scored("이직")["b"]
    assert files.scored("이직")["c"] == 0


def test_what_a_filter_leaves_out_has_no_score() -> None:
    files = Files({"a": ["연구 논문"], "b": ["연구 노트"]})
    assert set(files.scored("연구", where=EntryFilter(tags=("x",))).values()) == {0.0}


def test_what_was_removed_raises_no_rarity() -> None:
    files = Files({"a": ["연구"], "b": ["국수"], "c": ["산책"]})
    before = files.scored("연구")["a"]
    files.catalog.remove(["b"])
    assert files.scored("연구")["a"] < before


@settings(deadline=None, max_examples=examples(150))
@given(JOURNALS, st.dictionaries(st.sampled_from("xyzwv"), st.floats(0.1, 3), max_size=5))
def test_the_arrays_add_up_to_the_formula(journal: Journal, query: dict[str, float]) -> None:
    files = Files(journal)
    found = scores(query, files.catalog, PostingsCache(files.read), None)
    assert found.tolist() == pytest.approx(by_hand(files, query), rel=1e-4, abs=1e-5)
    assert (found >= 0).all()
    assert found[0] == 0  # no passage has row 0


@settings(deadline=None, max_examples=examples(60))
@given(JOURNALS, st.sampled_from("xyzw"))
def test_a_word_more_never_lowers_a_score(journal: Journal, word: str) -> None:
    files = Files(journal)
    one, two = files.scored("x"), files.scored("x", word)
    assert all(two[each] >= one[each] for each in one)


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(st.sampled_from("xyzwv"), max_size=20))
def test_a_cache_too_small_gives_the_same_postings(asked: list[str]) -> None:
    files = Files({"a": ["x y", "x"], "b": ["y z z"], "c": ["w x"]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bm25, "MOST_POSTINGS", 60)
        small = PostingsCache(files.read)
        for term in asked:
            kept, fresh = (
                small.get(term, files.catalog),
                PostingsCache(files.read).get(term, files.catalog),
            )
            assert kept.rows.tolist() == fresh.rows.tolist()
            assert kept.in_body.tolist() == fresh.in_body.tolist()
            assert kept.in_heading.tolist() == fresh.in_heading.tolist()


def test_postings_are_read_once_until_they_change_or_must_make_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = Files({"a": ["x y z"]})
    cache = PostingsCache(files.read)
    for term in ("x", "x", "y", "x"):
        cache.get(term, files.catalog)
    assert files.reads == ["x", "y"]
    cache.drop(["x", "never asked for"])
    cache.get("x", files.catalog)
    assert files.reads == ["x", "y", "x"]
    monkeypatch.setattr(bm25, "MOST_POSTINGS", 110)  # two of them, each counting 51
    cache.get("z", files.catalog)
    assert files.reads == ["x", "y", "x", "z"]
    cache.get("x", files.catalog)  # was used after y
    cache.get("y", files.catalog)
    assert files.reads == ["x", "y", "x", "z", "y"]
