"""What a number, a day and a name mean, however they are written."""

from __future__ import annotations

from datetime import date

import pytest

from language.figures.days import days_written, find_days, is_day_told
from language.figures.names import (
    Name,
    find_names,
    is_name_told,
    read_names,
)
from language.figures.numbers import find_numbers, is_told


@pytest.mark.parametrize(
    "same",
    [
        ("3,400만 원", "3400만원", "삼천사백만 원", "3천4백만 원", "34 million won", "₩34,000,000"),
        ("1억 2천만 원", "1억2천만원", "120 million won"),
        ("5만 5천 원", "55,000원", "오만오천 원"),
        ("18개월", "1년 반", "a year and a half", "one and a half years", "eighteen months"),
        ("두 시간 반", "150분", "two and a half hours", "2.5 hours"),
        ("절반", "50%", "half", "오십 퍼센트", "50 per cent"),
        ("두 번", "twice", "2회", "two times"),
        ("서른네 살", "34살", "34 years old"),
        ("세 번째", "the third", "3rd", "3번째"),
        ("a hundred and twenty", "120", "one hundred twenty"),
        ("2주", "14일", "two weeks", "a fortnight"),
        ("$1,200", "1,200 dollars", "천이백 달러"),
    ],
)
def test_one_number_in_many_ways(same: tuple[str, ...]) -> None:
    first = find_numbers(same[0])
    for each in same:
        assert any(is_told(number, first) for number in find_numbers(each)), each


@pytest.mark.parametrize(
    ("claim", "written", "told"),
    [
        ("about 30 people", "28명", True),
        ("about 30 people", "38명", False),
        ("3,000만 원 넘게", "3,400만 원", True),
        ("4,000만 원 넘게", "3,400만 원", False),
        ("거의 300만 원", "280만 원", True),
        ("30 people", "28명", False),
        ("3년", "3명", False),
        ("연봉 3,400만 원", "연봉 3400", True),
        ("$60", "€60", False),
    ],
)
def test_numbers_agree_as_far_as_they_claim_to(claim: str, written: str, told: bool) -> None:
    (number,) = find_numbers(claim)
    assert is_told(number, find_numbers(written)) is told


@pytest.mark.parametrize("text", ["이 점은", "네 생각", "GPT-4", "이 일은", "만일", "세상"])
def test_words_that_only_look_like_numbers(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("2024년 4월 30일", True),
        ("April 30", True),
        ("30 April 2024", True),
        ("2024. 4. 30.", True),
        ("in the spring of 2024", True),
        ("화요일", True),
        ("5월 3일", True),
        ("May 13", False),
        ("2023년", True),  # 작년
        ("2022년", False),
        ("오후 3시 반", True),
        ("3:30", True),
        ("오전 3시 반", False),
        ("in March", False),
        ("금요일", True),  # the third of May
        ("목요일", False),
    ],
)
def test_days_are_read_against_the_day_of_writing(claim: str, told: bool) -> None:
    day = date(2024, 4, 30)
    written = days_written("작년과 달리 5월 3일 15:30에 만나기로 했다.", day)
    assert all(is_day_told(each, written, day) for each in find_days(claim)) is told
    assert find_days(claim)


@pytest.mark.parametrize(
    ("claim", "text", "day", "told"),
    [
        ("on 4 September 2025", "Terry died on Thursday.", date(2025, 9, 7), True),
        ("on 9 September 2025", "Terry died on Thursday.", date(2025, 9, 7), False),
        ("On Christmas Day 2024", "We sang.", date(2024, 12, 25), True),
        ("At Christmas 2023", "We sang.", date(2024, 12, 25), False),
        ("on New Year’s Eve", "We sang.", date(2025, 12, 31), True),
        ("at Easter", "We sang.", date(2025, 12, 31), False),
        ("on Thursday", "It was Thursday.", date.max, True),
    ],
)
def test_a_weekday_and_a_holiday_are_days(claim: str, text: str, day: date, told: bool) -> None:
    written = days_written(text, day)
    assert all(is_day_told(each, written, day) for each in find_days(claim)) is told
    assert find_days(claim)


def test_may_and_march_are_verbs_too() -> None:
    assert find_days("May I go? You may march on.") == ()


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("Minkyung", "민경이가 왔다.", True),
        ("김민경", "민경이가 왔다.", True),
        ("박민경", "김민경이 왔다.", False),
        ("Naver", "네이버에 붙었다.", True),
        ("Kakao", "네이버에 붙었다.", False),
        ("London", "런던으로 갔다.", True),
        ("Kim Minkyung", "김민경이 왔다.", True),
        ("Park", "박 교수님", True),
        ("Choi", "박 교수님", False),
        ("New Jersey", "We moved to New York.", False),
        ("민석이", "책의 해석이 어려웠다.", False),
        ("KTX", "KTX에서 창고 냄새가 났다.", True),
        ("LG", "LG에 다닌다.", True),
        ("SRT", "KTX에서 울었다.", False),
        ("Jonny", "Jenny rang.", False),
        ("Priya", "바로 그 프로젝트였다.", False),
        ("지수", "There is no such choice.", False),
        ("Seo-yeon", "서연이랑 걸었다.", True),
        ("Jane", "존재가 무거웠다.", False),
    ],
)
def test_names_are_one_in_both_scripts(name: str, written: str, told: bool) -> None:
    assert is_name_told(Name(start=0, end=1, words=name), read_names([written])) is told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("김민경이 네이버로 갔어요.", ["김민경", "네이버"]),
        ("박 대리와 어머니가 말렸어요.", ["박 대리", "어머니"]),
        ("Anna said so. In Busan, you met Kim Minkyung.", ["Anna", "Busan", "Kim Minkyung"]),
        ("You met Mrs. Henderson and Dr. Okafor.", ["Henderson", "Okafor"]),
        ("Writing was hard. Money matters. You were in two minds.", []),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    assert [name.words for name in find_names(text)] == names
