"""One line of an answer as it streams: what is held, what is given out, and that nothing is ever
taken back.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.cite.line_reader import InlineReader
from chains.ask.events import Citation
from tests.chains.ask.cite.writing import LAB, SOURCES, source
from tests.properties import examples

PIECES = st.lists(
    st.sampled_from(
        [
            *"[]“”\"'‘’「」!()<>` .,",
            "[1.2]",
            "[9.9]",
            "[2.1, 3.1]",
            "논문이 붙어서 기뻤다",
            "I don't know",
            "&quot;",
            "&",
            "#",
            "a",
            "말",
        ]
    ),
    max_size=20,
)


class Heard:
    """A reader with what it said."""

    def __init__(self, mentions: str = "") -> None:
        self.pieces: list[str] = []
        self.reader = InlineReader(SOURCES, mentions, self.pieces.append)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def read(
    text: str, *, piece: int = 1000, mentions: str = ""
) -> tuple[str, tuple[Citation, ...], Heard]:
    heard = Heard(mentions)
    for at in range(0, len(text), piece):
        heard.reader.feed(text[at : at + piece])
    heard.reader.end_line()
    return heard.text, heard.reader.numbering.take_fresh(), heard


@pytest.mark.parametrize(
    ("begun", "shown", "rest", "whole"),
    [
        ("기뻤다고 [1.", "기뻤다고", "2]", "기뻤다고 [1]"),
        ("그는 “논문이 붙어", "그는", "서 기뻤다”", "그는 “논문이 붙어서 기뻤다”[1]"),
        ("A !", "A", "[x](http://evil.example)", "A"),
        ("A <b", "A", ">c", "A c"),
        ("A [link]", "A", "(http://evil.example) b", "A link b"),
        ("A [link]", "A", " b", "A (link) b"),
        ("It'", "It", "s", "It’s"),
    ],
)
def test_a_beginning_is_held_until_it_is_known_what_it_is(
    begun: str, shown: str, rest: str, whole: str
) -> None:
    heard = Heard()
    heard.reader.feed(begun)
    assert heard.text == shown
    heard.reader.feed(rest)
    heard.reader.end_line()
    assert heard.text == whole


@pytest.mark.parametrize("opening", ["[", "“", "<a", "![", "[x]("])
def test_what_is_never_closed_is_not_held_for_ever(opening: str) -> None:
    heard = Heard()
    heard.reader.feed(opening + "말 " * 300)
    assert "말 말 말" in heard.text
    heard.reader.end_line()
    assert heard.text.count("말") == 300


@pytest.mark.parametrize("opening", ["[", "“", "‘", "'", "<b", "!", "![", "[x](", "「"])
def test_the_end_of_the_line_lets_go_of_everything(opening: str) -> None:
    text, citations, heard = read(f"말 {opening}")
    assert text.startswith("말")
    assert citations == ()
    heard.reader.feed("다음")
    assert heard.text == text + "다음"


def test_two_pointers_at_once_are_two_numbers_and_one_twice_is_one() -> None:
    assert read("A [1.2, 2.1].")[0] == "A [1][2]."
    assert read("A [1.2][1.2].")[0] == "A [1]."
    assert read("A [1.2] and B [1.2].")[0] == "A [1] and B [1]."


def test_pointers_inside_a_quotation_stand_after_it() -> None:
    text, citations, _ = read("“논문이 붙어서 기뻤다 [1.2]”라고")
    assert text == "“논문이 붙어서 기뻤다”[1]라고"
    assert [each.quote for each in citations] == ["논문이 붙어서 기뻤다."]


def test_a_quotation_in_single_marks_holds_an_apostrophe_of_the_writer() -> None:
    assert read("‘I don't know what to do yet’")[0] == "“I don't know what to do yet”[1]"
    assert read("‘shipping things’")[0] == "‘shipping things’[1]"


def test_an_apostrophe_before_a_marked_letter_closes_no_quotation() -> None:
    said: list[str] = []
    reader = InlineReader((source(1, "We spent l'été with Zoë's aunt."),), "", said.append)
    reader.feed("‘We spent l'été with Zoë's aunt’")
    reader.end_line()
    assert "".join(said) == "“We spent l'été with Zoë's aunt”[1]"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("In the ’90s they don't say so", "In the ’90s they don’t say so"),
        ("the students’ club", "the students’ club"),
        ("’90s was a good year’ she said", "’90s was a good year she said"),
        ("ʼ55*Reallyʻ", "’55*Really"),
    ],
)
@pytest.mark.parametrize("piece", [1, 1000])
def test_the_mark_of_a_year_opens_no_quotation(said: str, shown: str, piece: int) -> None:
    assert read(said, piece=piece)[0] == shown


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("&quot;", "&quot;"),
        ("&ldquo;", "&rdquo;"),
        ("&#8220;", "&#x201D;"),
        ("&#147;", "”"),
        ("⁗", "⁗"),
    ],
)
@pytest.mark.parametrize("piece", [1, 4, 1000])
def test_marks_that_have_other_names_are_marks(opening: str, closing: str, piece: int) -> None:
    text, _, _ = read(f"{opening}논문이 붙어서 기뻤다{closing}", piece=piece)
    assert text == "“논문이 붙어서 기뻤다”[1]"
    text, citations, _ = read(f"{opening}나는 내일 그만둔다{closing}", piece=piece)
    assert text == "나는 내일 그만둔다[1]"
    assert [each.state for each in citations] == ["unverified"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("R&amp;D, AT&T & don&#39;t", "R&D, AT&T & don’t"),
        ("&lt;b&gt;x&lt;/b&gt; &#91;1&#93; &#xe000; &#10; &nothing; &", "&lt;b&gt;x&lt;/b&gt;"
         " &#91;1&#93; &#xe000; &#10; &nothing; &"),
        ("&amp;quot;a&amp;quot;", "&quot;a&quot;"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("piece", [1, 1000])
def test_a_name_of_what_would_act_stays_as_it_is(said: str, shown: str, piece: int) -> None:
    assert read(said, piece=piece)[0] == shown


def test_written_words_that_could_act_are_shown_without_marks() -> None:
    reader_of = source(1, "오늘 <b>굵게</b> 쓴 말을 [1] 남긴다.")
    pieces: list[str] = []
    reader = InlineReader((reader_of,), "", pieces.append)
    reader.feed("“오늘 <b>굵게</b> 쓴 말을 [1] 남긴다.”")
    reader.end_line()
    assert "".join(pieces) == "오늘 b 굵게 /b 쓴 말을 1 남긴다[1]"


def test_words_of_the_question_are_no_quotation_and_others_are_marked() -> None:
    assert (
        read("“대기업 임원이 된다”", mentions="내가 대기업 임원이 된다면?")[0]
        == "대기업 임원이 된다"
    )
    text, citations, _ = read("“대기업 임원이 된다”")
    assert text == "대기업 임원이 된다[1]"
    assert [each.state for each in citations] == ["unverified"]


def test_the_mark_for_unverified_words_cannot_be_sent_by_a_model() -> None:
    text, citations, _ = read("A \ue000 B")
    assert (text, citations) == ("A B", ())


def test_dropped_pointers_are_counted_and_leave_no_space() -> None:
    text, citations, heard = read("A [9.9], B [0.0].")
    assert (text, citations, heard.reader.dropped) == ("A, B.", (), 2)


@pytest.mark.parametrize(
    ("said", "shown"),
    [("a < [9.9]! b", "a < ! b"), ("so! [9.9]", "so!"), ("x < [9.9]. y", "x <. y")],
)
def test_what_a_dropped_pointer_stood_between_makes_no_tag(said: str, shown: str) -> None:
    assert read(said)[0] == shown


def test_the_option_of_the_moment_goes_with_the_citation() -> None:
    heard = Heard()
    heard.reader.option = "대학원"
    heard.reader.feed("[1.1]")
    heard.reader.option = "취업"
    heard.reader.feed("[1.3] “없는 말을 지어냈다”")
    heard.reader.end_line()
    assert [each.option for each in heard.reader.numbering.take_fresh()] == [
        "대학원",
        "취업",
        "취업",
    ]


@settings(deadline=None, max_examples=examples(150))
@given(PIECES, st.integers(1, 12))
def test_what_was_said_stays_and_the_pieces_do_not_matter(pieces: list[str], piece: int) -> None:
    text = "".join(pieces)
    heard = Heard()
    for at in range(0, len(text), piece):
        before = heard.text
        heard.reader.feed(text[at : at + piece])
        assert heard.text.startswith(before)
    heard.reader.end_line()
    assert heard.text == read(text)[0]


@settings(deadline=None, max_examples=examples(150))
@given(PIECES)
def test_numbers_shown_are_the_citations_and_marks_hold_exact_words(pieces: list[str]) -> None:
    text, citations, _ = read("".join(pieces))
    assert {int(each) for each in re.findall(r"\[(\d+)\]", text)} == {
        each.number for each in citations
    }
    assert not re.search(r'["`]|!\[|\]\(|<[A-Za-z/!?]', text)
    for quoted in re.findall("“([^”]*)”|「([^」]*)」", text):
        assert any("".join(quoted) in each.body for each in SOURCES)
    for each in citations:
        if each.entry_id == LAB.entry_id:
            assert each.quote == LAB.body[each.start : each.end]
