"""Every page, in both languages and themes, before the rules of axe-core: nothing serious."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from journal.samples import install_sample
from tests.browser.conftest import App, Visit, end, start
from tests.browser.tour import Locale, Stop, first_stops, prepare, rest, visit_stop

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
# What is Streamlit's own and cannot be reached from an app is named here, with why.
NOT_OURS: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    app = start(tmp_path_factory.mktemp("first"))
    yield app
    end(app)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    home = tmp_path_factory.mktemp("tour")
    install_sample(home / "journal")
    app = start(home)
    yield app
    end(app)


def grave_faults(page: Page, *, only_colours: bool = False) -> list[str]:
    """Return the serious and critical faults that axe sees on the page as it is."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "elementRef": False}
    if only_colours:
        options["runOnly"] = {"type": "rule", "values": ["color-contrast"]}
    page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary'][-160:]}"
        for fault in cast("list[dict[str, Any]]", found["violations"])
        if fault["impact"] in GRAVE and fault["id"] not in NOT_OURS
        for node in fault["nodes"][:3]
    ]


def walk(page: Page, app: App, stops: tuple[Stop, ...]) -> dict[str, list[str]]:
    """Return the faults of each stop, light and dark; the dark page differs in its colours only."""
    faults = {}
    for stop in stops:
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        visit_stop(page, app, stop)
        faults[stop.name] = grave_faults(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        rest(page)
        faults[f"{stop.name}, dark"] = grave_faults(page, only_colours=True)
    return {name: found for name, found in faults.items() if found}


@pytest.mark.parametrize("locale", ["ko-KR", "en-US"])
def test_no_page_has_a_serious_fault(
    empty: App, full: App, visit: Callable[..., Visit], locale: Locale
) -> None:
    first = visit(empty, locale=locale)
    assert not walk(first.page, empty, first_stops())
    more = visit(full, locale=locale)
    assert not walk(more.page, full, prepare(more.page, full, locale))
