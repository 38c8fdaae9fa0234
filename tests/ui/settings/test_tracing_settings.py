"""Langfuse on the Settings page: a test in words, a secret never shown again, and the privacy
switch.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from config.keys import LANGFUSE_KEY, KeyStore
from tests.langfuse_server import LangfuseServer
from tests.ui.conftest import words

Visit = Callable[..., AppTest]


@pytest.fixture
def server() -> Iterator[LangfuseServer]:
    with LangfuseServer() as running:
        yield running


def settings_page(visit: Visit, language: str = "en") -> AppTest:
    app = visit(language)
    app.session_state["ui.go"] = "settings"
    return app.run()


def fill(app: AppTest, server: LangfuseServer, *, secret: str) -> None:
    """Type into the fields of the form; a press on one of its buttons sends them."""
    app.text_input(key="settings.langfuse_base_url").input(server.address.base_url)
    app.text_input(key="settings.langfuse_public_key").input(server.public_key)
    app.text_input(key="settings.langfuse_secret_key").input(secret)


def test_the_test_button_says_who_answers_and_what_is_wrong(
    visit: Visit, server: LangfuseServer
) -> None:
    app = settings_page(visit, "ko")
    app.button(key="settings.langfuse_test").click().run()
    assert "두 키가 모두 있어야 해요." in words(app)
    fill(app, server, secret="sk-lf-wrong")
    app.button(key="settings.langfuse_test").click().run()
    assert "x-problem" in words(app)
    fill(app, server, secret=server.secret_key)
    app.button(key="settings.langfuse_test").click().run()
    assert "Langfuse가 답했어요. 프로젝트 test" in words(app)


def test_a_kept_secret_is_out_of_sight_and_can_be_forgotten(
    visit: Visit, server: LangfuseServer, folders: Path
) -> None:
    app = settings_page(visit)
    fill(app, server, secret=server.secret_key)
    app.button(key="settings.langfuse_save").click().run()
    app.run()
    kept = KeyStore(folders / "state").get(LANGFUSE_KEY)
    assert kept is not None
    assert kept.get_secret_value() == server.secret_key
    assert server.secret_key not in (folders / "state" / "preferences.json").read_text()
    assert app.text_input(key="settings.langfuse_secret_key_1").value in ("", None)
    assert f"On · {server.address.base_url}" in words(app)
    assert "are traced to" in words(app)
    app.button(key="settings.langfuse_forget").click().run()
    app.run()
    assert KeyStore(folders / "state").get(LANGFUSE_KEY) is None
    assert "are traced to" not in words(app)


def test_the_privacy_switch_is_saved_at_once_and_told(
    visit: Visit, server: LangfuseServer, folders: Path
) -> None:
    app = settings_page(visit)
    fill(app, server, secret=server.secret_key)
    app.button(key="settings.langfuse_save").click().run()
    app.run()
    app.radio(key="settings.content").set_value("masked").run()
    app.run()
    assert (
        json.loads((folders / "state" / "preferences.json").read_text())["langfuse_content"]
        == "masked"
    )
    assert "Traces without any sentence of yours go to" in words(app)
    app.radio(key="settings.content").set_value("off").run()
    app.run()
    assert "Nothing leaves this machine." in words(app)


def test_what_the_environment_decides_cannot_be_switched(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGFUSE_CONTENT", "masked")
    app = settings_page(visit)
    assert app.radio(key="settings.content").disabled
    assert app.radio(key="settings.content").value == "masked"
    assert "LANGFUSE_CONTENT" in words(app)
