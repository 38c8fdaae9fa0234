"""What a chat program writes is told from words that merely hold it."""

from __future__ import annotations

import pytest

from language.chat_words import (
    Program,
    is_passed_on,
    is_shared,
    stands_for_words,
    tells_encryption,
    without_edited,
)
from language.word_lists import load_lists

LISTS = load_lists("others/chats")


@pytest.mark.parametrize(
    ("program", "text"),
    [
        ("kakaotalk", "사진 2장"),
        ("kakaotalk", "Voice Call 3:21"),
        ("whatsapp", "You deleted this message"),
        ("whatsapp", "Missed voice call"),
        ("whatsapp", "Diese Nachricht wurde gelöscht."),
        ("whatsapp", "동영상 생략됨"),
        ("line", "[스티커]"),
        ("line", "☎ 통화시간 1:23"),
    ],
)
def test_what_stands_for_words_is_all_of_a_message(program: Program, text: str) -> None:
    assert stands_for_words(text, program)
    assert not stands_for_words(f"{text} 라고 왔다", program)
    assert not stands_for_words(f"I saw: {text}", program)


def test_what_is_shared_has_a_label_and_something_behind_it() -> None:
    assert is_shared("지도: 서울 마포구")
    assert not any(map(is_shared, ("지도", "지도: ", "이 지도: 서울", "지도:서울")))


def test_other_remarks_of_programs() -> None:
    assert is_passed_on("Forwarded")
    assert not is_passed_on("Forwarded it to Dana")
    assert without_edited("I stay. <This message was edited>") == "I stay."
    assert without_edited("I <3 this") == "I <3 this"
    assert tells_encryption("Messages and calls are end-to-end encrypted. Learn more.")


def test_no_list_says_a_thing_twice() -> None:
    for kinds in LISTS.values():
        said = [form for forms in kinds.values() for form in forms]
        assert len(said) == len(set(said))
