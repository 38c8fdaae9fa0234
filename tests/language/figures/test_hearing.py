"""Names of the world in Latin letters and in Hangul."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.figures.hearing import heard_beginnings, is_heard_as

PAIRS = [
    ("Ulrike", "울리케"),
    ("Fatima", "파티마"),
    ("Giovanni", "조반니"),
    ("Joanne", "조앤"),
    ("Oliver", "올리버"),
    ("Max", "맥스"),
    ("Hamburg", "함부르크"),
    ("Denver", "덴버"),
    ("Philips", "필립스"),
    ("Starbucks", "스타벅스"),
    ("Ikea", "이케아"),
    ("Haeundae", "해운대"),
    ("Gyeongju", "경주"),
    ("Kyungju", "경주"),
    ("Yongsan", "용산"),
    ("Hyeri", "혜리"),
    ("Wooseok", "우석"),
    ("Chanwook", "찬욱"),
    ("Bokja", "복자"),
    ("Miyoung", "미영"),
    ("René", "르네"),
]


@pytest.mark.parametrize(("latin", "hangul"), PAIRS)
def test_a_name_is_heard(latin: str, hangul: str) -> None:
    assert is_heard_as(latin, hangul)


@pytest.mark.parametrize(("latin", "hangul"), PAIRS)
def test_no_other_name_is_heard(latin: str, hangul: str) -> None:
    assert [each for each, _ in PAIRS if is_heard_as(each, hangul)] in (
        [latin],
        ["Gyeongju", "Kyungju"],
    )


@pytest.mark.parametrize(
    ("latin", "hangul", "beginnings"),
    [
        ("Seoul", "서울로", [2]),
        ("Daniel", "다니엘에게", [3]),
        ("John", "존재했다", [1]),
        ("Anna", "안나푸르나", [2]),
        ("Anna", "안", []),
        ("Anna", "Anna", []),
        ("", "안나", []),
    ],
)
def test_what_follows_a_name_stays(latin: str, hangul: str, beginnings: list[int]) -> None:
    assert list(heard_beginnings(latin, hangul)) == beginnings


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_is_taken(latin: str, hangul: str) -> None:
    assert all(0 < each <= len(hangul) for each in heard_beginnings(latin, hangul))
