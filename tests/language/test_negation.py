"""Whether a sentence speaks well or badly, where a word of feeling meets a denial, an end, a frame
or a wish: the polarity that a careful reader gives, and no claim where there is none to give.
"""

from __future__ import annotations

from typing import Final

import pytest

from language.wording import is_turned_round, leaves_open, read_polarity

WELL: Final = (True, False)
BADLY: Final = (False, True)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("후회는 없다.", WELL),
        ("걱정이 이제는 없다.", WELL),
        ("그 결정에 후회는 단 한 번도 없었다.", WELL),
        ("우울이나 불안은 요즘 나에게 없다.", WELL),
        ("밭에 나가면 걱정 같은 건 더 이상 없다.", WELL),
        ("이 코드에는 불안한 구석이 없다.", WELL),
        ("후회 같은 감정은 남아 있지 않다.", WELL),
        ("애들 방학이 괴롭다고 여긴 적은 없었다.", WELL),
        ("걱정이 흔적도 없이 사라졌다.", WELL),
        ("외롭기는커녕 하루가 짧다.", WELL),
        ("이 병동에서는 보람이 전혀 없다.", BADLY),
        ("보람이라곤 눈곱만큼도 없다.", BADLY),
        ("아이를 키우는 데에 여유가 좀처럼 없다.", BADLY),
        ("여유롭지도 즐겁지도 않다.", BADLY),
        ("There is nothing to regret.", WELL),
        ("I have no regrets about leaving the ward.", WELL),
        ("I felt no stress at all on stage.", WELL),
        ("Not a single worry kept me up this month.", WELL),
        ("I never get tired or bored of the violin.", WELL),
        ("I regret nothing about the vineyard.", WELL),
        ("I was far from bored.", WELL),
        ("Few shifts were stressful.", WELL),
        ("There was no fun left in the rehearsals.", BADLY),
        ("Nothing about this codebase is fun.", BADLY),
        ("There is little fun in night shifts.", BADLY),
        ("Milking doesn't make me happy anymore.", BADLY),
        ("It was anything but fun.", BADLY),
    ],
)
def test_what_is_not_there_is_turned_whatever_stands_between(
    text: str, polarity: tuple[bool, bool]
) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("안 힘든 날이 없다.", BADLY),
        ("힘들지 않은 건 아니었다.", BADLY),
        ("걱정이 없는 건 아니다.", BADLY),
        ("스트레스를 안 받을 수가 없다.", BADLY),
        ("중환자실에서 하루도 불안하지 않은 날이 없었다.", BADLY),
        ("걱정을 안 한 날이 하루도 없다.", BADLY),
        ("걱정 없이 잔 날이 없다.", BADLY),
        ("아이 걱정에서 벗어날 수 없다.", BADLY),
        ("레슨이 즐겁지 않았던 적이 없다.", WELL),
        ("이 일에 보람이 없지는 않다.", WELL),
        ("Hardly a day without worry.", BADLY),
        ("There was never a night without worry.", BADLY),
        ("There is no shift that isn't stressful.", BADLY),
        ("It's not as though I'm not tired.", BADLY),
        ("You can't do this job without stress.", BADLY),
        ("I don't doubt that I will regret it.", BADLY),
        ("No rehearsal is without its fun.", WELL),
        ("There isn't a morning when I don't love the fields.", WELL),
        ("I can't deny I enjoyed it.", WELL),
    ],
)
def test_two_denials_cancel(text: str, polarity: tuple[bool, bool]) -> None:
    assert read_polarity(text) == polarity
    assert is_turned_round(text)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("삼 년 만에 연주하는 즐거움을 잃어버렸다.", BADLY),
        ("육아를 하면서 마음의 여유가 줄었다.", BADLY),
        ("코딩에 대한 흥미가 식었다.", BADLY),
        ("팀을 옮기고 나서 즐거움이 예전보다 줄어들었다.", BADLY),
        ("손을 놓으니 불안이 많이 가라앉았다.", WELL),
        ("아이가 크니 걱정이 하나둘 사라진다.", WELL),
        ("억울한 마음이 다 풀렸다.", WELL),
        ("I lost my love for the cello.", BADLY),
        ("The fun went out of coding.", BADLY),
        ("My worries about money have melted away.", WELL),
    ],
)
def test_the_end_of_a_good_thing_turns_as_that_of_a_bad_one(
    text: str, polarity: tuple[bool, bool]
) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("간호 일이 재미있다고 생각하지 않는다.", BADLY),
        ("그 합주가 즐거웠다고는 못 하겠다.", BADLY),
        ("농사가 안정적이라고 볼 수 없다.", BADLY),
        ("후회가 없다고는 말할 수 없다.", BADLY),
        ("개발이 지루하다고 생각한 적은 없다.", WELL),
        ("행복하다는 느낌이 들지 않는다.", BADLY),
        ("육아가 힘들다는 뜻은 아니다.", WELL),
        ("I don't think it's fun.", BADLY),
        ("I can't say I enjoyed it.", BADLY),
        ("I wouldn't call farming stable.", BADLY),
        ("No one on my team thinks the on-call rota is fun.", BADLY),
        ("I doubt it is safe for the baby.", BADLY),
        ("I can't say I have no regrets.", BADLY),
        ("I don't think I'll regret having a second child.", WELL),
        ("I don't find it boring at all.", WELL),
        ("It's not that I regret the move.", WELL),
    ],
)
def test_a_denied_thought_or_word_denies_what_it_frames(
    text: str, polarity: tuple[bool, bool]
) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("걱정이 없어졌으면 좋겠다.", BADLY),
        ("무대가 무섭지 않았으면 좋겠다.", BADLY),
        ("이 일이 싫지 않았다면 남았을 것이다.", BADLY),
        ("나중에 후회하지 않을까 두렵다.", BADLY),
        ("후회하지 않기를 바랄 뿐이다.", BADLY),
        ("스트레스가 없는 곳에서 일하고 싶다.", BADLY),
        ("힘들지 않을 줄 알았다.", BADLY),
        ("괴롭지 않은 척했다.", BADLY),
        ("왜 즐겁지 않을까?", BADLY),
        ("If I didn't hate the commute I'd stay.", BADLY),
        ("I wish I weren't so tired after each shift.", BADLY),
        ("Don't I look tired?", BADLY),
        ("What if I never stop worrying?", BADLY),
        ("Why am I never happy here?", BADLY),
        ("If I stay I won't be happy.", BADLY),
    ],
)
def test_what_is_wished_asked_or_would_have_been_turns_nothing(
    text: str, polarity: tuple[bool, bool]
) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    "text",
    [
        "연습이 즐겁지 않으면 그만둘 것이다.",
        "좋은지 모르겠다.",
        "엄마한테 힘들다고 말하지 못했다.",
        "힘들 거라고는 생각도 못 했다.",
        "싫어서 그만둔 게 아니다.",
        "If it isn't fun I will stop playing.",
        "I never said it was fun.",
        "I never thought I'd enjoy cows.",
    ],
)
def test_what_the_grammar_leaves_open_is_no_claim(text: str) -> None:
    assert read_polarity(text) == (False, False)
    assert leaves_open(text)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("밭일은 힘들지만 보람이 있다.", (True, True)),
        ("불안해서 잠이 없다.", BADLY),
        ("걱정 때문에 잘 시간이 없다.", BADLY),
        ("스트레스를 풀 곳이 없다.", BADLY),
        ("걱정은 끝도 없다.", BADLY),
        ("걱정이 이만저만이 아니다.", BADLY),
        ("힘들어서 밥을 못 먹었다.", BADLY),
        ("이만큼 힘든 달은 없었다.", BADLY),
        ("힘들 뿐만 아니라 지루하다.", BADLY),
        ("이렇게 힘들 줄 몰랐다.", BADLY),
        ("이보다 더 행복할 수는 없다.", WELL),
        ("보람이 있어서 그만둘 생각이 없다.", WELL),
        ("즐거워서 집에 안 갔다.", WELL),
        ("I've never felt more tired than this spring.", BADLY),
        ("I don't need the stress.", BADLY),
        ("I hated it, no matter what I tried.", BADLY),
        ("I feel nothing but stress.", BADLY),
        ("It's no secret that I hate the rota.", BADLY),
        ("I worry that I don't practise.", BADLY),
        ("I have never been so happy as on the tractor.", WELL),
        ("I couldn't love it more.", WELL),
        ("I didn't go home because it was fun.", WELL),
        ("The work is not only fun but useful.", WELL),
        ("I didn't know how much I loved teaching.", WELL),
    ],
)
def test_a_denial_of_something_else_turns_nothing(text: str, polarity: tuple[bool, bool]) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("슬프기보다는 후련했다.", WELL),
        ("불안하기보다 설렌다.", WELL),
        ("이사 가는 날은 서럽기보다는 홀가분했다.", WELL),
        ("부담을 느끼기보다 담담하다.", WELL),
        ("행복하기보다는 지쳤다.", BADLY),
        ("안정적이라기보다는 그냥 느리다.", BADLY),
        ("지루하기보다는 힘들었다.", BADLY),
        ("재밌다기보단 뿌듯했다.", WELL),
        ("I left the stage proud rather than stressed.", WELL),
        ("Rather than worrying about rent I slept.", WELL),
        ("On the farm I feel calm rather than bored.", WELL),
        ("It felt numb rather than exciting.", BADLY),
        ("After the ward I was more tired than happy.", BADLY),
        ("The choir is more fun than stressful.", WELL),
        ("I was tired rather than bored.", BADLY),
        ("I took the lab rather than the boring bank job.", BADLY),
        ("Teaching is more fun than I expected.", WELL),
        ("회사 일은 연구하는 것보다 재미있다.", WELL),
    ],
)
def test_what_is_put_below_another_is_denied_unless_the_other_is_like_it(
    text: str, polarity: tuple[bool, bool]
) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("재밌을 줄 알았는데 아니었다.", BADLY),
        ("행복할 줄 알았는데 그렇지 않았다.", BADLY),
        ("시골살이가 안정적일 거라고 생각했는데 막상 살아 보니 아니었다.", BADLY),
        ("힘들다고 생각했는데 그렇지 않더라.", WELL),
        ("야간 근무가 지루할 것 같았지만 전혀 그렇지 않았다.", WELL),
        ("농사가 힘들 줄 알았는데 즐거웠다.", WELL),
        ("힘들지 않을 줄 알았는데 아니었다.", BADLY),
        ("밴드가 즐겁겠다 싶었는데 아니더라.", BADLY),
        ("새 집이 좋을 거라 믿었는데 착각이었다.", BADLY),
        ("힘들다고 생각했는데 동생은 아니었다.", BADLY),
        ("I thought it would be fun but it wasn't.", BADLY),
        ("I expected to be happy there, but I wasn't.", BADLY),
        ("Everyone said the archive was boring but it wasn't.", WELL),
        ("We assumed the night shifts would be stressful, but they weren't at all.", WELL),
        ("They told me the ward was stressful but it really wasn't.", WELL),
        ("I imagined I would be lonely on the farm, but I'm not.", WELL),
        ("I thought I'd regret the move, but I didn't.", WELL),
        ("I didn't think rehearsals would be fun, but they were.", WELL),
        ("I wanted to quit but I didn't.", WELL),
        ("It was boring but it wasn't hopeless.", BADLY),
        ("I was worried that I would fail but I didn't.", BADLY),
    ],
)
def test_a_belief_that_is_undone_is_turned(text: str, polarity: tuple[bool, bool]) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("우울하지도 불안하지도 않았다.", WELL),
        ("걱정되지도 불안하지도 않다.", WELL),
        ("외롭지도, 우울하지도 않은 겨울이었다.", WELL),
        ("밭일은 지루하지도 그리 부담되지도 않는다.", WELL),
        ("행복하지도 설레지도 않는다.", BADLY),
        ("흥미롭지도 안정적이지도 않은 일이다.", BADLY),
        ("우울하지도 않은데 불안하다.", (True, True)),
        ("우울하지도 그렇다고 행복하지도 않다.", (True, True)),
        ("Not once did I feel lonely.", WELL),
        ("At no point was I stressed.", WELL),
        ("In no way was it boring.", WELL),
        ("Not once in ten years did I regret the farm.", WELL),
        ("Never have I been bored on the ward.", WELL),
        ("Not for a moment was the job fun.", BADLY),
        ("Never have I been so tired.", BADLY),
        ("Not only was it boring.", BADLY),
        ("In no time I was bored.", BADLY),
    ],
)
def test_a_denial_reaches_both_of_two_and_past_its_own_verb(
    text: str, polarity: tuple[bool, bool]
) -> None:
    assert read_polarity(text) == polarity


@pytest.mark.parametrize(
    "text",
    [
        "행복했으면 좋겠다.",
        "즐거웠으면 좋았을 텐데.",
        "새 팀에서는 보람이 있었으면 좋겠다.",
        "아이와 있는 시간이 편안하기를 바란다.",
        "재미있었다면 계속 다녔을 것이다.",
        "보람을 느낀 지 오래됐다.",
        "즐거움을 느껴 본 지 한참 됐다.",
        "재미있을 줄 알았다.",
        "I wish it were fun.",
        "If only I enjoyed it.",
        "It could have been fun.",
        "The tour should have been exciting.",
        "I could have loved the violin.",
        "I used to love the job.",
        "Milking used to be boring.",
        "I miss feeling proud.",
        "I'm not sure it is fun.",
        "I don't know whether I enjoy the ward.",
        "I'm unsure whether the pay is good.",
        "The shifts are too short to be fun.",
        "I thought the lab would be exciting.",
    ],
)
def test_what_is_only_wished_believed_or_over_is_no_claim(text: str) -> None:
    assert read_polarity(text) == (False, False)
    assert leaves_open(text)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("I failed to enjoy it.", BADLY),
        ("The choir never fails to be fun.", WELL),
        ("I was too stressed to be happy.", BADLY),
        ("I'm never too tired to enjoy it.", WELL),
        ("I'm used to stress.", BADLY),
        ("It used to be fun but now it is boring.", BADLY),
        ("I don't miss the stress.", BADLY),
        ("I wish I could leave this boring job.", BADLY),
        ("I'm not sure about the contract.", BADLY),
        ("I thought it was fun.", WELL),
        ("With a desk job I could have fun.", WELL),
        ("Miss Kim is happy.", WELL),
        ("The yields are expected to be stable.", WELL),
        ("지친 지 오래됐다.", BADLY),
        ("흥미를 잃은 지 오래다.", BADLY),
        ("힘들다고 생각했다.", BADLY),
        ("붙었으면 좋겠다.", WELL),
    ],
)
def test_what_is_like_a_wish_or_an_end_but_is_none_still_counts(
    text: str, polarity: tuple[bool, bool]
) -> None:
    assert read_polarity(text) == polarity
