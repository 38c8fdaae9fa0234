"""Every page before the rules of axe-core, its colours in the light and in the dark: nothing
serious. In both languages, wide in one and on a phone in the other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from journal.samples import install_sample
from tests.browser.conftest import App, Visit, end, start
from tests.browser.tour import (
    Locale,
    Stop,
    first_stops,
    prepare,
    prepare_with_model,
    rest,
    visit_stop,
)
from tests.model_server import ModelServer
from ui.shared.text import messages

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
# Made of what another stop shows.
ALIKE = ("first-journal", "first-decisions", "paste", "search", "answer", "why")
DARK_PAPER = "rgb(21, 23, 26)"
LIGHT_INK = "rgb(34, 37, 43)"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    running = start(tmp_path)
    yield running
    end(running)


def grave_faults(page: Page, *rules: str) -> list[str]:
    """Return the serious and critical faults that axe sees on the page as it is, by these rules or
    by all.
    """
    # Without a preload: the page's styles are its own, none are fetched from elsewhere.
    options: dict[str, Any] = {"resultTypes": ["violations"], "elementRef": False, "preload": False}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary'][-160:]}"
        for fault in cast("list[dict[str, Any]]", found["violations"])
        if fault["impact"] in GRAVE
        for node in fault["nodes"][:3]
    ]


def walk(page: Page, app: App, stops: Sequence[Stop]) -> dict[str, list[str]]:
    """Return the faults of each stop that has any."""
    faults = {}
    for stop in stops:
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        visit_stop(page, app, stop)
        faults[stop.name] = grave_faults(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        expect(page.locator(".stApp")).to_have_css("background-color", DARK_PAPER)
        rest(page)
        for text in page.get_by_test_id("stPopoverBody").locator("p").all():
            expect(text).not_to_have_css("color", LIGHT_INK)  # it is drawn anew after the page
        faults[stop.name] += grave_faults(page, "color-contrast")
    return {name: found for name, found in faults.items() if found}


@pytest.mark.parametrize(("locale", "width"), [("ko-KR", 1400), ("en-US", 420)])
def test_no_page_has_a_serious_fault(
    app: App, visit: Callable[..., Visit], locale: Locale, width: int
) -> None:
    newcomer = visit(app, locale=locale, width=width).page
    assert not walk(newcomer, app, [each for each in first_stops() if each.name not in ALIKE])
    install_sample(app.home / "journal")
    writer = visit(app, locale=locale, width=width).page
    stops = prepare(writer, app, locale)
    assert not walk(writer, app, [each for each in stops if each.name not in ALIKE])


def test_an_answer_of_a_model_has_no_serious_fault(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    install_sample(tmp_path / "journal")
    with ModelServer() as model:
        app = start(
            tmp_path,
            OPENAI_BASE_URL=model.url,
            OPENAI_API_KEY="k",
            CHAT_MODEL="fake-chat",
        )
        try:
            page = visit(app, locale="ko-KR").page
            assert not walk(page, app, prepare_with_model(page, app, "ko-KR"))
        finally:
            end(app)


def test_the_controls_of_streamlit_speak_the_language_of_the_page(
    app: App, visit: Callable[..., Visit]
) -> None:
    page = visit(app, locale="ko-KR", width=420).open()
    expect(page.get_by_role("button", name=messages("ko")["frame.unfold"])).to_be_visible()
