"""Which words of a question say what it is about."""

from __future__ import annotations

import pytest

from language.grammar.content_words import content_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("가은은 어떻게 지내?", ("가은은", "지내")),
        ("하은의 말은?", ("하은의",)),
        ("가을 얘기", ("가을",)),
        ("가은이의 제안", ("가은이의", "제안")),
    ],
)
def test_a_name_that_looks_like_a_verb_is_none(text: str, words: tuple[str, ...]) -> None:
    assert content_words(text) == words


@pytest.mark.parametrize(
    "text", ["마음이?", "처음에 뭐라고 했지?", "있을까", "적은 게 있었나?", "가는 건?", "했음"]
)
def test_what_only_asks_says_nothing(text: str) -> None:
    assert content_words(text) == ()
