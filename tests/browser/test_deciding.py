"""From loose writing to a frozen decision in a browser, in both languages, without a model."""

# ruff: noqa: E501 - the texts of the screen, one table for each language
from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App, Visit, end, settle, start

pytestmark = pytest.mark.browser

KOREAN = {
    "post": "갈림길\n\n2024. 4. 30.\n\n연구실에서 논문을 읽는 일은 재미있었다. 나는 이제 어떤 선택을 해야 할까?\n"
    "요즘 채용공고는 대부분 석사 이상이다.\n"
    "- 공고가 석사 이상이기 때문에 대학원을 진학하여 (재미없는) 연구를 2년 한 후 취업\n- 학사 수준의 개발자로 취업 후 경력 쌓기.\n\n"
    "인턴을 해 보니 확실히 연구하는 것보다 재밌다. 서두를 필요는 없다. "
    "아직 4-1이기 때문에 4-2학기 학교를 다니면서 생각한 후 그때 선택해도 늦지 않을 것 같다.\n",
    "later": "대학원은 이제 진짜 아니다.\n\n2024. 11. 2.\n\n대학원은 이제 진짜 아니다. 회사 일이 연구하는 것보다 재밌다.\n",
    "paste": "붙여넣기", "paste_again": "붙여넣기", "preview": "미리 보기", "save": "저장", "look": "살펴보기", "take": "내 고민이 맞아요", "all": "모두 확인", "these": "가 맞아요", "chosen": "고른 것", "option": "개발자 취업",
    "quote": "인턴을 해 보니 확실히 연구하는 것보다 재밌다.", "waits": "더 두고 보기", "by": "2024년 9월 1일 – 2024년 12월 20일",
    "dismiss": "아니에요", "undo": "되돌리기", "journal": "일기", "decisions": "결정", "past": "2024년 4월 30일까지 쓴 것만",
    "decide": "정하기", "why": "이유", "freeze": "결정 확정하기", "unchanged": "그 뒤로 바뀌지 않음",
    "again": "지금 한 번 돌아보기", "recall": "기억나는 것", "open": "이제 기록 열기", "happened": "실제로 일어난 일", "keep": "남기기",
    "reviewed": "돌아본 기록", "later_quote": "대학원은 이제 진짜 아니다.",
}  # fmt: skip
ENGLISH = {
    "post": "Crossroads\n\n3 May 2024\n\nShould I take the job at the startup or go to grad school? I was bored in the lab.\n"
    "My internship was more fun than research because people used what I built. I'll decide by March.\n",
    "later": "No more school\n\n2 Nov 2024\n\nI will not go to grad school, I won't. Grad school is not for me.\n",
    "paste": "Paste text", "paste_again": "Paste", "preview": "Preview", "save": "Save", "look": "Have a look", "take": "This is one", "all": "Confirm all", "these": "are right",
    "chosen": "What I choose", "option": "take the job at the startup",
    "quote": "My internship was more fun than research because people used what I built.",
    "waits": "grad school", "by": "1 Mar 2025 – 31 Mar 2025", "dismiss": "Dismiss", "undo": "Undo", "journal": "Journal",
    "decisions": "Decisions", "past": "As of 3 May 2024", "decide": "Decide", "why": "Why", "freeze": "Decide and freeze",
    "unchanged": "unchanged since", "again": "Look back once now", "recall": "What I remember", "open": "Now open the record",
    "happened": "What happened", "keep": "Keep it", "reviewed": "Looking back", "later_quote": "Grad school is not for me.",
}  # fmt: skip


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    app = start(tmp_path_factory.mktemp("deciding"))
    yield app
    end(app)


def paste(page: Page, words: dict[str, str], text: str) -> None:
    page.locator("textarea").fill(text)
    page.get_by_role("button", name=words["preview"]).click()
    page.get_by_role("button", name=words["save"], exact=True).click()
    expect(page.locator(".x-reading")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "scheme", "words"),
    [("ko-KR", "light", KOREAN), ("en-US", "dark", ENGLISH)],
    ids=["ko", "en"],
)
def test_from_loose_writing_to_a_review(
    empty: App, visit: Callable[..., Visit], locale: str, scheme: str, words: dict[str, str]
) -> None:
    page = visit(empty, locale=locale, scheme=scheme).open()
    page.get_by_role("button", name=words["paste"]).click()
    paste(page, words, words["post"])
    # The saved entry: the decision found in it is one press away, and is taken on there.
    page.get_by_role("button", name=words["look"]).click()
    page.get_by_role("button", name=words["take"]).click()
    expect(page.get_by_role("heading", name=words["option"]).first).to_be_visible()
    expect(page.get_by_role("heading", name=words["waits"]).first).to_be_visible()
    expect(page.get_by_text(words["by"])).to_be_visible()
    card = page.locator(".x-card.x-proposal").filter(has_text=words["quote"]).first
    expect(card).to_be_visible()
    card.get_by_role("button", name=words["dismiss"]).click()
    expect(page.locator(".x-card").filter(has_text=words["quote"])).to_have_count(0)
    page.get_by_role("button", name=words["undo"]).click()
    expect(page.locator(".x-card").filter(has_text=words["quote"]).first).to_be_visible()
    page.get_by_role("button", name=words["all"]).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(words["quote"])
    dialog.get_by_role("button", name=words["these"]).click()
    expect(page.locator(".x-card.x-proposal")).to_have_count(0)
    # A later entry attaches itself; the slider hides it again.
    page.get_by_role("link", name=words["journal"], exact=True).click()
    page.get_by_role("button", name=words["paste_again"], exact=True).click()
    paste(page, words, words["later"])
    page.get_by_role("link", name=words["decisions"], exact=True).click()
    page.locator(".x-list button").first.click()
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    folded = page.locator("details[data-name=stances]")
    expect(folded).to_contain_text(words["later_quote"])
    slider = page.get_by_role("slider").first
    slider.focus()
    slider.press("Home")
    expect(page.get_by_text(words["past"])).to_be_visible()
    expect(page.get_by_text(words["later_quote"])).to_have_count(0)
    slider.press("End")
    expect(page.get_by_text(words["past"])).to_have_count(0)
    # Decide: what and why are enough, and the record freezes.
    settle(page).locator(".st-key-decisions-due_decide").get_by_role("button").click()
    expect(page.get_by_role("button", name=words["freeze"])).to_be_visible()
    choices = page.get_by_role("radiogroup", name=words["chosen"])
    choices.get_by_text(words["option"]).click()
    expect(choices.get_by_role("radio", name=words["option"])).to_be_checked()
    page.get_by_label(words["why"], exact=True).fill("더 재밌다. It is more fun.")
    page.get_by_role("button", name=words["freeze"]).click()
    expect(page.locator(".x-frozen")).to_contain_text(words["unchanged"])
    # Review: first from memory, then the record.
    page.get_by_role("button", name=words["again"]).click()
    expect(page.locator(".x-frozen")).to_have_count(0)
    page.get_by_label(words["recall"]).fill("하고 싶었다")
    page.get_by_role("button", name=words["open"]).click()
    expect(page.locator(".x-frozen")).to_contain_text("It is more fun.")
    page.get_by_label(words["happened"]).fill("잘 지낸다")
    page.get_by_role("button", name=words["keep"], exact=True).click()
    expect(page.get_by_role("heading", name=words["reviewed"])).to_be_visible()
