"""Every page test runs the real page over real services, in folders of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.scanned_packages import scan_once
from ui.shared import app_services

NAMES = (
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "CHAT_MODEL",
    "EMBEDDING_MODEL",
    "LANGFUSE_PUBLIC_KEY",
    "LANGFUSE_SECRET_KEY",
)
PATIENCE = 60

scan_once()


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty journal of the test's own, with nothing set by the environment."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JOURNAL_DIR", str(tmp_path / "journal"))
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))
    app_services.close()
    yield tmp_path
    app_services.close()


@pytest.fixture
def visit(folders: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open the app over `folders` as a visitor whose language is given."""
    assert not list(folders.iterdir())

    def open_app(language: str = "en") -> AppTest:
        monkeypatch.setenv("CROSSROADS_LANGUAGE", language)
        return AppTest.from_function(page, default_timeout=PATIENCE).run()

    return open_app


def page() -> None:
    """Draw the app. From a function, because AppTest takes the folder `ui/pages` for Streamlit's
    older page table.
    """
    from ui.main import main

    main()


def words(app: AppTest) -> str:
    """Return all HTML on the page."""
    return "\n".join(str(each.proto.body) for each in app.get("html"))
