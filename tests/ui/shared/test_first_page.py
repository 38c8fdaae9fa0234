"""What only serves later lets the first page go before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from journal.samples import install_sample
from journal.store import ENTRIES
from language.grammar import morphology
from services import Services
from ui.jobs.good_questions import GoodQuestions
from ui.shared import app_services

Visit = Callable[..., AppTest]


@pytest.fixture
def begun(folders: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether a page was drawn when embedding began, over the sample's entries."""
    install_sample(folders / "sample")
    for file in (folders / "sample").rglob("*.md"):
        os.utime(file, (1, 1))  # what was written this very moment is read again, and embedded
    monkeypatch.setenv("JOURNAL_DIR", str(folders / "sample"))
    seen: list[bool] = []
    monkeypatch.setattr(
        Services, "adopt_embedding", lambda _: seen.append(app_services.opening().is_drawn)
    )
    return seen


@pytest.fixture
def visit(begun: list[bool]) -> Visit:
    """Open the app over the sample's entries."""
    del begun
    return _open_app


def _open_app() -> AppTest:
    return AppTest.from_string("from ui.main import main; main()", default_timeout=60).run()


def test_embedding_begins_when_the_first_page_is_drawn(visit: Visit, begun: list[bool]) -> None:
    visit()
    app_services.opening()._thread.join()
    assert begun == [True]


def test_what_changed_before_the_first_page_is_embedded_after_it(
    visit: Visit, begun: list[bool], folders: Path
) -> None:
    app_services.opening().services()
    (folders / "sample" / ENTRIES / "2024-05-01-late.md").write_text("Late.", encoding="utf-8")
    visit()
    app_services.opening()._thread.join()
    assert begun == [True]


def test_what_is_pressed_right_after_the_first_page_waits_for_no_embedding(
    visit: Visit, begun: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_services, "_PAUSE_S", 3600)
    visit()
    app_services.close()
    assert begun == []


@pytest.mark.usefixtures("folders")
def test_an_empty_journal_gets_its_korean_ready_when_the_first_page_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(
        morphology, "make_ready", lambda: seen.append(app_services.opening().is_drawn)
    )
    _open_app()
    app_services.opening()._thread.join()
    assert seen == [True]


def test_a_journal_closed_before_its_first_page_begins_no_embedding(begun: list[bool]) -> None:
    app_services.opening().services()
    app_services.close()
    assert begun == []


def test_example_questions_are_looked_for_when_the_first_page_is_drawn(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GoodQuestions, "find", lambda *_: ("Why?",))
    app = visit()
    assert "Why?" not in [each.label for each in app.button]
    app.run()
    assert "Why?" in [each.label for each in app.button]
