"""After an entry was saved: it is sent to the model once, and whatever happens the wait ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from journal.store import EntryStore
from tests.chains.decide.deciding import KOREAN, good_reply
from tests.model_server import ModelServer, Say
from tests.ui.conftest import PATIENCE, words
from ui.screens.journal import after_saving
from ui.screens.journal.after_saving import AfterSaving
from ui.shared import app_services

ASKED = "연구와 회사 가운데 어느 날이 더 길게 느껴졌나요?"


@pytest.fixture
def models() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
def connected(folders: Path, models: ModelServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPENAI_BASE_URL", models.url)
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("CHAT_MODEL", "fake-chat")
    return folders


def ended(looked: AfterSaving) -> AfterSaving:
    assert looked.wait(PATIENCE)
    assert looked.done
    return looked


def test_a_saved_entry_is_sent_once_in_each_wording(connected: Path, models: ModelServer) -> None:
    entry = EntryStore(connected / "journal").save(KOREAN)
    reply = json.dumps({"decisions": [good_reply()], "deepen": ASKED}, ensure_ascii=False)
    models.script(Say(text=reply))
    looked = ended(AfterSaving(entry))
    assert (looked.error, looked.question) == (None, ASKED)
    assert len(models.requests) == 1
    again = ended(AfterSaving(entry))
    assert again.question.endswith("?")
    assert len(models.requests) == 1
    (kept,) = app_services.services().conversations.records()
    assert kept.is_reading
    (found,) = app_services.services().decisions.load().decisions
    assert found.found_by == "model"


def test_the_wait_ends_when_the_journal_cannot_be_had(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise RuntimeError

    entry = EntryStore(folders / "journal").save(KOREAN)
    monkeypatch.setattr(app_services, "services", gone)
    assert isinstance(ended(AfterSaving(entry)).error, RuntimeError)


def test_the_wait_ends_when_nothing_comes(
    connected: Path, models: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = EntryStore(connected / "journal").save(KOREAN)
    services = app_services.services()
    with services.finder._lock:  # a search that goes on and on
        looked = AfterSaving(entry)
        assert not looked.done
        monkeypatch.setattr(after_saving, "LONGEST_SECONDS", -1)
        assert looked.done
    ended(looked)
    assert not models.requests
    assert services.finder.unread([entry]) == [entry]


def test_the_way_on_is_there_at_once(visit: Callable[..., AppTest], folders: Path) -> None:
    app = visit("ko")
    entry = EntryStore(folders / "journal").save(KOREAN)
    with app_services.services().finder._lock:  # a search that goes on and on
        app.session_state[after_saving._KEY] = looked = AfterSaving(entry)
        app.session_state["ui.go"] = "journal"
        app.query_params["entry"] = entry.id
        assert "이제 이 글에도 물어볼 수 있어요." in words(app.run())
    ended(looked)
    assert "고민 하나를 찾았어요:" in words(app.run())
