"""Why this answer and the Traces page in a browser, in both languages, on a wide screen and on a
phone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import expect

from journal.entry import Entry
from journal.store import EntryStore
from tests.browser.conftest import App, Visit, end, start
from tests.browser.test_story import ask
from tests.model_server import ModelServer

pytestmark = pytest.mark.browser

BODY = """I like the lab because nobody hurries me there. 대학원에 가면 더 오래 머물 수 있다.

<img src=x onerror="document.title='gone'"> Grad school would mean three more years in the lab."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    home = tmp_path_factory.mktemp("why")
    EntryStore(home / "journal").save(
        Entry(id="", written_on=date(2024, 3, 4), title="Lab", body=BODY, tags=())
    )
    with ModelServer() as model:
        running = start(home, OPENAI_BASE_URL=model.url, OPENAI_API_KEY="k", CHAT_MODEL="fake-chat")
        yield running
        end(running)


@pytest.mark.parametrize(
    ("locale", "width", "scheme", "question", "why", "traces", "back"),
    [
        (
            "en-US",
            1400,
            "dark",
            "Do I like the lab?",
            "Why this answer?",
            "Traces",
            "To the conversation",
        ),
        (
            "ko-KR",
            420,
            "light",
            "대학원에 가면 어떨까?",
            "왜 이런 답인가요?",
            "답변 기록",
            "대화로 가기",
        ),
    ],
)
def test_what_an_answer_was_made_of(
    app: App,
    visit: Callable[..., Visit],
    locale: str,
    width: int,
    scheme: str,
    question: str,
    why: str,
    traces: str,
    back: str,
) -> None:
    page = visit(app, locale=locale, width=width, scheme=scheme).open()
    ask(page, question)
    page.get_by_role("button", name=why).focus()
    page.keyboard.press("Enter")
    panel = page.locator(".x-why")
    expect(panel).to_be_visible()
    call = panel.locator(".x-call").last
    call.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(call.locator("pre").nth(1)).to_contain_text(question)
    expect(call.locator("pre").nth(1)).to_contain_text("<journal>")
    panel.locator(".x-found button").first.click()
    expect(page.locator(".st-key-reader mark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(call.locator("pre").first).to_be_visible()  # what was unfolded stays so
    page.goto(f"{app.url}/traces")
    expect(page.get_by_role("heading", name=traces, exact=True)).to_be_visible()
    page.locator(".x-turns button").filter(has_text=question).first.click()
    expect(page.locator(".x-why")).to_be_visible()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")
    page.get_by_role("button", name=back).click()
    expect(page.locator(".x-asked")).to_contain_text(question)
    assert page.title() != "gone"
    assert page.locator(".stMain img").count() == 0


PRESS_AT_ONCE = """
new MutationObserver((_, watching) => {
  const row = document.querySelector(".x-turns button");
  if (row) { watching.disconnect(); row.click(); }
}).observe(document, { childList: true, subtree: true });
"""


def test_a_press_before_anything_can_carry_it_is_kept(
    app: App, visit: Callable[..., Visit]
) -> None:
    page = visit(app).open()
    ask(page, "Do I like the lab?")
    expect(page.locator(".x-answer:not([aria-busy])")).to_be_visible()
    page.add_init_script(PRESS_AT_ONCE)
    served = page.goto(f"{app.url}/traces")
    assert served is not None
    assert "<title>Crossroads</title>" in served.text()  # what a browser gets is dressed, too
    expect(page.locator(".x-why")).to_be_visible()
    page.context.close()  # in which the script would press for others too
