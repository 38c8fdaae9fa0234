"""Numbers of citations: in order of appearance, one for a sentence, its words cut from the
entry.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains.ask.cite.numbering import Numbering, needs_quotes, with_quotes
from chains.ask.events import Answer, Citation
from chains.evidence.pointers import Target
from tests.chains.ask.cite.writing import LAB, MONEY, OFFER, SOURCES

POINTED_AT = tuple(
    Citation(number=number, entry_id="a", start=start, end=end)
    for number, (start, end) in enumerate(((0, 4), (5, 9), (10, 14)), 1)
)


def sentence(of: int, number: int) -> Target:
    source = SOURCES[of]
    return Target(source=source, span=source.sentences[number % len(source.sentences)])


def test_a_sentence_keeps_its_number_and_its_first_option_and_state() -> None:
    numbering = Numbering()
    assert numbering.number_of(sentence(0, 1), "대학원", "repaired") == 1
    assert numbering.number_of(sentence(1, 0), "취업") == 2
    assert numbering.number_of(sentence(0, 1), "취업") == 1
    first, second = numbering.take_fresh()
    assert (first.quote, first.option, first.state) == (
        "논문이 붙어서 기뻤다.",
        "대학원",
        "repaired",
    )
    assert (first.written_on, first.title, first.entry_id) == (
        LAB.written_on,
        LAB.title,
        LAB.entry_id,
    )
    assert (second.quote, second.state) == ("The startup offered me a job today.", "exact")


def test_spans_of_one_entry_that_differ_have_numbers_of_their_own() -> None:
    numbering = Numbering()
    whole = Target(source=MONEY, span=(0, len(MONEY.body)))
    assert numbering.number_of(whole, "") == 1
    assert numbering.number_of(sentence(2, 0), "") == 2
    assert [each.quote for each in numbering.take_fresh()] == [MONEY.body, "월급이 나온다."]


def test_words_of_nobody_get_a_new_number_each_time_and_no_quote() -> None:
    numbering = Numbering()
    assert (
        numbering.unverified("a"),
        numbering.unverified("a"),
        numbering.number_of(sentence(0, 0), "a"),
    ) == (1, 2, 3)
    made_up, again, _ = numbering.take_fresh()
    assert (made_up.state, made_up.entry_id, made_up.quote, made_up.option) == (
        "unverified",
        "",
        "",
        "a",
    )
    assert (again.number, again.written_on) == (2, None)


def test_a_citation_is_handed_out_once() -> None:
    numbering = Numbering()
    numbering.number_of(Target(source=OFFER, span=OFFER.sentences[0]), "")
    assert len(numbering.take_fresh()) == 1
    assert numbering.take_fresh() == ()


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.booleans()) | st.none()))
def test_numbers_count_up_and_stand_for_one_span_each(
    asked: list[tuple[int, int, bool] | None],
) -> None:
    numbering, given_out = Numbering(), list[Citation]()
    numbers = dict[tuple[str, int, int], int]()
    for each in asked:
        if each is None:
            numbering.unverified("")
            continue
        target = sentence(each[0], each[1])
        number = numbering.number_of(target, "")
        assert numbers.setdefault((target.source.entry_id, *target.span), number) == number
        if each[2]:
            given_out += numbering.take_fresh()
    given_out += numbering.take_fresh()
    assert [citation.number for citation in given_out] == list(range(1, len(given_out) + 1))
    bodies = {source.entry_id: source.body for source in SOURCES}
    for citation in given_out:
        if citation.state != "unverified":
            assert citation.quote == bodies[citation.entry_id][citation.start : citation.end]
            assert numbers[citation.entry_id, citation.start, citation.end] == citation.number


@pytest.mark.parametrize(
    ("text", "needs"),
    [("", False), ("좋았어요 [1].", False), ("좋았어요.", True), ("좋았어요 [9].", True)],
)
def test_an_answer_in_words_that_points_nowhere_needs_quotes(text: str, needs: bool) -> None:
    assert needs_quotes(Answer(text=text, citations=POINTED_AT)) is needs


def test_quotes_below_are_numbered_after_the_answers_own() -> None:
    own = Citation(number=4, entry_id="", start=0, end=0, state="unverified")
    below = with_quotes(Answer(text="그래요 [4].", citations=(own,)), POINTED_AT)
    assert [each.number for each in below.citations] == [4, 5, 6, 7]
    assert needs_quotes(below)
