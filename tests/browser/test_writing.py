"""Writing in a browser: words typed a moment ago survive a reload; a first visit may begin at any
page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.conftest import App, Visit, end, start

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    running = start(tmp_path_factory.mktemp("writing"))
    yield running
    end(running)


def test_a_draft_survives_a_reload_and_becomes_an_entry(
    app: App, visit: Callable[..., Visit]
) -> None:
    page = visit(app, locale="ko-KR").open("/journal?write=new")
    page.get_by_label("제목").fill("밤에 쓰는 글")
    page.get_by_label("본문").press_sequentially("오늘은 3~4시간 걸었다.\n내일은 쉰다.")
    page.reload()
    expect(page.get_by_label("본문")).to_have_value("오늘은 3~4시간 걸었다.\n내일은 쉰다.")
    expect(page.get_by_label("제목")).to_have_value("밤에 쓰는 글")
    page.get_by_role("button", name="저장", exact=True).click()
    expect(page.get_by_role("heading", name="밤에 쓰는 글")).to_be_visible()
    (file,) = (app.home / "journal").rglob("*.md")
    assert "오늘은 3~4시간 걸었다.\n내일은 쉰다." in file.read_text(encoding="utf-8")
    assert "오늘은" not in file.name
    page.goto(f"{app.url}/journal?write=new")
    expect(page.get_by_label("본문")).to_have_value("")


def test_words_on_their_way_to_the_app_survive_a_reload(app: App, chromium: Browser) -> None:
    lost: list[bool] = []

    def lose(socket: WebSocketRoute) -> None:
        to_app = socket.connect_to_server()
        socket.on_message(lambda message: None if lost else to_app.send(message))

    page = chromium.new_page(locale="ko-KR")
    page.route_web_socket("**/_stcore/stream", lose)
    page.goto(f"{app.url}/journal?write=new")
    page.get_by_label("본문").wait_for()
    lost.append(True)
    page.get_by_label("본문").fill("밤 열한 시, 아직 공방이다.")
    expect(page.locator(".x-editor")).to_have_attribute("data-sent", re.compile("공방"))
    lost.clear()
    page.reload()
    expect(page.get_by_label("본문")).to_have_value("밤 열한 시, 아직 공방이다.")
    page.close()


def test_the_language_can_be_switched_and_stays(app: App, visit: Callable[..., Visit]) -> None:
    page = visit(app, locale="ko-KR").open("/settings")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()


def test_what_is_typed_in_a_form_outlives_a_change_of_page(
    app: App, visit: Callable[..., Visit]
) -> None:
    page = visit(app).open("/settings")
    address = page.locator(".st-key-settings-base_url input")
    key = page.locator("[class*=st-key-settings-key] input[type=password]")

    def go_and_come_back() -> None:
        for place, mark in (("journal", ".st-key-journal-head"), ("settings", address)):
            page.locator(f"[data-testid=stSidebarNav] a[href$='/{place}']").click()
            expect(page.locator(mark) if isinstance(mark, str) else mark).to_be_visible()

    expect(address).to_have_value("")
    address.fill("127.0.0.1:9/v1")
    key.fill("typed-key")
    go_and_come_back()
    expect(address).to_have_value("127.0.0.1:9/v1")
    expect(key).to_have_value("typed-key")
    page.locator(".st-key-settings-save button").click()
    expect(address).to_have_value("http://127.0.0.1:9/v1")
    expect(key).to_have_value("")
    go_and_come_back()
    expect(address).to_have_value("http://127.0.0.1:9/v1")


def test_words_outlive_a_change_of_page(app: App, visit: Callable[..., Visit]) -> None:
    page = visit(app).open("/journal?write=new")
    page.get_by_label("Tags").fill("tram")
    page.get_by_label("Tags").press("Enter")
    page.get_by_label("Text", exact=True).fill("The last tram was empty.")
    page.get_by_label("Title").click()
    go(page, "settings", ".st-key-settings-base_url")
    go(page, "journal", "[data-testid=stHorizontalBlock].st-key-journal-draft")
    page.get_by_role("button", name="Go on writing").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("The last tram was empty.")
    expect(page.get_by_label("Tags")).to_have_value("tram")
    page.reload()
    expect(page.get_by_label("Text", exact=True)).to_have_value("The last tram was empty.")
    expect(page.get_by_label("Tags")).to_have_value("tram")
    page.get_by_role("button", name="Discard").click()


def go(page: Page, place: str, mark: str) -> None:
    page.locator(f"[data-testid=stSidebarNav] a[href$='/{place}']").click()
    expect(page.locator(mark)).to_be_visible()


def test_words_typed_a_moment_before_the_press_are_saved(
    app: App, visit: Callable[..., Visit]
) -> None:
    page = visit(app).open("/journal?write=new")
    text, save = page.get_by_label("Text", exact=True), page.get_by_role("button", name="Save")
    text.fill("The ferry was late")
    expect(save).to_be_enabled()
    text.fill("The ferry was late, and I was glad.")
    save.click()
    expect(page.locator("article.x-reading")).to_contain_text("and I was glad.")
