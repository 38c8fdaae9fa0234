"""A setting that is new on the page is drawn, read and saved from what its class says of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from config.settings import SETTINGS
from tests.ui.conftest import words
from ui.screens.settings.setting_field import list_plain
from ui.shared.text import messages

Visit = Callable[..., AppTest]


def show(monkeypatch: pytest.MonkeyPatch, name: str, label: str) -> None:
    """Let the page draw a setting that it does not draw today."""
    setting = SETTINGS[name]
    named = replace(setting.named, saved=True, drawn=True)
    monkeypatch.setitem(SETTINGS, name, replace(setting, named=named))
    monkeypatch.setitem(messages("en"), f"settings.{name}", label)


def saved(folders: Path) -> dict[str, str]:
    return dict(json.loads((folders / "state" / "preferences.json").read_text()))


def settings_page(visit: Visit) -> AppTest:
    app = visit()
    app.session_state["ui.go"] = "settings"
    return app.run()


def test_there_is_a_form_only_when_something_stands_in_it(visit: Visit) -> None:
    in_it = list_plain("", besides=("language", "journal"))
    is_there = "settings.plain_save" in {button.key for button in settings_page(visit).button}
    assert is_there == bool(in_it)


def test_a_choice_is_drawn_and_saved(
    visit: Visit, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(monkeypatch, "theme", "Colours")
    app = settings_page(visit)
    field = app.selectbox(key="settings.theme")
    assert (field.label, field.options) == ("Colours", ["", "light", "dark"])
    field.set_value("dark")
    app.button(key="settings.plain_save").click().run()
    app.run()
    assert saved(folders)["theme"] == "dark"
    assert app.selectbox(key="settings.theme").value == "dark"


def test_a_text_that_cannot_be_is_told_by_its_label_and_not_saved(
    visit: Visit, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMA_URL", raising=False)
    show(monkeypatch, "chroma_url", "Chroma server")
    app = settings_page(visit)
    app.text_input(key="settings.chroma_url").input("no address")
    app.button(key="settings.plain_save").click().run()
    assert "Chroma server is not a web address." in words(app)
    assert not (folders / "state" / "preferences.json").exists()


def test_what_joins_the_model_or_langfuse_stands_in_their_forms(
    visit: Visit, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHAT_PROVIDER", raising=False)
    show(monkeypatch, "chat_provider", "Provider")
    app = settings_page(visit)
    field = app.text_input(key="settings.chat_provider")
    assert (field.label, field.value) == ("Provider", "openai")
    field.input("anthropic")
    app.button(key="settings.save").click().run()
    app.run()
    assert saved(folders)["chat_provider"] == "anthropic"
    assert app.text_input(key="settings.chat_provider").value == "anthropic"


def test_what_the_environment_decides_is_read_only(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAT_PROVIDER", "anthropic")
    show(monkeypatch, "chat_provider", "Provider")
    app = settings_page(visit)
    assert app.text_input(key="settings.chat_provider").disabled
    assert "CHAT_PROVIDER" in words(app)


def test_what_was_tried_and_not_saved_stands_there_after_another_page(visit: Visit) -> None:
    app = settings_page(visit)
    app.text_input(key="settings.base_url").input("127.0.0.1:9/v1")
    app.text_input(key="settings.key").input("a-key")
    app.button(key="settings.test").click().run()
    app.session_state["ui.go"] = "journal"
    app.run()
    app.session_state["ui.go"] = "settings"
    app.run()
    assert app.text_input(key="settings.base_url").value == "127.0.0.1:9/v1"
    assert app.text_input(key="settings.key").value == "a-key"
    app.button(key="settings.save").click().run()
    app.run()
    assert app.text_input(key="settings.base_url").value == "http://127.0.0.1:9/v1"
    assert app.text_input(key="settings.key_1").value == ""
