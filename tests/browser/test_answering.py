"""Answers of a model in a browser: streaming, Stop, clicks while it writes, reloads, and text that
tries to get out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from journal.entry import Entry
from journal.store import EntryStore
from tests.browser.conftest import PATIENCE_S, App, Visit, end, start
from tests.browser.test_story import ask
from tests.model_server import ModelServer, Say

pytestmark = pytest.mark.browser

# An entry and an answer that try to leave their place.
BODY = """I like the lab because nobody hurries me there.

In industry somebody uses what I build on the same day. It costs 3~4 hours of \
sleep and $100 a month, $200 with rent.

<script>document.title = "gone"</script><img src=x onerror="document.title='gone'">
![](http://evil.example/p.png) **bold**
Grad school would mean three more years. I am not sure that I want them."""


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with ModelServer() as server:
        yield server


@pytest.fixture(scope="module")
def app(model: ModelServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    home = tmp_path_factory.mktemp("answering")
    store = EntryStore(home / "journal")
    store.save(
        Entry(id="", written_on=date(2024, 3, 4), title="Same day", body=BODY, tags=("work",))
    )
    running = start(home, OPENAI_BASE_URL=model.url, OPENAI_API_KEY="k", CHAT_MODEL="fake-chat")
    yield running
    end(running)


def slow(model: ModelServer, words: int) -> None:
    model.script(Say(text="[1.1] " + "word " * words, piece=10, pace=0.05))


def words(page: Page) -> str:
    return page.locator(".x-prose").last.inner_text()


def test_stop_keeps_what_was_there(
    app: App, model: ModelServer, visit: Callable[..., Visit]
) -> None:
    slow(
        model, words=4_000
    )  # a hundred seconds: it does not end by itself, however long the click takes
    page = visit(app).open()
    ask(page, "grad school or industry?")
    expect(page.locator(".x-prose").last).to_contain_text("word word")
    before = words(page)
    box = page.get_by_test_id("stChatInputStopButton")
    # Where a run of the page has taken over from the first, the box has no Stop; the answer has.
    stop = box.or_(page.locator(".x-state [data-act]")).locator("visible=true")
    expect(stop).to_have_count(1)
    stop.click()
    expect(page.get_by_text("Stopped. What was there is kept.")).to_be_visible()
    assert words(page).startswith(before.split("word word")[0])
    assert "word word" in words(page)
    kept = words(page)
    page.reload()
    expect(page.get_by_text("Stopped. What was there is kept.")).to_be_visible()
    assert words(page) == kept
    assert model.left.wait(PATIENCE_S)


def test_a_click_or_a_reload_does_not_disturb_an_answer(
    app: App, model: ModelServer, visit: Callable[..., Visit]
) -> None:
    slow(model, words=200)
    page = visit(app).open()
    ask(page, "grad school or industry?")
    expect(page.locator(".x-prose").last).to_contain_text("word word word word word")
    # As a hand does it: once the page has come to rest; the text may be drawn anew between down and
    # up.
    place = page.wait_for_function(
        "() => { const box = document.querySelector('[aria-busy=true]"
        " .x-number')?.getBoundingClientRect(); const rests = box && box.y === window.lastY;"
        " window.lastY = box?.y; return rests && [box.x + 5, box.y + 5]; }",
        polling=250,
    ).json_value()
    page.mouse.move(*place)
    drawn = words(page)
    page.mouse.down()
    # Held until the text under it has been drawn anew, which is what makes such a click hard.
    page.wait_for_function(
        "before => [...document.querySelectorAll('.x-prose')].at(-1).innerText.length >"
        " before.length",
        arg=drawn,
    )
    page.mouse.up()
    expect(page.locator(".st-key-reader mark")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_be_visible()
    page.reload()
    expect(page.locator("[aria-busy=true]")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert words(page).count("word") == 200
    expect(page.get_by_text("Stopped.")).to_have_count(0)


def test_what_a_model_or_an_entry_writes_is_only_text(
    app: App, model: ModelServer, visit: Callable[..., Visit]
) -> None:
    model.script(
        Say(
            text=(
                "See <img src=http://evil.example/b.png> ![x](http://evil.example/a.png) $1 and $2"
                " ~~x~~ [1.1]"
            )
        )
    )
    page = visit(app).open()
    ask(page, "grad school or industry?")
    expect(page.locator(".x-card").first).to_be_visible()
    assert "$1 and $2 ~~x~~" in words(page)
    page.locator(".x-prose .x-number").first.click()
    reader = page.locator(".st-key-reader .x-entry")
    expect(reader).to_contain_text("<script>")
    expect(reader).to_contain_text("3~4 hours of sleep and $100 a month, $200 with rent.")
    expect(reader).to_contain_text("**bold**")
    assert page.locator(".stMain img").count() == 0
    assert page.title() != "gone"


def test_the_keyboard_reaches_a_citation(app: App, visit: Callable[..., Visit]) -> None:
    page = visit(app).open()
    ask(page, "Do I like the lab?")
    button = page.locator(".x-card .x-number").first
    expect(button).to_be_visible()
    expect(button).to_have_attribute("aria-label", re.compile("Open passage"))
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-reader mark")).to_be_visible()
    expect(page.locator("[data-close]")).to_be_focused()


def test_on_a_phone_everything_is_one_column(app: App, visit: Callable[..., Visit]) -> None:
    page = visit(app, width=420, height=860).open()
    ask(page, "grad school or industry?")
    expect(page.locator(".x-card").first).to_be_visible()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")
    # One option at a time, and a switch between them.
    lefts = page.locator(".x-card").evaluate_all(
        "cards => [...new Set(cards.filter(card => card.offsetParent)"
        ".map(card => card.getBoundingClientRect().left))]"
    )
    assert len(lefts) == 1
    columns = page.locator(".x-column")
    expect(columns.nth(0)).to_be_visible()
    expect(columns.nth(1)).to_be_hidden()
    page.locator(".x-switch button").nth(1).click()
    expect(columns.nth(0)).to_be_hidden()
    expect(columns.nth(1)).to_be_visible()
    page.locator(".x-switch button").nth(0).click()
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_in_viewport()
    page.locator(".x-card .x-number").first.click()
    box = page.locator(".st-key-reader").bounding_box()
    assert box
    assert box["width"] == 420


def test_headers_keep_the_page_to_itself(app: App, visit: Callable[..., Visit]) -> None:
    page = visit(app).page
    response = page.goto(app.url)
    assert response
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "img-src 'self' data: blob:" in policy
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["x-content-type-options"] == "nosniff"
