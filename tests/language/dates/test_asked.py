"""Dates in questions: a range where the past is asked about, none where a date is only a topic."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.dates.asked import read_dates
from tests.properties import examples

TODAY = date(2026, 11, 23)
_WORDS: tuple[str, ...] = (
    "2024년",
    "4월",
    "31일",
    "작년",
    "여름",
    "2학기",
    "3달",
    "전",
    "지난",
    "부터",
    "까지",
    "에",
    "썼지",
    "last",
    "in",
)
_WORDS += (
    "last",
    "spring",
    "2023",
    "before",
    "two",
    "years",
    "ago",
    "0년",
    "00년",
    "2024-13-40",
    "February 30, 2024",
)


@pytest.mark.parametrize(
    ("text", "since", "until", "words"),
    [
        ("지난달에 뭐라고 썼지?", "2026-10-01", "2026-10-31", "지난달"),
        ("작년 여름에 무슨 고민을 했지?", "2025-06-01", "2025-08-31", "작년 여름"),
        ("작년 봄엔 어떻게 생각했어?", "2025-03-01", "2025-05-31", "작년 봄"),
        ("2학기에는 어떤 마음이었지?", "2026-09-01", "2027-02-28", "2학기"),
        ("작년 2학기에 힘들었던 일", "2025-09-01", "2026-02-28", "작년 2학기"),
        ("2023-2학기에 뭐 했어?", "2023-09-01", "2024-02-29", "2023-2학기"),
        ("지난 학기에 대학원 얘기를 했나?", "2026-03-01", "2026-08-31", "지난 학기"),
        ("3년 전에는 뭐가 되고 싶었지?", "2023-01-01", "2023-12-31", "3년 전"),
        ("두 달 전에 왜 힘들었지?", "2026-09-01", "2026-09-30", "두 달 전"),
        ("2023년에 쓴 글", "2023-01-01", "2023-12-31", "2023년"),
        ("24년 4월 인턴 이야기", "2024-04-01", "2024-04-30", "24년 4월"),
        ("2024년 4월 30일에 뭐라고 썼지", "2024-04-30", "2024-04-30", "2024년 4월 30일"),
        ("2024. 4. 30.에 쓴 글", "2024-04-30", "2024-04-30", "2024. 4. 30."),
        ("2023년 이전에는 대학원을 어떻게 봤지?", None, "2022-12-31", "2023년 이전에는"),
        ("2023년까지 생각이 어땠지?", None, "2023-12-31", "2023년까지"),
        ("2022년부터 2024년까지 대학원 생각", "2022-01-01", "2024-12-31", "2022년부터 2024년까지"),
        ("작년부터 취업 얘기를 얼마나 했어?", "2025-01-01", None, "작년부터"),
        ("작년 봄 기준으로 대학원에 갈까?", None, "2025-05-31", "작년 봄 기준"),
        ("최근 3개월 동안 자주 쓴 고민", "2026-08-23", "2026-11-23", "최근 3개월 동안"),
        ("재작년 겨울엔 왜 우울했지?", "2024-12-01", "2025-02-28", "재작년 겨울"),
        ("지난 겨울에 교수님이 뭐라 하셨지?", "2025-12-01", "2026-02-28", "지난 겨울"),
        ("작년 말에는 어땠어?", "2025-09-01", "2025-12-31", "작년 말"),
        ("작년과 비교해서 지금은 어떻게 달라졌어?", "2025-01-01", None, "작년"),
        ("4월에 뭘 고민했지?", "2026-04-01", "2026-04-30", "4월"),
        ("12월에 뭘 고민했지?", "2025-12-01", "2025-12-31", "12월"),
        ("What did I think last spring?", "2026-03-01", "2026-05-31", "last spring"),
        ("what worried me in April 2024", "2024-04-01", "2024-04-30", "April 2024"),
        ("How did I see grad school before 2023?", None, "2022-12-31", "before 2023"),
        ("what did I write last month", "2026-10-01", "2026-10-31", "last month"),
        ("what did I want two years ago?", "2024-01-01", "2024-12-31", "two years ago"),
        ("as of last spring, what did I want?", None, "2026-05-31", "as of last spring"),
        ("How have I felt since 2024?", "2024-01-01", None, "since 2024"),
        ("what did I want from 2022 to 2024?", "2022-01-01", "2024-12-31", "from 2022 to 2024"),
        ("what did I say after April 2024", "2024-05-01", None, "after April 2024"),
        (
            "how did I feel in the last three months",
            "2026-08-23",
            "2026-11-23",
            "in the last three months",
        ),
        ("what did I note on April 30, 2024?", "2024-04-30", "2024-04-30", "April 30, 2024"),
        ("what did I note in the summer of 2023?", "2023-06-01", "2023-08-31", "summer of 2023"),
        ("last semester, what did my professor say?", "2026-03-01", "2026-08-31", "last semester"),
        ("how did late 2024 feel?", "2024-09-01", "2024-12-31", "late 2024"),
    ],
)
def test_a_question_about_the_past_has_a_range(
    text: str, since: str | None, until: str | None, words: str
) -> None:
    found = read_dates(text, TODAY)
    assert found is not None
    assert (found.since and found.since.isoformat(), found.until and found.until.isoformat()) == (
        since,
        until,
    )
    assert found.words == words


@pytest.mark.parametrize(
    "text",
    [
        "내년에 취업할까?",
        "2년 뒤에 나는 뭘 하고 있을까?",
        "2026년에 졸업할까?",
        "2027년 취업 시장은 어때?",
        "작년에 떨어진 회사에 다시 지원할까?",
        "4-2학기에 인턴을 할까?",
        "4-2학기 계획을 뭐라고 썼지?",
        "대학원에 갈까, 취업할까?",
        "2년 동안 연구만 하는 게 맞나",
        "3년 전공을 살리고 싶었나",
        "3년차 개발자가 되고 싶어 했나",
        "should I graduate in 2026?",
        "Should I take the offer before I turn 30?",
        "will I regret it in five years?",
        "grad school or industry?",
        "how did I prepare for CVPR 2024?",
        "I may quit; what did I say about it?",
        "Do I march on or stop?",
        "월급은 얼마를 원했지?",
        "",
    ],
)
def test_a_date_that_is_only_a_topic_is_no_range(text: str) -> None:
    assert read_dates(text, TODAY) is None


@settings(deadline=None, max_examples=examples(150))
@given(st.text(max_size=80), st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_any_text_is_read_without_failing(text: str, today: date) -> None:
    found = read_dates(text, today)
    if found and found.since and found.until:
        assert found.since <= found.until


@settings(deadline=None, max_examples=examples(150))
@given(
    st.lists(
        st.sampled_from(_WORDS),
        max_size=8,
    )
)
def test_any_mix_of_date_words_gives_a_proper_range(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        found = read_dates(text, TODAY)
        if found and found.since and found.until:
            assert found.since <= found.until


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("지난달에 뭐 했어?", date.min),
        ("last week?", date.min),
        ("the weekend after December 31, 9999", date.max),
        ("the weekend before January 1, 0001", date(1, 12, 31)),
    ],
)
def test_what_no_calendar_has_is_no_range(text: str, today: date) -> None:
    assert read_dates(text, today) is None
