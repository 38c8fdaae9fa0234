"""Months of no year in a sentence: the coming ones, where nothing past is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.dates.ahead import names_time
from language.dates.coming.months_ahead import months_ahead
from tests.properties import examples

WRITTEN = date(2026, 8, 23)


def name_months(sentence: str, written_on: date = WRITTEN) -> list[str]:
    found = months_ahead(sentence, written_on)
    return [month.since.strftime("%Y-%m") for month in found if month.since]


@pytest.mark.parametrize(
    ("sentence", "months"),
    [
        ("The Garnet's mine again in January.", ["2027-01"]),
        ("Mum is having her knee done in February.", ["2027-02"]),
        ("I'll know more in early March.", ["2027-03"]),
        ("We move in October.", ["2026-10"]),
        ("The flat is booked in April.", ["2027-04"]),
        ("Back to the clinic in January.", ["2027-01"]),
        ("Come March I want to be gone.", ["2027-03"]),
        ("The baby's due in the middle of May.", ["2027-05"]),
        ("I need a hundred more in December.", ["2026-12"]),
        ("The old house is finally sold in January.", ["2027-01"]),
        ("Exams in December, and the children go home in January.", ["2026-12", "2027-01"]),
        ("12월 11일, 3월 임용", ["2027-03"]),
        ("1월에 다시 내 차례다.", ["2027-01"]),
        ("2월엔 이사를 간다.", ["2027-02"]),
        ("동생은 3월에 군대에 간다.", ["2027-03"]),
        ("10월 초에 결과가 나온다.", ["2026-10"]),
        ("4월에는 복직해야 한다.", ["2027-04"]),
        ("시험은 12월에 있다.", ["2026-12"]),
        ("1월 출국, 5월 귀국.", ["2027-01", "2027-05"]),
        ("3월에 결혼 준비를 시작할까 싶다.", ["2027-03"]),
        ("이번 겨울이 지나면 2월에 쉬고 싶다.", ["2027-02"]),
    ],
)
def test_a_month_where_nothing_past_is_told_is_the_coming_one(
    sentence: str, months: list[str]
) -> None:
    assert name_months(sentence) == months


@pytest.mark.parametrize(
    "sentence",
    [
        "In March I quit.",
        "I moved here in January.",
        "He left in February and I am still sad.",
        "The rent is always late in January.",
        "We go to the sea every year in December.",
        "In January last year it is the same page.",
        "It was cold in March.",
        "She agreed in May to sell.",
        "The lease ends in March 2028.",
        "The 2025 report is out in January.",
        "I have been tired since January, and in March too.",
        "In August I am slow.",
        "It is out in June.",
        "3월에 그만뒀다.",
        "3월에 그만둔 회사가 그립다.",
        "매년 3월에 감기에 걸린다.",
        "해마다 1월에는 금연을 결심한다.",
        "작년 12월에 쓴 글을 읽는다.",
        "2025년 3월에 시작.",
        "지난 1월에 시작한 일이 버겁다.",
        "2월에 받은 상을 버린다.",
        "12월에는 늘 우울하다.",
        "1월에 눈이 오더라.",
        "8월에는 덥다.",
        "3개월에 한 번 간다.",
        "6월에 끝난다.",
        "3월생 친구",
    ],
)
def test_what_is_past_comes_each_year_or_is_far_off_is_none_ahead(sentence: str) -> None:
    assert name_months(sentence) == []


@pytest.mark.parametrize(
    "sentence", ["The Garnet's mine again in January.", "12월 11일, 3월 임용", "3월에 이사한다."]
)
def test_it_is_named_in_its_own_year_alone(sentence: str) -> None:
    assert names_time(sentence, WRITTEN, date(2027, 1, 1), date(2027, 12, 31))
    assert not names_time(sentence, WRITTEN, date(2028, 1, 1), date(2028, 12, 31))
    assert not names_time(sentence, date(2025, 8, 23), date(2027, 1, 1), date(2027, 12, 31))


@settings(deadline=None, max_examples=examples(100))
@given(st.text(max_size=60) | st.sampled_from(["in March", "1월에"]), st.dates())
def test_any_sentence_is_read_without_failing(sentence: str, written_on: date) -> None:
    for month in months_ahead(sentence, written_on):
        assert month.since is not None
        assert month.since > written_on
