"""What is weighed, by form and whose it is; and where a sentence leaves a decision."""

from __future__ import annotations

from datetime import date

import pytest

from chains.decide.choices import share_option
from chains.decide.shown import show_decision
from chains.decide.survey import survey
from journal.entry import Entry
from language.grammar.sentences import sentence_spans
from language.options.laid import parts_of
from language.options.naming import supposes
from language.options.settling import is_put_off, is_settled, is_settled_against
from language.options.weighed import weighed_in
from language.wording import read_polarity, says_unknown


def labels_in(text: str) -> list[list[str]]:
    return [[o.label for o in each.options] for each in weighed_in(text, sentence_spans(text))]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("병원에 남을지 보건소로 옮길지 모르겠다.", ["병원에 남기", "보건소로 옮기기"]),
        ("박사를 계속하느냐 회사로 가느냐, 그게 문제다.", ["박사 계속", "회사"]),
        # what one goes for stays with the verb
        ("밭을 갈러 갈지 시험을 볼지 모르겠다.", ["밭을 갈러 가기", "시험"]),
        ("섬에 글을 쓰러 들어갈지, 가게를 지킬지.", ["섬에 글을 쓰러 들어가기", "가게를 지키기"]),
        ("그물을 손질하러 부두에 다닐지 쉴지.", ["그물을 손질하러 부두에 다니기", "쉬기"]),
        ("Do I go and pick grapes, or sit the exam?", ["go and pick grapes", "sit the exam"]),
        # what stands in brackets is of the word before it, and the particle after it, too
        (
            "새 조선소(Aker Stord)로 옮길지, 여기 남을지.",
            ["새 조선소(Aker Stord)로 옮기기", "여기 남기"],
        ),
        (
            "항구(베르겐, 2년)에 갈지 가게(어머니 것)를 이을지.",
            ["항구(베르겐, 2년)", "가게(어머니 것)를 잇기"],
        ),
        ("(요즘) 대학원에 갈까 취업할까.", ["요즘 대학원", "취업"]),
        ("창원으로 가야 하나, 주말부부를 해야 하나.", ["창원", "주말부부"]),
        (
            "가게를 넘기는 길이 있고, 동생에게 맡기는 길이 있다.",
            ["가게를 넘기기", "동생에게 맡기기"],
        ),
        ("선택지는 셋이다. ① 복직 ② 이직 ③ 퇴사.", ["복직", "이직", "퇴사"]),
        ("두 가지가 있다.\n- 시험을 한 번 더 본다\n- 공장에 취직한다", ["시험", "공장 취직"]),
        (
            "Do I take over the farm, or finish the degree?",
            ["take over the farm", "finish the degree"],
        ),
        ("I could hang on here. Or I could move to Oslo.", ["hang on here", "move to Oslo"]),
        ("I could lease the shop. Or I close it for good.", ["lease the shop", "close it"]),
        (
            "두 가지가 있다.\n- 올라가서 식당을 이어받는 것\n- 원주에 남아 학원을 더 하는 것",
            ["식당을 이어받기", "원주에 남기"],
        ),
        ("그만두는 것도 방법이고, 쉬었다 돌아오는 것도 방법이다.", ["그만두기", "돌아오기"]),
        (
            "바다로 돌아가고 싶은 마음과 애들 곁에 남고 싶은 마음이 반반이다.",
            ["바다로 돌아가기", "애들 곁에 남기"],
        ),
        ("복무를 늘리든가 전역하든가 둘 중 하나다.", ["복무를 늘리기", "전역"]),
        ("귀농이 맞는지, 여기서 버티는 게 맞는지 모르겠다.", ["귀농", "여기서 버티기"]),
        (
            "두 가지 사이에서 흔들린다. 조무사 일을 계속하는 것과 간호대에 가는 것.",
            ["조무사 일 계속", "간호대"],
        ),
        ("Do I join the ship? Or do I stay ashore?", ["join the ship", "stay ashore"]),
        ("Option one is the graft. Option two is to wait.", ["the graft", "wait"]),
        ("Option A: sell the flat. Option B: let it out.", ["sell the flat", "let it out"]),
        ("Maybe I should quit. Maybe I should wait a year.", ["quit", "wait a year"]),
        ("I'm torn between the clinic and the lab.", ["the clinic", "the lab"]),
        (
            "- 가게를 접고 시장에서 장사하기: 아침이 빠르다.\n- 동생에게 넘기기: 마음이 놓인다.",
            ["시장 장사", "동생에게 넘기기"],
        ),
        (
            "One way is to let the flat. It needs paint. The other way is to sell it.",
            ["let the flat", "sell it"],
        ),
        (
            "Is it the nursing degree, then? Or do I stay on the boats.",
            ["the nursing degree", "stay on the boats"],
        ),
        (
            "- 가게를 넘기고 시골로 내려가기: 공기가 좋다. 하지만 아이 학교가 멀다.\n"
            "- 이대로 버티기: 단골이 있다.",
            ["가게를 넘기기", "버티기"],
        ),
        (
            "식당 자리를 받으면 내 요리를 한다. 호텔에 남으면 연금이 있다.",
            ["식당 자리를 받기", "호텔에 남기"],
        ),
        (
            "If I take the boat, I owe the bank. It rained. If I stay on land, I keep the room.",
            ["take the boat", "stay on land"],
        ),
        ("더 할까, 그만둘까.", ["더 하기", "그만두기"]),
        ("다시 할까 넘길까.\n\n1) 한 번 더\n2) 누나에게 넘기기", ["한 번 더", "누나에게 넘기기"]),
        ("도장을 넘기자니 서운하고 더 끌자니 무릎이 운다.", ["도장을 넘기기", "끌기"]),
        (
            "양조장을 잇자는 마음과 항구로 돌아가자는 마음이 다툰다.",
            ["양조장을 잇기", "항구로 돌아가기"],
        ),
        ("배를 팔거나, 선장을 구하거나.", ["배를 팔기", "선장을 구하기"]),
        ("염전을 접는 것과 소금을 더 굽는 것 사이에서 흔들린다.", ["염전을 접기", "소금을 굽기"]),
        ("선택지는 셋이다. 복학, 입대, 편입.", ["복학", "입대", "편입"]),
        ("Three options: retrain, retire, sail.", ["retrain", "retire", "sail"]),
        (
            "Day after day between leasing the mill and closing it.",
            ["leasing the mill", "closing it"],
        ),
        ("The choice is between surgery and letting it be.", ["surgery", "letting it be"]),
        (
            "Half of me wants to sail; the stubborn part wants to stay ashore.",
            ["sail", "stay ashore"],
        ),
        (
            "I've been thinking about leaving the bar. I'm also thinking of buying it.",
            ["leaving the bar", "buying it"],
        ),
        (
            "약초 농사를 지어 볼까. 아니면 절에서 비서로 있을까.",
            ["약초 농사를 짓기", "절에서 비서로 있기"],
        ),
        ("Stay in the choir or go solo: that's the whole question.", ["Stay in the choir", "solo"]),
        ("To leave the order or not to leave it.", ["leave the order"]),
        (
            "There's a life where I keep the lighthouse, and there's another where I marry Ada.",
            ["keep the lighthouse", "marry Ada"],
        ),
        ("I keep wanting one thing. I'd love to sail. Or should I wait?", ["sail", "wait"]),
        ("산으로 돌아가고 싶다. 아니면 구조대에 지원해 볼까.", ["산으로 돌아가기", "구조대 지원"]),
        (
            "남은 길은 둘뿐이다.\n- 배를 판다. 빚은 없어진다.\n- 아들에게 물려준다. 걱정이다.",
            ["배를 팔기", "아들에게 물려주기"],
        ),
        (
            "첫째, 염전을 아들에게 물려준다. 마음이 편하다. 하지만 아들이 싫어한다.\n"
            "둘째, 조합에 염전을 넘긴다. 돈이 된다.",
            ["염전을 아들에게 물려주기", "조합에 염전을 넘기기"],
        ),
        ("배를 팔까? 한 해 더 몰까?", ["배를 팔기", "한 해 몰기"]),
        (
            "Ways out of here, then:\n- Learn to dive. It is cold.\n- Stay on the barge.",
            ["Learn to dive", "Stay on the barge"],
        ),
        (
            "I go back and forth all day. Sell the mill and retire, or keep it and hire a hand.",
            ["Sell the mill and retire", "keep it and hire a hand"],
        ),
        ("귀농을 해야 하나 말아야 하나.", ["귀농"]),
        (
            "I could take that last berth. Or I stay ashore.",
            ["take that last berth", "stay ashore"],
        ),
    ],
)
def test_options_are_found_in_every_form(text: str, labels: list[str]) -> None:
    assert labels in labels_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "언니는 이혼을 할지 말지 아직 모르겠다고 한다.",
        "형은 제대하고 복학할지 취업할지 고민이란다.",
        "로고를 파랗게 할지 하얗게 할지 정했다.",
        "남편은 식당을 넓힐지 말지 계산 중이다.",
        "작년에 회사를 그만둘까 말까 고민하던 내가 떠오른다.",
        "그때 유학을 갔어야 했을까.",
        "자리가 1년에 하나 날까 말까.",
        "My sister can't decide whether to sell the house or keep it.",
        "She's weighing up whether to emigrate or take over the farm.",
        "Now my cousin's still thinking about whether to enlist or study.",
        "Marta asked if she should leave or wait.",
        "Should I have stayed in Vienna?",
        "He was torn between the two dresses.",
        "옆집 형님은 고향으로 내려갈지 말지 하더니 결국 내려갔단다.",
        "서른에 배를 탈지 뭍에 남을지 반년을 고민했던 이야기를 들려주었다.",
        "Nuno says she is either selling the boat or burning it.",
        "큰애는 전공을 바꿀지 학교를 옮길지 고민이라고 했다.",
        "앞집은 이민을 갈지 사업을 할지 날마다 다툰다.",
        "사람은 왜 사는 걸까, 아니면 그냥 견디는 걸까.",
        "In those days I wondered whether to join the circus or marry Ted.",
        "Found my diary of 1988. In it I wonder whether to sail or stay.",
        "Is it raining, then? Or is it snowing?",
        "동기 은혜는 유학을 갈지 가게를 열지 또 흔들린다.",
        "Old Mr Hobbs can't decide whether to sell the mill or let it.",
        "Mrs Dell keeps asking whether to sell up or stay.",
        "In my diary of 1999 I went on about whether to sail or stay.",
        "스물두 살 때 미대를 갈까 법대를 갈까 오래 앓았다.",
        "유학을 갈까 취업을 할까 하다가 결국 군대에 갔다.",
        "성수로 갈지 홍대로 갈지 나더러 정해 달란다.",
        "If the shop were mine, would I paint it or would I sell it?",
        "배를 탈지 뭍에 남을지 한참 저울질하더니 말이 없다.",
        "박 주임은 이민을 갈지 말지 그제 정했다.",
        "She'd been choosing between the convent and the navy all winter.",
        "In 1998 I had to pick between the navy and Ines.",
        "방앗간 아저씨는 섬에 갈지 다른 데 가게를 낼지 모른다고 했다.",
        "여주인공은 섬으로 돌아갈지 뭍에 남을지 끝내 말이 없다.",
        "배를 탈까 뭍에 남을까 했는데 남기를 잘했다.",
        "내가 물려받든가, 팔든가.",
        "주말에는 낚시를 하거나 잠을 자거나 한다.",
        "선호는 여자친구랑 헤어질까 만날까 나한테 물었다.",
        "Agnes from the rowing club is deciding whether to leave the coast.",
        "She's trying to decide whether to sail or stay ashore.",
        "소금을 살지 설탕을 살지 이십 분을 서 있었다.",
        "I spent twenty minutes choosing between the brass lamp and the tin one.",
        "The girl from the choir told me on the stairs that she can't decide between law and Rome.",
        "Your cousin has gone to sea, having spent the autumn torn between that and the bank.",
        "Our Nell's stuck on whether to go nursing or stay in the shop.",
        "고향에서 양조장을 할지 공장에서 더 버틸지 모르겠다고 함.",
        "양조장을 할지 공장에 남을지 모르겠다고 했다.",
        "She and Col are still arguing over whether to adopt or to foster.",
        "The professor writes that the place is mine if I want it. I might even be good.",
        "My nephew telephoned; he cannot settle whether to take the mill or go out to sea.",
        "Ines는 Lisbon으로 옮길지 Porto에 남을지 고민이다.",
        "은혜는 배를 탈지 뭍에 남을지 아직 모른다고.",
        "누나가 군산에 왔다. 빵집을 살지 세를 들지 물어보러 왔단다.",
        "가게에서 배를 국산으로 살 건지 수입으로 살 건지 묻길래 웃었다.",
    ],
)
def test_what_others_weigh_or_was_weighed_once_is_none(text: str) -> None:
    assert labels_in(text) == []


@pytest.mark.parametrize(
    ("text", "settled", "against", "put_off"),
    [
        ("결국 내려가기로 했다.", True, False, False),
        ("부산 회사에는 거절 메일을 보냈고 거절했다.", True, True, False),
        ("내년에 다시 생각하기로 했다.", False, False, True),
        ("이사 건은 추석까지 덮어 두기로 했다.", False, False, True),
        ("유학은 졸업할 때까지 고민 안 하기로 했다.", False, False, True),
        ("겨울 동안은 결정하지 않기로 했다.", False, False, True),
        ("아직 못 정했다.", False, False, False),
        ("결론은 없이 차만 마셨다.", False, False, False),
        ("결론은 이사다.", True, False, False),
        ("Told them yes this morning.", True, False, False),
        ("Rang the harbour on Monday and took it.", True, False, False),
        ("Took it to the vet.", False, False, False),
        ("I nearly said yes to the harbour.", False, False, False),
        ("Mum decided to sell the car.", False, False, False),
        ("Decided to sell the boat.", True, False, False),
        ("결국 유학은 접었다.", True, True, False),
        ("배를 넘기기로.", True, False, False),
        ("일단 가을까지 미뤄 두기로 했다.", False, False, True),
        ("I took the keeper's post at last.", True, False, False),
        ("told them on monday that we're moving.", True, False, False),
        ("배를 넘기기로 함.", True, False, False),
        ("어제 원서 넣었다.", True, False, False),
        ("어제 신청 버튼을 눌렀다.", True, False, False),
        ("I turned the post down.", True, True, False),
        ("I haven't decided.", False, False, False),
        ("부산에는 못 가겠다고 문자를 보냈다.", True, True, False),
        ("다음 달부터 나가겠다고 했다.", True, False, False),
        ("아버지는 웃으시더니 춥겠다고 했다.", False, False, False),
        ("구청에 신청서를 내고 왔다.", True, False, False),
        ("Put my name down for it this morning.", True, False, False),
        ("I told them we won't be back.", True, True, False),
    ],
)
def test_settling_is_told_from_putting_off(
    text: str, settled: bool, against: bool, put_off: bool
) -> None:
    assert (is_settled(text), is_settled_against(text), is_put_off(text)) == (
        settled,
        against,
        put_off,
    )


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("환자를 보는 건 싫지 않다.", (True, False)),
        ("가르치는 게 즐거운 건 아니었다.", (False, True)),
        ("도시락을 안 싸도 된다.", (True, False)),
        ("야근이라니 참 좋기도 하겠다.", (False, True)),
        ("Nobody on their deathbed regrets it.", (True, False)),
        ("Another audit, oh great.", (False, True)),
    ],
)
def test_negation_and_irony_turn_a_word_round(text: str, polarity: tuple[bool, bool]) -> None:
    assert read_polarity(text) == polarity


def entry(day: int, body: str) -> Entry:
    return Entry(id=f"{day:032x}", written_on=date(2024, 5, day), body=body)


def test_what_is_asked_for_is_a_step_and_no_open_question() -> None:
    assert says_unknown("I need to ask the union what it pays.")
    assert not says_unknown("I need to ask the union for a form.")


def test_a_decision_is_settled_later_and_opened_again() -> None:
    asked = entry(1, "이직을 할까, 대학원에 갈까?")
    settled = entry(9, "대학원에 가기로 했다.")
    again = entry(20, "이직을 할지 대학원에 갈지 다시 고민이다.")
    (found,) = survey([settled, asked])
    shown = show_decision(found)
    assert (shown.status, shown.chosen, shown.decided_on) == ("decided", "대학원", date(2024, 5, 9))
    (found,) = survey([asked, settled, again])
    assert {each.value.act for each in found.stances} >= {"settled"}


def test_what_is_refused_is_not_what_is_done_beside_it() -> None:
    asked = entry(1, "Should I take the job at the boatyard or go to university?")
    told = entry(9, "Told the dean no, and signed with the boatyard.")
    (found,) = survey([asked, told])
    assert "boatyard" in (show_decision(found).chosen or "")
    told = entry(9, "Told the boatyard no, and went home.")
    (found,) = survey([asked, told])
    assert "university" in (show_decision(found).chosen or "")


def test_a_thing_or_not_is_weighed_against_now() -> None:
    (found,) = weighed_in(text := "이민을 가느냐 마느냐로 밤이 길다.", sentence_spans(text))
    assert (found.form, [each.label for each in found.options]) == ("against_now", ["이민"])


def test_one_thing_against_going_on_as_now_has_two_sides() -> None:
    (found,) = survey([entry(1, "회사를 그만둘까 말까.")])
    assert [each.value.label for each in found.options] == [
        "회사를 그만두기",
        "지금 그대로 계속하기",
    ]


@pytest.mark.parametrize(
    ("bodies", "last"),
    [
        (["대학원에 갈까, 취업할까?", "택배가 안 온다. 5월 13일까지 기다려 보자."], None),
        (["대학원에 갈까, 취업할까?", "5월 20일까지 답해야 한다."], date(2024, 5, 20)),
        (
            [
                "대학원에서 메일이 왔다. 밥을 먹었다. 5월 9일까지 답을 달라고 했다.",
                "대학원에 갈까, 취업할까?",
            ],
            date(2024, 5, 9),
        ),
    ],
)
def test_a_day_is_of_a_choice_where_an_answer_is_wanted(
    bodies: list[str], last: date | None
) -> None:
    (found,) = survey([entry(at + 1, body) for at, body in enumerate(bodies)])
    assert (found.decide_by.value.last if found.decide_by else None) == last


def test_a_choice_asked_again_without_its_name_is_no_other() -> None:
    asked = entry(1, "대학원에 갈까, 취업할까?")
    again = entry(9, "갈까 말까, 대학원 생각뿐이다.")
    assert (len(survey([again])), len(survey([asked, again]))) == (1, 1)


@pytest.mark.parametrize(
    ("asked", "later", "last"),
    [
        ("대학원에 갈까, 취업할까?", "대학원 서류는 6월 3일까지 내야 한다.", date(2024, 6, 3)),
        (
            "Should I take the job or go to grad school?",
            "The grad school portfolio has to be in the post by 3 June.",
            date(2024, 6, 3),
        ),
        ("대학원에 갈까, 취업할까?", "우산은 6월 3일까지 돌려줘야 한다.", None),
    ],
)
def test_what_is_to_be_done_for_an_option_by_a_day_is_a_deadline(
    asked: str, later: str, last: date | None
) -> None:
    (found,) = survey([entry(1, asked), entry(5, later)])
    assert (found.decide_by.value.last if found.decide_by else None) == last


def test_an_option_is_supposed_by_a_verb_of_its_part() -> None:
    parts = parts_of("방앗간을 팔고 그만둘지, 아니면 아침에만 열면서 버틸지.")
    assert list(parts) == ["방앗간을 팔고 그만두기", "아침에만 열면서 버티기"]
    supposed = [supposes("팔면 빚이 없어진다.", each) for each in parts.values()]
    assert supposed == [True, False]


def test_an_option_named_at_less_length_is_the_same() -> None:
    assert share_option(["여기 남기"], ["수아와 여기 남기"], None)
    assert not share_option(["남기"], ["수아와 여기 남기"], None)


def test_waiting_that_is_one_of_the_ways_is_named_once() -> None:
    body = "Should I take the job now, or wait until the house is finished?"
    (found,) = survey([Entry(id="a" * 32, written_on=date(2025, 3, 9), body=body)])
    assert [each.label for each in show_decision(found).options] == ["take the job now", "wait"]
