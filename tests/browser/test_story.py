"""The whole story in a browser, in both languages: from an empty journal to a highlighted sentence,
without a model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.browser.conftest import App, Visit, end, start

pytestmark = pytest.mark.browser

KOREAN_POST = """본문 바로가기
기록

두 갈래 길 앞에서

by 모과 2024. 4. 30.

연구실에 앉아 있으면 마음이 가라앉는다. 대학원에 가면 2~3년은 더 이렇게 지낼 수 있겠지.
하지만 회사에서 만든 것을 누가 쓰는 걸 보는 일이 더 즐거웠다. 취업을 하면 월 $2000쯤은 벌 수 있다.

서두르지 말자. 한 학기 더 다녀 보고 정해도 늦지 않다.
<img src="http://evil.example/x.png" onerror="document.title='gone'"> 이것도 그냥 글자다.
"""
ENGLISH_POST = """Two roads in front of me

3 May 2024

My adviser says that grad school would give me three more years to think. \
I like the quiet of the lab.
Still, in industry somebody uses what I build on the same day, and that felt better than any paper.

**No hurry**, I told myself. One more term will not hurt.
"""


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    app = start(tmp_path_factory.mktemp("story"), as_a_newcomer=True)
    yield app
    end(app)


def ask(page: Page, question: str) -> None:
    page.get_by_test_id("stChatInputTextArea").fill(question)
    page.keyboard.press("Enter")


def boxes(page: Page) -> tuple[FloatRect, FloatRect]:
    """Return where the answer and the reader stand."""
    answer, reader = (page.locator(of).bounding_box() for of in (".x-answer", ".st-key-reader"))
    assert answer
    assert reader
    return answer, reader


@pytest.mark.parametrize(
    ("locale", "scheme", "post", "paste", "preview", "title", "save", "nav", "question", "found"),
    [
        (
            "ko-KR",
            "light",
            KOREAN_POST,
            "붙여넣기",
            "미리 보기",
            "두 갈래 길 앞에서",
            "저장",
            "묻기",
            "대학원에 갈까, 취업할까?",
            "대학원에 가면 2~3년은 더 이렇게 지낼 수 있겠지.",
        ),
        (
            "en-US",
            "dark",
            ENGLISH_POST,
            "Paste text",
            "Preview",
            "Two roads in front of me",
            "Save",
            "Ask",
            "grad school or industry?",
            "My adviser says that grad school would give me three more years to think.",
        ),
    ],
)
def test_from_a_pasted_post_to_a_highlighted_sentence(
    empty: App,
    visit: Callable[..., Visit],
    locale: str,
    scheme: str,
    post: str,
    paste: str,
    preview: str,
    title: str,
    save: str,
    nav: str,
    question: str,
    found: str,
) -> None:
    page = visit(empty, locale=locale, scheme=scheme).open()
    page.get_by_role("button", name=paste).click()
    page.locator("textarea").fill(post)
    page.get_by_role("button", name=preview).click()
    expect(page.get_by_label("제목" if locale == "ko-KR" else "Title")).to_have_value(title)
    page.get_by_role("button", name=save, exact=True).click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    page.get_by_role("link", name=nav).click()
    ask(page, question)
    card = page.locator(".x-card").filter(has_text=found)
    expect(card.first).to_be_visible()
    width = page.locator(".x-answer").evaluate("each => each.offsetWidth")
    card.first.locator("blockquote").first.click()
    mark = page.locator(".st-key-reader mark")
    expect(mark).to_have_text(found)
    expect(mark).to_be_in_viewport()
    paper = "rgb(251, 248, 243)" if scheme == "light" else "rgb(21, 23, 26)"
    highlight = "rgb(255, 240, 179)" if scheme == "light" else "rgb(74, 63, 22)"
    expect(page.locator(".stApp")).to_have_css("background-color", paper)
    expect(mark).to_have_css("background-color", highlight)
    assert page.evaluate("document.fonts.check('16px \"Pretendard Variable\"')")
    # The answer keeps its width beside the reader, and the reader leads from quote to quote.
    assert page.locator(".x-answer").evaluate("each => each.offsetWidth") == width
    for each in (1400, 1280, 1160):
        page.set_viewport_size({"width": each, "height": 900})
        answer, reader = boxes(page)
        assert (answer["width"], answer["x"] >= 0) == (width, True)
        assert answer["x"] + answer["width"] < reader["x"]
    # Where both do not stand beside each other, half of the page stays the answer's.
    page.set_viewport_size({"width": 1000, "height": 900})
    answer, reader = boxes(page)
    assert reader["x"] < answer["x"] + answer["width"] < reader["x"] + reader["width"]
    assert 360 < reader["y"] < 540
    page.set_viewport_size({"width": 1400, "height": 900})
    page.locator(".st-key-reader [data-step]:not(:disabled)").first.click()
    expect(mark).not_to_have_text(found)
    page.keyboard.press("Escape")
    expect(mark).to_have_count(0)
    page.reload()
    expect(page.locator(".x-card").first).to_be_visible()
    expect(page.locator(".st-key-asking textarea")).to_be_focused()
    assert page.title() != "gone"
    expect(page.locator("html")).to_have_attribute("lang", locale[:2])
