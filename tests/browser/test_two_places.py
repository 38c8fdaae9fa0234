"""An entry that is open in two places: nothing that was written is lost, and the writer is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import App, Visit, end, start

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    running = start(tmp_path_factory.mktemp("two-places"))
    yield running
    end(running)


@pytest.fixture
def entry(app: App) -> Iterator[Path]:
    """An entry that nobody else has; it is gone afterwards."""
    path = app.home / "journal" / "entries" / "tide.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\nid: tide\ndate: 2024-03-02\ntitle: Tide\n---\nLow water at six.")
    yield path
    for each in (app.home / "journal").rglob("*.md"):
        each.unlink()


def saved(app: App, folder: str = "entries") -> list[str]:
    """Return the words of every file there, without its front matter."""
    files = (app.home / "journal" / folder).rglob("*.md")
    return sorted(path.read_text(encoding="utf-8").split("---\n")[2].strip() for path in files)


def write(page: Page, label: str, words: str, button: str) -> None:
    page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name=button, exact=True).click()


@pytest.mark.usefixtures("entry")
@pytest.mark.parametrize("width", [1400, 420])
def test_two_tabs_that_edit_one_entry_lose_nothing(
    app: App, visit: Callable[..., Visit], width: int
) -> None:
    one, two = visit(app), visit(app, locale="ko-KR", width=width)
    first, second = (each.open("/journal?write=tide") for each in (one, two))
    expect(second.get_by_label("본문")).to_have_value("Low water at six.")
    expect(first.get_by_label("Text", exact=True)).to_have_value("Low water at six.")
    write(first, "Text", "Low water at six, and nobody there.", "Save")
    expect(first.get_by_role("heading", name="Tide")).to_be_visible()
    write(second, "본문", "여섯 시에 물이 빠졌다.", "저장")

    expect(second.get_by_role("alert")).to_contain_text("다른 곳에서 이 글이 바뀌었어요")
    assert saved(app) == ["Low water at six, and nobody there."]
    second.get_by_text("지금 저장되어 있는 글").click()
    expect(second.locator(".x-reading")).to_contain_text("nobody there")
    second.reload()
    expect(second.get_by_label("본문")).to_have_value("여섯 시에 물이 빠졌다.")
    second.get_by_role("button", name="저장", exact=True).click()
    second.get_by_role("button", name="내 글 남기기").click()

    expect(second.get_by_text("휴지통에 있어요")).to_be_visible()
    assert saved(app) == ["여섯 시에 물이 빠졌다."]
    assert saved(app, ".trash") == ["Low water at six, and nobody there."]
    second.goto(f"{app.url}/data")
    second.get_by_role("button", name="새 글로 되돌리기").click()
    expect(second.get_by_text("일기로 돌아왔어요")).to_be_visible()
    assert saved(app) == ["Low water at six, and nobody there.", "여섯 시에 물이 빠졌다."]


def test_an_entry_edited_outside_while_it_is_open_stays_beside_the_new_one(
    app: App, visit: Callable[..., Visit], entry: Path
) -> None:
    page = visit(app).open("/journal?write=tide")
    expect(page.get_by_label("Text", exact=True)).to_have_value("Low water at six.")
    entry.write_text(entry.read_text().replace("at six", "at half past six"))
    write(page, "Text", "High water at noon.", "Save")
    page.get_by_role("button", name="Keep both").click()

    # The other text, folded beside the buttons, is such an article as well until it goes.
    new = page.locator("article.x-reading").filter(has_text="High water at noon.")
    expect(new).to_be_visible()
    assert saved(app) == ["High water at noon.", "Low water at half past six."]


def test_an_entry_deleted_elsewhere_while_it_is_open_is_saved_as_a_new_one(
    app: App, visit: Callable[..., Visit], entry: Path
) -> None:
    page = visit(app).open("/journal?write=tide")
    expect(page.get_by_label("Text", exact=True)).to_have_value("Low water at six.")
    entry.unlink()
    write(page, "Text", "Low water at seven.", "Save")
    expect(page.get_by_role("alert")).to_contain_text("not there any more")
    page.get_by_role("button", name="Save as a new entry").click()

    expect(page.locator("article.x-reading")).to_contain_text("Low water at seven.")
    assert saved(app) == ["Low water at seven."]


@pytest.mark.usefixtures("entry")
def test_a_tab_that_leaves_does_not_discard_what_another_wrote(
    app: App, visit: Callable[..., Visit]
) -> None:
    first, second = (visit(app).open("/journal?write=tide") for _ in range(2))
    for page in (first, second):
        expect(page.get_by_label("Text", exact=True)).to_have_value("Low water at six.")
    save = second.get_by_role("button", name="Save", exact=True)
    for words in ("", "Not saved yet."):
        second.get_by_label("Text", exact=True).fill(words)
        expect(save).to_be_enabled(enabled=bool(words))  # drawn after the draft was kept
    first.get_by_role("button", name="Discard").click()
    expect(first.locator("article.x-reading")).to_be_visible()
    third = visit(app).open("/journal?write=tide")  # which has nothing waiting of its own
    expect(third.get_by_label("Text", exact=True)).to_have_value("Not saved yet.")
    third.get_by_role("button", name="Discard").click()
    expect(third.locator("article.x-reading")).to_contain_text("Low water at six.")
    third.goto(f"{app.url}/journal?write=tide")
    expect(third.get_by_label("Text", exact=True)).to_have_value("Low water at six.")
