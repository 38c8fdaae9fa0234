"""What a model is given to read: all of a journal that fits, else the best, within the budget."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.finding.ranked import Ranked
from chains.ask.sources import gather_sources
from chains.evidence.sources import Source
from chains.models.window import estimate_tokens
from journal.entry import Entry
from tests.chains.ask.ranked import entry, found, rank
from tests.properties import examples
from vectorstore.passages import pieces

LINES: Final = (
    "오늘은 연구실에 늦게까지 있었다. ",
    "I went home. ",
    "그만둘까 했다.\n\n",
    "가" * 90 + ". ",
)
BODIES: Final = st.lists(st.sampled_from(LINES), min_size=1, max_size=25).map("".join)


def text_of(sources: tuple[Source, ...]) -> list[tuple[str, str]]:
    return [(each.entry_id, each.text(span)) for each in sources for span in each.sentences]


def cost_of(sources: tuple[Source, ...]) -> int:
    """Return what the sources take at least: their words and a heading each entry."""
    entries = {each.entry_id for each in sources}
    return 30 * len(entries) + sum(estimate_tokens(text) for _, text in text_of(sources))


def ranked(bodies: list[str]) -> list[Ranked]:
    made = [rank(entry(f"e{at}", body, day=at)) for at, body in enumerate(bodies)]
    return sorted(made, key=lambda each: each.entry.id)


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(BODIES, min_size=1, max_size=6), st.integers(200, 4000))
def test_the_budget_is_never_exceeded_but_by_the_one_that_is_always_given(
    bodies: list[str], budget: int
) -> None:
    sources = gather_sources(found(ranked(bodies)), budget_tokens=budget)
    assert sources
    if len({each.entry_id for each in sources}) > 1:
        assert cost_of(sources) <= budget


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(BODIES, min_size=1, max_size=6), st.lists(BODIES, max_size=4))
def test_a_journal_that_fits_goes_in_whole(bodies: list[str], others: list[str]) -> None:
    best = ranked(bodies)
    more = [entry(f"o{at}", body, day=50 + at) for at, body in enumerate(others)]
    whole = gather_sources(found(best, of_the_time=more), budget_tokens=1_000_000)
    entries = [*(each.entry for each in best), *more]
    assert text_of(whole) == [
        (each.id, each.body[a:b]) for each in entries for a, b in pieces(each.body)
    ]
    just = sum(
        30 + sum(6 + estimate_tokens(each.text(s)) for s in each.sentences) for each in whole
    )
    assert gather_sources(found(best, of_the_time=more), budget_tokens=just) == whole


def test_of_a_journal_that_does_not_fit_the_best_come_first() -> None:
    bodies = ["오늘은 연구실에 늦게까지 있었다. " * 3] * 12
    best = [rank(entry(f"e{at:02}", body, day=99 - at)) for at, body in enumerate(bodies)]
    sources = gather_sources(found(best), budget_tokens=590)
    given_entries = {each.entry_id for each in sources}
    assert given_entries == {f"e{at:02}" for at in range(len(given_entries))}
    assert 1 < len(given_entries) < 12
    days = [each.written_on for each in sources]
    assert days == sorted(days)


def test_the_newest_come_after_the_best_whether_the_question_met_them_or_not() -> None:
    body = "오늘은 연구실에 늦게까지 있었다. " * 5
    best = [rank(entry(f"e{at:02}", body, day=at)) for at in range(40)]
    others = [entry(f"o{at:02}", body, day=30 + at) for at in range(20)]
    budget = 3_000
    given_entries = {
        each.entry_id
        for each in gather_sources(found(best, of_the_time=others), budget_tokens=budget)
    }
    newest = {f"o{at}" for at in range(15, 20)}
    assert given_entries >= newest | {f"e{at:02}" for at in range(12)}
    assert {each for each in given_entries if each.startswith("o")} == newest


def test_what_a_wording_found_by_itself_comes_after_the_best_and_before_the_newest() -> None:
    body = "오늘은 연구실에 늦게까지 있었다. " * 5
    best = [rank(entry(f"e{at:02}", body, day=at)) for at in range(40)]
    retrieved = replace(found(best), apart=(best[20], best[3], best[21]))
    sources = gather_sources(retrieved, budget_tokens=2_300)
    given_entries = {each.entry_id for each in sources}
    assert given_entries > {*(f"e{at:02}" for at in range(8)), "e20", "e21"}
    assert given_entries.isdisjoint(f"e{at:02}" for at in (*range(15, 20), *range(22, 37)))


def test_room_that_is_left_is_filled_with_what_nothing_speaks_of() -> None:
    others = [entry(f"o{at:03}", "I went for a walk. " * 4, day=at) for at in range(200)]
    best = rank(entry("best", "I left.", day=300))
    sources = gather_sources(found([best], of_the_time=others), budget_tokens=2_000)
    given_others = [each.entry_id for each in sources if each.entry_id != "best"]
    assert given_others == [f"o{at:03}" for at in range(200 - len(given_others), 200)]
    assert len(given_others) > 10


def test_a_small_window_gets_no_more_than_it_holds() -> None:
    body = "I left. " * 60
    best = rank(entry("best", body), [1.0, *[0.0] * 59])
    for budget in (70, 100, 150):
        sources = gather_sources(found([best]), budget_tokens=budget)
        assert cost_of(sources) <= budget


def test_a_rest_that_nothing_fits_into_is_not_tried_with_thousands() -> None:
    asked: list[str] = []

    def stays(of: Entry) -> bool:
        asked.append(of.id)
        return False

    others = [entry(f"o{at:04}", "I went for a walk. " * 30, day=at) for at in range(3_000)]
    retrieved = found([rank(entry("best", "I left.", day=3_000))], of_the_time=others).without(
        stays
    )
    assert len(gather_sources(retrieved, budget_tokens=2_000)) > 3
    assert len(asked) < 100


def test_of_a_long_entry_the_best_sentences_come_with_their_neighbours() -> None:
    body = "".join(f"문장 {at:03}번이 여기에 이렇게 길게 서 있었다. " for at in range(200))
    scores = [0.0] * 200
    scores[50], scores[120] = 5.0, 4.0
    long = rank(entry("long", body), scores)
    texts = [text for _, text in text_of(gather_sources(found([long]), budget_tokens=4_000))]
    assert 20 <= len(texts) < 200
    for at in (*range(48, 53), *range(118, 123)):
        assert any(f"{at:03}번" in text for text in texts)


def test_an_entry_that_is_too_long_leaves_room_for_those_after_it() -> None:
    long = rank(entry("long", "아주 긴 하루였다고 적어 둔다. " * 400, day=1))
    short = rank(entry("short", "짧다. I left.", day=2))
    sources = gather_sources(found([long, short]), budget_tokens=1_500)
    assert {each.entry_id for each in sources} == {"long", "short"}


def test_nothing_found_is_nothing_given() -> None:
    assert gather_sources(found(), budget_tokens=100) == ()
