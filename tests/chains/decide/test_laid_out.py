"""How people lay out ways beside each other without asking: priced, lettered, in a row, "or"."""

from __future__ import annotations

import pytest

from language.grammar.sentences import sentence_spans
from language.options.weighed import weighed_in


def labels_in(text: str) -> list[list[str]]:
    return [[o.label for o in each.options] for each in weighed_in(text, sentence_spans(text))]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        # either the one or the other, and the sentence goes on
        (
            "활을 잡고 실기를 치르든지 활을 놓고 수능을 보든지 둘 중 하난데, 덮었다.",
            ["활을 잡기", "활을 놓기"],
        ),
        # by what each costs
        (
            "지붕만 고치는 데 6백, 집을 새로 짓는 데는 2억이다.",
            ["지붕만 고치기", "집을 짓기"],
        ),
        # by a letter
        ("울산으로 옮기는 게 A다. 여기 남는 게 B다.", ["울산으로 옮기기", "여기 남기"]),
        # what has become a way, and a way beside it
        (
            "영업을 맡는 것도 이제 진짜 선택지가 됐다. 설계에 남는 것도 있다.",
            ["영업을 맡기", "설계에 남기"],
        ),
        # told the writer by somebody who knows
        (
            "이모가 재활원에 모시는 방법이 있고 집에서 모시는 방법이 있다고 알려 주셨다.",
            ["재활원에 모시기", "집에서 모시기"],
        ),
        # advised, and what the writer would sooner do
        (
            "원장은 이참에 가게를 넘기라고 하고 나는 한 해 더 버텨 볼까 싶다.",
            ["한 해 버티기", "이참에 가게를 넘기기"],
        ),
        (
            "The surgeon wants me to replace the knee and I'd rather wait a year.",
            ["wait a year", "replace the knee"],
        ),
        # two things, and both of them taken up again
        (
            "시골 학교에 넣는 것과 읍내 학교에 보내는 것, 둘을 놓고 보고 있다.",
            ["시골 학교", "읍내 학교에 보내기"],
        ),
        # somewhere for a time
        (
            "여름에 진주에 내려가 두 달 있을지, 서울에서 인턴을 할지 정해야 한다.",
            ["여름에 진주에 내려가기", "서울에서 인턴"],
        ),
        # deeds in a row, announced before or taken up after
        ("생각하는 건 두 개다. 전문대 가는 거. 아니면 공장에 들어가는 거.", ["전문대", "공장"]),
        (
            "대출 받아 빌라를 사기. 전세로 2년 더 살기. 그 얘기를 밤까지 했다.",
            ["대출 받기", "전세로 2년 살기"],
        ),
        (
            "Jo wrote it all out. Put a tenant in the barn. Lease the field to Mark.",
            ["Put a tenant in the barn", "Lease the field to Mark"],
        ),
        (
            "There's a fourth try. There's adopting, which Ann did. There's letting it go.",
            ["a fourth try", "adopting", "letting it go"],
        ),
        # the next sentence goes on with "or"
        (
            "We could marry in May. Or Ana goes home for the year.",
            ["marry", "goes home for the year"],
        ),
        (
            "Take the spring off and sail. Or put it off a year.",
            ["Take the spring off and sail", "put it off a year"],
        ),
        # what another can do, or we
        (
            "She can operate for $2,600, no promises, or we let it heal by itself.",
            ["operate for $2,600", "let it heal by itself"],
        ),
        (
            "I could apply for the post; or leave it to Jim and keep my boat.",
            ["the post", "leave it to Jim and keep my boat"],
        ),
        (
            "Apply for the desk job or carry on driving, it goes round with me all day.",
            ["the desk job", "carry on driving"],
        ),
        (
            "Selling the mill is also possible. I could let it to Rob.",
            ["Selling the mill", "let it to Rob"],
        ),
        (
            "Rent it out or sell it, she wants to know what I think.",
            ["Rent it out", "sell it"],
        ),
        # lettered, a paragraph each, a version each
        (
            "(a) Finish Civil Engineering. Two more years.\n\n(b) Transfer to Music. Three.",
            ["Finish Civil Engineering", "Transfer to Music"],
        ),
        (
            "Three ways.\n\nSelling to Ann would clear it. But she closes.\n\n"
            "Bringing Bo in keeps it here. He has little.",
            ["Selling to Ann", "Bringing Bo"],
        ),
        (
            "One version is I end it. The other version is we see the counsellor.",
            ["end it", "see the counsellor"],
        ),
        (
            "If we rent the house, there is a roof to pay. Selling means no bed there again.",
            ["rent the house", "Selling"],
        ),
        (
            "조카에게 밭을 빌려주는 수가 있다. 걱정이다.\n\n아니면 나무를 베고 벼를 심는 것이다.",
            ["조카에게 밭을 빌리기", "벼를 심기"],
        ),
        # headed by a deed, numbered with a dash, one case after another
        (
            "쉬는 날 적는다.\n\n급행으로 옮기기. 돈이 는다. 대신 밤이 길다.\n\n"
            "지금 회사에 그대로 있기. 집이 가깝다.",
            ["급행으로 옮기기", "회사에 있기"],
        ),
        (
            "① 휴학하고 배를 타기 – 돈이 된다. 겁난다.\n② 졸업까지 버티기 – 친구가 있다.",
            ["배를 타기", "졸업까지 버티기"],
        ),
        ("이 자리에 남는 경우. 읍내로 옮기는 경우도 써 봤다.", ["이 자리에 남기", "읍내로 옮기기"]),
        (
            "원장님이 수술을 받느냐 약을 먹으면서 견디느냐, 정하시라고 했다.",
            ["수술을 받기", "약을 먹으면서 견디기"],
        ),
        (
            "For the summer it's field camp in Utah (tents) versus the desk job at home.",
            ["field camp in Utah", "the desk job at home"],
        ),
        (
            "She'd start me on pills, or I could go without for now.",
            ["start me on pills", "go without"],
        ),
        # a noun that counts them, a sentence that announces them
        (
            "I made a chart, because of course. Column one is the home in Rye. Column two is "
            "an aide at her house.",
            ["the home in Rye", "an aide at her house"],
        ),
        (
            "mom said write it out so here it is\n\n- get the surgery and redshirt\n"
            "- rehab it and swim through",
            ["the surgery and redshirt", "rehab it and swim through"],
        ),
        (
            "경우의 수는 세 개. 하노이에 같이 가기, 전주에 남아서 기다리기, 여기서 끝내기.",
            ["하노이", "전주에 남기", "여기서 끝내기"],
        ),
        # one advises this, another that
        (
            "한 병원에서는 수술을 하자고 하고, 다른 병원에서는 약을 먹자고 한다.",
            ["수술", "약을 먹기"],
        ),
        # to stay where one is
        (
            "지금 회사에 그대로 있을지 고속버스로 옮길지, 머리가 아프다.",
            ["회사에 있기", "고속버스로 옮기기"],
        ),
        (
            "첫 칸은 그냥 학과에 등록하는 것. 돈이 든다.\n둘째 칸은 일 년 더 배를 타는 것. 춥다.",
            ["학과 등록", "일 년 배를 타기"],
        ),
        (
            "있는 길은 두 개다: move back to LA in the fall, or 서울에서 2년 더 일하는 것.",
            ["move back to LA in the fall", "서울에서 2년 더 일하는 것"],
        ),
        (
            "I could move in with Ann. The alternative is I stay here and mend the bath.",
            ["move in with Ann", "stay here and mend the bath"],
        ),
        # a doctor's advice, and what may be done instead
        (
            "원장은 수술을 권하고, 아니면 약을 먹으면서 버티는 수도 있다고 한다.",
            ["약을 먹으면서 버티기", "수술"],
        ),
        (
            "She would do an operation, half a day, or else it's a splint at night.",
            ["an operation", "a splint at night"],
        ),
        # one is, or the other is; "or" at the head of each
        ("It is the bank or it is Groningen, there is no third thing.", ["the bank", "Groningen"]),
        ("So which is it, the game company or the novel?", ["the game company", "the novel"]),
        (
            "런던에 남아 후원을 받는다. 돈이 된다. 아니면 서울로 돌아간다. 아니면 석사를 한다.",
            ["서울로 돌아가기", "석사"],
        ),
        ("배를 고쳐서 쓸까 아니면 새 배를 물려받을까.", ["배를 고치기", "새 배를 물려받기"]),
        # by semicolons, by heads with a comma, by a number that ends its sentence
        (
            "She asked me to name the options. A home in Rye; Mom comes to us; or an aide at hers.",
            ["A home in Rye", "Mom comes to us", "an aide at hers"],
        ),
        (
            "Taking the Bergen post: I'd build. But it rains. Not going, staying here: I'd rest.",
            ["Taking the Bergen post", "Not going"],
        ),
        (
            "1안. 배를 한 해 더 탄다. 돈이 된다.\n2안. 내려서 가게를 연다. 겁난다.",
            ["배를 한 해 타기", "가게를 열기"],
        ),
        # a head that brings a speech is none of them
        (
            "Two offers.\nBakery: early mornings.\nFerry: the sea.\nRuth says: “Sleep first.”",
            ["Bakery", "Ferry"],
        ),
        (
            'Two options.\n- Bakery: early mornings.\n- Dad: "No. Not that."\n- Ferry: the sea.',
            ["Bakery", "Ferry"],
        ),
        (
            "# Bakery\nEarly.\n# Ferry\nWet.\n# Ruth says\nSleep first.\nI have to decide.",
            ["Bakery", "Ferry"],
        ),
        (
            "두 가지 길이 있다.\n빵집: 새벽이 이르다.\n여객선: 멀미가 난다.\n"
            "고모가 말하길: 잠부터 자라고.",
            ["빵집", "여객선"],
        ),
        (
            "두 가지 길이 있다.\n빵집: 새벽이 이르다.\n여객선: 멀미가 난다.\n엄마: “둘 다 싫다.”",
            ["빵집", "여객선"],
        ),
    ],
)
def test_ways_that_are_laid_out_are_options(text: str, labels: list[str]) -> None:
    assert labels in labels_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Should he leave the firm or wait for the partnership?",
        "Do they buy in town or keep renting?",
        "My uncle, meanwhile, can't pick between Cork and Galway.",
        "Bea rang: stay on for the diploma or take the job, Dad, what do you think.",
        "People ask whether I should have sold or held on.",
        "지금 당장 쓰라면 수능 쪽이다. 방학하면 쉬자.",
        "주말에 서류 떼기. 은행 가기.",
        "산책을 하든지 책을 읽든지 한다.",
        "이사하는 데 하루가 걸렸다.",
        "Walked home in the rain. Or was it sleet.",
        "It took him a year to pick between selling and handing her to his son.",
        "그 생각을 하면 목이 멘다. 집에 가면 잔다.",
        "Two years back I couldn't choose between the yard and the sea.",
        "Burnt my wrist again. It stings.\n\nPut the tree up early. It leans.",
        "집에 가는 길도 막혔다. 역에 가는 길.",
        "Day one is the ferry. Day two is the hills.",
        "어느 쪽으로 가야 할지 모르겠다.",
        "Derek on plot nine can't make up his mind whether to sell up or share it.",
        '"Should you sell now or wait for spring?" said the leaflet.',
        "순자는 무릎 수술을 할지 말지 아직도 씨름이란다.",
        "박사를 갈지 취직을 할지 이번 달 안에 말씀드려야 한단다.",
        "열아홉에 서울로 갈까 집에 남을까 하던 생각이 났다.",
        "연속극에서 여자가 아들하고 결혼할지 총각하고 결혼할지 못 정하고 끝났다.",
        '"저는 고민이 있어요. 피아노를 계속 할지 태권도를 할지 모르겠어요."',
        "Couldn't think whether to shear Monday or wait for the dry, so I waited.",
        "Tobi meanwhile is choosing between two jobs and wants my opinion.",
        "A small part of me wants them to withdraw it.",
        "큰애가 전화해서 전세를 월세로 돌릴지 말지 한참 하소연을 했다.",
        "Morning is cold. Nothing would help.",
        "'Should I quit or stay?' asked Ken.",
        "The leaflet says: Should I see a doctor or wait?",
        "Call the bank. Buy nails. Post the form.",
        "There's rain on the roof. There's tea.",
    ],
)
def test_habits_errands_and_what_others_weigh_are_none(text: str) -> None:
    assert labels_in(text) == []
