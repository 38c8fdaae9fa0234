"""An answer turned into a decision in a browser, and readings by a model that are stopped there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from chains.decide.rules import find_by_rules
from decisions import editing
from decisions.store import DecisionStore
from journal.store import EntryStore
from tests.browser.conftest import App, Visit, end, start
from tests.browser.test_story import ask
from tests.chains.decide.deciding import ENGLISH, KOREAN
from tests.decisions.records import NOW
from tests.model_server import ModelServer, Say

pytestmark = pytest.mark.browser

Starting = Callable[..., App]


@pytest.fixture
def starting(tmp_path: Path) -> Iterator[Starting]:
    """Start the app over two entries."""
    store = EntryStore(tmp_path / "journal")
    store.save(KOREAN)
    store.save(ENGLISH)
    running: list[App] = []

    def begin(**environment: str) -> App:
        running.append(start(tmp_path, as_a_newcomer=False, **environment))
        return running[-1]

    yield begin
    for each in running:
        end(each)


@pytest.mark.parametrize(
    ("locale", "question", "turn", "option", "quote", "decisions"),
    [
        (
            "ko-KR",
            "대학원에 갈까, 개발자로 취업할까?",
            "결정으로 옮기기",
            "대학원",
            "석사 이상",
            "결정",
        ),
        (
            "en-US",
            "The startup job or grad school?",
            "Turn into a decision",
            "grad school",
            "more fun than research",
            "Decisions",
        ),
    ],
    ids=["ko", "en"],
)
def test_an_answer_becomes_one_decision(
    starting: Starting,
    visit: Callable[..., Visit],
    locale: str,
    question: str,
    turn: str,
    option: str,
    quote: str,
    decisions: str,
) -> None:
    app = starting()
    page = visit(app, locale=locale).open()
    ask(page, question)
    page.get_by_role("button", name=turn).click()
    expect(page.get_by_role("heading", name=question)).to_be_visible()
    expect(page.get_by_role("heading", name=option).first).to_be_visible()
    card = page.locator(".x-card.x-proposal").filter(has_text=quote).first
    expect(card).to_be_visible()
    card.locator("blockquote").click()
    expect(page.locator(".st-key-reader mark")).to_contain_text(quote)
    # Asked and turned again, it is the same decision that opens.
    page.goto(app.url)
    ask(page, question)
    page.get_by_role("button", name=turn).last.click()
    expect(page.get_by_role("heading", name=question)).to_be_visible()
    page.get_by_role("link", name=decisions, exact=True).click()
    assert len(DecisionStore(app.home / "journal").load().decisions) == 1


def test_a_dialog_that_was_closed_stays_closed(
    starting: Starting, visit: Callable[..., Visit]
) -> None:
    app = starting()
    (found,) = find_by_rules(KOREAN)
    kept = DecisionStore(app.home / "journal").save(editing.take_on(found, NOW))
    page = visit(app).open(f"/decisions?d={kept.id}")
    dialog = page.get_by_role("dialog")
    page.get_by_role("button", name="Confirm all").click()
    expect(dialog.get_by_role("button", name="are right")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Edit").first.click()
    words = dialog.get_by_role("textbox").first
    words.fill("What is written here is mine")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    # What was typed there is still there; it is kept when it is saved.
    page.get_by_role("button", name="Edit").first.click()
    expect(words).to_have_value("What is written here is mine")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("What is written here is mine").first).to_be_visible()


def test_readings_by_a_model_tell_their_cost_and_stop(
    starting: Starting, visit: Callable[..., Visit]
) -> None:
    with ModelServer() as model:
        app = starting(OPENAI_BASE_URL=model.url, OPENAI_API_KEY="k", CHAT_MODEL="fake-chat")
        store = DecisionStore(app.home / "journal")
        (found,) = find_by_rules(KOREAN)
        kept = store.save(editing.confirm_all(found, NOW))
        page = visit(app).open(f"/decisions?d={kept.id}")
        page.get_by_role("radiogroup", name="What else you can do").get_by_text("More").click()
        expect(page.get_by_text("Calls to the model · 2")).to_be_visible()
        model.script(Say(text="{", ending="hang"))
        page.get_by_role("button", name="Refresh from my journal").click()
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_text("New since last time · 0")).to_be_visible()
        expect(page.get_by_text("Calls to the model · 2")).to_be_visible()
        # A saved entry: the page stays usable, and the reading is given up at once.
        model.script(Say(text="What", ending="hang"))
        page.goto(f"{app.url}/journal?write=new")
        page.get_by_label("Text", exact=True).fill(replace(ENGLISH, id="").body)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("The model is reading this entry for decisions")).to_be_visible()
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_text("The model is reading this entry for decisions")).to_have_count(0)
