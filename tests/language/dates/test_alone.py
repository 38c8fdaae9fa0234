"""Which questions are nothing but the words of a time."""

from __future__ import annotations

import pytest

from language.dates.alone import says_only


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("올해는?", "올해"),
        ("그럼 올해는요?", "올해"),
        ("And, this year?", "this year"),
        ("What about this year?!", "this year"),
        ("7월 초", "7월 초"),
    ],
)
def test_a_question_may_be_no_more_than_some_words(question: str, words: str) -> None:
    start = question.index(words)
    assert says_only(question, start, start + len(words))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("왜 올해?", "올해"),
        ("올해 휴가는?", "올해"),
        ("Why this year?", "this year"),
        ("Was this year good?", "this year"),
        ("올해" + "?" * 30_000, "올해"),
    ],
)
def test_what_asks_more_is_more_than_those_words(question: str, words: str) -> None:
    start = question.index(words)
    assert not says_only(question, start, start + len(words))
