"""Headings that bring what somebody says, and those that name an option."""

from __future__ import annotations

import pytest

from language.options.speakers import brings_speech


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Mina says", "go where it is warm."),
        ("The foreman told me", "wait for spring."),
        ("Grandpa wrote", "come home."),
        ("Mum", "“Whatever makes you happy.”"),
        ("Mum", '"Whatever. It isn\'t mine to say."'),
        ("Tom", "'Don't.'"),
        ("누나가 말하길", "집이 제일이라고."),
        ("팀장님은 이렇게 말했다", "기다려라."),
        ("할머니가 늘 하시던 말씀", "밥은 먹고 다녀라."),
        ("Ane가 묻는다", "정말 괜찮아?"),
        ("민아 왈", "가라."),
        ("엄마", "“네 마음대로 해라.”"),
        ("선배", "「후회할 거다. 나도 그랬다.」"),
    ],
)
def test_a_heading_with_a_speech_names_no_option(head: str, told: str) -> None:
    assert brings_speech(head, told)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Grad school", "two years, and Tom said “never”."),
        ("The job", '"safe", they call it, and it is "near".'),
        ("Tell the foreman", "it would be off my chest."),
        ("The told story", "I would finish it."),
        ("엄마에게 말하기", "속은 시원하다."),
        ("내가 먼저 말하기", "겁난다."),
        ("친구가 말하는 직장", "멀다."),
        ("대학원", "교수님은 “오라”고 했다."),
        ("말", "비싸다."),
        ("길이 먼 학교", "기숙사가 있다."),
    ],
)
def test_a_heading_of_an_option_does(head: str, told: str) -> None:
    assert not brings_speech(head, told)
