"""Which figure a question asks for, and which sentence states one."""

from __future__ import annotations

import pytest

from language.figures.asked import Wanted, fit_of, read_asked


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("지붕 고치는 데 얼마 들었어?", "much"),
        ("보증금이 얼마였지?", "much"),
        ("빚이 아직 얼마나 남았어?", "much"),
        ("How much did the roof cost?", "much"),
        ("What was the price of the van?", "much"),
        ("How much have I put by?", "much"),
        ("손님이 몇 명 왔어?", "many"),
        ("How many letters did I send?", "many"),
        ("거기까지 얼마나 걸려?", "time"),
        ("How long did the crossing take?", "time"),
        ("몇 개월 동안 쉬었지?", "time"),
        ("아이가 몇 살이야?", "age"),
        ("How old is the boat?", "age"),
        ("몇 퍼센트 올랐어?", "share"),
        ("How far is the school?", "measure"),
        ("원서는 언제까지야?", "day"),
        ("When does the course start?", "day"),
    ],
)
def test_the_figure_is_read_from_the_form_of_the_question(question: str, wanted: Wanted) -> None:
    asked = read_asked(question)
    assert asked is not None
    assert asked.wanted == wanted


@pytest.mark.parametrize(
    "question",
    [
        "바다가 얼마나 좋았어?",
        "얼마 전에 무슨 꿈을 꿨지?",
        "얼마나 화가 났었지?",
        "왜 그만뒀어?",
        "How much did I hate the noise?",
        "How much has changed since then?",
        "Why did I stop?",
        "When did I first see her?",
    ],
)
def test_what_asks_how_very_or_for_no_figure_asks_for_none(question: str) -> None:
    assert read_asked(question) is None


@pytest.mark.parametrize(
    ("question", "states", "does_not"),
    [
        ("지붕 고치는 데 얼마 들었어?", "수리비는 240만 원.", "지붕이 샌다."),
        ("보증금이 얼마였지?", "보증금 3,000에 월 40.", "세 시간을 기다렸다."),
        ("How much did the roof cost?", "£2,400, in two parts.", "It took three weeks."),
        ("손님이 몇 명 왔어?", "스물두 명.", "3월 4일에 열었다."),
        ("How many letters did I send?", "Nineteen letters, no answer.", "It cost $19."),
        ("How long did the crossing take?", "Eleven hours.", "Eleven people."),
        ("아이가 몇 살이야?", "이제 아홉 살이다.", "아홉 명이 왔다."),
        ("원서는 언제까지야?", "마감은 3월 2일이다.", "원서를 내라고 한다."),
        ("When does the course start?", "It starts on 4 March.", "The course is full."),
    ],
)
def test_a_sentence_with_such_a_figure_states_what_is_asked(
    question: str, states: str, does_not: str
) -> None:
    asked = read_asked(question)
    assert asked is not None
    assert fit_of(asked, states) > fit_of(asked, does_not) == 0


def test_the_number_of_what_is_counted_fits_better_than_another() -> None:
    asked = read_asked("How many letters did I send?")
    assert asked is not None
    assert fit_of(asked, "I sent 19 letters.") > fit_of(asked, "I sent 19.") > 0
