"""The names of a journal are read once, and of a changed one only what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.entry import Entry
from language.figures.names import Name, NamedIn, spelling_in, stands_in
from tests.properties import examples
from tests.vectorstore.entries import JOURNAL, entry
from vectorstore.index import JournalIndex, open_index
from vectorstore.lexical.written_names import WrittenNames

OTTOLINE = Name(start=0, end=8, words="Ottoline")
BODIES = (
    "Ottoline rang.",
    "오톨린이 왔다. 오톨린은 잔다.",
    "Otto lines up.",
    "Zoë's and Łukasz’s tea",
)
JOURNALS = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from(BODIES), max_size=4), max_size=5
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path)
    yield opened
    opened.close()


def held(named: NamedIn) -> tuple[object, ...]:
    return sorted(named.folded), named.times, named.latin, named.hangul


def read_anew(entries: Sequence[Entry]) -> tuple[object, ...]:
    return held(WrittenNames().of(entries))


@given(JOURNALS)
@settings(max_examples=examples(50))
def test_whatever_was_added_changed_or_deleted_it_is_as_if_read_anew(
    journals: list[dict[str, str]],
) -> None:
    names = WrittenNames()
    for bodies in journals:
        entries = tuple(entry(entry_id, body) for entry_id, body in bodies.items())
        assert held(names.of(entries)) == read_anew(entries)


def test_what_has_not_changed_is_not_read_again() -> None:
    names = WrittenNames()
    before = names.of(JOURNAL)
    assert names.of(JOURNAL) is before
    first, *others = JOURNAL
    after = names.of((replace(first, body="Ottoline rang."), *others))
    read = {id(each) for each in before.folded}
    assert [each for each in after.folded if id(each) not in read] == [
        f"{first.title}ottolinerang."
    ]


def test_a_name_is_known_from_the_sync_that_brings_it_to_the_one_that_takes_it(
    index: JournalIndex,
) -> None:
    def told(*entries: Entry) -> tuple[bool, str]:
        index.sync([*JOURNAL, *entries])
        named = index.written_names()
        return stands_in(OTTOLINE, named), spelling_in(OTTOLINE.words, named)

    note = entry("note", "")
    assert told() == (False, "")
    assert told(note) == (False, "")
    assert told(replace(note, body="Ottoline rang.")) == (True, "Ottoline")
    assert told(replace(note, title="오톨린")) == (True, "오톨린")
    assert told(replace(note, body="Wendell rang.")) == (False, "")
    assert told(replace(note, body="Otto lines up.")) == (True, "")
    assert told() == (False, "")
