"""Deadlines read from a sentence, with the rule that read them."""

from __future__ import annotations

from datetime import date

import pytest

from language.dates.coming.deadlines import find_deadline, find_end, find_planned, wants_answer


@pytest.mark.parametrize(
    ("sentence", "first", "last", "rule"),
    [
        ("3-2학기 마치고 정하자", date(2024, 9, 1), date(2024, 12, 20), "semester_next"),
        ("다음 학기까지 결정한다", date(2024, 9, 1), date(2025, 2, 28), "semester_named"),
        ("내년 봄까지 정한다", date(2025, 3, 1), date(2025, 5, 31), "season"),
        ("2월까지는 정하자", date(2025, 2, 1), date(2025, 2, 28), "month_next"),
        ("이번 달 안에 답을 줘야 한다", date(2024, 4, 30), date(2024, 4, 30), "month_end"),
        ("다음 달 말일까지 답 달라신다", date(2024, 5, 31), date(2024, 5, 31), "month_end"),
        ("보름 안에 알려 달라고 했다", date(2024, 4, 30), date(2024, 5, 15), "within"),
        ("다섯 달 이내로 답해야 한다", date(2024, 4, 30), date(2024, 9, 30), "within"),
        ("I must answer within a fortnight", date(2024, 4, 30), date(2024, 5, 14), "within"),
        ("We have ten days to decide", date(2024, 4, 30), date(2024, 5, 10), "within"),
        ("세 달 안에 정해", date(2024, 4, 30), date(2024, 7, 30), "within"),
        ("I'll decide before next spring", date(2024, 4, 30), date(2025, 2, 28), "season"),
        ("decide by June 12", date(2024, 6, 12), date(2024, 6, 12), "day"),
        ("by 3 May at the latest", date(2024, 5, 3), date(2024, 5, 3), "day"),
        ("금요일까지 답을 줘야 한다", date(2024, 5, 3), date(2024, 5, 3), "weekday"),
        ("다음 주 수요일 오전까지", date(2024, 5, 8), date(2024, 5, 8), "weekday"),
        ("an answer by noon on Thursday", date(2024, 5, 2), date(2024, 5, 2), "weekday"),
        ("18일까지 통보해야 한다", date(2024, 5, 18), date(2024, 5, 18), "day"),
        ("they can wait until the 15th", date(2024, 5, 15), date(2024, 5, 15), "day"),
        ("9월 말까지는 정하자", date(2024, 9, 30), date(2024, 9, 30), "month_end"),
        ("이달 말까지 알려 달라고", date(2024, 4, 30), date(2024, 4, 30), "month_end"),
        ("by the end of next month", date(2024, 5, 31), date(2024, 5, 31), "month_end"),
        ("I'll say by half-term", date(2024, 5, 27), date(2024, 6, 2), "half_term"),
        ("추석 전에는 말씀드려야 한다", date(2024, 4, 30), date(2024, 9, 15), "holiday"),
        ("추석까지 답을 주기로 했다", date(2024, 4, 30), date(2024, 9, 17), "holiday_itself"),
        ("5월 첫째 주까지 답한다", date(2024, 5, 1), date(2024, 5, 7), "month_part"),
        ("다음 달 중순까지 정하자", date(2024, 5, 11), date(2024, 5, 20), "month_part"),
        ("3월 초까지는", date(2025, 3, 1), date(2025, 3, 10), "month_part"),
        ("by mid-June at the latest", date(2024, 6, 11), date(2024, 6, 20), "month_part"),
        ("by the last week of next month", date(2024, 5, 25), date(2024, 5, 31), "month_part"),
        ("to know by the third of May", date(2024, 5, 3), date(2024, 5, 3), "day"),
        ("an answer by Labour Day", date(2024, 4, 30), date(2024, 9, 2), "holiday_itself"),
        ("by Victoria Day", date(2024, 4, 30), date(2024, 5, 20), "holiday_itself"),
        ("by Good Friday", date(2024, 4, 30), date(2025, 4, 18), "holiday_itself"),
        ("이번 분기 말까지 정한다", date(2024, 6, 30), date(2024, 6, 30), "quarter_end"),
        ("by the end of next quarter", date(2024, 9, 30), date(2024, 9, 30), "quarter_end"),
        ("by the last Friday of the month", date(2024, 5, 31), date(2024, 5, 31), "day"),
        ("a week on Tuesday", date(2024, 5, 7), date(2024, 5, 7), "weekday_after"),
        ("by close of business tomorrow", date(2024, 5, 1), date(2024, 5, 1), "within"),
        ("put it off till autumn", date(2024, 9, 1), date(2024, 11, 30), "season"),
        ("by the first Monday of the month", date(2024, 5, 6), date(2024, 5, 6), "day"),
        ("by the first Monday in June", date(2024, 6, 3), date(2024, 6, 3), "day"),
        ("an answer by Friday week", date(2024, 5, 10), date(2024, 5, 10), "weekday_after"),
        ("by Lammas, the 1st of August", date(2024, 8, 1), date(2024, 8, 1), "day"),
        ("by September 2025", date(2025, 9, 1), date(2025, 9, 30), "month"),
        ("by the 15th of next month", date(2024, 5, 15), date(2024, 5, 15), "day"),
        ("by the 3rd week of July", date(2024, 7, 15), date(2024, 7, 21), "month_part"),
        ("by Sept. 14", date(2024, 9, 14), date(2024, 9, 14), "day"),
        ("by Nov. 4", date(2024, 11, 4), date(2024, 11, 4), "day"),
        ("by the second Monday of July", date(2024, 7, 8), date(2024, 7, 8), "day"),
        ("언젠가 정하겠지", None, None, "unresolved"),
        ("I will know some day", None, None, "unresolved"),
    ],
)
def test_deadlines(sentence: str, first: date | None, last: date | None, rule: str) -> None:
    found = find_deadline(sentence, date(2024, 4, 30), sentence)
    assert found is not None
    assert (found.first, found.last, found.rule) == (first, last, rule)
    assert find_deadline("비가 왔다", date(2024, 4, 30), "비가 왔다") is None


@pytest.mark.parametrize(
    ("sentence", "written_on"),
    [
        ("이 소설까지 다 읽고 정한다", date(2024, 4, 30)),  # no 설
        ("by the last Friday of this month", date(2024, 6, 29)),  # over
        ("by tomorrow", date.max),
    ],
)
def test_what_no_calendar_has_or_is_over_is_no_deadline(sentence: str, written_on: date) -> None:
    assert find_deadline(sentence, written_on, sentence) is None


def test_the_eve_of_a_holiday_is_itself_until_it_is_over() -> None:
    found = find_deadline("추석 전까지", date(2024, 9, 16), "")
    assert found is not None
    assert (found.first, found.last) == (date(2024, 9, 16), date(2024, 9, 16))


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("원서 마감이 5월 20일이다", date(2024, 5, 20)),
        ("The offer expires on the 9th.", date(2024, 5, 9)),
        ("계약이 6월 1일에 끝난다", date(2024, 6, 1)),
        ("The list shuts on 12 June.", date(2024, 6, 12)),
        ("5월 20일에 만났다", None),
    ],
)
def test_a_day_beside_an_end_is_a_deadline(sentence: str, last: date | None) -> None:
    found = find_end(sentence, date(2024, 4, 30))
    assert (found.last if found else None) == last


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The bank needs to hear by 3 May.", True),
        ("The papers have to be in by Friday.", True),
        ("They are holding the room for us until Monday.", True),
        ("Please tell us by Friday.", True),
        ("사장님이 주말까지 답 달라신다.", True),
        ("월말까지 집주인한테 말해 주기로 했다.", True),
        ("She'll let me know by Friday.", False),
        ("Ron will tell us by Friday.", False),
        ("금요일까지 나한테 알려 주기로 했다.", False),
    ],
)
def test_an_answer_is_wanted_of_the_writer(sentence: str, wanted: bool) -> None:
    assert wants_answer(sentence) == wanted


def test_the_legal_end_of_a_semester_is_told_beside_its_teaching() -> None:
    sentence = "아직 4-1이니까 4-2학기 다니면서 정하자"
    found = find_deadline(sentence, date(2024, 4, 30), sentence)
    assert found is not None
    assert found.values["legal_end"] == "2025-02-28"


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("Her operation is in February.", date(2025, 2, 28)),
        ("The course starts in September.", date(2024, 9, 30)),
        ("We meet on 3 June.", date(2024, 6, 3)),
        ("시험은 6월 3일이다.", date(2024, 6, 3)),
        ("9월에 수술하기로 했다.", date(2024, 9, 30)),
    ],
)
def test_a_day_or_month_that_is_planned_is_the_next_one(sentence: str, last: date) -> None:
    found = find_planned(sentence, date(2024, 4, 30))
    assert found is not None
    assert found.last == last


@pytest.mark.parametrize(
    "sentence", ["It rained in February.", "I have been here since May.", "9월에는 늘 바빴다."]
)
def test_a_month_that_nothing_is_planned_for_is_none(sentence: str) -> None:
    assert find_planned(sentence, date(2024, 4, 30)) is None
