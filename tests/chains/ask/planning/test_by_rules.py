"""Plans made by rules: what is searched, within which days, and what a follow-up means."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chains.ask.events import Plan, Question, Turn
from chains.ask.planning.by_rules import in_written_languages, plan_by_rules
from language.grammar.content_words import content_words
from tests.properties import examples
from vectorstore.types import EntryFilter

TODAY = date(2026, 11, 23)


def plan(text: str, *before: str, where: EntryFilter | None = None, use_dates: bool = True) -> Plan:
    history = tuple(Turn(question=q, answer="…") for q in before)
    return plan_by_rules(
        Question(text=text, history=history, where=where or EntryFilter(), use_dates=use_dates),
        TODAY,
    )


def test_options_and_the_question_itself_are_searched() -> None:
    made = plan("대학원에 갈까, 취업할까?")
    assert [o.label for o in made.options] == ["대학원", "취업"]
    assert made.phrases[0] == "대학원에 갈까, 취업할까?"
    assert {"대학원", "취업"} <= set(made.phrases)
    assert (made.language, made.made_by, made.date_words) == ("ko", "rules", "")


def test_a_range_filters_and_is_not_searched_for() -> None:
    made = plan("작년 여름에 무슨 고민을 했지?")
    assert (made.where.since, made.where.until) == (date(2025, 6, 1), date(2025, 8, 31))
    assert made.date_words == "작년 여름"
    assert "작년" not in made.phrases[0]


def test_a_removed_chip_and_dates_set_by_hand_win_over_the_words() -> None:
    assert plan("작년 여름에 무슨 고민을 했지?", use_dates=False).where == EntryFilter()
    mine = EntryFilter(since=date(2024, 1, 1), tags=("인턴",))
    made = plan("작년 여름에 무슨 고민을 했지?", where=mine)
    assert (made.where, made.date_words) == (mine, "")


def test_tags_set_by_hand_stay_beside_a_range_in_words() -> None:
    made = plan("what did I think last spring?", where=EntryFilter(tags=("career",)))
    assert made.where == EntryFilter(
        since=date(2026, 3, 1), until=date(2026, 5, 31), tags=("career",)
    )


@pytest.mark.parametrize("text", ["그때 왜 그렇게 생각했지?", "왜?", "why did I think that?"])
def test_a_follow_up_without_a_subject_takes_the_earlier_one(text: str) -> None:
    before = plan("작년에 대학원 아니면 취업 뭐라고 했지?")
    made = plan(text, "작년에 대학원 아니면 취업 뭐라고 했지?")
    assert made.phrases == before.phrases
    assert {"대학원", "취업"} <= set(made.phrases)
    assert made.before == text
    assert (made.where, made.date_words) == (before.where, before.date_words)
    assert made.where.until == date(2025, 12, 31)
    assert made.question == f"작년에 대학원 아니면 취업 뭐라고 했지? {text}"


@pytest.mark.parametrize(
    ("before", "text", "side"),
    [
        ("퇴사한 뒤에는 뭐가 힘들었지?", "그럼 그 전에는?", "before"),
        ("수술 전에는 뭐가 무서웠지?", "그 뒤로는?", "after"),
        ("수술 전에는 뭐가 무서웠지?", "그 전엔?", "before"),
        ("수술 전에는 뭐가 무서웠지?", "왜?", "before"),
        ("How did I sleep after I left the choir?", "And before that?", "before"),
        ("How did I sleep before leaving the choir?", "And since then?", "after"),
        ("How did I sleep before leaving the choir?", "Why?", "before"),
        # Of a time, or of something, of its own.
        ("수술 전에는 뭐가 무서웠지?", "작년에는?", None),
        ("수술 전에는 뭐가 무서웠지?", "엄마는 뭐라고 했지?", None),
        ("How did I sleep before leaving the choir?", "and last year?", None),
        ("How did I sleep last year?", "And before that?", None),
    ],
)
def test_a_follow_up_counts_from_the_event_before_on_its_own_side(
    before: str, text: str, side: str | None
) -> None:
    made = plan(text, before).counts_from
    event = plan(before).counts_from
    assert (made and (made.words, made.side)) == (side and event and (event.words, side))


def test_a_follow_up_of_follow_ups_counts_from_the_first_event() -> None:
    made = plan("그럼 그 전에는?", "수술 전에는 뭐가 무서웠지?", "그 뒤로는?")
    assert made.counts_from is not None
    assert (made.counts_from.words, made.counts_from.side) == ("수술", "before")


@pytest.mark.parametrize("before", ["수술 전에는 뭐가 무서웠지?", "작년에는 뭐가 무서웠지?"])
def test_a_removed_chip_takes_the_time_of_the_question_before_as_well(before: str) -> None:
    assert plan("왜?", before) != plan("왜?", before, use_dates=False)
    made = plan("왜?", before, use_dates=False)
    assert (made.where, made.date_words, made.counts_from) == (EntryFilter(), "", None)


def test_a_follow_up_with_its_own_subject_is_about_that() -> None:
    made = plan("and what did I say about money?", "grad school or industry?")
    assert made.options == ()
    assert made.phrases[0] == "money"
    assert made.before == "grad school or industry?"
    assert "grad school" in made.question


def test_follow_ups_chain() -> None:
    made = plan("왜 그렇게 생각했지?", "대학원에 갈까, 취업할까?", "그때 무슨 생각을 했어?")
    assert {"대학원에 갈까, 취업할까?", "대학원", "취업"} <= set(made.phrases)
    assert made.kind == "why"


@pytest.mark.parametrize(
    "text", ["그래서 그 뒤로 어떻게 됐어?", "and then?", "what happened after that?", "그 후에는?"]
)
def test_a_follow_up_that_looks_forward_asks_what_came_next(text: str) -> None:
    made = plan(text, "소연이가 그만둔다고 한 게 언제지?")
    assert made.kind == "next"
    assert "소연이가" in made.phrases[0]
    assert plan(text).kind != "next"  # after nothing


def test_a_follow_up_does_not_look_for_the_words_by_which_the_other_was_asked() -> None:
    made = plan("why?", "When did I first swim?")
    assert content_words(made.phrases[0]) == ("swim",)


@pytest.mark.parametrize("text", ["이번 달에 마감인 게 뭐야?", "What is due this week?"])
def test_a_time_to_be_ready_by_is_no_time_that_was_written_in(text: str) -> None:
    assert plan(text).where == EntryFilter()
    assert plan(text).kind == "deadline"


@pytest.mark.parametrize("between", ["", "고마워!", "thanks"])
def test_small_talk_between_a_question_and_its_follow_up_changes_nothing(between: str) -> None:
    asked = "대학원에 갈까, 취업할까?"
    assert plan("왜?", asked, between) == plan("왜?", asked)


@pytest.mark.parametrize(
    "text", ["See you tomorrow!", "내일 봐", "다음 주에 봐요", "talk next week"]
)
def test_a_parting_until_a_time_to_come_asks_nothing_of_it(text: str) -> None:
    assert plan(text).kind == "small_talk"


@pytest.mark.parametrize("text", ["", "  ", "안녕", "thanks!"])
def test_small_talk_leans_on_nothing_and_is_no_follow_up(text: str) -> None:
    made = plan(text, "대학원에 갈까, 취업할까?")
    assert (made.kind, made.before) == ("small_talk", "")
    assert "대학원" not in made.question


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("Hi sleep", "sleep"), ("Good morning, the rent", "the rent"), ("안녕하세요 월급", "월급")],
)
def test_a_greeting_is_asked_with_and_not_searched_for(text: str, phrase: str) -> None:
    made = plan(text)
    assert (made.question, made.phrases[0]) == (text, phrase)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("대학원에 갈까, 취업할까?", "options"),
        ("작년 여름에 무슨 일이 있었지?", "period"),
        ("Summarise October 2026", "period"),
        ("내 2024년을 돌아봐줘", "period"),
        ("2025년 하이라이트 뽑아줘", "period"),
        ("작년 봄 근황 좀 공유해줄래?", "period"),
        ("지난 겨울을 세 문장으로", "period"),
        ("How was my 2024?", "period"),
        ("Walk me through autumn 2024", "period"),
        ("Give me the highlights of 2025", "period"),
        ("August 2024, in brief", "period"),
        ("2024년 이직 얘기 들려줘", "about"),
        ("How did the move in 2024 go?", "about"),
        ("작년 여름에 돈 걱정을 했나?", "about"),
        ("When did I first write about money?", "first"),
        ("마지막으로 엄마를 만난 게 언제지?", "last"),
        ("몇 번이나 아팠어?", "count"),
        ("돈에 대한 생각은 어떻게 바뀌었어?", "change"),
        ("What should I do now?", "advice"),
        ("What did I do over Christmas?", "period"),
        ("How was I throughout October?", "period"),
        ("작년 겨울에 나 무슨 생각으로 살았지?", "period"),
        ("2025년 5월 한 달간 정리 좀 해줘", "period"),
        ("지난 여름 머릿속에 뭐가 맴돌았지?", "period"),
        ("작년 4월엔 하루하루 어떻게 보냈어?", "period"),
        ("2025년 6월에 내가 쓴 거 다 보여줘", "period"),
        ("What was going through my head in autumn 2025?", "period"),
        ("What occupied me last winter?", "period"),
        ("How did I spend last summer?", "period"),
        ("What kept me awake last spring?", "period"),
        ("작년 봄엔 회사에 대해 어떤 심정이었지?", "about"),
        ("지난 봄에 엄마가 어떤 마음이었지?", "about"),
        ("올해 여름 휴가 어떻게 보냈어?", "about"),
        ("How did I spend the bonus in 2025?", "about"),
        ("What was going through Tom's head in autumn 2025?", "about"),
        ("How did I get over last winter?", "about"),
        ("2주 정도 전에 뭐 했어?", "period"),
        ("Was 2026 better than 2025?", "compare"),
        ("올해가 작년보다 나았나?", "compare"),
        ("월급", "about"),
    ],
)
def test_the_kind_comes_with_the_plan(text: str, kind: str) -> None:
    assert plan(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "요즘 어떻게 지내?",
        "요즘 나 어때?",
        "최근에 무슨 일 있었어?",
        "요새 뭐 하고 살아?",
        "나 잘 지내고 있어?",
        "지금 나 어때?",
        "내 근황은?",
        "요즘 별일 없어?",
        "요즘 내 상태 어때?",
        "요즘 사는 게 어때?",
        "How am I doing these days?",
        "What's been going on lately?",
        "How am I doing?",
        "How have I been?",
        "How’s life lately?",
        "What's new with me?",
        "Am I doing okay these days?",
        "Tell me how I've been doing recently",
    ],
)
def test_how_the_writer_is_now_is_asked_of_all_that_is_newest(text: str) -> None:
    made = plan(text, "작년에 엄마는 어땠지?") if "나" in text or " I " in text else plan(text)
    assert (made.kind, made.stretch, made.before) == ("period", "newest", "")
    assert made.where == EntryFilter()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("요즘 일은 어때?", "about"),
        ("요즘 엄마는 어때?", "about"),
        ("요즘 엄마랑 잘 지내?", "about"),
        ("미나 근황은?", "about"),
        ("요즘 허리는 괜찮아?", "about"),
        ("혼자 잘 지내?", "about"),
        ("왜 나는 잘 못 지내?", "why"),
        ("How is Mina doing these days?", "about"),
        ("How is she doing?", "about"),
        ("What's been going on with Dad lately?", "about"),
        ("What's new at the bakery?", "about"),
        ("How's life in Cork?", "about"),
        ("Am I fine with the pay?", "about"),
        ("How have I changed?", "change"),
        ("How am I supposed to decide?", "about"),
    ],
)
def test_how_a_thing_or_somebody_is_stays_about_that(text: str, kind: str) -> None:
    assert plan(text).kind == kind


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("작년에 엄마는 어땠지?", "요즘은?"),
        ("작년에 엄마는 어땠지?", "그럼 요즘은 어때?"),
        ("How was Mum last year?", "And lately?"),
    ],
)
def test_a_follow_up_of_now_keeps_the_subject_and_leaves_the_time(before: str, text: str) -> None:
    made = plan(text, before)
    assert (made.where, made.date_words, made.stretch) == (EntryFilter(), "", "newest")
    assert made.before == text
    assert "엄마는" in made.phrases[0] or "Mum" in made.phrases[0]


def test_a_new_question_forgets_the_old_one() -> None:
    made = plan("부모님은 내 진로에 대해 뭐라고 하셨어?", "대학원에 갈까, 취업할까?")
    assert (made.options, made.before) == ((), "")
    assert "대학원" not in made.question


def test_content_words_leave_out_what_every_question_has() -> None:
    assert content_words("그때 왜 그렇게 생각했지?") == ()
    assert content_words("and what did I say about money?") == ("money",)


def test_what_korean_puts_behind_a_latin_word_is_no_word() -> None:
    assert content_words("Tom이랑은 어떻게 됐어?") == ("Tom",)
    assert content_words("AWS에서 받은 제안") == ("AWS", "받은", "제안")
    assert content_words("K팝 오디션") == ("K", "팝", "오디션")
    assert "월급" in content_words("월급 얘기는 뭐라고 했지?")


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("그 사람은 나중에 뭘 해 줬어?", "최복자 님은 어떤 분이야?"),
        ("걔는 왜 그랬어?", "민경이랑 왜 싸웠지?"),
        ("그분은 뭐라고 하셨어?", "지도교수님 얘기 찾아줘"),
        ("그 친구한테는 뭐라고 했지?", "보라가 이사한 게 언제야?"),
        ("What did he say?", "Who is Anil?"),
        ("And what did she think?", "How did Gráinne react?"),
    ],
)
def test_a_word_that_stands_for_somebody_is_nothing_to_search_for(
    question: str, before: str
) -> None:
    made = plan(question, before)
    assert made.before == question
    assert made.phrases == plan(before).phrases


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("그 친구 형편은 어때?", "친구 형편은"),
        ("When did he sell the boat?", "he sell boat"),
    ],
)
def test_what_a_follow_up_names_beside_it_is_searched_for(question: str, words: str) -> None:
    assert plan(question, "Who is Anil?").phrases[0] == words


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("2024년이랑 2026년에 이사하고 기분이 어떻게 달라?", "이사하고 기분이 어떻게 달라?"),
        ("작년 말이랑 재작년 말 재산이 어떻게 달라?", "재산이 어떻게 달라?"),
        ("2023년과 2025년의 월급은?", "월급은?"),
        ("2023년하고 2025년 체중 비교해 줘", "체중 비교해 줘"),
        ("작년보다 올해 잠은 잘 잤어?", "잠은 잘 잤어?"),
        ("2025년 과 동기 모임 어땠어?", "과 동기 모임 어땠어?"),
    ],
)
def test_what_joins_two_times_goes_with_them(question: str, searched: str) -> None:
    assert plan(question).phrases[0] == searched


@pytest.mark.parametrize(
    "question", ["나 이제 어떻게 해야 해?", "What on earth should I do?", "What shall I do now?"]
)
def test_where_nothing_is_named_the_question_alone_is_searched_for(question: str) -> None:
    assert plan(question).phrases == (question,)


@pytest.mark.parametrize(
    ("question", "words"),
    [("Did I ever write to Siobhán?", "Siobhán"), ("엄마랑 병원에 간 적 있어?", "엄마랑")],
)
def test_a_question_whose_letters_lie_apart_is_the_same_question(question: str, words: str) -> None:
    apart = unicodedata.normalize("NFD", question)
    assert plan(apart) == plan(question)
    assert words in plan(apart).phrases[1]
    assert plan("Why?", apart) == plan("Why?", question)


@settings(deadline=None, max_examples=examples(100))
@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=3))
def test_any_text_gets_a_plan(text: str, before: list[str]) -> None:
    made = plan(text, *before)
    assert bool(made.phrases) == bool(text.strip())
    assert all(phrase.strip() for phrase in made.phrases)
    assert len(set(made.phrases)) == len(made.phrases)


def test_a_very_long_question_is_planned_quickly_and_searched_by_its_beginning() -> None:
    made = plan("대학원에 갈까, 취업할까? " * 1500)
    assert all(len(phrase) <= 400 for phrase in made.phrases)


def test_a_journal_without_hangul_is_not_asked_in_korean() -> None:
    made = plan("grad school or industry?")
    assert any("대학원" in phrase for phrase in made.phrases)
    kept = in_written_languages(made, hangul=False)
    assert kept.phrases == ("grad school or industry?", "grad school", "industry")
    assert [option.phrases for option in kept.options] == [("grad school",), ("industry",)]
    assert in_written_languages(made, hangul=True) == made
    korean = plan("대학원에 갈까, 취업할까?")
    assert in_written_languages(korean, hangul=False) == korean


def test_what_is_asked_in_hangul_alone_keeps_its_words() -> None:
    made = in_written_languages(plan("Should I eat 김치 or pizza?"), hangul=False)
    assert [bool(option.phrases) for option in made.options] == [True, True]
    assert in_written_languages(plan("김치?"), hangul=False).phrases


@pytest.mark.parametrize(
    "question",
    [
        "What is due by 18 January?",
        "What deadlines do I have in January?",
        "what have I got to send by 3 February?",
        "1월에 마감인 게 뭐야?",
        "2월 3일까지 내야 하는 게 뭐였지?",
        "설날 전까지 해야 하는 일이 뭐지?",
    ],
)
def test_a_day_to_be_ready_by_is_no_time_that_was_written_in(question: str) -> None:
    made = plan(question)
    assert (made.kind, made.where.since, made.where.until) == ("deadline", None, None)


@pytest.mark.parametrize(
    "question", ["What was due in March 2024?", "작년 12월 마감이 뭐였지?", "2024년 3월 마감은?"]
)
def test_a_deadline_of_a_time_that_is_over_keeps_to_it(question: str) -> None:
    assert plan(question).where.until is not None


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("올해는?", date(2026, 1, 1), date(2026, 12, 31)),
        ("and this month?", date(2026, 11, 1), date(2026, 11, 30)),
        ("그 다음 달에는?", date(2024, 4, 1), date(2024, 4, 30)),
        ("그 전 가을에는?", date(2023, 9, 1), date(2023, 11, 30)),
        ("and the following year?", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_follow_up_that_names_another_time_is_of_that_one(
    text: str, since: date, until: date
) -> None:
    made = plan(text, "2024년 3월에 뭐 했지?")
    assert (made.where.since, made.where.until, made.kind) == (since, until, "period")


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("8월은?", date(2024, 8, 1)),
        ("그럼 8월에는 뭐 했어?", date(2024, 8, 1)),
        ("and in August?", date(2024, 8, 1)),
        ("What did I pay in August?", date(2026, 8, 1)),
    ],
)
def test_a_month_in_a_follow_up_is_of_the_year_that_was_asked_about(text: str, since: date) -> None:
    assert plan(text, "2024년 3월에 뭐 했지?").where.since == since
    assert plan(text).where.since == since.replace(year=2026)


@pytest.mark.parametrize(
    "text",
    [
        "2027년에 뭐 했어?",
        "2027년에 이직했어?",
        "내년에는?",
        "내년에 뭐 하려고 했지?",
        "내년에 뭐 하기로 했지?",
        "내년 계획이 뭐야?",
        "2027년 목표는?",
        "next year?",
        "What happened in 2027?",
        "Did I buy the house in 2027?",
        "What do I plan for next year?",
        "What am I looking forward to next year?",
        "What do I want to do next year?",
        "내년에는 뭐 할 거야?",
        "내년에는 뭐 할 건데?",
        "내년에는 뭐 하고 있을까?",
        "내년에 나는 어떻게 지낼까?",
        "내년에는 어떨까?",
        "What will I be doing next year?",
        "What will next year bring?",
        "Hello, what does 2027 hold?",
    ],
)
def test_a_time_to_come_is_looked_for_where_nothing_but_it_is_asked_for(text: str) -> None:
    made = plan(text)
    assert (made.where.since, made.where.until) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (made.kind, made.stretch) == ("period", "ahead")


@pytest.mark.parametrize(
    "text",
    [
        "How many days till Christmas?",
        "크리스마스까지 며칠 남았어?",
        "What are we going to do on 25 December?",
        "What will happen at Christmas?",
        "크리스마스에는 뭐 할 거야?",
    ],
)
def test_what_is_to_come_at_a_time_of_no_year_is_asked_of_the_next(text: str) -> None:
    made = plan(text)
    assert (made.where.since, made.where.until) == (date(2026, 12, 25), date(2026, 12, 25))
    assert (made.kind, made.stretch) == ("period", "ahead")


@pytest.mark.parametrize(
    "text",
    [
        "내년에 이직할까?",
        "내년에 이사 간다는 얘기 뭐라고 썼지?",
        "내년에 이직하려고 했나?",
        "2027년 취업 시장은 어때?",
        "다음 주 면접 몇 시였지?",
        "내년에 대학원 아니면 취업?",
        "내년까지 내야 하는 게 뭐지?",
        "What did I say about moving next year?",
        "Where will I live next year?",
        "Should I move in 2027?",
        "What is due next month?",
        "What did I want for the garden in 2027?",
        "내년에 결혼하게 될까?",
        "내년에 엄마는 어떻게 지낼까?",
        "내년에는 뭐 하면 좋을까?",
        "What will Dad be doing next year?",
        "이번 주말에 이사할까?",
    ],
)
def test_a_topic_of_a_time_to_come_is_looked_for_everywhere(text: str) -> None:
    assert plan(text).where == EntryFilter()
    assert plan(text).stretch == "range"


def test_days_set_by_hand_win_over_a_time_to_come() -> None:
    mine = EntryFilter(since=date(2024, 1, 1))
    made = plan("내년에는?", where=mine)
    assert (made.where, made.stretch) == (mine, "range")
    assert plan("내년에는?", use_dates=False).where == EntryFilter()


@pytest.mark.parametrize(
    ("before", "text"),
    [("next year?", "and the year after that?"), ("내년에는?", "그럼 그 다음 해는?")],
)
def test_the_year_after_one_to_come_is_to_come(before: str, text: str) -> None:
    made = plan(text, before)
    assert (made.where.since, made.where.until) == (date(2028, 1, 1), date(2028, 12, 31))
    assert (made.kind, made.stretch) == ("period", "ahead")


def test_why_after_a_time_to_come_is_asked_of_that() -> None:
    made = plan("왜?", "내년에 뭐 하려고 했지?")
    assert (made.where.since, made.stretch, made.kind) == (date(2027, 1, 1), "ahead", "why")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("what have I written about gambling?", "gambling?"),
        ("Tell me about my niece", "my niece"),
        ("anything about religion?", "religion?"),
        ("도박에 대해 뭐라고 썼지?", "도박"),
        ("What did I write to Anna about?", "What did I write to Anna about?"),
        ("뭐라고 썼지?", "뭐라고 썼지?"),
        ("Did anything about the flat worry me?", "Did anything about the flat worry me?"),
    ],
)
def test_that_it_is_the_journal_that_is_asked_is_not_searched_for(text: str, phrase: str) -> None:
    assert plan(text).phrases[0] == phrase
