"""The campaign of hostile outputs, as far as it fits into every run of the tests."""

from __future__ import annotations

import pytest

from tests.campaigns.outputs import QUOTATION_MARKS, faults, read, run
from tests.properties import examples


def test_twenty_thousand_outputs_show_no_false_quotation() -> None:
    assert run(examples(20_000)).wrong == {}


@pytest.mark.parametrize("mark", QUOTATION_MARKS)
def test_invented_words_between_marks_of_any_kind_are_plain_words(mark: str) -> None:
    answer = read(f"So you wrote {mark}I will leave for Busan in May{mark} again.", 1)
    assert not faults(answer)
    assert "I will leave for Busan in May" in answer.text


@pytest.mark.parametrize(
    ("opening", "closing"), ["《》", "〈〉", "❝❞", "〝〟", "＇＇", "｢｣", "″″", "⟪⟫", "❛❜", "„“"]
)
def test_the_writers_words_between_marks_of_any_kind_are_a_quotation(
    opening: str, closing: str
) -> None:
    answer = read(f"너는 {opening}서두를 필요는 없다{closing}고 썼어요.", 3)
    assert [each.state for each in answer.citations] == ["exact"]
    assert not faults(answer)


def test_emphasis_inside_a_quote_is_not_the_writers() -> None:
    answer = read("You wrote “They **offered** me a job.”", 5)
    assert [(each.state, each.quote) for each in answer.citations] == [
        ("repaired", "5′ long, they offered me a job.")
    ] or answer.citations[0].entry_id


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u2003", "\u200b", "\ufeff", "\x1f"])
def test_a_dropped_pointer_before_any_blank_loses_nothing(blank: str) -> None:
    assert read(f"You said so [99.9]{blank}", 1000).text.startswith("You said so")
    assert "and more" in read(f"You said so [99.9]{blank}and more", 2).text


def test_a_break_that_comes_in_two_pieces_is_one_break() -> None:
    whole = read("one\r\ntwo\r\n\r\nthree", 1000)
    assert read("one\r\ntwo\r\n\r\nthree", 1).text == whole.text == "one\ntwo\n\nthree"


def test_primes_measure() -> None:
    assert read("A desk of 5′ 10″ it is.", 1).text == "A desk of 5′ 10″ it is."
