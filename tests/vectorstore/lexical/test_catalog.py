"""The catalog counts what is indexed and nothing that is gone, whatever the order of writing and
removing.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties import examples
from tests.vectorstore.lexical.catalog_rows import FIRST_DAY, Writer
from vectorstore.lexical.catalog import Catalog
from vectorstore.lexical.database import EntryRow
from vectorstore.types import EntryFilter

SIZES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4)
STEPS = st.lists(st.tuples(st.sampled_from(["write", "remove"]), st.sampled_from("abcd"), SIZES))


def ids_matching(catalog: Catalog, where: EntryFilter) -> set[str]:
    allowed = catalog.matching(where)
    assert allowed is not None
    return {row.id for row in catalog.by_id.values() if allowed[row.ordinal]}


def test_an_empty_catalog_has_no_rows_and_means_of_nothing() -> None:
    catalog = Catalog([])
    assert (len(catalog.ordinal_of), len(catalog.days), catalog.passages) == (0, 0, 0)
    assert (catalog.mean_size, catalog.mean_entry_size) == (0, 0)
    assert catalog.row("a.0") == 0


def test_sizes_are_counted_by_passage_and_by_entry() -> None:
    writer = Writer()
    catalog = Catalog([writer.write("a", ((3, 1), (2, 0))), writer.write("b", ((6, 0),))])
    assert catalog.ordinal_of.tolist() == [0, 1, 1, 2]
    assert catalog.sizes.tolist() == [0, 4, 2, 6]
    # A term that an overlapping passage repeats is counted once for the entry.
    assert catalog.entry_sizes.tolist() == [0, 5, 6]
    assert (catalog.mean_size, catalog.mean_entry_size) == (12 / 3, 11 / 2)


def test_a_passage_id_names_its_row_while_its_entry_is_there() -> None:
    writer = Writer()
    catalog = Catalog([writer.write("a", ((1, 0), (1, 0))), writer.write("b.c", ((1, 0),))])
    assert [catalog.row(each) for each in ("a.0", "a.1", "b.c.0")] == [1, 2, 3]
    assert [catalog.row(each) for each in ("a.2", "b.0", "z.0")] == [0, 0, 0]
    catalog.remove(["a"])
    assert catalog.row("a.0") == 0


def test_an_entry_that_is_written_again_takes_the_place_of_the_older_one() -> None:
    writer = Writer()
    catalog = Catalog([writer.write("a", ((9, 0),), tags=("old",))])
    catalog.add([writer.write("a", ((1, 0), (2, 0)), tags=("new",))])
    assert (len(catalog.by_id), len(catalog.by_ordinal), catalog.passages) == (1, 1, 2)
    assert catalog.row("a.0") == 2
    assert ids_matching(catalog, EntryFilter(tags=("old",))) == set()
    assert ids_matching(catalog, EntryFilter(tags=("new",))) == {"a"}


def test_what_was_never_there_can_be_removed() -> None:
    catalog = Catalog([Writer().write("a")])
    catalog.remove(["z", "z"])
    assert catalog.passages == 1


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (EntryFilter(since=date(2024, 2, 1)), {"b", "c"}),
        (EntryFilter(until=date(2024, 2, 1)), {"a", "b"}),
        (EntryFilter(since=date(2024, 2, 1), until=date(2024, 2, 1)), {"b"}),
        (EntryFilter(since=date(2024, 4, 1)), set()),
        (EntryFilter(tags=("진로",)), {"a", "c"}),
        (EntryFilter(tags=("회사", "학교")), {"b", "c"}),
        (EntryFilter(kinds=("advice",)), {"c"}),
        (EntryFilter(tags=("진로",), kinds=("advice",)), {"c"}),
        (EntryFilter(tags=("진로",), until=date(2024, 1, 31)), {"a"}),
        (EntryFilter(tags=("none",)), set()),
    ],
)
def test_a_filter_lets_through_what_fits_all_its_parts(where: EntryFilter, found: set[str]) -> None:
    writer = Writer()
    catalog = Catalog(
        [
            writer.write("a", day=date(2024, 1, 1), tags=("진로",)),
            writer.write("b", day=date(2024, 2, 1), tags=("회사",)),
            writer.write("c", day=date(2024, 3, 1), tags=("진로", "학교"), kind="advice"),
        ]
    )
    assert ids_matching(catalog, where) == found


def test_no_filter_is_no_array_and_a_filter_never_lets_through_what_is_gone() -> None:
    writer = Writer()
    catalog = Catalog([writer.write("a"), writer.write("b")])
    assert catalog.matching(EntryFilter()) is None
    catalog.remove(["a"])
    allowed = catalog.matching(EntryFilter(since=date.min))
    assert allowed is not None
    assert allowed.tolist() == [False, False, True]


@settings(deadline=None, max_examples=examples(100))
@given(STEPS)
def test_after_any_steps_it_is_what_a_fresh_one_would_be(
    steps: list[tuple[str, str, list[tuple[int, int]]]],
) -> None:
    writer, catalog, alive = Writer(), Catalog([]), dict[str, EntryRow]()
    for number, (what, entry_id, sizes) in enumerate(steps):
        if what == "remove":
            catalog.remove([entry_id])
            alive.pop(entry_id, None)
        else:
            row = writer.write(entry_id, sizes, day=FIRST_DAY + timedelta(days=number))
            catalog.add([row])
            alive[entry_id] = row
    fresh = Catalog(alive.values())
    assert catalog.by_id == fresh.by_id == alive
    assert catalog.by_ordinal == fresh.by_ordinal
    assert catalog.passages == fresh.passages == sum(len(row.sizes) for row in alive.values())
    assert (catalog.mean_size, catalog.mean_entry_size) == (fresh.mean_size, fresh.mean_entry_size)
    everything = EntryFilter(since=FIRST_DAY)
    assert ids_matching(catalog, everything) == ids_matching(fresh, everything) == set(alive)
    for row in alive.values():
        for at, (new, repeated) in enumerate(row.sizes):
            place = catalog.row(f"{row.id}.{at}")
            assert (catalog.ordinal_of[place], catalog.sizes[place]) == (
                row.ordinal,
                new + repeated,
            )
