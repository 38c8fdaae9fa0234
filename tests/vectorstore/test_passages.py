"""Passages are deterministic, overlap, keep to sentences and lose nothing, even in a very large
entry.
"""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties import examples
from tests.vectorstore.entries import entry
from vectorstore.passages import LENGTH, OVERLAP, passages_of


def test_passages_end_on_sentences_and_overlap() -> None:
    body = " ".join(f"This is sentence number {number} of a long day." for number in range(60))
    passages = passages_of(entry("long", body))
    assert len(passages) > 3
    assert all(body[each.end - 1] == "." and body[each.start] == "T" for each in passages)
    overlaps = [before.end - after.start for before, after in pairwise(passages)]
    assert all(0 < each <= OVERLAP for each in overlaps)


def test_nothing_to_read_gives_no_passage() -> None:
    assert passages_of(entry("empty", " \n\t ")) == ()


def test_a_sentence_without_any_space_is_split() -> None:
    passages = passages_of(entry("wall", "x" * 5_000))
    assert max(each.end - each.start for each in passages) <= LENGTH + OVERLAP


def test_five_megabytes_are_fine() -> None:
    body = "I walked to the office and back again, and thought of nothing.\n" * 80_000
    passages = passages_of(entry("huge", body))
    assert passages[-1].end == len(body.rstrip())


@given(st.text(alphabet=st.sampled_from("가나다. \nabc?!"), max_size=2_500))
@settings(deadline=None, max_examples=examples(60))
def test_every_sentence_is_in_a_passage_with_the_same_ids_every_time(body: str) -> None:
    one = entry("any", body)
    passages = passages_of(one)
    assert passages == passages_of(one)
    assert len({each.id for each in passages}) == len(passages)
    covered = {at for each in passages for start, end in each.sentences for at in range(start, end)}
    assert covered >= {at for at, char in enumerate(one.body) if not char.isspace()}
    for each in passages:
        assert (each.sentences[0][0], each.sentences[-1][1]) == (each.start, each.end)
