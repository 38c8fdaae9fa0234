"""Writing comes in, is undone, goes out, and is gone: the whole way in Chromium, in both
languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App, Visit, end, settle, start
from tests.browser.tour import rest

SAMPLES = Path(__file__).parents[1] / "journal" / "samples"
pytestmark = pytest.mark.browser

GIVEN = [
    SAMPLES / "zip" / "tistory-backup.zip",
    SAMPLES / "zip" / "dayone.zip",
    SAMPLES / "keep" / "note.json",
]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    running = start(tmp_path)
    yield running
    end(running)


def give(page: Page, files: Sequence[Path]) -> None:
    """Choose files, once the page has come to rest: before that, the place to drop them loses what
    was given.
    """
    rest(settle(page))
    page.locator("input[type=file]").first.set_input_files(files)


def bring_in(page: Page, files: list[Path]) -> None:
    give(page, files)
    page.get_by_role("button", name="글 6편 넣기").click()
    expect(page.get_by_text("들어온 글 6편", exact=True)).to_be_visible()


def entries(app: App) -> list[Path]:
    return list((app.home / "journal" / "entries").rglob("*.md"))


def test_writing_comes_in_goes_out_and_is_gone(app: App, visit: Callable[..., Visit]) -> None:
    visiting = visit(app, locale="ko-KR")
    page = visiting.open("/data")
    bring_in(page, GIVEN)
    page.get_by_role("button", name="일기로").click()
    page.get_by_text("교수님과 면담").first.click()
    expect(page.locator("img.x-picture")).to_be_visible()
    assert (page.locator("img.x-picture").get_attribute("src") or "").startswith("data:image/png")

    page = visiting.open("/data")
    page.get_by_role("button", name="글 6편 묶기").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("저장하기 ·")).click()
    download.value.save_as(app.home / "out.zip")
    page.get_by_text("이 컴퓨터에서 내 일기 지우기").click()
    page.get_by_label("지우기라고").fill("지우기")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="모두 지우기").click()
    expect(page.get_by_text("모두 사라졌어요")).to_be_visible()
    assert entries(app) == []

    page = visiting.open("/data")
    bring_in(page, [app.home / "out.zip"])
    assert len(entries(app)) == 6


def test_what_cannot_be_used_hides_nothing(app: App, visit: Callable[..., Visit]) -> None:
    page = visit(app, locale="ko-KR").open("/data")
    give(page, [SAMPLES / "zip" / "korean-windows.zip", SAMPLES / "folder" / "vault" / "broken.md"])
    expect(page.get_by_text("zip 바깥을 가리켜서 뺐어요")).to_be_visible()
    expect(page.get_by_text("broken.md: 깨진 줄이나 글자")).to_be_visible()
    page.get_by_role("button", name="글 3편 넣기").click()
    expect(page.get_by_text("들어온 글 3편", exact=True)).to_be_visible()


def test_what_was_understood_can_be_changed_and_undone(
    app: App, visit: Callable[..., Visit]
) -> None:
    page = visit(app, scheme="dark", width=420).open("/data")
    give(page, [GIVEN[2]])
    expect(page.get_by_text("One time whose zone is assumed")).to_be_visible()
    page.locator(".st-key-import-how").get_by_role("combobox").fill("Asia/Seoul")
    page.keyboard.press("Enter")
    expect(page.get_by_text("30 Apr 2024").first).to_be_visible()
    page.get_by_role("button", name="Bring in one entry").click()
    expect(page.get_by_text("One entry brought in", exact=True)).to_be_visible()
    assert [path.name[:10] for path in entries(app)] == ["2024-04-30"]
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("One entry taken back")).to_be_visible()
    assert entries(app) == []

    page.locator("[class*=st-key-data-save_schedule] button").click()
    expect(page.locator(".x-notice")).to_be_in_viewport()  # far above, where the page begins


def give_and_reload(page: Page, kept: str) -> None:
    """Give a file, change how it is understood, and load the page anew: both are still there."""
    give(page, [GIVEN[2]])
    assumed = page.get_by_text(re.compile("whose zone is assumed|짐작한 시각"))
    expect(assumed).to_be_visible()
    zone = page.locator(".st-key-import-how").get_by_role("combobox")
    zone.fill("Pacific/Auckland")
    page.keyboard.press("Enter")
    expect(assumed).to_be_hidden()  # the app has heard it, not only the box
    page.reload()
    expect(page.get_by_text(kept)).to_be_visible()
    expect(zone).to_have_value("Pacific/Auckland")


def test_what_a_reload_kept_can_be_brought_in(app: App, visit: Callable[..., Visit]) -> None:
    page = visit(app).open("/data")
    give_and_reload(page, "Still here from before: note.json")
    page.get_by_role("button", name="Bring in one entry").click()
    expect(page.get_by_text("One entry brought in", exact=True)).to_be_visible()
    assert len(entries(app)) == 1


def test_what_a_reload_kept_can_be_let_go(app: App, visit: Callable[..., Visit]) -> None:
    page = visit(app, locale="ko-KR").open("/data")
    kept, add = "아까 놓은 파일이 그대로 있어요: note.json", "글 한 편 넣기"
    give_and_reload(page, kept)
    page.get_by_role("button", name="취소").click()
    expect(page.get_by_text(kept)).to_be_hidden()
    expect(page.get_by_role("button", name=add)).to_be_hidden()
    give(page, [GIVEN[2]])
    expect(page.get_by_role("button", name=add)).to_be_visible()
    assert entries(app) == []
