"""The forms in which people ask for a time, and what holds for any text at all."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from language.dates.asked import DateRange, read_dates
from language.dates.holidays import find_holiday, holiday_names
from language.dates.periods import Period
from language.word_lists import load_data
from tests.language.dates.cases import TODAY, Case, read_cases
from tests.properties import examples

_CASES = [*read_cases("ko"), *read_cases("en")]
_DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))
_PIECES = st.sampled_from(
    [word for case in _CASES for word in case.text.split()]
    + [piece for case in _CASES for piece in (case.text, case.text[::-1])]
)


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.line)
def test_a_question_is_read(case: Case) -> None:
    found = read_dates(case.text, case.today, _earlier(case.earlier))
    assert (found and (found.since, found.until)) == case.days
    assert _flags(found) == case.flags
    assert tuple((part.since, part.until) for part in (found.parts if found else ())) == case.parts
    event = found.event if found else None
    assert (event and (event.side, event.words)) == case.event


def test_there_are_enough_cases() -> None:
    assert len(read_cases("ko")) >= 60
    assert len(read_cases("en")) >= 60


@settings(deadline=None, max_examples=examples(300))
@given(st.lists(_PIECES, max_size=6), st.sampled_from(["", " ", ", ", " and ", "부터 "]), _DAYS)
@example(["어제", "5월", "어제"], "부터 ", date(2000, 1, 1))  # a part that ended before it began
def test_any_mix_of_forms_is_read_properly(pieces: list[str], between: str, today: date) -> None:
    _check(between.join(pieces), today)


@settings(deadline=None, max_examples=examples(150))
@given(st.text(max_size=120), _DAYS, st.none() | st.dates())
def test_any_text_is_read_without_failing(text: str, today: date, earlier: date | None) -> None:
    _check(text, today, _earlier((earlier, earlier)))


@pytest.mark.parametrize(
    "text",
    [
        "2024년 4월부터 " * 2000,
        "in March and " * 2000,
        "last  " + " " * 30_000 + "x",
        "? " * 20_000,
        "before and after the " * 2000,
        "하는 게 좋" + "?" * 30_000 + " x",
        "a " * 20_000,
        "1" * 30_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_long_text_is_read_too(text: str) -> None:
    _check(text, TODAY)


def test_lunar_days_are_those_of_the_calendar() -> None:
    table = load_data("times/lunar_days")
    assert sorted(table) == list(range(1990, 2041))
    for year, days in table.items():
        seollal, buddha, chuseok = (date.fromisoformat(f"{year}-{d}") for d in days.values())
        # Months of the moon have 29 or 30 days: three or four, and four, lie between them (a leap
        # month adds one), so each difference is a whole number of moons and some days.
        for earlier, later, days_of_month in ((seollal, buddha, 7), (buddha, chuseok, 7)):
            moons = ((later - earlier).days - days_of_month) / 29.5306
            assert abs(moons - round(moons)) < 0.06
        assert (1, 21) <= (seollal.month, seollal.day) <= (2, 20)
        assert (9, 7) <= (chuseok.month, chuseok.day) <= (10, 8)


@pytest.mark.parametrize(
    ("key", "year", "since", "until"),
    [
        ("easter", 2024, "2024-03-29", "2024-04-01"),
        ("easter", 2025, "2025-04-18", "2025-04-21"),
        ("easter", 2038, "2038-04-23", "2038-04-26"),
        ("thanksgiving", 2024, "2024-11-28", "2024-11-28"),
        ("thanksgiving", 2026, "2026-11-26", "2026-11-26"),
        ("chuseok", 2028, "2028-10-02", "2028-10-04"),
        ("suneung", 2017, "2017-11-23", "2017-11-23"),
        ("suneung", 2023, "2023-11-16", "2023-11-16"),
        ("suneung", 2027, "2027-11-18", "2027-11-18"),
    ],
)
def test_a_holiday_has_its_days(key: str, year: int, since: str, until: str) -> None:
    found = find_holiday(key, year)
    assert found is not None
    assert (found.since, found.until) == (date.fromisoformat(since), date.fromisoformat(until))


def test_every_holiday_is_known_in_every_year_of_the_table() -> None:
    keys = {*holiday_names("ko").values(), *holiday_names("en").values()}
    assert all(find_holiday(key, year) for key in keys for year in range(1990, 2041))
    assert find_holiday("chuseok", 2041) is None


def _earlier(days: tuple[date | None, date | None] | None) -> Period | None:
    return Period(since=days[0], until=days[1]) if days else None


def _check(text: str, today: date, earlier: Period | None = None) -> None:
    found = read_dates(text, today, earlier)
    if found is None:
        return
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
    assert all(a[1] <= b[0] for a, b in pairwise(found.spans))
    for since, until in [(found.since, found.until), *((p.since, p.until) for p in found.parts)]:
        assert since is None or since <= today or found.parts
        assert since is None or until is None or since <= until
    assert found.since is None or found.since <= today
    if found.event:
        start, end = found.event.span
        assert text[start:end] == found.event.words
        has_days = found.event.measure is not None and found.spans
        assert has_days or (found.since, found.until, found.spans) == (None, None, ())
    elif found.vague:
        assert (found.since, found.until) == (None, None)
    if found.parts:
        assert len(found.parts) > 1


def _flags(found: DateRange | None) -> frozenset[str]:
    if found is None:
        return frozenset()
    flags = (("day", found.single_day), ("trailing", found.trailing), ("vague", found.vague))
    return frozenset(name for name, is_set in flags if is_set)
