"""Every page before the rules of axe-core, Korean in the light and English in the dark: nothing
serious.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from journal.samples import install_sample
from tests.browser.conftest import App, Visit, end, start
from tests.browser.tour import Locale, Stop, first_stops, prepare, visit_stop

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
# Made of what another stop shows.
ALIKE = ("first-journal", "first-decisions", "why")


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


def grave_faults(page: Page) -> list[str]:
    """Return the serious and critical faults that axe sees on the page as it is."""
    options = {"resultTypes": ["violations"], "elementRef": False, "ancestry": False}
    page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
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
        visit_stop(page, app, stop)
        faults[stop.name] = grave_faults(page)
    return {name: found for name, found in faults.items() if found}


@pytest.mark.parametrize(("locale", "scheme"), [("ko-KR", "light"), ("en-US", "dark")])
def test_no_page_has_a_serious_fault(
    empty: App, full: App, visit: Callable[..., Visit], locale: Locale, scheme: str
) -> None:
    first = visit(empty, locale=locale, scheme=scheme)
    assert not walk(first.page, empty, [each for each in first_stops() if each.name not in ALIKE])
    more = visit(full, locale=locale, scheme=scheme)
    stops = prepare(more.page, full, locale)
    assert not walk(more.page, full, [each for each in stops if each.name not in ALIKE])
