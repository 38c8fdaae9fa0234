"""Why this answer, the Traces page, cases and notices, over real services."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from conversations import StoredTurn
from evaluation.case_store import CaseStore
from journal.entry import Entry
from tests.model_server import ModelServer
from tests.ui.conftest import page, words
from tracing import CallRecord, PassageRecord, SentMessage, StepRecord, TurnRecord
from ui.parts.turn_record import record_html
from ui.screens.traces.turn_list import share_of
from ui.shared import app_services

Visit = Callable[..., AppTest]
BODY = "회사에서는 아무도 논문 이야기를 하지 않는다. <b>굵게</b> 쓴 날."


def asked(visit: Visit, language: str = "en") -> tuple[AppTest, StoredTurn]:
    visit(language)
    app_services.services().store.save(
        Entry(id="", written_on=date(2024, 3, 4), title="첫 출근", body=BODY, tags=())
    )
    app_services.services().store.save(
        Entry(
            id="", written_on=date(2023, 1, 7), title="Weekend", body="I slept and cooked.", tags=()
        )
    )
    app = visit(language)
    app.chat_input[0].set_value("회사 생활은 어땠지?").run()
    app.run()
    (conversation,) = app_services.services().conversations.list()
    (turn,) = app_services.services().conversations.turns(conversation.id)
    return app, turn


def connect(monkeypatch: pytest.MonkeyPatch, server: ModelServer) -> None:
    """Have the environment name a model."""
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("CHAT_MODEL", "fake-chat")


def go(app: AppTest, page: str) -> AppTest:
    app.session_state["ui.go"] = page
    return app.run()


def test_why_opens_and_closes_and_works_without_a_model(visit: Visit) -> None:
    app, turn = asked(visit, "ko")
    assert "x-why" not in words(app).replace(".x-why", "")
    app.button(key=f"why.toggle_{turn.id}").click().run()
    assert not app.exception
    html = words(app)
    assert "검색한 말" in html
    assert "이 답은 이 컴퓨터 안에서만 만들어졌어요." in html
    assert "인용됨" in html
    app.button(key=f"why.toggle_{turn.id}").click().run()
    assert "검색한 말" not in words(app)


def test_why_shows_the_exact_messages_escaped(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer() as server:
        connect(monkeypatch, server)
        app, turn = asked(visit)
        app.button(key=f"why.toggle_{turn.id}").click().run()
        html = words(app)
        record = app_services.services().conversations.record(turn.id)
        assert record is not None
        assert record.mode == "model"
        assert "&lt;journal&gt;" in html
        assert "<b>굵게" not in html
        assert record.prompt in html
        traces = go(app, "traces")
        assert record.prompt in words(traces)


def test_a_record_shows_costs_troubles_and_the_link_as_text() -> None:
    evil = "<script>alert(1)</script>"
    call = CallRecord(
        model="m",
        prompt_name="answer",
        prompt_version="3",
        prompt_source="langfuse",
        cost=0.0123,
        input_tokens=1200,
        messages=(SentMessage(role="user", text=evil),),
        reply=evil,
        error="RateLimitError",
    )
    record = TurnRecord(
        turn_id="t",
        conversation_id="c",
        name="ask",
        asked_at=datetime.now(UTC),
        question=evil,
        status="stopped",
        phrases=(evil,),
        passages=(PassageRecord(entry_id="e", start=0, end=3, score=0.5, title=evil),),
        steps=(
            StepRecord(name=evil, began_s=0, seconds=1, given=evil, trouble=evil, calls=(call,)),
        ),
    )
    html = record_html(record, (), {}, "https://langfuse.example/project/p/traces/1")
    assert "<script>" not in html
    assert 'href="https://langfuse.example/project/p/traces/1"' in html
    for word in ("answer@3", "$0.0123", "1,200", "stopped", "RateLimitError", "deleted since"):
        assert word in html


def test_ids_are_ways_to_what_they_name() -> None:
    call = CallRecord(
        model="m", prompt_name="answer", prompt_version="3", prompt_source="langfuse", reply="r"
    )
    found = PassageRecord(entry_id="2024-lab", start=0, end=3, score=0.5, title="Lab <3>")
    steps = (
        StepRecord(name="retrieve", began_s=0, seconds=1, gave='{"entry": "2024-lab", "n": 1}'),
        StepRecord(name="answer", began_s=1, seconds=1, calls=(call,)),
    )
    record = TurnRecord(
        turn_id="t",
        conversation_id="c",
        name="ask",
        asked_at=datetime.now(UTC),
        question="q",
        passages=(found,),
        steps=steps,
    )
    html = record_html(record, (), {}, "https://langfuse.example/project/p/traces/1")
    gave = re.search(r"<pre>(.*?)</pre>", html)
    assert gave is not None
    assert "2024-lab" not in re.sub(r"<[^>]*>", "", gave[1])
    assert "Lab &lt;3&gt;" in gave[1]
    assert '{"entry": "2024-lab"' not in entities.unescape(gave[1])
    assert [line for line in _acts(gave[1]) if json.loads(line)["entry"] == "2024-lab"]
    assert any(json.loads(line).get("prompt") == "answer@3" for line in _acts(html))
    assert 'href="https://langfuse.example/project/p/prompts/answer?version=3"' in html


def test_a_version_of_a_prompt_leads_to_its_turns(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer() as server:
        connect(monkeypatch, server)
        app, turn = asked(visit)
        record = app_services.services().conversations.record(turn.id)
        assert record is not None
        app.session_state["traces.prompt"] = record.prompt
        traces = go(app, "traces")
        assert traces.selectbox(key="traces.prompt").value == record.prompt
        assert "1 trace" in words(traces)


@pytest.mark.parametrize(
    ("times", "half", "nearly_all"),
    [([3.0], 3.0, 3.0), ([1.0, 9.0], 1.0, 9.0), ([float(n) for n in range(1, 21)], 10.0, 19.0)],
)
def test_half_and_nearly_all_are_the_smallest_that_hold(
    times: list[float], half: float, nearly_all: float
) -> None:
    assert (share_of(times, 0.5), share_of(times, 0.95)) == (half, nearly_all)


def test_the_traces_page_narrows_opens_and_forgets_with_the_conversation(visit: Visit) -> None:
    app, turn = asked(visit)
    app.feedback(key=f"ask.thumbs_{turn.id}").set_value(0).run()
    traces = go(app, "traces")
    assert "1 trace" in words(traces)
    traces.selectbox(key="traces.thumbs").set_value("up").run()
    assert "0 traces" in words(traces)
    traces.selectbox(key="traces.thumbs").set_value("down").run()
    traces.selectbox(key="traces.mode").set_value("quotes_only").run()
    assert "1 trace" in words(traces)
    traces.date_input(key="traces.until").set_value(date(2020, 1, 1)).run()
    assert "0 traces" in words(traces)
    traces.query_params["turn"] = turn.id
    traces.run()
    assert not traces.exception
    assert "Searched for" in words(traces)
    assert "To the conversation" in words(traces)
    app_services.services().conversations.delete(turn.conversation_id)
    traces.run()
    assert "No answers yet." in words(traces)


def test_a_reason_is_kept_before_the_words(visit: Visit) -> None:
    app, turn = asked(visit)
    app.feedback(key=f"ask.thumbs_{turn.id}").set_value(0).run()
    app.button_group(key=f"ask.picked_{turn.id}").set_value("wrong_quote").run()
    app.text_input(key=f"ask.reason_{turn.id}").input("그날이 아니다").run()
    (kept,) = app_services.services().conversations.turns(turn.conversation_id)
    assert (kept.thumbs, kept.comment) == (0, "wrong_quote: 그날이 아니다")


def test_a_case_is_kept_with_what_was_ticked_and_added(visit: Visit, folders: Path) -> None:
    app, turn = asked(visit)
    app.button(key=f"why.toggle_{turn.id}").click().run()
    # A small journal is shown whole: only what came after the answer is not cited by it.
    later = Entry(id="", written_on=date(2024, 3, 9), title="Garden", body="I planted tomatoes.")
    app_services.services().store.save(later)
    added = next(entry for entry in app_services.refresh().entries if entry.title == "Garden")
    app.text_input(key=f"case.search_{turn.id}").input("planted tomatoes").run()
    app.button(key=f"case.add_{turn.id}_{added.id}").click().run()
    app.button(key=f"case.keep_{turn.id}").click().run()
    store = CaseStore(folders / "state" / "cases.yaml")
    (case,) = store.load()
    assert case.question == "회사 생활은 어땠지?"
    assert set(case.expected) == {added.id, *(each.entry_id for each in turn.answer.citations)}
    app.button(key=f"case.remove_{turn.id}").click().run()
    assert not store.load()


def test_a_damaged_file_is_told_once_on_any_page(folders: Path) -> None:
    (folders / "state").mkdir()
    (folders / "state" / "preferences.json").write_text("{")
    app = AppTest.from_function(page, default_timeout=60).run()
    assert "x-notice" in words(app).replace(".x-notice", "")
    (key,) = {json.loads(line)["notice"] for line in _acts(words(app)) if "dismiss" in line}
    app_services.opening().dismissed.add(key)
    app.run()
    assert "x-notice" not in words(app).replace(".x-notice", "")


def _acts(html: str) -> list[str]:
    return [entities.unescape(found) for found in re.findall(r'data-act="([^"]*)"', html)]
