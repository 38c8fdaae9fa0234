"""What a sentence puts down to be done: one step each, in whole phrases."""

from __future__ import annotations

import pytest

from language.options.steps import steps_in


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (
            "당분간 과외, 번역을 꾸준히 하고, 유학을 위한 장학금 서류를 모으는 데에 집중하자.",
            [
                "당분간 과외, 번역을 꾸준히 하고",
                "유학을 위한 장학금 서류를 모으는 데에 집중하자.",
            ],
        ),
        ("세무서에 전화하고 보증금을 돌려받자.", ["세무서에 전화하고", "보증금을 돌려받자."]),
        (
            "내일: 서류 떼기, 열쇠 복사, 이모 댁에 전화.",
            ["서류 떼기", "열쇠 복사", "이모 댁에 전화."],
        ),
        ("방 알아보기.", ["방 알아보기."]),
        ("내가 그렇게 말씀드리니까 “그럼 네가 해야지.", []),
        (
            "Ask the landlord, who is never in, about the lease.",
            ["Ask the landlord, who is never in, about the lease."],
        ),
        ("Call the bank, book the van.", ["Call the bank", "book the van."]),
        ("Next: pay the fee, a word with Ann.", ["pay the fee", "a word with Ann."]),
    ],
)
def test_a_step_is_a_whole_phrase(text: str, steps: list[str]) -> None:
    assert [text[a:b] for a, b in steps_in(text)] == steps
