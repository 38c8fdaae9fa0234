"""Finding decisions in a journal: nothing twice, nothing dismissed, and a search that stops and
goes on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel

from chains.decide.entry_reader import EntryReader, Reading
from chains.decide.finder import Found
from chains.decide.search import Refresh, Search
from chains.models.background_loop import Stopped
from decisions import editing
from decisions.record import quotes
from decisions.store import DecisionStore
from errors import ModelUnavailableError
from journal.entry import Entry
from tests.chains.conftest import PATIENCE
from tests.chains.decide.deciding import (
    ENGLISH,
    KOREAN,
    LATER,
    NOTHING,
    cut_exactly,
    finder,
    good_reply,
    reply,
)
from tests.model_server import Fail, ModelServer, Say

NOW = datetime(2024, 12, 1, 9, 0)


@pytest.fixture
def store(tmp_path: Path) -> DecisionStore:
    return DecisionStore(tmp_path)


def test_new_entries_attach_themselves_and_nothing_comes_twice(
    store: DecisionStore, tmp_path: Path
) -> None:
    find = finder(store, tmp_path)
    assert find.find_in(KOREAN).proposed == 1
    assert find.unread([KOREAN, LATER]) == [LATER]
    added = find.find_in(LATER)
    assert added.proposed == 0
    (decision,) = store.load().decisions
    assert {each.quote.text for each in decision.stances if each.quote} >= {
        "대학원은 이제 진짜 아니다."
    }
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
    find = finder(store, tmp_path, connect(), entries)
    calls, tokens = find.cost(entries)
    assert calls == 3
    assert tokens > 3 * 1500
    server.script(Say(text=reply()), Fail(status=401, code="invalid_api_key"))
    stopped = Search(find, find.unread(entries))
    assert stopped.wait(PATIENCE)
    assert (stopped.done, isinstance(stopped.problem, ModelUnavailableError)) == (1, True)
    again = finder(store, tmp_path, connect(), entries)
    assert len(again.unread(entries)) == 2
    server.script(Say(text=reply(good_reply())), Say(text=reply(good_reply())))
    rest = Search(again, again.unread(entries))
    assert rest.wait(PATIENCE)
    assert (rest.problem, again.unread(entries), rest.found.proposed) == (None, [], 1)


def test_the_model_is_told_of_known_decisions(
    store: DecisionStore, tmp_path: Path, server: ModelServer, connect: Callable[[], BaseChatModel]
) -> None:
    find = finder(store, tmp_path)
    find.find_in(KOREAN)
    (known,) = store.load().decisions
    more = {
        "known": "D1",
        "question": "대학원 진학 vs 개발자 취업",
        "asked_at": "",
        "options": [],
        "reasons": [
            {"option": "개발자 취업", "side": "for", "at": "1.2"},
            {"option": "없는 것", "side": "for", "at": "1.1"},
        ],
    }
    server.script(Say(text=reply(more)))
    found = finder(store, tmp_path, connect()).find_in(LATER)
    assert (found.proposed, found.added, found.dropped) == (0, 1, 1)
    assert "D1: " in str(server.requests[0]["messages"])
    assert store.get(known.id).reasons[-1].quote is not None


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
    assert running.wait(PATIENCE)
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


def test_what_was_read_when_it_closed_is_not_written(
    store: DecisionStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder may be another journal's by then."""
    finding = finder(store, tmp_path)
    read = EntryReader.read

    def close_meanwhile(reader: EntryReader, *given: Any) -> Reading:
        reading = read(reader, *given)
        finding.close()
        return reading

    monkeypatch.setattr(EntryReader, "read", close_meanwhile)
    with pytest.raises(Stopped):
        finding.find_in(KOREAN)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


REPLACED = [
    (
        ENGLISH,
        "Should I take the job at the startup or go to grad school? ",
        "I baked bread with my aunt. ",
    ),
    (
        replace(
            ENGLISH,
            body="잠이 안 온다. 대학원에 갈까, 출판사에 취업할까? 출판사 일은 재미있다."
            " 대학원은 지루할 것 같다.",
        ),
        "대학원에 갈까, 출판사에 취업할까?",
        "빵을 구웠다.",
    ),
]


@pytest.mark.parametrize(("entry", "asked", "instead"), REPLACED)
def test_a_proposal_goes_with_its_sentence(
    store: DecisionStore, tmp_path: Path, entry: Entry, asked: str, instead: str
) -> None:
    find = finder(store, tmp_path)
    assert find.find_in(entry).proposed == 1
    changed = replace(entry, body=entry.body.replace(asked, instead))
    find.find_in(changed)
    assert store.load().decisions == ()
    assert find.unread([changed]) == []
    assert find.unread([entry]) == [entry]  # put back, it is weighed again
    assert find.find_in(entry).proposed == 1


@pytest.mark.parametrize(
    ("asked", "again"),
    [
        (
            "Should I take the job at the startup or go to grad school?",
            "So should I go to grad school or take the job at the startup?",
        ),
        ("Should I", "Two years on: should I"),
    ],
)
def test_a_proposal_is_renewed_with_its_sentence(
    store: DecisionStore, tmp_path: Path, asked: str, again: str
) -> None:
    find = finder(store, tmp_path)
    find.find_in(ENGLISH)
    (before,) = store.load().decisions
    gone = before.reasons[0]
    store.update(before.id, lambda each: editing.dismiss(each, gone.id))
    changed = replace(ENGLISH, body=ENGLISH.body.replace(asked, again))
    find.find_in(changed)
    (after,) = store.load().decisions
    assert after.id == before.id
    cut_exactly((after,), changed)
    assert after.question.quote
    assert gone.quote
    assert gone.quote.text not in {each.quote.text for each in after.reasons if each.quote}


def test_what_other_entries_said_stays_with_a_renewed_proposal(
    store: DecisionStore, tmp_path: Path
) -> None:
    find = finder(store, tmp_path)
    find.find_in(KOREAN)
    find.find_in(LATER)
    changed = replace(KOREAN, body=KOREAN.body.replace("나는 이제 어떤", "아, 나는 정말 어떤"))
    find.find_in(changed)
    (after,) = store.load().decisions
    assert "아, 나는 정말 어떤" in (after.question.quote.text if after.question.quote else "")
    assert LATER.id in {quote.entry_id for quote in quotes(after)}


def test_a_proposal_of_a_deleted_entry_waits_or_is_asked_anew(
    store: DecisionStore, tmp_path: Path
) -> None:
    find = finder(store, tmp_path)
    deleted = replace(ENGLISH, id="d" * 32, body=f"Rain again. {ENGLISH.body}")
    assert find.find_in(deleted).proposed == 1
    find.find_in(NOTHING)
    (waiting,) = store.load().decisions
    assert find.find_in(ENGLISH).proposed == 1
    (renewed,) = store.load().decisions
    assert renewed.id == waiting.id
    assert renewed.question.quote
    assert renewed.question.quote.entry_id == ENGLISH.id


def test_a_decision_that_was_taken_on_outlives_its_sentence(
    store: DecisionStore, tmp_path: Path
) -> None:
    find = finder(store, tmp_path)
    find.find_in(KOREAN)
    (found,) = store.load().decisions
    taken = store.update(found.id, lambda each: editing.take_on(each, NOW))
    find.find_in(replace(KOREAN, body="비가 왔다."))
    (after,) = store.load().decisions
    assert after.question == taken.question


def test_a_sentence_that_only_moved_keeps_its_proposal(
    store: DecisionStore, tmp_path: Path
) -> None:
    find = finder(store, tmp_path)
    find.find_in(KOREAN)
    (before,) = store.load().decisions
    assert find.find_in(replace(KOREAN, body=f"비가 왔다.\n\n{KOREAN.body}")).proposed == 0
    assert store.load().decisions[0].question == before.question
