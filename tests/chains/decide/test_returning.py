"""An argument that returns is noticed once, and only if nothing new comes with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chains.decide.returning import returning
from decisions.parts import Action, Basis, Option, Reason
from decisions.record import Decision, written

SAME = {
    "ko": [
        "대학원 연구실은 오늘도 재미없었다.",
        "연구가 지루했다.",
        "연구가 재미없을 것 같다.",
        "역시 연구는 재미없다.",
        "연구는 이제 정말 지루하다.",
    ],
    "en": [
        "Research is boring.",
        "I was bored by research again.",
        "The research bored me.",
        "Research felt boring today.",
        "Still boring, this research.",
    ],
}


def again_and_again(texts: list[str], bases: dict[int, Basis] | None = None) -> Decision:
    """A decision with one reason against its first option on each of some days."""
    at = datetime(2025, 1, 1)
    school = written(Option(label="대학원 grad school"), at)
    reasons = tuple(
        written(
            Reason(
                option=school.id,
                side="against",
                text=text,
                basis=(bases or {}).get(number, "experience"),
            ),
            at + timedelta(days=30 * number),
        )
        for number, text in enumerate(texts)
    )
    return Decision(created_at=at, question=written("?", at), options=(school,), reasons=reasons)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_fifth_return_of_an_argument_is_noticed_once(language: str) -> None:
    decision = again_and_again(SAME[language])
    found = returning(decision)
    assert found is not None
    assert (found.side, len(found.days)) == ("against", 5)
    assert returning(replace(decision, dismissed=(found.mark,))) is None
    step = written(Action(text="하루 해 보기", due=date(2025, 9, 1)), datetime(2025, 6, 1))
    assert returning(replace(decision, next_actions=(step,))) is None


@pytest.mark.parametrize("language", ["ko", "en"])
def test_four_times_or_something_new_is_no_return(language: str) -> None:
    assert returning(again_and_again(SAME[language][:4])) is None
    assert returning(again_and_again(SAME[language], {3: "fact"})) is None
    others = [
        "돈이 많이 든다.",
        "부모님이 반대하신다.",
        "집에서 멀다.",
        "건강이 걱정된다.",
        "졸업이 늦어진다.",
    ]
    assert returning(again_and_again(others)) is None
    proposed = again_and_again(SAME[language])
    reasons = tuple(replace(each, confirmed_at=None) for each in proposed.reasons)
    assert returning(replace(proposed, reasons=reasons)) is None
