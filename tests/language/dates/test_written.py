"""Dates as they stand in front matter, file names and first lines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.dates.written import find_when, parse_when

DAY = date(2024, 4, 30)
TODAY = date(2024, 6, 15)


@pytest.mark.parametrize(
    "text",
    [
        "2024-04-30",
        "2024. 4. 30.",
        "2024.4.30",
        "2024.04.30.",
        "2024/04/30",
        "2024 - 4 - 30",
        "2024년 4월 30일",
        "2024년4월30일 화요일",
        "2024-04-30 (화)",
        "April 30, 2024",
        "Apr 30 2024",
        "April 30th, 2024",
        "Tuesday, April 30, 2024",
        "30 April 2024",
        "30th of April 2024",
        "Tue 30 Apr. 2024",
        "20240430",
        " 2024-04-30 ",
    ],
)
def test_a_day_in_each_of_its_forms(text: str) -> None:
    found = parse_when(text)

    assert found is not None
    assert (found.day, found.at, found.certain) == (DAY, None, True)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2024-04-30T21:15:00", datetime(2024, 4, 30, 21, 15)),
        ("2024-04-30 21:15:07", datetime(2024, 4, 30, 21, 15, 7)),
        ("2024-04-30T21:15:00Z", datetime(2024, 4, 30, 21, 15, tzinfo=UTC)),
        (
            "2024-04-30 21:15:00+09:00",
            datetime(2024, 4, 30, 21, 15, tzinfo=timezone(timedelta(hours=9))),
        ),
        (
            "2024-04-30 21:15:00 +0900",
            datetime(2024, 4, 30, 21, 15, tzinfo=timezone(timedelta(hours=9))),
        ),
        ("2024/4/30 9:05", datetime(2024, 4, 30, 9, 5)),
        ("2024. 4. 30. 21:15", datetime(2024, 4, 30, 21, 15)),
        ("2024년 4월 30일 오후 3:20", datetime(2024, 4, 30, 15, 20)),
        ("2024년 4월 30일 오전 12시 5분", datetime(2024, 4, 30, 0, 5)),
        ("April 30, 2024 8:45 AM", datetime(2024, 4, 30, 8, 45)),
        ("April 30, 2024 at 12:45 p.m.", datetime(2024, 4, 30, 12, 45)),
    ],
)
def test_a_time_of_day_beside_it(text: str, at: datetime) -> None:
    found = parse_when(text)

    assert found is not None
    assert found.at == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "true",
        "2024",
        "2024-13-01",
        "2024-02-30",
        "4/5/2024",
        "1.2.3",
        "v2024.4.30",
        "someday",
        "99999999",
        "2024-04-30 x",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_when(text) is None


@given(st.dates())
def test_every_day_of_the_calendar(day: date) -> None:
    found = parse_when(day.isoformat())

    assert found is not None
    assert found.day == day


@given(
    st.datetimes(
        timezones=st.one_of(st.none(), st.just(UTC), st.just(timezone(timedelta(hours=9))))
    )
)
def test_every_moment(at: datetime) -> None:
    found = parse_when(at.isoformat())

    assert found is not None
    assert (found.day, found.at) == (at.date(), at)


@pytest.mark.parametrize(
    ("text", "day", "certain"),
    [
        ("어제, 2024년 4월 30일에 들었다", DAY, True),
        ("on April 30, 2024 I heard", DAY, True),
        ("4월 30일에 들었다", DAY, False),
        ("12월 25일의 일", date(2023, 12, 25), False),
        ("on April 30 I heard", DAY, False),
        ("24. 4. 30. 화", DAY, False),
        ("24년 4월 30일", DAY, False),
    ],
)
def test_dates_within_words(text: str, day: date, certain: bool) -> None:
    found = find_when(text, today=TODAY)

    assert found is not None
    assert (found.day, found.certain) == (day, certain)


def test_short_dates_are_left_alone_without_a_today() -> None:
    assert find_when("4월 30일에") is None


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    for found in (parse_when(text), find_when(text, today=TODAY)):
        assert found is None or 0 <= found.start <= found.end <= len(text)
