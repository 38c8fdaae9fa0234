"""What settles a choice, and what only seems to: another's deed, a dream, another matter."""

from __future__ import annotations

from datetime import date

import pytest

from chains.decide.survey import survey
from decisions.record import Decision
from journal.entry import Entry
from language.options.laid import is_of_earlier_year
from language.options.settling import is_settled, settles_deed

OSLO = "Should I take the job in Oslo or stay at the mill?"
BAND = "Should I quit the band or stay?"
VINES = "포도를 따러 갈까, 회사에 남을까?"
FIRM = "회사를 그만둘까, 계속 다닐까?"


def decisions_of(*bodies: str) -> tuple[Decision, ...]:
    """What is found in entries of days that follow each other."""
    return survey(
        [
            Entry(id=f"{at:032d}", written_on=date(2024, 6, 5 + at), body=body)
            for at, body in enumerate(bodies)
        ]
    )


def chosen_after(question: str, sentence: str) -> str | None:
    """The option that a later sentence settles on."""
    (found,) = decisions_of(question, sentence)
    settled = [each.value.leans for each in found.stances if each.value.act == "settled"]
    if not settled:
        return None
    (option,) = (each for each in found.options if each.id in settled[-1])
    return option.value.label


@pytest.mark.parametrize(
    ("question", "sentence", "chosen"),
    [
        (OSLO, "I took the job in Oslo.", "take the job in Oslo"),
        (OSLO, "Finally decided to stay at the mill.", "stay at the mill"),
        (OSLO, "Ken took the job in Oslo.", None),
        (OSLO, "I decided nothing about Oslo.", None),
        (OSLO, "I wish I had decided to stay at the mill.", None),
        (OSLO, "I dreamt that I took the job in Oslo.", None),
        (OSLO, "They say I took the job in Oslo.", None),
        (OSLO, "I changed my mind: I accepted the job in Oslo.", "take the job in Oslo"),
        (OSLO, "I accepted the dream job in Oslo.", "take the job in Oslo"),
        (BAND, "I quit the band.", "quit the band"),
        (BAND, "I quit smoking.", None),
        (VINES, "결국 가기로 했다.", "포도를 따러 가기"),
        (VINES, "결국 남기로 했다.", "회사에 남기"),
        (VINES, "영화를 보러 가기로 했다.", None),
        (VINES, "집에 가기로 했다.", None),
        (VINES, "결국 안 가기로 했다.", None),
        (FIRM, "회사를 그만뒀다.", "회사를 그만두기"),
        (FIRM, "결국 그만두기로 했다.", "회사를 그만두기"),
        (FIRM, "헬스장을 그만뒀다.", None),
        (FIRM, "회사를 그만뒀다면 좋았을 것이다.", None),
        (FIRM, "꿈에서 회사를 그만뒀다.", None),
        (FIRM, "팀장은 회사를 계속 다니기로 했다.", None),
    ],
)
def test_only_the_writers_own_deed_settles_a_choice(
    question: str, sentence: str, chosen: str | None
) -> None:
    assert chosen_after(question, sentence) == chosen


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("그때까지는 묻지도 말기로.", True),
        ("담배는 안 피우기로 했다.", True),
        ("그러기로 했다.", False),
        ("마음을 정했다.", False),
        ("Decided to wash the car.", True),
        ("I decided.", False),
    ],
)
def test_what_is_settled_is_in_the_sentence_that_tells_the_deed(text: str, deed: bool) -> None:
    assert settles_deed(text) == deed


def test_a_year_of_two_figures_is_one_of_before() -> None:
    assert is_of_earlier_year("I turned down the navy in '89.", 2017)
    assert not is_of_earlier_year("I turned down the navy in '17.", 2017)


@pytest.mark.parametrize(
    "text",
    [
        "분교에 입학 신고를 하고 왔다.",
        "세 시에 등록금을 이체했다.",
        "I paid the token for the flat on Thursday.",
    ],
)
def test_a_form_handed_in_and_money_paid_settle(text: str) -> None:
    assert is_settled(text)


def test_what_was_settled_long_ago_settles_nothing_now() -> None:
    question = "Should I go to grad school or take the job?"
    assert chosen_after(question, "I turned down the job in '89.") is None
