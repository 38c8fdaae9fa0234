"""Forms of choice in lives unlike each other, each read whole: what is weighed, what only looks so,
by when an answer is wanted, and what is put off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import pytest

from chains.decide.rules import find_by_rules
from chains.decide.shown import ShownDecision, show_decision
from chains.decide.survey import survey
from chains.evidence.meaning import Meaning, join_models
from journal.entry import Entry
from language.grammar.sentences import sentence_spans
from language.options.laid import is_of_earlier_year
from language.options.settling import is_put_off, is_settled
from language.options.weighed import weighed_in
from vectorstore.local.e5.embedding import e5_embedding
from vectorstore.local.use import local_embedding


def labels_in(text: str) -> list[list[str]]:
    return [[o.label for o in each.options] for each in weighed_in(text, sentence_spans(text))]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        # what lies open, and what else one could do
        (
            "The trawler is ours if we want it. We could also stay on at the cannery.",
            ["The trawler", "stay on at the cannery"],
        ),
        (
            "The desk in Lima is there if I say yes. I can also go on translating at home.",
            ["The desk in Lima", "go on translating at home"],
        ),
        (
            "가마를 물려받을 수도 있다. 아니면 그냥 학원에서 도예를 가르쳐도 된다.",
            ["가마를 물려받기", "학원에서 도예를 가르치기"],
        ),
        ("목장을 넘길 수도 있고 그냥 더 키워도 된다.", ["목장을 넘기기", "키우기"]),
        # two infinitives that no question mark tells
        (
            "It is the same every night: to sell the herd or to take on a partner.",
            ["sell the herd", "take on a partner"],
        ),
        (
            "I lie awake with it, to finish the novitiate or to go home to Kerala.",
            ["finish the novitiate", "home to Kerala"],
        ),
        # two deeds, as a fragment that sums it up
        (
            "So here it is. Rebuild the kiln on credit, or close up and teach evenings.",
            ["Rebuild the kiln on credit", "close up and teach evenings"],
        ),
        (
            "Keep the mill on a loan, or sell it and drive a cab.\n\nKeeping: debts till I'm"
            " sixty. Selling: a clean desk.",
            ["Keep the mill on a loan", "sell it and drive a cab"],
        ),
        # a question above bullets, in either language
        (
            "이제 나는 뭘 하지?\n\n- Take the post in Bergen\n- Stay with the choir",
            ["Take the post in Bergen", "Stay with the choir"],
        ),
        (
            "Where do I go from this?\n\n- 조선소에 남는다\n- 그만두고 용접 학원을 연다",
            ["조선소에 남기", "용접 학원을 열기"],
        ),
        # a common beginning, and what differs
        (
            "길은 셋이다. 농협에 남는 길, 퇴직하고 택시를 배우는 길, 퇴직하고 귀농하는 길.",
            ["농협에 남기", "택시를 배우기", "귀농"],
        ),
        # a list of which one item is to go on as now
        (
            "머리가 무거워서 적어 본다.\n1. 목수 학교에 간다. 2년 걸린다.\n2. 하던 대로 떡집에서"
            " 일한다. 새벽이 춥다.",
            ["목수 학교", "떡집 일"],
        ),
        # what is refused in passing, and for how long
        (
            "배를 지금 넘기면 빚은 갚는다. 안 넘기고 두 해 더 타면 자식들 학비가 나온다.",
            ["배를 넘기기", "두 해 타기"],
        ),
        ("과수원을 팔지 말지 아직 모르겠다.", ["과수원을 팔기"]),
        (
            "Do me and Tess take the pub, or do we leave it to the brewery?",
            ["take the pub", "leave it to the brewery"],
        ),
        # plans, each told of, or counted before
        (
            "답이 안 나와서 번호를 매긴다.\n1. 염전을 한 해 더 한다. 소금값이 올랐다.\n"
            "2. 다 접고 형네 가구 공장에 들어간다. 허리가 걱정이다.",
            ["염전", "형네 가구 공장"],
        ),
        (
            "생각할 게 셋으로 늘었다.\n- 염전을 한 해 더 한다\n- 형네 공장에 들어간다\n- 배를 산다",
            ["염전", "형네 공장", "배를 사기"],
        ),
        # one side and the other, with something said between them
        (
            "한쪽은 협회가 부탁한 교본을 쓰는 것이다. 돈이 된다. 고양이가 운다. 다른 한쪽은 십 년"
            " 묵힌 악보집을 내는 것이다.",
            ["교본", "악보집을 내기"],
        ),
        ("어선을 탈까, 아니면 지금처럼 혼자 다닐까.", ["어선을 타기", "지금처럼 혼자 다니기"]),
        (
            "If I get the licence in May, I can fly by autumn. If I do nursing instead, I stay near"
            " Mum.",
            ["the licence", "nursing instead"],
        ),
        # one instead of the other
        ("본사로 옮기는 대신 여기서 휴직을 할까.", ["본사로 옮기기", "여기서 휴직"]),
        ("박사 대신 교사를 할까 싶다.", ["박사", "교사"]),
        (
            "Should I take the chaplaincy instead of going back to the parish?",
            ["take the chaplaincy", "going back to the parish"],
        ),
        # a verb that names nothing, with what leads to it
        ("염소를 넘기고 쉴지, 사료를 바꿔 볼지.", ["염소를 넘기고 쉬기", "사료를 바꾸기"]),
        (
            "배를 타던 때로 돌아가고 싶다. 아니면 뭍에 남아 볼까.",
            ["배를 타던 때로 돌아가기", "뭍에 남기"],
        ),
        # one against the other
        (
            "It comes down to joining the ferry crew against keeping the orchard.",
            ["joining the ferry crew", "keeping the orchard"],
        ),
        # two things, named after a sentence that looks into oneself
        (
            "마음이 둘로 갈린다. 섬 학교로 옮겨서 분교를 맡는 것과 여기 남아 교감을 하는 것.",
            ["섬 학교로 옮기기", "여기 남기"],
        ),
        # asked of the writer
        (
            "Ruth asked me whether I'd take over the bakery or let it close.",
            ["take over the bakery", "let it close"],
        ),
    ],
)
def test_what_is_weighed_has_all_its_options(text: str, labels: list[str]) -> None:
    assert labels in labels_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "누나가 전화해서 강아지를 데려올지 고양이를 데려올지 물었다.",
        "후배 민재가 군대를 먼저 갈지 졸업을 먼저 할지 물어봤다.",
        "사돈어른이 오셔서 논을 팔지 밭을 팔지 한참 물으셨다.",
        "새 상주에 떡을 놓을지 전을 놓을지로 고모들이 다퉜다.",
        "I was naming the boat a minute ago, torn between Vega and Lyra.",
        "If I stay at the bank I make branch head, or so the manager claims.",
        "If I sign, the pension is safe, or that's what the union says.",
        "Bought a used bike, red or green, went with green.",
        "이게 사람 사는 건가, 기계가 사는 건가.",
        "Fight the council or move the hedge, and the hedge is winning.",
        "떠나는 것과 남는 것. 노래가 다 그렇다.",
        "Heard a lecture on whether to rent or buy.",
        "소설에서 주인공이 섬에 남을지 뭍으로 갈지가 끝내 안 나온다.",
        "Is it the heart or the lungs, nobody could say.",
    ],
)
def test_what_only_looks_like_a_choice_is_none(text: str) -> None:
    assert labels_in(text) == []


@pytest.mark.parametrize(
    ("text", "settled", "put_off"),
    [
        ("이사 문제는 설이 지나고 다시 생각하기로 했다.", False, True),
        ("유학 얘기는 봄에 다시 꺼내기로 했다.", False, True),
        ("귀농은 나중에 정하기로 미뤘다.", False, True),
        ("We'll come back to the move after Easter.", False, True),
        ("I'll look at the navy again in the spring.", False, True),
        ("We agreed to leave the adoption till the autumn.", False, True),
        ("다시 학교에 다니기로 했다.", True, False),
        ("학교에는 10일까지 답해 주기로 했다.", False, False),
        ("그만둔다고 말하기로 했다.", True, False),
        ("I'm going back to the navy.", False, False),
    ],
)
def test_to_think_again_later_puts_off(text: str, settled: bool, put_off: bool) -> None:
    assert (is_settled(text), is_put_off(text)) == (settled, put_off)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("2009년에 배를 계속 탈까 가게를 살까 하면서 잠을 못 잤다.", True),
        ("In 2009 I couldn't decide whether to sell the mill or let it.", True),
        ("2009년에 산 배를 팔까 말까?", False),
        ("2009년에 배를 탔는데 2025년에는 어디로 갈지 모르겠다.", False),
        ("Should I sell the mill, which is from 1909, or let it?", False),
    ],
)
def test_a_year_that_is_named_tells_when_it_was_weighed(text: str, earlier: bool) -> None:
    assert is_of_earlier_year(text, 2024) == earlier


def test_a_day_by_which_nothing_will_be_chosen_is_no_deadline() -> None:
    body = "복학이냐 취업이냐, 올해 안에는 못 정할 것 같다."
    (found,) = survey([Entry(id="a" * 32, written_on=date(2024, 3, 2), body=body)])
    assert found.decide_by is None


def test_what_was_named_and_is_gone_through_is_weighed_once() -> None:
    text = "Keep the mill, or sell the land.\n\nKeeping: it is a debt. Selling: it is clean."
    assert len(labels_in(text)) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Entries by their days in 2024, what of each option its label holds, and the last day."""

    entries: dict[tuple[int, int], str]
    options: tuple[str, ...]
    last: date
    status: str = "exploring"


LIVES: Final = {
    "skipper": Life(
        entries={
            (1, 6): "Ice on the ropes. Nils pretends his back is fine.",
            (1, 13): "Gunn asked me whether she should marry before or after the move. I shrugged.",
            (1, 20): "Nils said it over the coffee. The trawler is ours if we want it. We could"
            " also stay on at the cannery and rent out the berth.\n\nThe trawler eats fuel. The"
            " cannery pays on the first of every month. If we stay at the cannery I make"
            " foreman, or so they say.",
            (2, 3): "Nils needs to know by 3 March.",
            (2, 24): "Told Nils we're taking the trawler.",
        },
        options=("trawler", "cannery"),
        last=date(2024, 3, 3),
        status="decided",
    ),
    "potter": Life(
        entries={
            (3, 2): "흙이 얼었다. 물레 앞에서 반나절을 앉아 있었다.",
            (3, 9): "언니가 전화해서 세탁기를 살지 건조기를 살지 물었다. 둘 다 사라고 했다.",
            (3, 16): "스승님 가마를 물려받을 수도 있다. 아니면 그냥 학교에서 도예를 가르쳐도"
            " 된다.\n\n가마는 빚이 따라온다. 학교는 방학이 있고 월급이 나온다.",
            (4, 6): "스승님이 4월 20일까지 답을 달라고 하셨다.",
        },
        options=("가마", "가르치기"),
        last=date(2024, 4, 20),
    ),
    "nun": Life(
        entries={
            (5, 4): "Weeded the beans. Rain in Kerala, says the radio. Sister Agnes hummed.",
            (5, 11): "It is the same every night: to finish the novitiate or to go home to Kerala."
            " The bell holds me up. My mother is alone with the shop.",
            (5, 18): "Blue or white thread for the altar cloth, went with white.",
            (5, 25): "Mother Superior wants my answer by 9 June.",
        },
        options=("novitiate", "Kerala"),
        last=date(2024, 6, 9),
    ),
    "welder": Life(
        entries={
            (7, 1): "용접봉 스무 통. 귀가 먹먹하다.",
            (7, 8): "계약이 곧 끝난다. Where do I go from this?\n\n- 조선소에 남는다\n"
            "- 그만두고 용접 학원을 연다\n\n조선소는 잔업이 있다. 학원은 보증금이 든다.",
            (7, 15): "헬멧을 살까 장갑을 살까 하다가 장갑을 샀다.",
            (7, 22): "소장님한테는 8월 2일까지 말해야 한다.",
        },
        options=("조선소", "학원"),
        last=date(2024, 8, 2),
    ),
    "banker": Life(
        entries={
            (9, 1): "번호표 이백 장. 점심은 서서 먹었다.",
            (9, 8): "길은 셋이다. 농협에 남는 길, 퇴직하고 택시를 배우는 길, 퇴직하고 귀농하는"
            " 길.\n\n농협은 월급이 오른다. 택시는 면허값이 비싸다. 귀농은 아내가 반대한다.",
            (9, 15): "후배 민재가 적금을 깰지 대출을 받을지 물어봤다.",
            (9, 22): "퇴직 신청서는 10월 11일까지 내야 한다.",
        },
        options=("농협", "택시", "귀농"),
        last=date(2024, 10, 11),
    ),
    "teacher": Life(
        entries={
            (2, 1): "운동장이 질다. 급식은 카레.",
            (2, 8): "고모들이 제상에 떡을 놓을지 전을 놓을지로 다퉜다.",
            (2, 15): "마음이 둘로 갈린다. 섬 학교로 옮겨서 분교를 맡는 것과 여기 남아 교감을 하는"
            " 것. 섬에는 아이가 아홉 명이다. 교감은 서류뿐이다.",
            (2, 22): "교육청에 2월 28일까지 답해야 한다.",
        },
        options=("섬 학교", "남기"),
        last=date(2024, 2, 28),
    ),
    "chaplain": Life(
        entries={
            (10, 5): "Two baptisms and a leak.",
            (10, 12): "It comes down to joining the ferry crew against keeping the orchard and"
            " the choir. The ferry pays. The orchard is my father's.",
            (10, 19): "My sister is choosing between two wallpapers.",
            (10, 26): "The ferry people want a yes or no by 8 November.",
            (11, 6): "Told the ferry people no. I'm keeping the orchard.",
        },
        options=("ferry", "orchard"),
        last=date(2024, 11, 8),
        status="decided",
    ),
    "ferrywoman": Life(  # what is put off says until when, in the next sentence
        entries={
            (3, 3): "Fog. Two crossings.",
            (3, 10): "Should I sell the ferry to the council or take on a mate? The engine is"
            " tired. I answer the council by 28 March.",
            (3, 24): "Mate wanted, says my card in the shop; the ferry went well today.",
            (4, 7): "We've put the decision off. Told the council I'd ring them by 30 June."
            " Gulls on the roof.",
        },
        options=("sell the ferry", "mate"),
        last=date(2024, 6, 30),
        status="deferred",
    ),
    "gardener": Life(  # an offer that is told again belongs to what was asked with its day
        entries={
            (9, 2): "묘목 백 그루. 허리가 쑤신다.",
            (9, 9): "야간대 조경과에 갈까, 수목원에 취직할까. 10월 4일까지 수목원에 답해 주기로"
            " 했다. 대학은 등록금이 비싸다. 수목원은 숙소가 나온다.",
            (9, 20): "이모네서 송편. 거기서 오라고 한다고, 월급도 준다고 말씀드렸다. 수목원에서"
            " 오라고 한다니까 이모가 웃었다.",
        },
        options=("야간대", "수목원"),
        last=date(2024, 10, 4),
    ),
}


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    found = join_models(local_embedding(), e5_embedding())
    assert found is not None
    return found


def read_life(life: Life, meaning: Meaning) -> list[ShownDecision]:
    entries = [
        Entry(id=f"{month:02d}{day:030d}", written_on=date(2024, month, day), body=body)
        for (month, day), body in life.entries.items()
    ]
    return [show_decision(each) for each in survey(entries, meaning)]


@pytest.mark.parametrize("name", LIVES)
def test_a_life_has_its_one_decision(name: str, meaning: Meaning) -> None:
    life = LIVES[name]
    (found,) = read_life(life, meaning)
    labels = [each.label for each in found.options]
    assert len(labels) == len(life.options)
    assert all(word in label for word, label in zip(life.options, labels, strict=True))
    assert found.decide_by is not None
    assert (found.decide_by.last, found.status) == (life.last, life.status)


def test_a_pair_of_conditions_in_its_own_paragraph_is_a_choice_beside_a_later_question(
    meaning: Meaning,
) -> None:
    body = (
        "If I keep the shop, I keep my name on the door. If I sell it, I can pay Mum's nurse.\n\n"
        "Other thing, totally separate. Do I enlist in the navy, or finish my degree in Leeds?"
    )
    asked = Entry(id="a" * 32, written_on=date(2024, 3, 2), body=body)
    found = [show_decision(each) for each in find_by_rules(asked, meaning=meaning)]
    assert sorted(len(each.options) for each in found) == [2, 2]
    other_way = Entry(
        id="b" * 32,
        written_on=date(2024, 3, 2),
        body="Do I enlist in the navy, or finish my degree?\n\nIf I enlist, I see the sea. If I"
        " finish, I owe less.",
    )
    assert len(find_by_rules(other_way, meaning=meaning)) == 1
