"""Deadlines read from a sentence, with the rule that read them."""

from __future__ import annotations

from datetime import date

import pytest

from language.dates.deadlines import find_deadline


@pytest.mark.parametrize(
    ("sentence", "first", "last", "rule"),
    [
        ("3-2학기 마치고 정하자", date(2024, 9, 1), date(2025, 2, 28), "semester_next"),
        ("다음 학기까지 결정한다", date(2024, 9, 1), date(2025, 2, 28), "semester_named"),
        ("내년 봄까지 정한다", date(2025, 3, 1), date(2025, 5, 31), "season"),
        ("2월까지는 정하자", date(2025, 2, 1), date(2025, 2, 28), "month_next"),
        ("세 달 안에 정해", date(2024, 4, 30), date(2024, 7, 30), "within"),
        ("I'll decide before next spring", date(2024, 4, 30), date(2025, 2, 28), "season"),
        ("decide by June 12", date(2024, 6, 12), date(2024, 6, 12), "month_next"),
        ("언젠가 정하겠지", None, None, "unresolved"),
        ("I will know some day", None, None, "unresolved"),
    ],
)
def test_deadlines(sentence: str, first: date | None, last: date | None, rule: str) -> None:
    found = find_deadline(sentence, date(2024, 4, 30), sentence)
    assert found is not None
    assert (found.first, found.last, found.rule) == (first, last, rule)
    assert find_deadline("비가 왔다", date(2024, 4, 30), "비가 왔다") is None
