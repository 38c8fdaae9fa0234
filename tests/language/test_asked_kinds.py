"""Each kind of question in many wordings, of both languages, and what only looks like it."""

from __future__ import annotations

import pytest

from language.asking import form_of, without_asking_words
from language.grammar.content_words import content_words

ADVICE_ALONE = [
    "나 이제 뭘 하면 좋지?",
    "나 이제 뭐 하지",
    "뭘 하면 좋을까",
    "나 이제 어떻게 해야 해",
    "이제 나는 뭘 하는 게 좋을까?",
    "나 지금 뭐부터 해야 하지?",
    "이제 뭐 하면 돼?",
    "이제 어떻게 하면 좋을까요?",
    "나 이제 어쩌면 좋아?",
    "나 이제 무얼 하지?",
    "뭐 하는 게 나을까?",
    "앞으로 뭘 하지",
    "무엇을 하는 게 좋을까?",
    "나 뭐 해야 될까?",
    "어떻게 하는 게 좋겠어?",
    "나 이제 어째야 해?",
    "도대체 나 이제 뭐 할까?",
    "어찌하면 좋을까",
    "뭘 먼저 해야 할까?",
    "나 어떻게 해야 할까? 조언 좀",
    "조언 좀 해 줘",
    "What on earth should I do?",
    "What shall I do?",
    "What am I supposed to do now?",
    "What ought I to do?",
    "What am I to do?",
    "So what do I do next?",
    "What would be best for me to do?",
    "What's the best thing for me to do?",
    "What should my next step be?",
    "What is my best next move?",
    "What's your advice?",
    "What the hell should I do?",
    "What in the world do I do?",
    "What would you advise?",
    "Where do I go from here?",
    "How do I decide?",
    "Please tell me what to do.",
    "Help me decide.",
    "What do you think I should do?",
    "Now what?",
]


@pytest.mark.parametrize("text", ADVICE_ALONE)
def test_what_to_do_is_asked_and_nothing_named(text: str) -> None:
    assert form_of(text) == "advice"
    assert content_words(without_asking_words(text, "advice")) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What shall I do about the lease?", "lease"),
        ("What on earth should I do with the boat?", "boat"),
        ("How do I choose a school?", "school"),
        ("계약은 어떻게 하면 좋을까?", "계약은"),
        ("집을 팔지는 어떻게 해야 해?", "집을 팔지는"),
    ],
)
def test_what_to_do_about_a_thing_names_it(text: str, words: str) -> None:
    assert form_of(text) == "advice"
    assert " ".join(content_words(without_asking_words(text, "advice"))) == words


@pytest.mark.parametrize(
    "text",
    [
        "엄마는 요즘 뭐 하지?",
        "주말에 보통 뭐 하지?",
        "뭐 하지 말라고 했지?",
        "어제 뭐 했지?",
        "뭘 하면 행복했지?",
        "뭘 하면 좋다고 했지?",
        "뭐 하러 갔지?",
        "지구는 몇 살일까?",
        "What was I supposed to do on Friday?",
        "What on earth was she doing?",
        "What did I do on my next visit?",
        "What was the best thing about Lisbon?",
        "What do you know about my knee?",
        "Did I get any advice about tax?",
    ],
)
def test_what_was_or_is_done_asks_for_no_advice(text: str) -> None:
    assert form_of(text) != "advice"


@pytest.mark.parametrize(
    "text",
    [
        "허리에 대해 뭐라고 썼지?",
        "무릎 얘기는 뭐라고 썼어?",
        "일기에 뭐라고 적었더라?",
        "수면에 대해서 내가 뭐라고 썼었지?",
        "이사에 관해 뭐라고 적어 놨지?",
        "그 여행을 어떻게 기록했어?",
        "내가 월급 얘기를 뭐라고 남겼지?",
        "내가 뭐라고 했지?",
        "나는 엄마한테 뭐라고 했더라?",
        "천식에 대해 무슨 말을 썼지?",
        "그 면접에 대해 뭐라 적었어?",
        "작년에 뭐라고 써 놨더라?",
        "가게에 대해 어떤 글을 썼어?",
        "저는 그 제안에 뭐라고 대답했죠?",
        "내가 한 말 중에 후회되는 거 있어?",
        "What have I written about my knee?",
        "What did I write about the flat?",
        "What had I written on money?",
        "Where did I write about sleep?",
        "Where have I written about the choir?",
        "Which entries did I write about Lisbon?",
        "How have I written about my boss?",
        "What have I noted about my migraines?",
        "What did I note about the roof?",
        "What have I said about the choir?",
        "What did I put down about the loan?",
        "What have we written about the garden?",
        "What did I jot down on the train?",
        "What else have I written on grief?",
        "What did I actually write about the exam?",
        "What have I recorded about my sugar?",
    ],
)
def test_what_the_writer_wrote_or_said_is_about_a_thing(text: str) -> None:
    assert form_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "엄마는 2호점을 어떻게 생각하셨어?",
        "그레타가 카드에 뭐라고 썼어?",
        "엄마가 편지에 뭐라고 적었지?",
        "오 셰프님이 해준 말들 모아줘",
        "선배가 한 말 모아줘",
        "의사가 하신 말씀이 뭐였지?",
        "아버지가 남긴 말 보여줘",
        "친구들한테 들은 말 정리해 줘",
        "할머니가 해 주신 말씀 알려줘",
        "팀장님은 이직을 어떻게 보셨지?",
        "교수님은 휴학을 어떻게 받아들이셨어?",
        "동생이 했던 말 다 찾아줘",
        "장모님이 하셨던 말이 뭐지?",
        "상담사가 건넨 말은?",
        "선생님은 내 글을 어떻게 읽으셨지?",
        "누나가 해준 말 뭐 있어?",
        "지수가 한 말은?",
        "어떤 조언을 들었지?",
        "내가 운다고 하니까 엄마가 뭐라고 했지?",
        "What did Greta write in her card?",
        "Collect the things my mother said to me",
        "Show me what Dad told me",
        "everything the doctor said",
        "How did my father react?",
        "How did Anil respond to the letter?",
        "What has my sister told me about it?",
        "the words my teacher said at the end",
        "How has the landlord reacted?",
        "How did the old crew respond?",
        "Gather what the nurses told us",
        "List the things that Bob suggested",
        "What does my wife reckon?",
        "What did they recommend?",
        "How did Mum reply?",
        "What did the vet write about the cat?",
        "What did the neighbours warn us about?",
    ],
)
def test_what_others_said_or_thought_is_asked_for(text: str) -> None:
    assert form_of(text) == "who"


@pytest.mark.parametrize(
    "text",
    [
        "엄마가 한 말 때문에 운 적 있어?",
        "심한 말 들은 적 있어?",
        "8월 말 정리해 줘",
        "How did I react?",
        "What did I think when she said no?",
        "How did it respond?",
    ],
)
def test_what_is_not_others_words_is_none_of_them(text: str) -> None:
    assert form_of(text) != "who"


@pytest.mark.parametrize(
    "text",
    [
        "What was the cause of the accident?",
        "What led to the row?",
        "What makes me hesitate?",
        "What put me off?",
        "What caused my migraines?",
        "What drove me to quit?",
        "What stopped me from applying?",
        "What's holding me back?",
        "What brought on the panic?",
        "What triggered the fight?",
        "What prompted the move?",
        "What pushed me to leave?",
        "What got me to sign up?",
        "What finally convinced me?",
        "What keeps me from calling her?",
        "What turned me against the firm?",
        "What is it that makes us stay?",
        "What were the causes of the delay?",
        "What drew me to the sea?",
        "무엇이 나를 망설이게 해?",
        "뭐가 나를 지치게 했지?",
        "사고 원인이 뭐였어?",
        "어쩌다 가게를 열게 됐지?",
        "어쩌다가 둘이 싸웠어?",
        "무슨 까닭으로 거절했지?",
        "뭐 땜에 그렇게 화났었지?",
        "그만두게 만든 건 뭐였어?",
        "그렇게 불안하게 한 게 뭐야?",
        "퇴사하게 된 원인은?",
        "두통의 원인을 찾았어?",
        "무엇이 우리를 갈라지게 만들었지?",
        "뭐가 그렇게 무섭게 만들었어?",
        "이사를 결심하게 한 건?",
        "갈등의 발단이 뭐였지?",
        "무슨 연유로 연락을 끊었지?",
        "나를 머뭇거리게 하는 게 뭐지?",
    ],
)
def test_a_cause_is_asked_for(text: str) -> None:
    assert form_of(text) == "why"


@pytest.mark.parametrize(
    "text",
    [
        "What turned up in the attic?",
        "What good cause did I give to?",
        "What did I put in the soup?",
        "Who led the choir?",
        "What held the shelf?",
        "어쩌다 한 번 가는 식당은?",
        "회원인데 할인받았나?",
        "어떻게 늦게 일어났지?",
        "뭐가 제일 늦게 왔어?",
    ],
)
def test_the_same_words_without_a_cause_ask_for_none(text: str) -> None:
    assert form_of(text) != "why"


@pytest.mark.parametrize(
    "text",
    [
        "How has my pressure developed?",
        "How has my pay gone up?",
        "How have my savings grown?",
        "How did the rent rise?",
        "How has my sleep improved?",
        "How has the pain got worse?",
        "How have her marks progressed?",
        "How did my confidence grow?",
        "How has the debt gone down?",
        "How have things come along with the book?",
        "How has my weight fluctuated?",
        "How has his memory deteriorated?",
        "How have sales declined?",
        "How is the garden coming along?",
        "How did the business develop?",
        "혈압이 어떻게 좋아졌어?",
        "체중 추이는?",
        "매출이 어떻게 늘었지?",
        "월급이 어떻게 올랐지?",
        "폐 기능 추이가 어때?",
        "둘의 관계가 어떻게 발전했어?",
        "통증이 어떻게 심해졌지?",
        "실력이 어떻게 성장해 왔지?",
        "잠이 어떻게 나아졌어?",
        "빚이 어떻게 줄었지?",
        "가게 변천을 보여줘",
        "기억력이 어떻게 나빠졌어?",
        "손님이 어떻게 줄어들었지?",
        "꿈이 어떻게 커졌어?",
        "병세가 어떻게 악화됐어?",
        "모임이 어떻게 커 왔지?",
    ],
)
def test_how_a_thing_developed_is_asked_for(text: str) -> None:
    assert form_of(text) == "change"


@pytest.mark.parametrize(
    "text",
    [
        "How did I grow the tomatoes?",
        "How did I fall out with Ana?",
        "How did Dad fall?",
        "How did I drop the class?",
        "시험에서 어떻게 떨어졌지?",
        "어떻게 찾아왔지?",
        "How did we improve the soup?",
        "길이 어떻게 좋아?",
    ],
)
def test_what_happened_once_is_no_development(text: str) -> None:
    assert form_of(text) != "change"


@pytest.mark.parametrize(
    "text", ["몇 번 만에 합격했어?", "몇 번째 시험에서 붙었지?", "운전면허는 몇 번 만에 땄어?"]
)
def test_a_figure_that_the_text_tells_is_not_counted(text: str) -> None:
    assert form_of(text) != "count"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("내가 직장에서 누구한테 고함친 적 있어?", "ever"),
        ("누구랑 크게 싸운 적이 있나?", "ever"),
        ("누가 나한테 유학 가라고 한 적 있어?", "who"),
        ("누구한테 그 말을 들었지?", "who"),
    ],
)
def test_whether_one_ever_did_a_thing_to_anybody_asks_for_no_name(text: str, form: str) -> None:
    assert form_of(text) == form
