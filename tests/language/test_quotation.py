"""Where a sentence is a piece of one, as its form tells."""

from __future__ import annotations

import pytest

from language.quotation import breaks_off


@pytest.mark.parametrize(
    "text",
    ["My question is…", "And then the ...", "내 질문은…", "그날의 ..", "I went with…”", "what if…"],
)
def test_what_trails_off_before_anything_is_said_is_known(text: str) -> None:
    assert breaks_off(text)


@pytest.mark.parametrize(
    "text",
    [
        "가고 싶다…",
        "재밌긴 한데...",
        "I miss the lab…",
        "My question is.",
        "내 질문은",
        "…",
        "",
        "Who is he?",
    ],
)
def test_what_says_something_or_does_not_trail_off_is_none(text: str) -> None:
    assert not breaks_off(text)
