"""Search on the Journal page: what holds the words, in the order of days, marked, and
nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from journal.samples import install_sample
from tests.ui.conftest import PATIENCE, page, words
from ui.shared import app_services
from ui.shared.markup import dotted

Search = Callable[[str], AppTest]


@pytest.fixture
def search(folders: Path, monkeypatch: pytest.MonkeyPatch) -> Search:
    """Search the sample on the Journal page."""
    install_sample(folders / "journal")
    monkeypatch.setenv("CROSSROADS_LANGUAGE", "ko")
    app = AppTest.from_function(page, default_timeout=PATIENCE).run()
    app.session_state["ui.go"] = "journal"
    app.run()
    return lambda sought: app.text_input(key="journal.words").input(sought).run()


@pytest.mark.parametrize("absent", ["zzzzqx", "우주정거장"])
def test_words_that_nobody_wrote_find_nothing(search: Search, absent: str) -> None:
    app = search(absent)
    assert dotted([f"‘{absent}’ 검색", "맞는 글이 없어요"]) in words(app)
    assert not app.exception
    assert not app.expander
    assert "<li>" not in words(app)
    app.button(key="journal.clear").click().run()
    assert dotted(["글 44편", "최신순"]) in words(app)


@pytest.mark.parametrize("sought", ["연구", "professor", "먹다"])
def test_what_holds_the_words_is_found_counted_and_in_order(search: Search, sought: str) -> None:
    entries = app_services.refresh().entries
    held = app_services.services().index.holding(sought)
    assert 1 < len(held) < len(entries)
    shown = words(search(sought))
    assert dotted([f"‘{sought}’ 검색", f"글 {len(held)}편", "최신순"]) in shown
    rows = list(dict.fromkeys(re.findall(r"sample-\d{4}-\d\d-\d\d", shown)))
    newest = sorted(held, reverse=True)[:20]
    assert rows[: len(newest)] == newest
    assert "<mark>" in shown
