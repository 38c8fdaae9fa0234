"""The day of an event that a question counts from: only one that the journal tells beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest

from chains.ask.events import Question, Turn
from chains.ask.finding.happened import day_of, with_time_of_event
from chains.ask.finding.retrieve import retrieve
from chains.ask.planning.by_rules import plan_by_rules
from chains.ask.quotes_only import answer_in_quotes
from language.dates.events.asked import find_event
from tests.chains.ask.ranked import written
from vectorstore.index import JournalIndex, open_index
from vectorstore.types import EntryFilter

TODAY: Final = date(2026, 11, 25)
ENTRIES: Final = written(
    ("2025-01-10", "퇴사하고 싶다. 회사 일이 무섭다."),
    ("2025-03-02", "팀장님과 면담했다. 퇴사했으면 좋았을 거라고 생각했다."),
    ("2025-05-09", "오늘 퇴사했다. 짐이 상자 하나에 다 들어갔다."),
    ("2025-08-20", "회사 꿈을 꿨다. 작은 방에서 하루 종일 걸었다."),
    ("2025-09-01", "I slept badly before the big day. The flat feels empty."),
    ("2025-09-14", "Yesterday I moved to Leeds. The stairs are steep."),
    ("2025-12-03", "The stairs and the rain. I like the market."),
)


@pytest.mark.parametrize(
    ("question", "told", "day"),
    [
        ("휴직하기 전에는 뭐가 힘들었지?", "오늘 휴직했다.", "2025-05-09"),
        ("휴직하고 나서 뭐라고 썼지?", "드디어 휴직했다. 잠이 온다.", "2025-05-09"),
        ("수술 받고 나서 어땠어?", "비가 왔다. 어제 수술을 받았다.", "2025-05-08"),
        ("수술 후에 뭐가 무서웠지?", "지난주 금요일에 수술했어요.", "2025-05-02"),
        ("이사 전에는 무슨 생각을 했지?", "오늘 이사를 왔다.", "2025-05-09"),
        ("회사를 그만둔 뒤에 뭐 했지?", "오늘 회사를 그만뒀다.", "2025-05-09"),
        ("민수랑 헤어지기 전에 뭐라고 썼지?", "어젯밤 민수랑 헤어졌다.", "2025-05-08"),
        ("사고가 난 뒤로 뭐라고 썼지?", "오늘 사고가 났다.", "2025-05-09"),
        ("이사 오기 직전에 뭐라고 썼지?", "5월 3일에 이사 왔다.", "2025-05-03"),
        ("What did I write prior to the move?", "Today was the move.", "2025-05-09"),
        ("아빠가 돌아가신 뒤에 뭐라고 썼지?", "어제 아빠가 돌아가셨다.", "2025-05-08"),
        ("What did I feel before I quit?", "I quit today. It was easy.", "2025-05-09"),
        ("What did I write after Dad died?", "Dad died yesterday.", "2025-05-08"),
        ("What did I write since I moved to Leeds?", "So I moved to Leeds.", "2025-05-09"),
        # A noun without its particle before the verb.
        ("기능장 시험 본 뒤에는?", "오늘 기능장 시험을 봤다.", "2025-05-09"),
        ("기능장 시험 본 뒤에는?", "오늘 토익 시험을 봤다.", None),
        ("면접 본 후에 어땠어?", "어제 면접을 봤다.", "2025-05-08"),
        ("장례식 치른 다음에는?", "오늘 장례식을 치렀다.", "2025-05-09"),
        ("담배 끊기 전에는 어땠지?", "오늘 담배를 끊었다.", "2025-05-09"),
        ("담배 끊기 전에는 어땠지?", "오늘 술을 끊었다.", None),
        ("아빠가 시험 본 뒤에 어땠어?", "오늘 시험을 봤다.", None),
        ("내가 시험 보고 나서 어땠어?", "오늘 시험을 봤다.", "2025-05-09"),
        ("여동생 결혼 후에 어땠어?", "오늘 여동생이 결혼했다.", None),
        # No telling, of another, turned, remembered, or of something else.
        ("휴직하기 전에는 뭐가 힘들었지?", "오늘 휴직하고 싶었다.", None),
        ("휴직하기 전에는 뭐가 힘들었지?", "오늘 휴직했다고 들었다.", None),
        ("휴직하기 전에는 뭐가 힘들었지?", "오늘 휴직하지 않았다.", None),
        ("휴직하기 전에는 뭐가 힘들었지?", "오늘 휴직을 미뤘다.", None),
        ("휴직하기 전에는 뭐가 힘들었지?", "오늘 지수가 휴직했다.", None),
        ("휴직하기 전에는 뭐가 힘들었지?", "지수는 오늘 휴직했다.", None),
        ("휴직하기 전에는 뭐가 힘들었지?", "오늘 휴직했나?", None),
        ("결혼한 뒤에 뭐라고 썼지?", "친구 결혼했다. 부럽다.", None),
        ("결혼한 뒤에 뭐라고 썼지?", "드디어 나 결혼했다.", "2025-05-09"),
        ("수술한 뒤에 어땠지?", "엄마 수술했다.", None),
        ("퇴사한 뒤에 뭐라고 썼지?", "꿈에서 퇴사했다.", None),
        ("퇴사한 뒤에 뭐라고 썼지?", "예전에 퇴사했다.", None),
        ("퇴사한 뒤에 뭐라고 썼지?", "그때 나는 퇴사했다.", None),
        ("퇴사한 뒤에 뭐라고 썼지?", "결국 회사를 퇴사했다.", "2025-05-09"),
        ("What did I feel before I quit?", "“I quit.” That is what she shouted.", None),
        ("What did I feel before I quit?", "I quit, in my head.", None),
        ("휴직하기 전에는 뭐가 힘들었지?", "작년에 휴직했다.", None),
        ("휴직하기 전에는 뭐가 힘들었지?", "그때가 그립다. 나는 휴직했다.", None),
        ("수술 후에 뭐가 무서웠지?", "오늘 수술 날짜를 받았다.", None),
        ("회사를 그만둔 뒤에 뭐 했지?", "오늘 담배를 그만뒀다.", None),
        ("What did I feel before I quit?", "I quit smoking today.", None),
        ("What did I feel before I quit?", "Today I dreamt that I quit.", None),
        ("What did I feel before I quit?", "I quit in 2019.", None),
        ("How was I after the surgery?", "I hate the surgery. The surgery.", None),
    ],
)
def test_the_day_of_an_event_is_the_one_on_which_it_is_told(
    question: str, told: str, day: str | None
) -> None:
    event = find_event(question)
    assert event is not None
    found = day_of(event, written(("2025-01-02", "It rained."), ("2025-05-09", told)))
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(
    ("question", "told", "day"),
    [
        # A clause of the writer, told without its subject, or with a word that turns nothing.
        ("What did I feel after I failed the test?", "Failed the test!", "2025-05-09"),
        ("What have I felt since I moved out?", "Moved out today.", "2025-05-09"),
        ("What did I want before I quit?", "I finally quit.", "2025-05-09"),
        ("What did I want before I signed the lease?", "We signed our lease today.", "2025-05-09"),
        ("What did I want before we met Ines?", "I met Ines today.", None),
        ("What did I want before I quit?", "I nearly quit.", None),
        ("What did I want before I quit?", "I never quit.", None),
        ("What did I want before I quit?", "Quit smoking today.", None),
        ("What did I want before I quit?", "He quit.", None),
        ("What have I felt since I moved out?", "Moved out today, or dreamt it.", None),
        # A gerund.
        ("What have I written since moving to Cork?", "I moved to Cork on 3 May.", "2025-05-03"),
        ("How was I after leaving the firm?", "Left my firm today.", "2025-05-09"),
        ("How was I after sitting the exam?", "Sat the exam today.", "2025-05-09"),
        ("How was I after being laid off?", "I was laid off yesterday.", "2025-05-08"),
        ("How was I after dropping out of uni?", "Dropped out of uni today.", "2025-05-09"),
        ("What did I want before marrying Ines?", "We married Ines to the sea.", None),
        ("How was I after leaving the firm?", "I wish I had left the firm.", None),
        ("How was I after moving to Cork?", "Mina moved to Cork today.", None),
        ("How was I after moving to Cork?", "Moved to Cork with Mina.", None),
        # A noun.
        ("What did I fear before the surgery?", "Had surgery today.", "2025-05-09"),
        ("What did I fear before the surgery?", "The surgery was on Tuesday.", "2025-05-06"),
        ("What did I fear before the surgery?", "Mum had the surgery today.", None),
        ("What did I fear before the surgery?", "I had the surgery moved.", None),
        ("What did I fear before the surgery?", "The surgery was long.", None),
        ("What did I fear before our wedding?", "Had her wedding to go to today.", None),
        ("What did I want before graduation?", "Graduated today!", "2025-05-09"),
        ("What did I want before graduation?", "Graduation is near.", None),
        ("How was I after my promotion?", "I got promoted on Friday.", "2025-05-02"),
        ("How was I after my promotion?", "They promoted Jo today.", None),
        ("How was I after the move?", "I moved today.", None),
        ("How was I after the crash?", "The crash happened today.", None),
        ("How was I after the crash happened?", "The crash happened today.", "2025-05-09"),
        # Which of several, and what a thing belongs to.
        ("세 번째 회사에서 퇴사한 뒤에 어땠지?", "오늘 세 번째 회사에서 퇴사했다.", "2025-05-09"),
        ("세 번째 회사에서 퇴사한 뒤에 어땠지?", "오늘 두 번째 회사에서 퇴사했다.", None),
        ("세 번째 회사에서 퇴사한 뒤에 어땠지?", "오늘 회사에서 퇴사했다.", None),
        ("회사에서 퇴사한 뒤에 어땠지?", "오늘 세 번째 회사에서 퇴사했다.", None),
        ("첫 출근 전에는 어땠지?", "오늘 첫 출근을 했다.", "2025-05-09"),
        ("첫 출근 전에는 어땠지?", "오늘 출근을 했다.", None),
        ("열쇠를 받은 뒤에는 어땠지?", "공방 열쇠를 받았다.", "2025-05-09"),
        ("면허를 딴 뒤에는 어땠지?", "오늘 운전 면허를 땄다.", "2025-05-09"),
        ("열쇠를 받은 뒤에는 어땠지?", "엄마 열쇠를 받았다.", None),
        ("열쇠를 받은 뒤에는 어땠지?", "지수가 열쇠를 받았다.", None),
        ("수술을 받은 뒤에는 어땠지?", "동생 수술을 받았다.", None),
        # Short words, which together are enough; the time of day.
        ("절을 나온 뒤에는 어땠지?", "아침에 절을 나왔다.", "2025-05-09"),
        ("집을 산 뒤에 어땠지?", "드디어 집을 샀다.", "2025-05-09"),
        ("집을 산 뒤에 어땠지?", "친구가 집을 샀다.", None),
        ("차를 판 뒤에 어땠지?", "오늘 차를 빌렸다.", None),
        # Remembered, by the time that is counted since.
        ("What did I write after Dad died?", "Dad died. It is nine years now.", None),
        ("What did I write after Dad died?", "Dad died. I was ten. It was a year ago.", None),
        ("What did I write after Dad died?", "Dad died. What a day it was.", "2025-05-09"),
        (
            "What did I write after Dad died?",
            "Dad died today. Nine years of it.",
            "2025-05-09",
        ),
        ("아빠가 돌아가신 뒤에 뭐라고 썼지?", "아빠가 돌아가셨다. 벌써 9년이다.", None),
        ("퇴사한 뒤에 뭐라고 썼지?", "퇴사했다. 두 달이 지났다.", None),
        ("퇴사한 뒤에 뭐라고 썼지?", "퇴사했다. 이제 삼 년째다.", None),
        ("퇴사한 뒤에 뭐라고 썼지?", "퇴사했다. 하루가 길다.", "2025-05-09"),
    ],
)
def test_an_event_is_told_in_more_forms_than_it_is_asked_in(
    question: str, told: str, day: str | None
) -> None:
    test_the_day_of_an_event_is_the_one_on_which_it_is_told(question, told, day)


@pytest.mark.parametrize(
    ("question", "once", "again"),
    [
        ("What did I fear before the surgery?", "Had the surgery.", "Mum had surgery today."),
        ("How did I feel after running?", "Ran today.", "Ran in the rain."),
        ("How did I feel after meditation?", "Meditated.", "Meditated with Ines, badly."),
        ("퇴사한 뒤에 뭐라고 썼지?", "퇴사했다.", "두 번째 퇴사했다."),
    ],
)
def test_what_is_told_again_or_of_another_has_no_day(question: str, once: str, again: str) -> None:
    event = find_event(question)
    assert event is not None
    assert day_of(event, written(("2025-05-09", once))) == date(2025, 5, 9)
    assert day_of(event, written(("2025-05-09", once), ("2026-03-02", again))) is None


def test_what_is_remembered_later_leaves_the_day_on_which_it_was_told() -> None:
    event = find_event("What did I write after Dad died?")
    assert event is not None
    told = written(
        ("2016-05-09", "Dad died yesterday."),
        ("2025-05-08", "Dad died. It is nine years now."),
    )
    assert day_of(event, told) == date(2016, 5, 8)


@pytest.mark.parametrize("later", ["오늘 이사했다.", "비가 왔다. 이사했다.", "작년에 이사했다."])
def test_what_may_have_been_twice_has_no_day(later: str) -> None:
    event = find_event("이사하기 전에는 어땠지?")
    assert event is not None
    first = ("2025-05-09", "오늘 이사했다.")
    assert day_of(event, written(first)) == date(2025, 5, 9)
    assert day_of(event, written(first, ("2025-05-11", "어제 비가 왔다. 그제 이사했다."))) == date(
        2025, 5, 9
    )
    assert day_of(event, written(first, ("2026-11-02", later))) == (
        date(2025, 5, 9) if later.startswith("작년") else None
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalIndex]:
    opened = open_index(tmp_path_factory.mktemp("happened"))
    opened.sync(ENTRIES)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("퇴사하기 전에 회사가 왜 무서웠지?", None, "2025-05-08"),
        ("퇴사한 후에 회사 꿈을 꿨나?", "2025-05-09", None),
        ("What did I write about stairs after I moved to Leeds?", "2025-09-13", None),
        ("What did I think before I moved to Leeds?", None, "2025-09-12"),
        ("What did I think before I met Sam?", None, None),
        ("결혼하기 전에는 회사를 어떻게 생각했지?", None, None),
    ],
)
def test_what_is_shown_stands_on_the_side_that_was_asked_about(
    index: JournalIndex, question: str, since: str | None, until: str | None
) -> None:
    plan = plan_by_rules(Question(text=question), TODAY)
    answer = answer_in_quotes(plan, retrieve(index, plan, (), TODAY))
    counted = answer.searched.counted
    days = (counted.since, counted.until) if counted else (None, None)
    assert tuple(day and day.isoformat() for day in days) == (since, until)
    for each in answer.citations:
        assert (since or "") <= str(each.written_on) <= (until or "9")
    if counted:
        assert answer.citations
        unread = plan_by_rules(Question(text=question, use_dates=False), TODAY)
        assert retrieve(index, unread, (), TODAY).hits.searched.counted is None


@pytest.mark.parametrize(
    ("before", "text", "since", "until", "kind"),
    [
        ("퇴사한 뒤에는 뭐가 무서웠지?", "그럼 그 전에는?", None, "2025-05-08", "about"),
        ("퇴사한 뒤에는 어땠지?", "그럼 그 전에는?", None, "2025-05-08", "period"),
        ("퇴사하기 전에는 어땠지?", "그 뒤로는 어땠어?", "2025-05-09", None, "period"),
        (
            "What did I write before I moved to Leeds?",
            "And since then?",
            "2025-09-13",
            None,
            "period",
        ),
        ("What did I hear before I met Sam?", "And since then?", None, None, "next"),
    ],
)
def test_a_follow_up_is_of_the_days_beside_the_event(
    before: str, text: str, since: str | None, until: str | None, kind: str
) -> None:
    question = Question(text=text, history=(Turn(question=before, answer="…"),))
    plan, days = with_time_of_event(plan_by_rules(question, TODAY), ENTRIES)
    found = (days.since, days.until) if days else (None, None)
    assert tuple(day and day.isoformat() for day in found) == (since, until)
    assert plan.kind == kind


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("퇴사하기 일주일 전에 뭐 했어?", "2025-05-02", "2025-05-08"),
        ("퇴사 사흘 전에는 어땠어?", "2025-05-06", "2025-05-06"),
        ("퇴사하고 이틀 뒤에 뭐라고 썼지?", "2025-05-11", "2025-05-11"),
        ("퇴사 전날 뭐 했지?", "2025-05-08", "2025-05-08"),
        ("What did I do a week before I moved to Leeds?", "2025-09-06", "2025-09-12"),
        ("the day after I moved to Leeds", "2025-09-14", "2025-09-14"),
        # No day of it is told: counted from today, or not at all.
        ("휴직하기 일주일 전에 뭐 했어?", None, None),
        ("엄마 퇴사 일주일 전에 뭐 했어?", None, None),
        ("What did I do a week before the exam?", None, None),
    ],
)
def test_a_time_measured_from_an_event_is_of_its_days(
    question: str, since: str | None, until: str | None
) -> None:
    asked = plan_by_rules(Question(text=question), TODAY)
    plan, days = with_time_of_event(asked, ENTRIES)
    found = (days.since, days.until) if days else (None, None)
    assert tuple(day and day.isoformat() for day in found) == (since, until)
    if days is None:
        assert plan == asked
    else:
        assert (plan.where.since, plan.where.until, plan.stretch) == (*found, "day")


def test_days_that_the_person_set_stay_beside_a_measured_event() -> None:
    where = EntryFilter(since=date(2025, 1, 1))
    plan = plan_by_rules(Question(text="퇴사하기 일주일 전에 뭐 했어?", where=where), TODAY)
    assert with_time_of_event(plan, ENTRIES) == (plan, None)


def test_a_time_that_the_person_set_is_not_told_as_the_events(index: JournalIndex) -> None:
    where = EntryFilter(since=date(2025, 1, 1))
    question = Question(text="퇴사하기 전에 회사가 왜 무서웠지?", where=where)
    plan = plan_by_rules(question, TODAY)
    searched = retrieve(index, plan, (), TODAY).hits.searched
    assert (plan.counts_from is not None, searched.counted) == (True, None)
