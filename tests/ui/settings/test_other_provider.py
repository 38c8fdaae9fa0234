"""Another provider than OpenAI: its key stays away from OpenAI, and the page says where words
go.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr
from streamlit.testing.v1 import AppTest

from config.settings import ModelSettings
from tests.ui.conftest import words
from tests.ui.test_pages import type_model

Visit = Callable[..., AppTest]


class Gate:
    """A proxy that lets nobody out and remembers which hosts were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            with visitor:
                self.asked.append(visitor.recv(4096).split(b"\r\n")[0].decode())
                visitor.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate()
    for name in (
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "ALL_PROXY",
        "https_proxy",
        "http_proxy",
        "all_proxy",
    ):
        monkeypatch.setenv(name, gate.url)
    # Traces that a test before this one still sends stay on this machine.
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield gate
    gate.close()


@pytest.fixture
def page(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Settings with a key of Anthropic's, whose package is not installed here."""
    monkeypatch.setenv("CHAT_PROVIDER", "anthropic")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-ant-of-another-provider")
    app = visit()
    app.session_state["ui.go"] = "settings"
    return app.run()


def test_openai_is_asked_with_its_own_key(
    visit: Visit, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the silence below means something: with the default provider the gate sees OpenAI's
    name.
    """
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    app = visit()
    app.session_state["ui.go"] = "settings"
    app.run().button(key="settings.list").click().run()
    assert any("api.openai.com" in line for line in gate.asked)


def test_the_test_button_leaves_openai_alone(gate: Gate, page: AppTest) -> None:
    type_model(page, "claude-of-today")
    page.button(key="settings.test").click().run()
    assert gate.asked == []
    assert "x-problem" in words(page)


def test_the_list_button_leaves_openai_alone(gate: Gate, page: AppTest) -> None:
    page.button(key="settings.list").click().run()
    assert gate.asked == []
    assert "The address lists no models." in words(page)


@pytest.mark.usefixtures("gate")
def test_the_privacy_line_names_the_provider(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAT_MODEL", "claude-of-today")
    monkeypatch.setenv("CHAT_PROVIDER", "anthropic")
    app = visit()
    app.session_state["ui.go"] = "settings"
    told = words(app.run())
    assert "your newest entries) go to anthropic;" in told
    assert "newest entries) go to https://api.openai.com" not in told


def test_a_provider_has_a_list_only_where_its_key_belongs() -> None:
    key = SecretStr("k")
    assert ModelSettings(api_key=key).can_list
    assert not ModelSettings(api_key=key, chat_provider="anthropic").can_list
    beside = ModelSettings(api_key=key, chat_provider="anthropic", base_url="http://127.0.0.1:9/v1")
    assert beside.can_list, "the address that embeds may be asked"
    assert (beside.chat_receiver, beside.embedding_receiver) == (
        "anthropic",
        "http://127.0.0.1:9/v1",
    )
