"""Finding decisions: exact sentences by rules, pointers by a model over real HTTP, nothing twice, nothing dismissed."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.language_models import BaseChatModel

from chains.decide_attach import attach, is_same_choice
from chains.decide_cut import Cutter
from chains.decide_deadlines import find_deadline
from chains.decide_finding import DecisionFinder, Found
from chains.decide_model import EntryReader
from chains.decide_reply import EntryReply, read_decisions
from chains.decide_returning import returning
from chains.decide_rules import evidence_by_rules, find_by_rules
from chains.decide_search import Refresh, Search
from chains.running import Stopped
from chains.sources import Source
from errors import ModelUnavailableError
from journal.decisions import editing
from journal.decisions.parts import Action, Basis, Option, Reason
from journal.decisions.record import Decision, items, quotes, written
from journal.decisions.store import DecisionStore
from journal.entry import Entry
from prompts.library import build_prompt_library
from tests.model_server import Fail, ModelServer, Say
from tracing.null import NullTracer
from vectorstore.sentences import sentence_spans

KOREAN = Entry(
    id="a" * 32,
    written_on=date(2024, 4, 30),
    title="오랜만에",
    body="연구실에서 논문을 읽는 일은 재미있었다. 그런데 회사 인턴을 해 보니 확실히 연구하는 것보다 재밌다.\n"
    "나는 사람들이 쓰는 것을 만들고 싶다. 나는 이제 어떤 선택을 해야 할까? 요즘 채용공고는 대부분 석사 이상이다.\n"
    "- 공고가 석사 이상이기 때문에 대학원을 진학하여 (재미없는) 연구를 2년 한 후 취업\n"
    "- 학사 수준의 개발자로 취업 후 경력 쌓기.\n\n"
    "서두를 필요는 없다. 아직 4-1이기 때문에 4-2학기 학교를 다니면서 생각한 후 그때 선택해도 늦지 않을 것 같다. "
    "지금은 인턴을 열심히 하고 토익 성적만 따는 데에 집중하자.",
)
ENGLISH = Entry(
    id="b" * 32,
    written_on=date(2024, 11, 2),
    body="Should I take the job at the startup or go to grad school? Research is lonely and I was bored in the lab. "
    "My internship was more fun than research because people used what I built. I'll decide by March. "
    "I need to ask my professor for a letter for grad school.",
)
NOTHING = Entry(id="c" * 32, written_on=date(2024, 5, 1), body="비가 왔다. 저녁은 칼국수. 뭐 먹을까, 짜장 아니면 짬뽕?")


def cut_exactly(found: Iterator[Decision] | tuple[Decision, ...], entry: Entry) -> None:
    for decision in found:
        for quote in quotes(decision):
            assert entry.body[quote.start : quote.end] == quote.text


def test_rules_find_options_reasons_deadline_and_tension_in_a_korean_post() -> None:
    (found,) = find_by_rules(KOREAN)
    labels = {each.id: each.value.label for each in found.options}
    assert list(labels.values()) == ["대학원 진학", "개발자 취업", "더 두고 보기"]
    said = {(labels[each.value.option], each.value.side, each.quote.text) for each in found.reasons if each.quote}
    assert ("대학원 진학", "for", "요즘 채용공고는 대부분 석사 이상이다.") in said
    assert ("개발자 취업", "for", "그런데 회사 인턴을 해 보니 확실히 연구하는 것보다 재밌다.") in said
    assert ("더 두고 보기", "for", "서두를 필요는 없다.") in said
    assert found.decide_by is not None
    by = found.decide_by.value
    assert (by.words, by.first, by.last) == ("4-2학기 학교를 다니면서", date(2024, 9, 1), date(2025, 2, 28))
    assert (by.rule, by.rule_values) == ("semester_counted", {"now": "4-1", "wanted": "4-2"})
    (tension,) = found.tensions
    assert tension.quote
    assert "재미있었다" in tension.quote.text
    assert "재미없는" in tension.value.other.text
    assert any("토익" in each.value.text for each in found.next_actions)
    assert not any(item.counts for _, item in items(found))
    cut_exactly((found,), KOREAN)


def test_rules_find_the_same_in_english() -> None:
    (found,) = find_by_rules(ENGLISH)
    labels = {each.id: each.value.label for each in found.options}
    assert list(labels.values()) == ["take the job at the startup", "grad school"]
    sides = {(labels[each.value.option], each.value.side) for each in found.reasons}
    assert {("take the job at the startup", "for"), ("grad school", "against")} <= sides
    assert found.decide_by is not None
    assert found.decide_by.value.last == date(2025, 3, 31)
    assert any("professor" in each.value.text for each in found.next_actions)
    cut_exactly((found,), ENGLISH)


def test_an_entry_without_a_choice_gives_none_and_ten_give_ten() -> None:
    assert find_by_rules(NOTHING) == ()
    questions = (
        "대학원에 갈까, 취업할까? 휴학할까 말까? 이직할까, 창업할까? 유학을 갈까 말까? 퇴사할까 말까? 편입할까 말까?"
    )
    many = find_by_rules(replace(NOTHING, body=questions))
    assert len(many) == 6
    cut_exactly(many, replace(NOTHING, body=questions))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [
                *KOREAN.body.split(". "),
                *ENGLISH.body.split(". "),
                "- 대학원",
                "## 취업",
                "\n",
                "“",
                "\u200b",
                "???",
                "1. a",
            ]
        )
        | st.text(max_size=20),
        max_size=14,
    )
)
def test_whatever_the_text_every_quote_is_cut_from_it(parts: list[str]) -> None:
    entry = Entry(id="d" * 32, written_on=date(2025, 1, 1), body=". ".join(parts))
    found = find_by_rules(entry)
    cut_exactly(found, entry)
    cut_exactly(tuple(evidence_by_rules(entry, replace(each, reasons=())) for each in found), entry)


@pytest.mark.parametrize(
    ("sentence", "first", "last", "rule"),
    [
        ("3-2학기 마치고 정하자", date(2024, 9, 1), date(2025, 2, 28), "semester_next"),
        ("다음 학기까지 결정한다", date(2024, 9, 1), date(2025, 2, 28), "semester_named"),
        ("내년 봄까지 정한다", date(2025, 3, 1), date(2025, 5, 31), "season"),
        ("2월까지는 정하자", date(2025, 2, 1), date(2025, 2, 28), "month_next"),
        ("세 달 안에 정해", date(2024, 4, 30), date(2024, 7, 30), "within"),
        ("I'll decide before next spring", date(2024, 4, 30), date(2025, 2, 28), "season"),
        ("decide by June 12", date(2024, 6, 12), date(2024, 6, 12), "month_next"),
        ("언젠가 정하겠지", None, None, "unresolved"),
        ("I will know some day", None, None, "unresolved"),
    ],
)
def test_deadlines(sentence: str, first: date | None, last: date | None, rule: str) -> None:
    found = find_deadline(sentence, date(2024, 4, 30), sentence)
    assert found is not None
    assert (found.first, found.last, found.rule) == (first, last, rule)
    assert find_deadline("비가 왔다", date(2024, 4, 30), "비가 왔다") is None


def pointed(sentences: tuple[tuple[int, int], ...], words: str) -> str:
    at = next(n for n, (a, b) in enumerate(sentences, 1) if words in KOREAN.body[a:b])
    return f"1.{at}"


def good_reply() -> dict[str, object]:
    spans = sentence_spans(KOREAN.body)
    at = {
        word: pointed(spans, word)
        for word in ("선택을 해야", "석사 이상이기", "학사", "4-2", "이상이다", "보다 재밌", "읽는", "쓰는 것")
    }
    return {
        "known": None, "question": "대학원 진학 vs 취업", "asked_at": at["선택을 해야"],
        "options": [
            {"label": "대학원 진학", "at": at["석사 이상이기"]}, {"label": "취업", "at": f"[{at['학사']}]"},
            {"label": "4-2학기까지 기다리기", "at": at["4-2"]},
        ],
        "reasons": [
            {"option": "대학원 진학", "side": "for", "at": at["이상이다"], "basis": "fact", "about": "요즘"},
            {"option": "대학원 진학", "side": "against", "at": at["석사 이상이기"], "basis": "assumption", "about": ""},
            {"option": "취업", "side": "for", "at": at["보다 재밌"], "basis": "experience", "about": ""},
        ],
        "tensions": [{"at": at["읽는"], "against": at["석사 이상이기"]}],
        "criteria": [{"label": "사람들이 쓰는 것", "at": at["쓰는 것"]}],
        "stances": [{"option": "4-2학기까지 기다리기", "lean": 1, "confidence": None, "at": at["4-2"]}],
        "decide_by": {"words": "4-2학기 학교를 다니면서", "at": at["4-2"], "first": None, "last": None},
        "unknowns": [], "advice": [], "actions": [],
    }  # fmt: skip


def reader(model: BaseChatModel | None) -> EntryReader:
    return EntryReader(model=model, prompts=build_prompt_library(), tracer=NullTracer(), seconds=20)


def reply(*decisions: object) -> str:
    return json.dumps({"decisions": list(decisions)}, ensure_ascii=False)


def test_a_model_points_and_the_program_cuts(server: ModelServer, connect: Callable[[], BaseChatModel]) -> None:
    server.script(Say(text=f"Here you are:\n```json\n{reply(good_reply())}\n```"))
    reading = reader(connect()).read(KOREAN, ())
    (found,) = reading.found
    assert (reading.dropped, len(server.requests)) == (0, 1)
    assert [each.value.label for each in found.options] == ["대학원 진학", "취업", "4-2학기까지 기다리기"]
    assert len(found.reasons) == 3
    assert found.decide_by is not None
    assert found.decide_by.value.last == date(2025, 2, 28)
    cut_exactly((found,), KOREAN)


def test_wrong_pointers_are_asked_for_once_more_then_dropped_and_counted(
    server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    wrong = good_reply() | {
        "reasons": [{"option": "달나라", "side": "for", "at": "1.2"}, {"option": "취업", "side": "for", "at": "9.99"}]
        * 9,
        "criteria": [{"label": "x", "at": "the third one"}],
        "decide_by": {"words": "내가 지어낸 말", "at": "1.1", "first": "2024-01-01", "last": None},
    }
    server.script(Say(text=reply(wrong)), Say(text=reply(wrong)))
    reading = reader(connect()).read(KOREAN, ())
    assert len(server.requests) == 2
    assert reading.dropped == 20
    assert not reading.found[0].reasons
    assert reading.found[0].decide_by is None
    cut_exactly(reading.found, KOREAN)


@pytest.mark.parametrize("bad", ["no json", reply(good_reply())[:200], '{"decisions": 3}'])
def test_a_reply_that_cannot_be_used_is_asked_for_once_more(
    server: ModelServer, connect: Callable[[], BaseChatModel], bad: str
) -> None:
    server.script(Say(text=bad), Say(text=reply(good_reply())))
    assert len(reader(connect()).read(KOREAN, ()).found) == 1
    server.script(Say(text=bad), Say(text=bad))
    reading = reader(connect()).read(KOREAN, ())
    assert (reading.found, reading.dropped, len(server.requests)) == ((), 1, 4)


def test_wording_in_another_language_is_not_taken(server: ModelServer, connect: Callable[[], BaseChatModel]) -> None:
    foreign = good_reply() | {"question": "Graduate school versus a job in industry"}
    server.script(Say(text=reply(foreign)), Say(text=reply(foreign)))
    assert reader(connect()).read(KOREAN, ()).found == ()


@settings(max_examples=80, deadline=None)
@given(
    st.recursive(st.none() | st.integers() | st.text(max_size=8), lambda c: st.lists(c, max_size=4), max_leaves=8),
    st.data(),
)
def test_no_reply_gives_a_quote_that_is_not_in_the_entry(junk: object, data: st.DataObject) -> None:
    given_reply = good_reply()
    for name in data.draw(st.lists(st.sampled_from([*given_reply]), max_size=5)):
        given_reply[name] = data.draw(st.sampled_from([junk, [junk], [{"at": "1.1-1.3", "label": "x"}], "1.2", "1"]))
    read = read_decisions(reply(given_reply))
    if read is None:
        return
    source = Source(
        number=1, entry_id=KOREAN.id, written_on=KOREAN.written_on, title="", body=KOREAN.body,
        sentences=sentence_spans(KOREAN.body),
    )  # fmt: skip
    cut_exactly(Cutter(KOREAN, (source,), ()).cut(read).found, KOREAN)


def test_ten_decisions_at_most_and_the_rest_counted() -> None:
    source = Source(
        number=1, entry_id=KOREAN.id, written_on=KOREAN.written_on, title="", body=KOREAN.body,
        sentences=sentence_spans(KOREAN.body),
    )  # fmt: skip
    made = Cutter(KOREAN, (source,), ()).cut(EntryReply.model_validate({"decisions": [good_reply()] * 12}))
    assert (len(made.found), made.dropped) == (10, 2)


@pytest.fixture
def store(tmp_path: Path) -> DecisionStore:
    return DecisionStore(tmp_path)


def finder(store: DecisionStore, tmp_path: Path, model: BaseChatModel | None = None) -> DecisionFinder:
    return DecisionFinder(store=store, reader=reader(model), ledger=tmp_path / "state" / "read.json")


LATER = Entry(id="e" * 32, written_on=date(2024, 8, 1), body="대학원은 이제 진짜 아니다. 회사에서 일하는 게 더 재밌다.")


def test_new_entries_attach_themselves_and_nothing_comes_twice(store: DecisionStore, tmp_path: Path) -> None:
    find = finder(store, tmp_path)
    assert find.find_in(KOREAN).proposed == 1
    assert find.unread([KOREAN, LATER]) == [LATER]
    added = find.find_in(LATER)
    assert added.proposed == 0
    (decision,) = store.load().decisions
    assert {each.quote.text for each in decision.stances if each.quote} >= {"대학원은 이제 진짜 아니다."}
    assert find.refresh(decision.id, [KOREAN, LATER]) == 0
    find.find_in(KOREAN)
    again = store.load().decisions
    assert find.find_in(KOREAN) == Found()
    assert store.load().decisions == again


def test_what_was_dismissed_does_not_come_back(store: DecisionStore, tmp_path: Path) -> None:
    find = finder(store, tmp_path)
    find.find_in(KOREAN)
    (decision,) = store.load().decisions
    gone = decision.reasons[0]
    store.update(decision.id, lambda each: editing.dismiss(each, gone.id))
    edited = replace(KOREAN, body="덧붙인 첫 줄이다. " + KOREAN.body)
    find.find_in(edited)
    (after,) = store.load().decisions
    assert gone.quote
    same_option = [each for each in after.reasons if each.value.option == gone.value.option]
    assert gone.quote.text not in {each.quote.text for each in same_option if each.quote}
    store.update(decision.id, lambda each: replace(each, status="dropped"))
    assert find.find_in(replace(edited, body=edited.body + " 끝.")).proposed == 0
    assert len(store.load().decisions) == 1


def test_refresh_shows_only_what_is_new(store: DecisionStore, tmp_path: Path) -> None:
    find = finder(store, tmp_path)
    find.find_in(KOREAN)
    (decision,) = store.load().decisions
    assert find.refresh(decision.id, [KOREAN, LATER, NOTHING]) > 0
    assert find.refresh(decision.id, [KOREAN, LATER, NOTHING]) == 0


def test_a_search_stops_and_goes_on_where_it_was(
    store: DecisionStore, tmp_path: Path, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    entries = [KOREAN, replace(KOREAN, id="f" * 32), replace(KOREAN, id="9" * 32)]
    find = finder(store, tmp_path, connect())
    calls, tokens = find.cost(entries)
    assert calls == 3
    assert tokens > 3 * 1500
    server.script(Say(text=reply()), Fail(status=401, code="invalid_api_key"))
    stopped = Search(find, find.unread(entries))
    assert stopped.wait(20)
    assert (stopped.done, isinstance(stopped.problem, ModelUnavailableError)) == (1, True)
    again = finder(store, tmp_path, connect())
    assert len(again.unread(entries)) == 2
    server.script(Say(text=reply(good_reply())), Say(text=reply(good_reply())))
    rest = Search(again, again.unread(entries))
    assert rest.wait(20)
    assert (rest.problem, again.unread(entries), rest.found.proposed) == (None, [], 1)


def test_the_model_is_told_of_known_decisions(
    store: DecisionStore, tmp_path: Path, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    find = finder(store, tmp_path)
    find.find_in(KOREAN)
    (known,) = store.load().decisions
    more = {
        "known": "D1", "question": "대학원 진학 vs 개발자 취업", "asked_at": "", "options": [],
        "reasons": [
            {"option": "개발자 취업", "side": "for", "at": "1.2"}, {"option": "없는 것", "side": "for", "at": "1.1"},
        ],
    }  # fmt: skip
    server.script(Say(text=reply(more)))
    found = finder(store, tmp_path, connect()).find_in(LATER)
    assert (found.proposed, found.added, found.dropped) == (0, 1, 1)
    assert "D1: " in str(server.requests[0]["messages"])
    assert store.get(known.id).reasons[-1].quote is not None


SAME = {
    "ko": [
        "대학원 연구실은 오늘도 재미없었다.", "연구가 지루했다.", "연구가 재미없을 것 같다.", "역시 연구는 재미없다.",
        "연구는 이제 정말 지루하다.",
    ],
    "en": [
        "Research is boring.", "I was bored by research again.", "The research bored me.",
        "Research felt boring today.", "Still boring, this research.",
    ],
}  # fmt: skip


def again_and_again(texts: list[str], bases: dict[int, Basis] | None = None) -> Decision:
    """A decision with one reason against its first option on each of some days."""
    at = datetime(2025, 1, 1)
    school = written(Option(label="대학원 grad school"), at)
    reasons = tuple(
        written(
            Reason(option=school.id, side="against", text=text, basis=(bases or {}).get(number, "experience")),
            at + timedelta(days=30 * number),
        )
        for number, text in enumerate(texts)
    )
    return Decision(created_at=at, question=written("?", at), options=(school,), reasons=reasons)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_fifth_return_of_an_argument_is_noticed_once(language: str) -> None:
    decision = again_and_again(SAME[language])
    found = returning(decision)
    assert found is not None
    assert (found.side, len(found.days)) == ("against", 5)
    assert returning(replace(decision, dismissed=(found.mark,))) is None
    step = written(Action(text="하루 해 보기", due=date(2025, 9, 1)), datetime(2025, 6, 1))
    assert returning(replace(decision, next_actions=(step,))) is None


@pytest.mark.parametrize("language", ["ko", "en"])
def test_four_times_or_something_new_is_no_return(language: str) -> None:
    assert returning(again_and_again(SAME[language][:4])) is None
    assert returning(again_and_again(SAME[language], {3: "fact"})) is None
    others = ["돈이 많이 든다.", "부모님이 반대하신다.", "집에서 멀다.", "건강이 걱정된다.", "졸업이 늦어진다."]
    assert returning(again_and_again(others)) is None
    proposed = again_and_again(SAME[language])
    reasons = tuple(replace(each, confirmed_at=None) for each in proposed.reasons)
    assert returning(replace(proposed, reasons=reasons)) is None


def test_a_refresh_tells_its_cost_and_stops_in_the_middle_of_a_call(
    store: DecisionStore, tmp_path: Path, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    finder(store, tmp_path).find_in(KOREAN)
    (known,) = store.load().decisions
    find = finder(store, tmp_path, connect())
    unseen = find.unseen(known.id, [KOREAN, LATER, NOTHING])
    assert unseen == [LATER, NOTHING]
    assert find.cost(unseen)[0] == 2
    server.script(Say(text=reply()), Say(text=reply(), ending="hang"))
    running = Refresh(find, known.id, unseen)
    while len(server.requests) < 2:
        assert not running.wait(0.05)
    running.stop()
    assert running.wait(5)
    assert (running.done, running.problem) == (1, None)
    assert store.get(known.id).refreshed_at is None
    assert find.unseen(known.id, unseen) == [NOTHING]


def test_a_saved_entry_is_let_go_of_in_the_middle_of_a_call(
    store: DecisionStore, tmp_path: Path, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    find, stop = finder(store, tmp_path, connect()), threading.Event()

    def stopping(_: object) -> Say:
        stop.set()
        return Say(text=reply(), ending="hang")

    server.script(stopping)
    with pytest.raises(Stopped):
        find.find_in(LATER, stop)
    assert find.unread([LATER]) == [LATER]


def test_the_same_choice_is_known_by_its_options() -> None:
    (first,) = find_by_rules(KOREAN)
    other = find_by_rules(replace(NOTHING, body="대학원에 갈까, 취업할까?"))[0]
    assert is_same_choice(first, other)
    assert not is_same_choice(first, find_by_rules(replace(NOTHING, body="휴학할까 말까?"))[0])
    joined, added = attach(first, replace(other, decide_by=None))
    assert (len(joined.options), added) == (3, 0)
