"""Which sentences become reasons, for which option and on which side: what somebody close says of
an open choice, what would be if one option were taken, what turns against the sentence before.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from chains.decide.shown import ShownReason, show_decision
from chains.decide.survey import survey
from chains.evidence.meaning import Meaning, join_models
from chains.evidence.neighbours import settle_sides
from chains.evidence.spoken import Spoken
from chains.evidence.stances import leanings
from journal.entry import Entry
from language.grammar.sentences import sentence_spans
from vectorstore.local.e5.embedding import e5_embedding
from vectorstore.local.use import local_embedding

ASKED: Final = "Should I take the post in Bergen or stay at the clinic?"
ASKED_KO: Final = "제주 병원으로 옮길까, 서울에 남을까?"


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    joined = join_models(local_embedding(), e5_embedding())
    assert joined is not None
    return joined


def reasons_in(meaning: Meaning, *bodies: str) -> dict[str, ShownReason]:
    """Return the reasons of the one decision in these entries, a week apart, by their words."""
    entries = [
        Entry(id=f"{at:032d}", written_on=date(2024, 3, 1 + 7 * at), body=body)
        for at, body in enumerate(bodies)
    ]
    (found,) = survey(entries, meaning)
    return {each.quote.rstrip("."): each for each in show_decision(found).reasons}


@pytest.mark.parametrize(
    ("asked", "later", "side"),
    [
        (ASKED, "My sister says nobody makes friends up there.", "against"),
        (ASKED, "Aunt Jo says it is the best thing I could do.", "for"),
        (ASKED_KO, "누나는 섬에서 외로워서 못 산다고 했다.", "against"),
        (ASKED_KO, "친구는 옮기면 마음이 편해질 거라고 했다.", "for"),
    ],
)
def test_what_somebody_says_while_a_choice_is_open_is_of_what_would_change(
    meaning: Meaning, asked: str, later: str, side: str
) -> None:
    found = reasons_in(meaning, asked, later)
    reason = found[later.rstrip(".")]
    assert (reason.side, reason.basis) == (side, "person")
    assert reason.option in ("post in Bergen", "take the post in Bergen", "제주 병원으로 옮기기")


@pytest.mark.parametrize(
    ("asked", "later", "side"),
    [
        (ASKED, "I don't think the post in Bergen would be fun.", "against"),
        (ASKED_KO, "제주 병원이 재미있다고 생각하지 않는다.", "against"),
        (ASKED_KO, "서울에서는 안 힘든 날이 하루도 없다.", "against"),
    ],
)
def test_a_reason_is_on_the_side_that_its_denials_leave(
    meaning: Meaning, asked: str, later: str, side: str
) -> None:
    assert reasons_in(meaning, asked, later)[later.rstrip(".")].side == side


@pytest.mark.parametrize(
    ("asked", "later"),
    [
        (ASKED, "My cousin can't decide whether to sell her boat, she says."),
        (ASKED, "They asked me to let them know by Friday, and she says that is final."),
        (ASKED_KO, "사촌은 배를 팔지 말지 고민이라고 한다."),
        (ASKED_KO, "점장님은 회의 자료를 내일까지 보내 달라고 했다."),
    ],
)
def test_what_others_weigh_or_ask_for_is_no_reason(
    meaning: Meaning, asked: str, later: str
) -> None:
    assert reasons_in(meaning, asked, later) == {}


def test_before_anything_is_asked_and_after_it_is_settled_nobody_argues(meaning: Meaning) -> None:
    said = "My sister says nobody makes friends up there."
    assert reasons_in(meaning, said, ASKED) == {}
    settled = "I have decided to take the post in Bergen."
    assert reasons_in(meaning, ASKED, settled, said) == {}


@pytest.mark.parametrize(
    ("asked", "later", "side"),
    [
        (ASKED_KO, "남으면 정년까지 월급이 나오고 친구들도 가까이 있다.", "for"),
        (ASKED, "If I stay at the clinic I will never see the children awake.", "against"),
    ],
)
def test_what_would_be_if_one_option_were_taken_is_a_reason(
    meaning: Meaning, asked: str, later: str, side: str
) -> None:
    (reason,) = reasons_in(meaning, asked, later).values()
    assert reason.side == side
    assert reason.option in ("stay at the clinic", "서울에 남기")


def spoken_of(body: str, *worth: float, options: tuple[int, ...] = ()) -> list[Spoken]:
    spans = sentence_spans(body)
    return [
        Spoken(
            span=span,
            option=(options or (0,) * len(spans))[at],
            side="for" if worth[at] > 0 else "against",
            basis="",
            strength=1.0,
            worth=worth[at],
        )
        for at, span in enumerate(spans)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "It comes with a flat. But I would know nobody there.",
        "숙소가 딸려 있다. 대신 아는 사람이 없다.",
        "월급이 제때 나온다. 하지만 내 시간이 없다.",
    ],
)
def test_what_turns_against_the_sentence_before_takes_the_other_side(body: str) -> None:
    first, second = spoken_of(body, 0.02, -0.6)
    settled = settle_sides(body, [second], [(first, 0.1)])
    assert [each.side for each in settled] == ["for", "against"]
    both = [(each, 0.1) for each in spoken_of(body, 0.05, -0.05)]
    assert [each.side for each in settle_sides(body, [], both)] == ["for", "against"]


@pytest.mark.parametrize(
    ("asked", "side"),
    [
        ("Should I quit the orchestra or not? I have not enjoyed a concert in two years.", "for"),
        ("대학원을 그만둘까 말까. 강의하는 날이 제일 행복하다.", "against"),
    ],
)
def test_what_is_good_or_bad_now_speaks_against_or_for_leaving(
    meaning: Meaning, asked: str, side: str
) -> None:
    (reason,) = reasons_in(meaning, asked).values()
    assert reason.side == side
    assert "그만두" in reason.option or "quit" in reason.option


def test_what_is_only_supposed_is_no_leaning() -> None:
    body = "If I stay at the clinic I will be stuck. I will stay at the clinic."
    entry = Entry(id="f" * 32, written_on=date(2024, 3, 1), body=body)
    options = [("take the post in Bergen",), ("stay at the clinic",)]
    (leaning,) = leanings(entry, sentence_spans(body), options)
    assert body[slice(*leaning.span)] == "I will stay at the clinic."


def test_a_cause_is_of_what_it_explains_whatever_it_names(meaning: Meaning) -> None:
    found = reasons_in(
        meaning,
        f"{ASKED_KO} 서울에 남는 건 괴롭다. 왜냐면 제주 병원과 달리 매일 너무 힘들기 때문이다.",
    )
    cause = found["왜냐면 제주 병원과 달리 매일 너무 힘들기 때문이다"]
    assert (cause.option, cause.side) == ("서울에 남기", "against")


def test_what_is_granted_is_not_what_is_said(meaning: Meaning) -> None:
    found = reasons_in(
        meaning, f"{ASKED_KO} 제주 병원으로 옮기면 기쁘긴 하지만 한편으로는 회의감도 든다."
    )
    (reason,) = found.values()
    assert (reason.option, reason.side) == ("제주 병원으로 옮기기", "against")
