"""A spoken line only ever adds or joins spaces, and no two pieces of it become a link, an image or
a tag.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains.ask.cite.line_so_far import SpokenLine

PIECES = st.lists(
    st.sampled_from(["a", "말", "!", "[1]", "(b)", ": c", "<", "b>", " ", "  ", "\t", ".", "drop"])
)


def said(*pieces: str, exact: frozenset[int] = frozenset()) -> tuple[str, SpokenLine]:
    """Say pieces one after another; "drop" stands for a pointer that was left out."""
    heard: list[str] = []
    line = SpokenLine(heard.append)
    for number, piece in enumerate(pieces):
        if piece == "drop":
            line.dropped()
        else:
            line.add(piece, exact=number in exact)
    return "".join(heard), line


@pytest.mark.parametrize(
    ("pieces", "heard"),
    [
        (("a ", " b"), "a b"),
        (("a  b\tc",), "a b c"),
        (("a ",), "a"),  # spaces at the end wait for what follows
        (("a", " ", " ", "b"), "a b"),
        (("a ", "drop", ". b"), "a. b"),
        (("a ", "drop", " b"), "a b"),
        (("a ", "drop", "。"), "a。"),
        (("see [1]", "(x)"), "see [1] (x)"),
        (("[1]", ": x"), "[1] : x"),  # would define an address
        (("a [1]", ": x"), "a [1]: x"),
        (("!", "[1]"), "! [1]"),
        (("!", "a"), "!a"),
        (("<", "b>"), "< b>"),
        (("<", "3"), "<3"),
    ],
)
def test_what_is_said(pieces: tuple[str, ...], heard: str) -> None:
    assert said(*pieces)[0] == heard


def test_exact_words_keep_their_inner_spaces() -> None:
    assert said("“a  \t b”", exact=frozenset({0}))[0] == "“a  \t b”"


def test_it_knows_how_it_ends() -> None:
    assert said("a [12]")[1].ends_in_number is False
    assert said("a ", "[12]")[1].ends_in_number is True
    assert said("a ", "[12]", "b")[1].ends_in_number is False
    assert said("ab")[1].previous == "b"
    assert said("ab", " ")[1].previous == " "
    assert said()[1].previous == " "


@given(PIECES)
def test_only_spaces_are_added_or_joined(pieces: list[str]) -> None:
    heard, _ = said(*pieces)
    given_text = "".join(piece for piece in pieces if piece != "drop")
    assert re.sub(r"\s", "", heard) == re.sub(r"\s", "", given_text)
    assert not re.search(r"[ \t]{2}|[ \t]$", heard)


@given(PIECES)
def test_nothing_that_is_said_acts(pieces: list[str]) -> None:
    heard, _ = said(*pieces)
    assert not re.search(r"!\[|\]\(|<[A-Za-z]", heard)
    assert not re.match(r"\s*\[1\]:", heard)
