"""What stands in brackets: pointers in every shape that models write, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.evidence.pointers import Pointer, read_pointers, resolve
from tests.chains.ask.cite.writing import LAB, MONEY, OFFER, SOURCES


def spelled(pointers: tuple[Pointer, ...]) -> list[tuple[int, int, int]]:
    return [(each.passage, each.first, each.last) for each in pointers]


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("3.2", [(3, 2, 2)]),
        (" 3.2 ", [(3, 2, 2)]),
        ("3.2.", [(3, 2, 2)]),
        ("３．２", [(3, 2, 2)]),
        ("3·2", [(3, 2, 2)]),
        ("3", [(3, 0, 0)]),
        ("3.2, 4.1", [(3, 2, 2), (4, 1, 1)]),
        ("3.2,4.1;5.1", [(3, 2, 2), (4, 1, 1), (5, 1, 1)]),
        ("3.2、4.1", [(3, 2, 2), (4, 1, 1)]),
        ("3.2 & 4.1", [(3, 2, 2), (4, 1, 1)]),
        ("3.2 4.1", [(3, 2, 2), (4, 1, 1)]),
        ("3.2-4", [(3, 2, 4)]),
        ("3.2–3.4", [(3, 2, 4)]),
        ("3.2 ~ 3.4", [(3, 2, 4)]),
        ("3.4-3.2", [(3, 4, 4)]),
        ("3.2-4.1", [(3, 2, 2), (4, 1, 1)]),
        ("3-5", [(3, 0, 0), (4, 0, 0), (5, 0, 0)]),
        ("5-3", []),
        ("passage 3.2", [(3, 2, 2)]),
        ("p. 3", [(3, 0, 0)]),
        ("문장 3.2", [(3, 2, 2)]),
        ("#3.2, ^4.1", [(3, 2, 2), (4, 1, 1)]),
    ],
)
def test_every_shape_of_a_pointer_is_read(inside: str, found: list[tuple[int, int, int]]) -> None:
    assert spelled(read_pointers(inside)) == found


@pytest.mark.parametrize(
    "inside",
    [
        "",
        " ",
        "x",
        "3.2 see",
        "see 3.2",
        "1/2 hour",
        "-3",
        "3.2.1.",
        "2024년",
        "1234567",
        "3,",
        ",3",
        "3.x",
        "1 " * 150,
    ],
)
def test_anything_else_is_text(inside: str) -> None:
    assert read_pointers(inside) == ()


def test_a_long_range_of_passages_is_cut_to_ten() -> None:
    assert spelled(read_pointers("2-999")) == [(each, 0, 0) for each in range(2, 12)]


@given(st.integers(1, 999_999), st.integers(1, 999_999), st.integers(1, 999_999))
def test_what_is_written_is_what_is_read(passage: int, first: int, last: int) -> None:
    assert spelled(read_pointers(f"{passage}.{first}")) == [(passage, first, first)]
    assert spelled(read_pointers(f"{passage}.{first}-{last}")) == [
        (passage, first, max(first, last))
    ]


@settings(deadline=None)
@given(
    st.text(alphabet="0123456789.,;-~ p#문장passage[]xＡ１·", max_size=40) | st.text(max_size=40)
)
def test_no_text_gives_a_pointer_to_the_last_before_the_first(inside: str) -> None:
    for each in read_pointers(inside):
        assert each.passage >= 0
        assert 0 <= each.first <= each.last


def test_a_pointer_names_the_sentence_it_counts_to() -> None:
    second = resolve(Pointer(passage=1, first=2, last=2), SOURCES)
    assert second is not None
    assert (second.source, LAB.text(second.span)) == (LAB, "논문이 붙어서 기뻤다.")
    both = resolve(Pointer(passage=2, first=1, last=2), SOURCES)
    assert both is not None
    assert (
        OFFER.text(both.span) == "The startup offered me a job today. I don't know what to do yet."
    )


def test_a_pointer_without_a_sentence_names_the_whole_passage() -> None:
    whole = resolve(Pointer(passage=3, first=0, last=0), SOURCES)
    assert whole is not None
    assert whole.source is MONEY
    assert MONEY.text(whole.span) == MONEY.body


@pytest.mark.parametrize(
    "pointer",
    [
        Pointer(passage=0, first=1, last=1),
        Pointer(passage=4, first=1, last=1),
        Pointer(passage=1, first=4, last=4),
        Pointer(passage=1, first=2, last=4),
        Pointer(passage=1, first=3, last=2),
    ],
)
def test_a_pointer_past_the_end_names_nothing(pointer: Pointer) -> None:
    assert resolve(pointer, SOURCES) is None
    assert resolve(pointer, ()) is None


@given(st.integers(-1, 6), st.integers(0, 6), st.integers(0, 6))
def test_what_is_named_begins_and_ends_with_sentences(passage: int, first: int, last: int) -> None:
    found = resolve(Pointer(passage=passage, first=first, last=last), SOURCES)
    if found is None:
        return
    assert found.source is SOURCES[passage - 1]
    starts, ends = zip(*found.source.sentences, strict=True)
    assert found.span[0] in starts
    assert found.span[1] in ends
    assert found.span[0] < found.span[1]
