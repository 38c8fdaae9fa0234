"""The day of an event that a question counts from: only one that the journal tells beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import pytest

from chains.ask.events import Question
from chains.ask.finding.happened import day_of
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
        ("What did I write prior to the move?", "Today was the move.", None),
        ("아빠가 돌아가신 뒤에 뭐라고 썼지?", "어제 아빠가 돌아가셨다.", "2025-05-08"),
        ("What did I feel before I quit?", "I quit today. It was easy.", "2025-05-09"),
        ("What did I write after Dad died?", "Dad died yesterday.", "2025-05-08"),
        ("What did I write since I moved to Leeds?", "So I moved to Leeds.", "2025-05-09"),
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


def test_a_time_that_the_person_set_is_not_told_as_the_events(index: JournalIndex) -> None:
    where = EntryFilter(since=date(2025, 1, 1))
    question = Question(text="퇴사하기 전에 회사가 왜 무서웠지?", where=where)
    plan = plan_by_rules(question, TODAY)
    searched = retrieve(index, plan, (), TODAY).hits.searched
    assert (plan.counts_from is not None, searched.counted) == (True, None)
