"""Langfuse away, hanging, refusing, failing or talking nonsense: no answer notices."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.langfuse_server import LangfuseServer, Mode
from tracing import LangfuseAddress, Tracer, TurnTrace, build_tracer
from tracing.quiet import OncePerMinute, quietly

ROOT = Path(__file__).parents[2]
MODES: tuple[Mode, ...] = ("refusing", "failing", "hanging", "garbage")


def _turn(tracer: Tracer, question: str) -> TurnTrace:
    with tracer.turn(
        name="ask", turn_id="", session_id="s", tags=("ko",), question=question
    ) as turn:
        for name in ("plan", "retrieve", "answer", "cite"):
            with turn.step(name, given=question) as step:
                step.output(question)
        turn.finish(output=question, status="complete")
    tracer.score(trace_id=turn.trace_id, name="citations_valid", value=1)
    tracer.remove_score(trace_id=turn.trace_id, name="citations_valid")
    return turn


@pytest.fixture
def gone() -> LangfuseAddress:
    """An address where nobody listens."""
    with LangfuseServer() as server:
        return server.address


@pytest.mark.parametrize("mode", MODES)
def test_a_turn_goes_through_and_one_line_tells_of_it(
    mode: Mode, caplog: pytest.LogCaptureFixture
) -> None:
    with LangfuseServer(mode) as server:
        tracer = build_tracer(server.address)
        for _ in range(3):
            assert _turn(tracer, "나는 퇴사하고 싶다").trace_id
            assert tracer.link("x") == ""
            tracer.flush()
        server.wait_for(lambda got: "/api/public/otel/v1/traces" in got.paths)
    lines = [record.getMessage() for record in caplog.records if record.name == "tracing"]
    assert len(lines) <= 1
    assert not any("퇴사" in line or "sk-lf" in line for line in lines)


def test_the_same_holds_when_nobody_listens(gone: LangfuseAddress) -> None:
    tracer = build_tracer(gone)
    assert _turn(tracer, "q").trace_id
    tracer.flush()
    assert tracer.link("x") == ""


def test_one_line_a_minute_and_not_one_more(caplog: pytest.LogCaptureFixture) -> None:
    now = 0.0
    voice = OncePerMinute(clock=lambda: now)
    for now in (0.0, 1.0, 59.0, 60.0, 61.0, 121.0):  # noqa: B007  the clock reads it
        voice.emit(logging.makeLogRecord({"name": "langfuse", "msg": "secret"}))
    assert len(caplog.records) == 3
    assert "secret" not in caplog.text
    assert voice.is_troubled
    now = 300.0
    assert not voice.is_troubled


def test_a_failure_of_tracing_itself_is_swallowed() -> None:
    def breaks() -> str:
        raise RuntimeError("x")

    assert quietly(breaks, "went on") == "went on"


LEAVE = """
import sys
from config.settings import LangfuseSettings
from tracing import build_tracer, connection
if sys.argv[4] == "patient":
    # As if the server never let go: the SDK's own exit would wait as long.
    connection._REQUEST_S = 3600
url, public, secret = sys.argv[1:4]
tracer = build_tracer(LangfuseSettings(base_url=url, public_key=public, secret_key=secret))
with tracer.turn(name="ask", turn_id="t", session_id="s", tags=(), question="q") as turn:
    turn.finish(output="a", status="complete")
tracer.score(trace_id=turn.trace_id, name="thumbs", value=1)
tracer.remove_score(trace_id=turn.trace_id, name="refused")
"""


def _leave(server: LangfuseServer, *, patient: bool = False) -> None:
    """Run an app that ends right after a turn."""
    mode = "patient" if patient else "as it is"
    arguments = [server.url, server.public_key, server.secret_key, mode]
    subprocess.run([sys.executable, "-c", LEAVE, *arguments], cwd=ROOT, timeout=60, check=True)


def test_leaving_sends_what_is_waiting() -> None:
    with LangfuseServer() as server:
        _leave(server)
        received = server.wait_for(lambda got: bool(got.spans and got.scores))
    assert [span.name for span in received.spans] == ["ask"]


@pytest.mark.parametrize("mode", ["hanging", "failing"])
def test_leaving_is_not_held_up_by_the_server(mode: Mode) -> None:
    with LangfuseServer(mode) as server:
        _leave(server, patient=True)
        assert "/api/public/otel/v1/traces" in server.received.paths


WITHOUT_KEYS = """
import sys
from prompts import build_prompt_library
from tracing import build_tracer
library, tracer = build_prompt_library(), build_tracer(None)
library.warm()
with tracer.turn(name="ask", turn_id="t", session_id="s", tags=(), question="q") as turn:
    with turn.step("plan", question="q") as step:
        step.output(1)
    assert turn.callbacks == [] and turn.trace_id == ""
    turn.finish(output="a", status="complete")
tracer.score(trace_id="", name="thumbs", value=1)
assert tracer.link("x") == ""
tracer.flush()
heavy = {"langfuse", "opentelemetry", "langchain_core", "httpx"}
loaded = {name.split(".")[0] for name in sys.modules} & heavy
assert not loaded, loaded
"""


def test_without_keys_nothing_is_imported() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT_KEYS], cwd=ROOT, timeout=60, check=True)


def test_a_hanging_server_holds_up_no_turn() -> None:
    """By order, not by the clock: every turn ends while the server still holds the very first
    request.
    """
    with LangfuseServer("hanging") as server:
        tracer = build_tracer(server.address)
        ended = threading.Event()

        def ask() -> None:
            for _ in range(50):
                _turn(tracer, "q")
                tracer.link("x")
            ended.set()

        threading.Thread(target=ask, daemon=True).start()
        assert ended.wait(60)
        assert not server.closing.is_set()
