"""Finding decisions in a journal: nothing twice, nothing dismissed, and a search that stops and
goes on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel

from chains.decide.entry_reader import EntryReader, Reading
from chains.decide.finder import Found
from chains.decide.search import Refresh, Search
from chains.models.background_loop import Stopped
from decisions import editing
from decisions.store import DecisionStore
from errors import ModelUnavailableError
from tests.chains.conftest import PATIENCE
from tests.chains.decide.deciding import KOREAN, LATER, NOTHING, finder, good_reply, reply
from tests.model_server import Fail, ModelServer, Say


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
    find = finder(store, tmp_path, connect())
    calls, tokens = find.cost(entries)
    assert calls == 3
    assert tokens > 3 * 1500
    server.script(Say(text=reply()), Fail(status=401, code="invalid_api_key"))
    stopped = Search(find, find.unread(entries))
    assert stopped.wait(PATIENCE)
    assert (stopped.done, isinstance(stopped.problem, ModelUnavailableError)) == (1, True)
    again = finder(store, tmp_path, connect())
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
