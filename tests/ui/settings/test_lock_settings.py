"""The lock on the Settings page: set twice alike, changed and removed with the present words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gate.passphrase import PassphraseFile, fits, hash_passphrase
from tests.ui.conftest import words

pytestmark = pytest.mark.usefixtures("cheap_hash")
Visit = Callable[..., AppTest]
WORDS = "seven umbrellas"


def settings_page(visit: Visit) -> AppTest:
    app = visit()
    app.session_state["ui.go"] = "settings"
    return app.run()


def submit(app: AppTest, button: str, **typed: str) -> AppTest:
    labels = {"current": "Current passphrase", "new": "New passphrase", "again": "Once more"}
    for name, text in typed.items():
        next(each for each in app.text_input if each.label == labels[name]).input(text)
    return app.button(key=button).click().run()


def test_it_is_set_changed_and_removed(visit: Visit, folders: Path) -> None:
    file = PassphraseFile(folders / "state" / "lock.json")
    app = settings_page(visit)
    assert "not the same" in words(submit(app, "settings.lock_set", new=WORDS, again="eight"))
    assert "too short" in words(submit(app, "settings.lock_set", new="short", again="short"))
    assert file.kept() == ""
    app = submit(app, "settings.lock_set", new=WORDS, again=WORDS)
    assert fits(file.kept(), WORDS)
    assert "Lock now" in words(app)
    assert all(each.value == "" for each in app.text_input if "assphrase" in each.label)

    wrong = submit(
        app, "settings.lock_set", current="eight", new="another one", again="another one"
    )
    assert "not the passphrase" in words(wrong)
    assert "not the passphrase" in words(submit(app, "settings.lock_remove", current=""))
    assert fits(file.kept(), WORDS)
    app = submit(app, "settings.lock_set", current=WORDS, new="another one", again="another one")
    assert fits(file.kept(), "another one")
    app.selectbox(key="settings.lock_after").set_value("5").run()
    app = submit(app, "settings.lock_remove", current="another one")
    assert file.kept() == ""
    assert "The lock is removed." in words(app)


def test_what_the_environment_decides_is_only_told(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APP_PASSPHRASE_HASH", hash_passphrase(WORDS))
    app = settings_page(visit)
    assert "APP_PASSPHRASE_HASH" in words(app)
    assert "Lock now" in words(app)
    assert not [each for each in app.text_input if each.label == "New passphrase"]
