"""Topics of life: named in a question by the words of either language, met in what was written."""

from __future__ import annotations

import pytest

from language.topics import topics_named


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("결혼에 대해 뭐라고 썼지?", "결혼"),
        ("Did I ever think about divorce?", "divorce"),
        ("주식 얘기를 한 적 있나?", "주식"),
        ("What about the Marathon?", "Marathon"),
        ("공무원 시험을 볼까 생각한 적 있어?", "공무원"),
        ("Did I ever consider the civil service exam?", "civil service"),
        ("춤 배우고 싶다고 했나?", "춤"),
        ("아이들 낳는 문제로 고민했었나?", "아이"),
        ("이사는 왜 미뤘지?", "이사"),
        ("부산에서 뭐 했지?", "부산"),
    ],
)
def test_a_topic_is_named_with_the_word_of_the_question(question: str, word: str) -> None:
    assert [named for _, named in topics_named(question)] == [word]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "오늘은 어땠지?",
        "How was today?",
        "멈춤 버튼",
        "the dogma of it",
        "a hotdog",
        "massive",
        "그 아이디어 언제 떠올렸지?",
        "아이스크림 뭐 먹었지?",
        "이사님이 뭐라고 하셨지?",
        "오늘 재수 없는 일 있었나?",
        "부산스러운 날이 언제였지?",
        "인도네시아 얘기 썼나?",
        "When did I climb the stairs?",
        "What did Romeo say?",
        "Did I find it at the charity shop?",
    ],
)
def test_what_only_looks_like_a_topic_names_none(question: str) -> None:
    assert topics_named(question) == ()


def test_a_text_shows_a_topic_in_the_other_language_and_by_what_belongs_to_it() -> None:
    ((topic, _),) = topics_named("결혼 이야기를 썼나?")
    assert topic.spelling.search("We got married in May.")
    assert not topic.spelling.search("My husband cooked.")
    assert topic.is_shown("My husband cooked.")
    assert not topic.is_shown("비가 왔다. It rained.")
    assert topic.words.startswith("결혼")
    assert "." not in topic.words


def test_a_topic_may_be_named_twice_over() -> None:
    words = [word for _, word in topics_named("결혼할까 이혼할까, 아니면 주식?")]
    assert sorted(words) == ["결혼", "이혼", "주식"]


@pytest.mark.parametrize("text", ["NELL’S SISTER RANG.", "nell's  sister", "Nell's sister, again."])
def test_letters_are_looked_for_as_the_words_are(text: str) -> None:
    ((topic, _),) = topics_named("What did my sister-in-law say?")
    assert topic.is_shown(text) == ("  " not in text)
