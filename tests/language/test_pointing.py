"""A sentence that only points at others says nothing of itself, and any other does."""

from __future__ import annotations

import pytest

from language.grammar.pointing import only_points


@pytest.mark.parametrize(
    "text",
    [
        "So there it is.",
        "That's all.",
        "It is what it is…",
        "And that was that.",
        "Oh well, so it was.",
        "Anyway, here we are again.",
        "그렇게 됐다.",
        "아무튼 그렇다.",
        "그게 다야.",
        "뭐 그런 거지.",
        "어쨌든 그렇게 되었다ㅎㅎ",
        "결국 이렇게 되네요.",
        "그래서 그랬던 것 같다.",
        "이게 전부다.",
    ],
)
def test_what_only_points_says_nothing(text: str) -> None:
    assert only_points(text)


@pytest.mark.parametrize(
    "text",
    [
        "There is only one.",
        "It cost 900.",
        "That was Mae.",
        "It rained.",
        "So we moved.",
        "I did not.",
        "Why not?",
        "“That's it.”",
        '"그래." 했다.',
        "그렇게 이사했다.",
        "그건 잘 됐다.",
        "세 번 했다.",
        "그게 둘이었다.",
        "안 됐다.",
        "내 것이 됐다.",
        "엄마는 그렇다.",
        "그래도 좋다.",
        "이게 2호점이다.",
        "",
    ],
)
def test_what_names_anything_says_something(text: str) -> None:
    assert not only_points(text)
