"""What a model is given to read: all of a journal that fits, else the best, within the budget."""

from __future__ import annotations

from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.finding.ranked import Ranked
from chains.ask.sources import gather_sources
from chains.evidence.sources import Source
from chains.models.window import estimate_tokens
from tests.chains.ask.ranked import entry, rank
from tests.properties import examples

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
    sources = gather_sources(ranked(bodies), budget_tokens=budget)
    assert sources
    if len({each.entry_id for each in sources}) > 1:
        assert cost_of(sources) <= budget


@settings(deadline=None, max_examples=examples(60))
@given(st.lists(BODIES, min_size=1, max_size=6))
def test_a_journal_that_fits_goes_in_whole(bodies: list[str]) -> None:
    found = ranked(bodies)
    everything = text_of(gather_sources(found))
    assert [text for _, text in everything] == [
        each.entry.body[a:b] for each in found for a, b in each.sentences
    ]
    assert text_of(gather_sources(found, budget_tokens=1_000_000)) == everything


def test_of_a_journal_that_does_not_fit_the_best_come_first() -> None:
    bodies = ["오늘은 연구실에 늦게까지 있었다. " * 3] * 12
    found = [rank(entry(f"e{at:02}", body, day=99 - at)) for at, body in enumerate(bodies)]
    sources = gather_sources(found, budget_tokens=1_000)
    given_entries = {each.entry_id for each in sources}
    assert given_entries == {f"e{at:02}" for at in range(len(given_entries))}
    assert 1 < len(given_entries) < 12
    days = [each.written_on for each in sources]
    assert days == sorted(days)


def test_of_a_long_entry_the_best_sentences_come_with_their_neighbours() -> None:
    body = "".join(f"문장 {at:03}번이 여기에 이렇게 길게 서 있었다. " for at in range(200))
    scores = [0.0] * 200
    scores[50], scores[120] = 5.0, 4.0
    texts = [
        text
        for _, text in text_of(
            gather_sources([rank(entry("long", body), scores)], budget_tokens=4_000)
        )
    ]
    assert 5 <= len(texts) < 60
    for at in (*range(48, 53), *range(118, 123)):
        assert any(f"{at:03}번" in text for text in texts)


def test_an_entry_that_is_too_long_leaves_room_for_those_after_it() -> None:
    long = rank(entry("long", "아주 긴 하루였다고 적어 둔다. " * 400, day=1))
    short = rank(entry("short", "짧다. I left.", day=2))
    sources = gather_sources([long, short], budget_tokens=1_500)
    assert {each.entry_id for each in sources} == {"long", "short"}


def test_nothing_found_is_nothing_given() -> None:
    assert gather_sources([], budget_tokens=100) == ()
