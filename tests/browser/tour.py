"""A tour of the app: every page there is, over the sample journal, with something on each.

`python -m tests.browser.tour` takes a picture of each in both languages, widths and themes into
`pictures/` (`make pictures`); the test of accessibility walks the same way.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from journal.samples import install_sample
from tests.browser.conftest import CHROMIUM, PATIENCE_S, ROOT, App, end, start
from tests.model_server import ModelServer

TARGET: Final = ROOT / "pictures"
Locale = Literal["ko-KR", "en-US"]
Scheme = Literal["light", "dark"]
QUESTIONS: Final[dict[Locale, str]] = {
    "ko-KR": "대학원에 갈까, 취업할까?",
    "en-US": "grad school or industry?",
}
POST: Final = (
    "두 갈래 길 앞에서\n\nby 모과 2024. 4. 30.\n\n대학원에 갈까, 취업할까? 연구실에 앉아 있으면 "
    "마음이 가라앉는다. 회사에서 만든 것을 누가 쓰는 걸 보는 일이 더 즐거웠다.\n\n"
    "공유하기\n좋아요 3\n"
)
# The page has come to rest: no script runs, nothing on it is of an earlier run, nothing fades.
RESTING: Final = (
    "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState"
    " === 'notRunning'"
    " && !document.querySelector('[aria-busy=true], .x-opening, [data-stale=true],"
    " [data-testid=stSkeleton]')"
    " && !document.getAnimations().some((each) => each.playState === 'running')"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A page: its address, what is pressed there, and how tall a picture of it is."""

    name: str
    path: str
    act: Callable[[Page], None] | None = None
    height: int = 900


def rest(page: Page) -> None:
    """Wait until the page has come to rest."""
    page.wait_for_function(RESTING, timeout=PATIENCE_S * 1000)
    page.evaluate("document.fonts.ready")


def visit_stop(page: Page, app: App, stop: Stop) -> None:
    """Go to a stop."""
    page.goto(f"{app.url}{stop.path}")
    page.locator("[data-testid=stSidebarNav], .x-opening").first.wait_for(state="attached")
    rest(page)
    if stop.act is not None:
        stop.act(page)
        page.mouse.move(0, 0)  # a pressed button that the mouse rests on shows its tip, later
        rest(page)


def first_stops() -> tuple[Stop, ...]:
    """Return what a newcomer sees over an empty journal."""
    return (
        Stop(name="first", path="/"),
        Stop(name="first-journal", path="/journal"),
        Stop(name="first-decisions", path="/decisions"),
        Stop(name="paste", path="/journal?write=paste"),
        Stop(name="preview", path="/journal?write=paste", act=_preview),
    )


def prepare(page: Page, app: App, locale: Locale) -> tuple[Stop, ...]:
    """Ask a question, make a decision of it; return the stops that lead to all that is there."""
    visit_stop(page, app, Stop(name="", path="/"))
    _ask(page, QUESTIONS[locale])
    conversation = _in_address(page, "c")
    visit_stop(page, app, Stop(name="", path="/traces"))
    page.locator(".x-turns button, [data-act*=turn]").first.click()
    turn = _in_address(page, "turn")
    visit_stop(page, app, Stop(name="", path=f"/?c={conversation}"))
    page.locator("[class*=st-key-ask-decision] button").last.click()
    decision = _in_address(page, "d")
    visit_stop(page, app, Stop(name="", path="/journal"))
    page.locator(".x-list [data-act*=entry]").nth(2).click()
    entry = _in_address(page, "entry")
    return (
        Stop(name="ask", path="/"),
        Stop(name="answer", path=f"/?c={conversation}", height=1700),
        Stop(name="reader", path=f"/?c={conversation}", act=_open_reader),
        Stop(name="why", path=f"/?c={conversation}", act=_open_why, height=1700),
        Stop(name="journal", path="/journal"),
        Stop(name="entry", path=f"/journal?entry={entry}"),
        Stop(name="menu", path=f"/journal?entry={entry}", act=_open_menu),
        Stop(name="editor", path=f"/journal?write={entry}"),
        Stop(name="filter", path="/journal", act=_open_filter),
        Stop(name="search", path="/journal", act=_search),
        Stop(name="decisions", path="/decisions", height=1400),
        Stop(name="decision", path=f"/decisions?d={decision}", height=2400),
        Stop(name="confirming", path=f"/decisions?d={decision}", act=_open_confirming),
        Stop(name="data", path="/data", height=1900),
        Stop(name="traces", path="/traces"),
        Stop(name="trace", path=f"/traces?turn={turn}", height=1400),
        Stop(name="settings", path="/settings", height=1900),
    )


def prepare_with_model(page: Page, app: App, locale: Locale) -> tuple[Stop, ...]:
    """Ask a question where a model is connected."""
    visit_stop(page, app, Stop(name="", path="/"))
    _ask(page, QUESTIONS[locale])
    conversation = _in_address(page, "c")
    return (Stop(name="model-answer", path=f"/?c={conversation}", height=1700),)


def _ask(page: Page, question: str) -> None:
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".x-answer:not([aria-busy])")).to_be_visible()
    rest(page)


def _in_address(page: Page, name: str) -> str:
    page.wait_for_url(re.compile(rf"[?&]{name}=\w+"))
    rest(page)
    found = re.search(rf"[?&]{name}=([^&]+)", page.url)
    assert found is not None
    return found[1]


def _preview(page: Page) -> None:
    page.locator("textarea").fill(POST)
    page.locator(".st-key-paste-preview button").first.click()
    page.locator(".x-cuts").wait_for()


def _open_reader(page: Page) -> None:
    page.locator(".x-card blockquote").first.click()
    page.locator(".st-key-reader mark").wait_for()


def _open_why(page: Page) -> None:
    page.locator("[class*=st-key-why-toggle] button, [class*='st-key-why.toggle'] button").click()
    page.locator("[data-turn]").first.wait_for()


def _open_menu(page: Page) -> None:
    page.locator(".st-key-journal-more button:visible").click()
    page.get_by_test_id("stPopoverBody").wait_for()


def _open_filter(page: Page) -> None:
    page.locator(".st-key-journal-narrow button").first.click()
    page.get_by_test_id("stPopoverBody").wait_for()


def _open_confirming(page: Page) -> None:
    page.locator("[data-act*=decision-all]").click()
    page.get_by_role("dialog").locator("button").first.wait_for()


def _search(page: Page) -> None:
    box = page.locator(".st-key-journal-search input").first
    box.fill("연구")
    box.press("Enter")
    page.locator("mark", has_text="연구").first.wait_for()


def main(names: Sequence[str]) -> None:
    """Take the pictures, all of them or those named."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        expect.set_options(timeout=PATIENCE_S * 1000)
        for app, prepared in _houses(Path(folder), names):
            try:
                _take_pictures(browser, app, prepared, names)
            finally:
                end(app)
        browser.close()


def _houses(
    home: Path, names: Sequence[str]
) -> Iterator[tuple[App, Callable[[Page, App, Locale], tuple[Stop, ...]]]]:
    """Start the app as a newcomer gets it, over the sample journal, and with a model: those that
    hold a wanted stop.
    """
    wanted = set(names)
    of_newcomers = {stop.name for stop in first_stops()}
    of_models = {"model-answer"}
    for name in ("new", "sample", "model"):
        (home / name).mkdir()
    if not wanted or wanted & of_newcomers:
        yield start(home / "new", as_a_newcomer=True), lambda _page, _app, _locale: first_stops()
    install_sample(home / "model" / "journal")
    if not wanted or wanted - of_newcomers - of_models:
        install_sample(home / "sample" / "journal")
        yield start(home / "sample", as_a_newcomer=True), prepare
    if not wanted or wanted & of_models:
        with ModelServer() as model:
            connected = {
                "OPENAI_BASE_URL": model.url,
                "OPENAI_API_KEY": "k",
                "CHAT_MODEL": "fake-chat",
            }
            yield start(home / "model", as_a_newcomer=True, **connected), prepare_with_model


def _take_pictures(
    browser: Browser,
    app: App,
    prepared: Callable[[Page, App, Locale], tuple[Stop, ...]],
    names: Sequence[str],
) -> None:
    locales: tuple[Locale, ...] = ("ko-KR", "en-US")
    for locale in locales:
        stops: tuple[Stop, ...] | None = None
        for width in (1400, 420):
            page = browser.new_context(
                locale=locale, viewport={"width": width, "height": 900}
            ).new_page()
            stops = stops or prepared(page, app, locale)
            for stop in stops:
                if names and stop.name not in names:
                    continue
                page.set_viewport_size({"width": width, "height": stop.height})
                visit_stop(page, app, stop)
                _take_both(page, f"{stop.name}-{locale[:2]}-{width}")
            page.context.close()


def _take_both(page: Page, name: str) -> None:
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_timeout(150)
        page.screenshot(path=TARGET / f"{name}-{scheme}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
