"""Somebody waits for the writer's answer by a day: what is waited for, and what was offered."""

from __future__ import annotations

import pytest

from language.options.awaited import asked_of_writer, awaits_answer, offered_in


@pytest.mark.parametrize(
    "text",
    [
        "The bank wants my answer by Friday.",
        "They need to know by the 14th.",
        "Her lawyer asked me to decide before June.",
        "He gave me until Sunday to think it over.",
        "She said to let her know by Tuesday.",
        "They can wait until the 26th.",
        "15일까지 답을 주면 된다고 했다.",
        "They can hold the post until the 12th.",
        "I have to give the abbot an answer by Monday.",
        "이달 말까지 답을 달라고 했다.",
        "관장님이 금요일까지 정하라고 하셨다.",
        '"I need your answer by Friday," she said.',
        "“금요일까지 답 주세요.” 하고 끊었다.",
        "설 전에 결정하라신다.",
        "주말까지 생각해 보라고 하셨다.",
        "월요일까지는 결정을 내려야 한다.",
        "15일까지 기다려 준다고 한다.",
        "재계약 여부를 월말까지 알려 달라고 한다.",
        "수요일까지 대답해 주기로 했다.",
    ],
)
def test_an_answer_of_the_writer_is_awaited(text: str) -> None:
    assert awaits_answer(text)


@pytest.mark.parametrize(
    "text",
    [
        "She wants the invoice by Friday.",
        "The courier wants someone home by noon.",
        "They need the form by Monday.",
        "I need to know by Friday whether they will take me.",
        "They want an answer from Tom by Friday.",
        "He wants his answer by Friday.",
        "She asked Tom to decide by June.",
        "I can wait until Friday.",
        "Rob has to decide by Friday.",
        "Last year they wanted my answer by June.",
        "원고를 금요일까지 보내 달라고 했다.",
        "서류는 20일까지 내라고 했다.",
        "결과는 금요일까지 알려 주겠다고 했다.",
        "남편은 금요일까지 답을 줘야 한다.",
        "언니한테 이달 말까지 답을 달라고 했단다.",
        "나도 금요일까지 답을 달라고 했다.",
        "예산을 금요일까지 확정해야 한다.",
    ],
)
def test_what_else_is_awaited_or_of_somebody_else_is_none(text: str) -> None:
    assert not awaits_answer(text)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The school wants me back full time, with a pension.", ["back full time"]),
        ("I've been offered a place at the conservatory.", ["a place at the conservatory"]),
        ("They'd like me as a partner.", ["a partner"]),
        ("He asked if I would run the kitchen.", ["run the kitchen"]),
        ("Nadia has a job for me in Bergen.", ["a job in Bergen"]),
        ("They have a desk for us in Hull or a lump sum.", ["a desk in Hull", "a lump sum"]),
        ("누나는 내가 부산으로 왔으면 한다고 했다.", ["부산으로 오기"]),
        ("He wants to sell me the bakery.", ["the bakery"]),
        ("가게를 나더러 맡아 달라고 하셨다.", ["가게를 맡기"]),
        ("합창단 지휘를 맡아 줄 수 있냐고 물었다.", ["합창단 지휘를 맡기"]),
        ("고모가 과수원을 물려주겠다고 하신다.", ["과수원"]),
        ("싱가포르 근무를 제안했다.", ["싱가포르 근무"]),
        ("They would like to lease our top field for good.", ["lease our top field"]),
        ("The transfer to Hull came up again.", ["The transfer to Hull"]),
        ("I've been accepted at the drama school.", ["the drama school"]),
        ("도서관장님은 내가 분관을 맡아 주면 좋겠다고 하셨다.", ["분관을 맡기"]),
        ("우리 팀으로 오지 않겠냐고 물었다.", ["우리 팀으로 오기"]),
        ("전임 단원 제의가 들어왔다.", ["전임 단원"]),
    ],
)
def test_what_is_offered_is_named(text: str, labels: list[str]) -> None:
    assert [each.label for each in offered_in(text, (0, len(text)))] == labels


@pytest.mark.parametrize(
    "text",
    [
        "월세를 토요일까지 넣으라고 했다.",  # an errand by a day
        "분점을 내자는 제안은 거절했다.",  # refused already
        "아내는 들어가라고 한다.",  # a verb that names nothing
        "Lena doesn't want me back.",
        "They'd take me without a degree.",
        "Uncle agreed to lend me out.",
        'Then: "I thought I could visit.',
        "동생한테 가게를 맡아 달라고 했다.",
        "비가 오면 좋겠다고 했다.",
    ],
)
def test_what_is_no_offer_to_the_writer_names_nothing(text: str) -> None:
    assert offered_in(text, (0, len(text))) == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("3월에 복직하는지, 휴직을 더 쓰는지 20일까지 알려 달란다.", ["복직", "휴직"]),
        ("재계약 여부를 월말까지 알려 달라고 한다.", ["재계약"]),
        (
            "They want to know whether I'm coming back or leaving for good by the 12th.",
            ["coming back", "leaving"],
        ),
    ],
)
def test_the_sentence_may_ask_between_the_options(text: str, labels: list[str]) -> None:
    assert [each.label for each in asked_of_writer(text, (0, len(text)))] == labels
