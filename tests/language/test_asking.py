"""How a question is asked: small talk and the kinds of question, by form, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.asking import (
    form_of,
    is_small_talk,
    shows,
    without_asking_words,
    without_greeting,
    without_summary_forms,
)
from language.grammar.content_words import content_words
from tests.properties import examples


@pytest.mark.parametrize(
    "text",
    [
        "안녕",
        "안녕하세요!",
        "고마워 ㅎㅎ",
        "정말 고마워요",
        "오 고마워 ㅎㅎ",
        "hello 안녕!",
        "와 이거 진짜 신기하네 ㅋㅋ",
        "감사합니다",
        "너 누구야?",
        "뭘 할 수 있어?",
        "오늘 어때?",
        "심심해",
        "ㅋㅋㅋ",
        "hi",
        "Hello!",
        "Thanks a lot.",
        "who are you?",
        "What can you do?",
        "what can I ask you?",
        "How does this work?",
        "Hi! How are you?",
        "ok",
        "👋",
        "",
        "  ?! ",
        "정리 잘해줘서 고마워ㅎㅎ",
        "찾아주셔서 감사합니다!",
        "이렇게까지 도와줘서 정말 고마워",
        "덕분에 정리가 됐어, 고마워",
        "이제 좀 알겠어 고마워",
        "생각이 정리되네 정말 고마워요",
        "들어줘서 고마워요~",
        "고마워! 도움이 됐어",
        "큰 도움이 됐어요",
        "안녕, 오늘 하루 어땠어?",
        "안녕 잘 지냈어?",
        "하이! 오늘 기분 어때?",
        "안녕하세요, 밥 먹었어요?",
        "너는 이름이 뭐야?",
        "이름이 뭐예요?",
        "너 사람이야?",
        "넌 몇 살이야?",
        "내 일기를 다 볼 수 있어?",
        "내 글 읽을 수 있어?",
        "누가 너를 만들었어?",
        "Thanks love, that's really helpful",
        "Cheers mate!",
        "Thank you so much, that helps a lot",
        "thanks for finding that",
        "Thank you, my friend. You've been very kind.",
        "ok thanks, that was useful",
        "really appreciate it",
        "I appreciate that, thank you",
        "Hey, how was your day?",
        "Hello! What's up?",
        "hi how's it going",
        "what are you?",
        "what's your name?",
        "Are you a real person?",
        "Can you see my entries?",
        "do you remember everything?",
        "Is my journal private?",
        "who made you?",
        "thanks, that helps!",
        "오늘도 수고했어",
        "오늘도 수고했어요!",
        "오늘 하루도 고생했어",
        "오늘 고마웠어",
        "고생했어",
        "굿나잇",
        "오늘 하루도 정말 수고 많았어요",
        "고생 많으셨어요~",
        "애썼다",
        "그동안 고마웠습니다",
        "이제 잘게",
        "나 먼저 잘게, 고마웠어",
        "푹 쉬어",
        "내일 봐!",
        "다음에 또 봐요",
        "안녕히 주무세요",
        "좋은 꿈 꿔",
        "이만 갈게, 굿밤",
        "좋은 하루 보내",
        "오늘은 여기까지",
        "Cheers, night!",
        "you've been great, goodnight",
        "Good night then",
        "thanks, night night",
        "sleep well!",
        "right, I'm off to bed",
        "that's all for today, thanks",
        "talk tomorrow",
        "bye for now",
        "See you tomorrow!",
        "have a good evening",
        "well done",
        "nice work today",
        "take care",
        "ok, that's enough for tonight",
        "thanks, later!",
        "sweet dreams",
        "ok bye",
        "byebye",
        "Bye-bye!",
        "okay, goodbye now",
        "alright bye then",
        "bye my love",
        "see you",
        "Thanks a million, Dec",
        "Good night, Mum.",
        "thank you so much, my friend",
        "그럼 이만",
        "저는 이만요",
        "오늘은 이만 줄일게",
        "이만 쓸게요!",
        "여기까지만 할게",
        "바이",
        "바이바이~",
        "ㅂㅂ",
        "ㅃㅃ",
        "ㄱㅅ",
        "ㄱㅅㄱㅅ",
        "잘 자 내 사랑",
        "잘 자, 우리 강아지",
        "잘 있어",
        "잘 가!",
        "고마워, 민지야",
    ],
)
def test_greetings_thanks_and_questions_about_the_app_are_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "돈",
        "money",
        "why?",
        "왜?",
        "안녕, 대학원에 갈까 취업할까?",
        "hi, what did I write about money?",
        "고마운 사람이 누구였지?",
        "Who was I thankful to?",
        "good morning routines",
        "오늘 기분이 어땠지?",
        "How does it work at the startup?",
        "how are you feeling about grad school",
        "help me decide",
        "testing the new microscope",
        "hi " * 40 + "money",
        "고마웠던 사람은?",
        "도와줘서 고마운 사람이 누구였지?",
        "엄마한테 고맙다고 한 적 있어?",
        "안녕, 오늘 면접 어땠어?",
        "오늘 하루 어땠어?",
        "요즘 어떻게 지냈어?",
        "친구 이름이 뭐였지?",
        "강아지 이름이 뭐야?",
        "내 일기에서 퇴사 얘기 볼 수 있어?",
        "도움이 됐던 조언은?",
        "누가 그 앱을 만들었지?",
        "누가 제일 고마워?",
        "누가 나한테 고맙다고 했지?",
        "엄마가 왜 그랬어 고마워",
        "When did I thank Mum?",
        "What am I thankful for?",
        "thanks for what?",
        "Hi, how was my day on Friday?",
        "Hello, how was the interview?",
        "How was your wedding in my notes?",
        "what are you hiding about grad school?",
        "Can you see why I left?",
        "Do you remember when I met Peter?",
        "Can you read my entries about Mum?",
        "Was it helpful to see a therapist?",
        "고마웠던 적 있어?",
        "엄마한테 고마웠어?",
        "고생했던 때가 언제야?",
        "오늘 고생한 일",
        "수고비",
        "내일 봐야 하는 시험은?",
        "이제 잘 자는 편이야?",
        "잘게 썬 양파",
        "밤",
        "night",
        "later?",
        "night shifts",
        "When did I last sleep well?",
        "good job offers",
        "Did I take care of Dad?",
        "See you tomorrow, said who?",
        "thanks, and who said goodnight?",
        "Have a good look at money",
        "What was helpful?",
        "bye bye birdie",
        "the day I said goodbye",
        "goodbye party",
        "See you again, when?",
        "Thanks, money?",
        "Money, thanks",
        "Thanks, when?",
        "thanks, mortgage",
        "잘 있어?",
        "잘 있어도 되는 집",
        "잘 가는 카페",
        "이만 원",
        "이만",
        "바이올린",
        "바이어 미팅",
        "이만 줄일게라고 쓴 편지",
        "내 사랑",
        "고마워, 언제야",
        "고마워, 월급",
    ],
)
def test_what_names_anything_of_a_life_is_none(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("처음 면접 본 게 언제야?", "first"),
        ("When did I first mention running?", "first"),
        ("언제 마지막으로 엄마를 만났지?", "last"),
        ("When did I last see her?", "last"),
        ("몇 번이나 아팠어?", "count"),
        ("How often was I ill?", "count"),
        ("지원 마감이 언제야?", "deadline"),
        ("How long do I have?", "deadline"),
        ("교수님이 뭐라고 하셨지?", "who"),
        ("What did my mother say about the move?", "who"),
        ("What did the old teacher from school tell me?", "who"),
        ("생각이 어떻게 바뀌었지?", "change"),
        ("How did my view change?", "change"),
        ("나 이제 어떻게 해야 해?", "advice"),
        ("What should I do?", "advice"),
        ("왜 그만뒀지?", "why"),
        ("Why did I leave?", "why"),
        ("면접 본 적 있어?", "ever"),
        ("Did I ever ask for a raise?", "ever"),
        ("Why did I refuse the first time?", "why"),
        ("처음 낸 책은 왜 안 팔렸어?", "why"),
        ("What was the reason I first said no?", "why"),
        ("처음이랑 비교해서 얼마나 늘었지?", "compare"),
        ("처음 받은 월급이 얼마였지?", "amount"),
        ("언제 처음 그 이유를 알았지?", "first"),
        ("When did I first see why?", "first"),
        ("When was my first race?", "first"),
        ("What was my first marathon?", "first"),
        ("이유식을 처음 언급한 글", "first"),
        ("First mention of changing careers?", "first"),
        ("What do I have to do in March?", "deadline"),
        ("What am I supposed to do on Friday?", "deadline"),
        ("5월에 해야 할 일은?", "deadline"),
        ("신청 기한이 언제야?", "deadline"),
        ("산책을 포기한 이유가 뭐지?", "why"),
        ("엄마가 언급한 거 있어?", None),
        ("신기한 일이 있었나?", None),
        ("What did I have to do in March?", None),
    ],
)
def test_the_kind_of_a_question_is_read_from_its_form(text: str, form: str | None) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize(
    "text",
    [
        "What dates are coming up that I mustn't miss?",
        "anything due soon?",
        "What's coming up?",
        "What do I have to do by next month?",
        "What must be done before Christmas?",
        "Which dates can't I forget?",
        "When must I decide?",
        "When does the advert close?",
        "When do I have to give them an answer?",
        "How long is my boss prepared to wait?",
        "마감이 얼마 안 남은 게 뭐가 있지?",
        "다음 달까지 해야 하는 게 뭐야?",
        "곧 다가오는 일정이 뭐가 있어?",
        "놓치면 안 되는 날짜 알려줘",
        "이번 주까지 끝내야 하는 일은?",
        "앞으로 남은 기한은?",
        "연말까지 해야 할 일이 뭐지?",
        "코앞에 닥친 일 뭐야?",
        "급한 게 뭐가 있지?",
        "12월까지 내야 하는 게 있나?",
    ],
)
def test_days_ahead_are_asked_for_in_general_words(text: str) -> None:
    assert form_of(text) == "deadline"


@pytest.mark.parametrize(
    "text",
    [
        "What came up at the meeting?",
        "Why was I late due to snow?",
        "What did I miss about home?",
        "What happened before Christmas?",
        "How long did I work there?",
        "When did the shop close?",
        "통장에 얼마 남았어?",
        "돈이 얼마나 남았지?",
        "마음에 남은 말이 있었어?",
        "밤까지 일한 적 있어?",
        "어디까지 갔었지?",
        "해야 할 일을 미룬 이유는?",
    ],
)
def test_what_is_over_or_left_is_no_deadline(text: str) -> None:
    assert form_of(text) != "deadline"


@pytest.mark.parametrize(
    "text",
    [
        "그래서 그 뒤로 어떻게 됐어?",
        "그 후에는?",
        "그다음엔 어떻게 됐지?",
        "그래서 어떻게 됐어?",
        "결국 어떻게 됐어?",
        "그러고 나서 뭐 했어?",
        "what happened after that?",
        "and then?",
        "Then what?",
        "What happened next?",
        "How did it turn out?",
        "And since then?",
        "What came of it?",
    ],
)
def test_what_came_next_is_asked_for(text: str) -> None:
    assert shows("next", text)


@pytest.mark.parametrize(
    "text",
    [
        "그때 왜 그랬지?",
        "그 후배 이름이 뭐였지?",
        "필라테스 자격증은 어떻게 됐어?",
        "그 다음 주에 누구 만났지?",
        "이사는 어떻게 됐어?",
        "Why then?",
        "What did I think then?",
        "What happened in May?",
        "What happened with the flat?",
        "And what did I answer?",
        "How did I take that?",
        "then why did I go?",
    ],
)
def test_other_follow_ups_do_not_look_forward(text: str) -> None:
    assert not shows("next", text)


@pytest.mark.parametrize(
    "text",
    [
        "내 연구실",
        "my lab",
        "What did I think about the move?",
        "What did I say about money?",
        "What do we say at home?",
        "월급 이야기",
    ],
)
def test_what_the_writer_said_or_thought_is_about_a_thing(text: str) -> None:
    assert form_of(text) is None


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("cause", "돈이 없었기 때문이다."),
        ("cause", "I left because the pay was poor."),
        ("speech", "엄마가 그만두라고 하셨다."),
        ("speech", "He said that I should wait."),
        ("first", "오늘 처음으로 혼자 수업을 했다."),
    ],
)
def test_a_sentence_shows_the_form_that_a_kind_looks_for(form: str, text: str) -> None:
    assert shows(form, text)  # type: ignore[arg-type]
    assert not shows(form, "비가 온다. It rains.")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "요약해 줘",
        "정리해 주세요",
        "무슨 일이 있었지?",
        "어떻게 지냈어?",
        "뭐 하며 살았지?",
        "괜찮았어?",
        "별일 없었어?",
        "How was life going?",
        "what's been happening in my life?",
        "무슨 생각을 했어?",
        "what happened?",
        "Summarise",
    ],
)
def test_what_asks_for_a_whole_stretch_leaves_no_words_to_look_for(text: str) -> None:
    assert content_words(without_summary_forms(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "정리해고 때 무슨 일이 있었지?",
        "면접은 어땠어?",
        "요약: 월급",
        "괜찮은 방이 있었나?",
        "잘 사는 친구가 있었나?",
        "What's happening at the bakery?",
        "How was life in Cork?",
    ],
)
def test_a_thing_that_is_asked_about_beside_it_stays(text: str) -> None:
    assert content_words(without_summary_forms(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("When did Dad's memory first start to go?", "Dad's memory go"),
        ("When did I first meet Peter?", "meet Peter"),
        ("When did my hip start to hurt?", "hip hurt"),
        ("When was the first time I sang?", "sang"),
        ("When did I last swim?", "swim"),
        ("When was I last in touch with Ana?", "touch Ana"),
        ("How many times have I moved house?", "moved house"),
        ("How often was I ill?", "ill"),
        ("How have things between Karen and me changed?", "Karen"),
        ("How come I resigned?", "resigned"),
        ("Did I ever sing?", "sing"),
        ("What dates are coming up that I mustn't miss?", ""),
        ("What should I do now?", ""),
        ("교관 얘기가 처음 나온 건 언제야?", "교관"),
        ("귀가 처음 아팠던 게 언제지?", "귀가 아팠던"),
        ("마지막으로 울었던 건 언제였더라?", "울었던"),
        ("치과에 몇 번이나 갔지?", "치과에 갔지"),
        ("월급 때문에 막막했던 적 있어?", "월급 막막했던"),
        ("사람을 살린 적이 있었지?", "사람을 살린"),
        ("나보고 앵무새냐고 한 사람이 누구였지?", "앵무새냐고"),
        ("마감이 얼마 안 남은 게 뭐가 있지?", ""),
        ("나 이제 어떻게 하면 좋을까?", ""),
        ("엄마랑 사이가 어떻게 변해왔지?", "엄마랑"),
        ("의사는 뭐라고 했더라?", "의사는"),
    ],
)
def test_words_that_only_ask_are_no_content(text: str, words: str) -> None:
    kind = form_of(text)
    assert kind is not None
    assert " ".join(content_words(without_asking_words(text, kind))) == words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("When did I get my first job?", "first"),
        ("When did I hear Ana's first song?", "first"),
        ("Did I keep the first offer?", "first"),
        ("When did I first see my last job?", "last"),
        ("첫사랑을 처음 만난 게 언제야?", "첫사랑을"),
        ("적금을 깬 적 있어?", "적금을"),
        ("마감재를 언제까지 골라야 해?", "마감재를"),
        ("사람을 살린 적 있어?", "사람을"),
        ("번역은 몇 번 했어?", "번역은"),
        ("Why did I miss the due diligence?", "due"),
        ("What did I start?", "start"),
    ],
)
def test_the_same_words_as_part_of_a_thing_are_content(text: str, word: str) -> None:
    kind = form_of(text) or "about"
    assert word in content_words(without_asking_words(text, kind))


@settings(deadline=None, max_examples=examples(200))
@given(st.text(max_size=500))
def test_any_text_has_a_form_or_none(text: str) -> None:
    form = form_of(text)
    assert form is None or shows(form, text)
    if is_small_talk(text):
        assert len(text) < 500


def test_a_very_long_text_is_read_by_its_beginning() -> None:
    assert form_of("가" * 100_000 + " 왜?") is None
    assert not is_small_talk("안녕 " * 10_000 + "돈")


@pytest.mark.parametrize(
    "question",
    [
        "thanks for that when did I quit?",
        "thank you so much for this but why did I leave",
        "덕분에 기억났어 근데 그게 언제였어?",
        "덕분에 뭐가 달라졌어?",
        "어떤 말을 들어서 고마워?",
        "도움이 됐어?",
        "did anyone read my diary?",
        "could anyone hear me?",
        "who made this?",
        "나이가 몇이야?",
        "이름이 뭐였지?",
        "what can I do?",
        "무엇을 할 수 있었을까?",
    ],
)
def test_what_asks_of_the_writers_life_is_no_small_talk(question: str) -> None:
    assert not is_small_talk(question)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Hi sleep", "sleep"),
        ("Good morning decide Garnet", "decide Garnet"),
        ("Hello, what did I write about rent?", "what did I write about rent?"),
        ("hey there! money", "money"),
        ("Good evening. Rent", "Rent"),
        ("hiya when did I move?", "when did I move?"),
        ("안녕하세요 힘들었죠", "힘들었죠"),
        ("안녕, 이사는 언제 했지?", "이사는 언제 했지?"),
        ("안녕하세요! 월급", "월급"),
        ("좋은 아침이야~ 면접 얘기", "면접 얘기"),
        ("오랜만이야 허리는 어땠지?", "허리는 어땠지?"),
    ],
)
def test_a_greeting_before_a_question_is_left_out(text: str, rest: str) -> None:
    assert without_greeting(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Hi!",
        "Hello! How are you?",
        "hey how was your day?",
        "good morning routines",
        "Good evening class?",
        "Hi-fi",
        "history of the shop",
        "See you tomorrow, said who?",
        "Who said hello first?",
        "안녕",
        "안녕 오늘 하루 어땠어?",
        "안녕이라고 한 사람",
        "하이킹은 언제 갔지?",
        "좋은 아침 루틴",
        "오랜만에 만난 친구",
        "친구가 안녕 하고 간 날",
    ],
)
def test_what_only_greets_or_goes_on_with_the_word_is_kept(text: str) -> None:
    assert without_greeting(text) == text
