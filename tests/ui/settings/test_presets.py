"""A preset fills the address and goes on to what is next; a save
forgets nothing that is typed elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.model_server import ModelServer
from tests.ui.conftest import words
from ui.screens.settings import connection, setting_field
from ui.shared import session

Visit = Callable[..., AppTest]


def settings_page(visit: Visit, language: str = "en") -> AppTest:
    app = visit(language)
    app.session_state["ui.go"] = "settings"
    return app.run()


def press(app: AppTest, preset: str) -> AppTest:
    return app.button_group(key="settings.preset").set_value(preset).run()


def leads_to(app: AppTest) -> str:
    return str(app.session_state[session.LEAD].to)


def test_a_preset_that_needs_a_key_leads_to_its_field(visit: Visit) -> None:
    app = press(settings_page(visit), "OpenAI")
    assert app.text_input(key="settings.base_url").value == "https://api.openai.com/v1"
    assert leads_to(app) == ".st-key-settings-key input"


def test_a_preset_of_this_machine_is_asked_and_leads_to_its_models(
    visit: Visit, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer() as server:
        monkeypatch.setitem(connection.PRESETS, "LM Studio", server.url)
        app = press(settings_page(visit), "LM Studio")
        assert app.text_input(key="settings.base_url").value == server.url
        assert leads_to(app) == ".st-key-settings-found button"
        app.button(key=f"settings.local_{server.url}_fake-chat").click().run()
        kept = json.loads((folders / "state" / "preferences.json").read_text())
        assert (kept["base_url"], kept["chat_model"]) == (server.url, "fake-chat")


def test_another_address_keeps_no_name_of_a_model(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.PRESETS, "Ollama", "http://127.0.0.1:9/v1")
    app = press(settings_page(visit), "OpenAI")
    for name in ("chat_model", "embedding_model"):
        app.text_input(key=f"settings.{name}").input(f"{name} of OpenAI")
    app.button(key="settings.save").click().run()
    app.run()
    press(app, "OpenAI")  # the same address: nothing of it is another's
    assert app.text_input(key="settings.chat_model").value == "chat_model of OpenAI"
    press(app, "Ollama")
    for name in ("chat_model", "embedding_model"):
        field = app.text_input(key=f"settings.{name}")
        assert not field.value
        assert "of OpenAI" not in field.placeholder


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Ollama does not answer."), ("ko", "Ollama에서 답이 없어요.")],
)
def test_a_preset_where_nobody_answers_says_what_to_do(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, language: str, sentence: str
) -> None:
    monkeypatch.setitem(connection.PRESETS, "Ollama", "http://127.0.0.1:9/v1")
    app = press(settings_page(visit, language), "Ollama")
    assert sentence in words(app)
    assert "http://127.0.0.1:9/v1" in words(app)
    # The same press again asks again.
    assert app.button_group(key="settings.preset").value is None


def test_a_server_without_a_chat_model_says_so(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ModelServer() as server:
        server.models = ("some-embedding",)
        monkeypatch.setitem(connection.PRESETS, "vLLM", server.url)
        assert "vLLM answers, but has no chat model yet" in words(
            press(settings_page(visit), "vLLM")
        )


def test_a_save_shows_what_is_saved_with_its_scheme(visit: Visit) -> None:
    app = settings_page(visit)
    app.text_input(key="settings.base_url").input("127.0.0.1:9/v1")
    app.button(key="settings.save").click().run()
    app.run()
    assert app.text_input(key="settings.base_url").value == "http://127.0.0.1:9/v1"


def test_what_is_typed_in_another_form_is_not_forgotten_by_a_save() -> None:
    fields = {
        "settings.base_url": "typed",
        "settings.langfuse_public_key": "typed too",
        "ui.unsaved": {"base_url": "typed", "langfuse_public_key": "typed too"},
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "session_state", fields)
        setting_field.forget_typed(["base_url", "chat_model"])
    assert fields == {
        "settings.langfuse_public_key": "typed too",
        "ui.unsaved": {"langfuse_public_key": "typed too"},
    }
