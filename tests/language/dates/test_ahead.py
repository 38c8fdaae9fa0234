"""Times that are yet to come: read where a question names one, met in the plans of a journal."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.dates.ahead import names_time, read_ahead
from language.dates.periods import Period
from tests.properties import examples

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2027년에 뭐 했어?", "2027-01-01", "2027-12-31"),
        ("What happened in March 2027?", "2027-03-01", "2027-03-31"),
        ("내년에는?", "2027-01-01", "2027-12-31"),
        ("next year?", "2027-01-01", "2027-12-31"),
        ("내후년 봄에는?", "2028-03-01", "2028-05-31"),
        ("What do I plan for the year after next?", "2028-01-01", "2028-12-31"),
        ("내년 계획이 뭐였지?", "2027-01-01", "2027-12-31"),
        ("내년 3월 초에 뭐 하기로 했지?", "2027-03-01", "2027-03-10"),
        ("2027년 상반기 목표는?", "2027-01-01", "2027-06-30"),
        ("2027.3.5에 뭐 했지?", "2027-03-05", "2027-03-05"),
        ("올해 12월에는?", "2026-12-01", "2026-12-31"),
        ("다음 달에는?", "2026-12-01", "2026-12-31"),
        ("다음 주에 뭐 있지?", "2026-11-30", "2026-12-06"),
        ("다음 주 화요일에 뭐 있지?", "2026-12-01", "2026-12-01"),
        ("오는 금요일에는?", "2026-11-27", "2026-11-27"),
        ("다음 학기에 뭐 듣기로 했지?", "2027-03-01", "2027-08-31"),
        ("다음 설에는?", "2027-02-06", "2027-02-08"),
        ("돌아오는 봄에는?", "2027-03-01", "2027-05-31"),
        ("내일 뭐 해?", "2026-11-26", "2026-11-26"),
        ("in March next year?", "2027-03-01", "2027-03-31"),
        ("What is there next month?", "2026-12-01", "2026-12-31"),
        ("What do I want to do next summer?", "2027-06-01", "2027-08-31"),
        ("And this coming Christmas?", "2026-12-25", "2026-12-25"),
        ("What's on next Tuesday?", "2026-12-01", "2026-12-01"),
        ("from March to May 2027", "2027-03-01", "2027-05-31"),
        ("What have I planned for the first half of next year?", "2027-01-01", "2027-06-30"),
        ("tomorrow?", "2026-11-26", "2026-11-26"),
        ("내년 3월엔 뭐 하고 있을까?", "2027-03-01", "2027-03-31"),
        ("다음 주에는 무슨 일이 있을까?", "2026-11-30", "2026-12-06"),
        ("2027년 봄에는 뭐 하게 될까?", "2027-03-01", "2027-05-31"),
        ("내년에 나는 어떻게 지낼까?", "2027-01-01", "2027-12-31"),
        ("내년에는 어떨까?", "2027-01-01", "2027-12-31"),
        ("이번 주말에 뭐 해?", "2026-11-28", "2026-11-29"),
        ("이번 주말에 뭐 하기로 했지?", "2026-11-28", "2026-11-29"),
        ("this weekend?", "2026-11-28", "2026-11-29"),
        ("What's on this weekend?", "2026-11-28", "2026-11-29"),
        ("What had I planned for this weekend?", "2026-11-28", "2026-11-29"),
        ("How many days till Christmas?", "2026-12-25", "2026-12-25"),
        ("how long is it until New Year?", "2027-01-01", "2027-01-01"),
        ("How long have we got before Easter?", "2027-03-26", "2027-03-29"),
        ("How many more sleeps to Halloween?", "2027-10-31", "2027-10-31"),
        ("Weeks to go until 3 March?", "2027-03-03", "2027-03-03"),
        ("How many weeks until 25 December 2026?", "2026-12-25", "2026-12-25"),
        ("크리스마스까지 며칠 남았어?", "2026-12-25", "2026-12-25"),
        ("설날까지 며칠이야?", "2027-02-06", "2027-02-08"),
        ("추석까지는 얼마나 남았지?", "2027-09-14", "2027-09-16"),
        ("새해까지 몇 밤 자야 해?", "2027-01-01", "2027-01-01"),
        ("명절까지 며칠 남았어?", "2027-02-06", "2027-02-08"),
        ("How long is it till half-term?", "2027-02-15", "2027-02-21"),
        ("방학 때 뭐 할 거야?", "2026-12-01", "2027-02-28"),
        ("12월에는 뭐 할 거야?", "2026-12-01", "2026-12-31"),
        ("1월부터 3월까지 뭐 할 건데?", "2027-01-01", "2027-03-31"),
        ("12월 초에 뭐 할 예정이에요?", "2026-12-01", "2026-12-10"),
        ("크리스마스에 뭐 할 거야?", "2026-12-25", "2026-12-25"),
        ("What am I going to do in December?", "2026-12-01", "2026-12-31"),
        ("What will I be doing in January?", "2027-01-01", "2027-01-31"),
        ("What are we doing at Easter?", "2027-03-26", "2027-03-29"),
        ("What's happening in March?", "2027-03-01", "2027-03-31"),
    ],
)
def test_a_time_to_come_is_read(text: str, since: str, until: str) -> None:
    found = read_ahead(text, TODAY)
    assert found is not None
    assert found.ahead
    assert (found.since, found.until) == (date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize(
    "text",
    [
        "작년에 뭐 했지?",
        "3월에는?",
        "올해는?",
        "다음에 만날 사람",
        "다음 주제는 뭐였지?",
        "오는 길에 뭐 샀지?",
        "그 다음 주에는?",
        "내일모레 마흔인 친구는?",
        "내년에 이직할까?",
        "What did I write last month?",
        "Should I move next year?",
        "the next day",
        "What comes next?",
        "the girl next door",
        "2150년에는?",
        "내년에 어디로 갈까?",
        "내년에는 뭐 하면 좋을까?",
        "다음 달에 뭐 먹을까?",
        "이번 주말에 뭐 했지?",
        "이번 주말에 이사할까?",
        "What did I do this weekend?",
        "How was this weekend?",
        "Should I rest this weekend?",
        "How many days did I work until Christmas?",
        "How long until November?",
        "How many pages are there till March?",
        "추석까지 며칠 쉬었지?",
        "크리스마스까지 뭘 썼지?",
        "11월에 뭐 할 거야?",
        "12월에는 힘들었을 거야",
        "2월에 산 거야?",
        "What was going to happen in March?",
        "What will I do before Christmas?",
        "",
    ],
)
def test_what_is_over_or_no_time_is_none_ahead(text: str) -> None:
    assert read_ahead(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "earlier", "since"),
    [
        ("and the year after that?", 2027, "2028-01-01"),
        ("And the following year?", 2027, "2028-01-01"),
        ("그 다음 해는?", 2027, "2028-01-01"),
        ("이듬해에는?", 2028, "2029-01-01"),
        ("the year before that?", 2029, "2028-01-01"),
    ],
)
def test_a_time_beside_one_to_come_is_read(text: str, earlier: int, since: str) -> None:
    spoken_of = Period(since=date(earlier, 1, 1), until=date(earlier, 12, 31))
    found = read_ahead(text, TODAY, spoken_of)
    assert found is not None
    assert found.since == date.fromisoformat(since)
    assert read_ahead(text, TODAY) is None


def test_a_weekend_that_has_begun_is_none_ahead() -> None:
    assert read_ahead("this weekend?", date(2026, 11, 28)) is None
    assert read_ahead("이번 주말에는?", date(2026, 11, 29)) is None


@pytest.mark.parametrize(
    ("sentence", "written_on"),
    [
        ("내년에는 논문을 꼭 낸다.", "2026-10-02"),
        ("내후년 여름에 결혼하기로 했다.", "2025-10-02"),
        ("2027년 3월에 전세가 끝난다.", "2024-01-05"),
        ("Next year I will learn to knit.", "2026-02-01"),
        ("We move in the spring of 2027.", "2025-07-09"),
        ("The lease runs out on 1 March 2027.", "2026-07-09"),
        ("다음 달에 시험이 있다.", "2026-12-20"),
        ("1월 15일까지 원서를 내야 한다.", "2026-11-20"),
        ("The course starts in January.", "2026-11-20"),
    ],
)
def test_a_sentence_that_tells_of_that_year_names_it(sentence: str, written_on: str) -> None:
    day = date.fromisoformat(written_on)
    assert names_time(sentence, day, date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("sentence", "written_on"),
    [
        ("내년에는 논문을 꼭 낸다.", "2025-10-02"),
        ("올해는 힘들었다.", "2026-11-02"),
        ("3월 5일에 그를 만났다.", "2026-11-02"),
        ("I met him on 5 March.", "2026-11-02"),
        ("Next year I will learn to knit.", "2024-02-01"),
        ("He moved out on the 18th of May.", "2026-06-07"),
        ("다음에는 더 잘하자.", "2026-11-02"),
        ("By 2040 I want a house.", "2026-11-02"),
        ("비가 왔다.", "2026-11-02"),
    ],
)
def test_a_sentence_of_another_time_does_not(sentence: str, written_on: str) -> None:
    day = date.fromisoformat(written_on)
    assert not names_time(sentence, day, date(2027, 1, 1), date(2027, 12, 31))


_PIECES = [
    "2027년",
    "next",
    "내년",
    "3월",
    "summer",
    "다음",
    "주",
    "year",
    "2027",
    "31일",
    "부터",
    "in",
]


@settings(deadline=None, max_examples=examples(200))
@given(
    st.lists(st.sampled_from(_PIECES), max_size=6).map(" ".join) | st.text(max_size=60),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)),
)
def test_any_text_is_read_without_failing(text: str, today: date) -> None:
    found = read_ahead(text, today)
    if found is not None:
        assert found.since is not None
        assert found.until is not None
        assert today < found.since <= found.until
        assert all(0 <= start < end <= len(text) for start, end in found.spans)
    names_time(text, today, today, today)
