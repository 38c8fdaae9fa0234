"""Which words of a question say what it is about."""

from __future__ import annotations

import pytest

from language.grammar.content_words import content_words, name_of


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("경쟁률이 어떻게 돼?", "경쟁률"),
        ("합격률이 얼마나 돼?", "합격률"),
        ("등산은 언제 갔어?", "등산"),
        ("고양이 어떻게 됐어?", "고양이"),
        ("나이가 몇이야?", "나이"),
        ("스카이다이빙을 배운 적 있어?", "스카이다이빙"),
        ("요리 학원이 어디였지?", "요리 학원"),
        ("회의는 어땠어?", "회의"),
        ("전기세가 얼마야?", "전기세"),
        ("그 도시의 날씨는?", "도시의 날씨"),
    ],
)
def test_what_a_question_is_about_is_told_without_its_particle(text: str, name: str) -> None:
    words = tuple(word for word in content_words(text) if word not in ("갔어", "배운"))
    assert name_of(text, words) == name


@pytest.mark.parametrize(
    "text",
    ["뭘 해 줬어?", "그때 뭐 해 줬지?", "어떻게 해야 해?", "왜 해야 했지", "What was I told?"],
)
def test_what_is_done_in_no_word_of_its_own_says_nothing(text: str) -> None:
    assert content_words(text) == ()


@pytest.mark.parametrize("text", ["해가 떴어?", "해돋이", "주스를 줬던 아이"])
def test_what_begins_like_it_is_content(text: str) -> None:
    assert content_words(text)
