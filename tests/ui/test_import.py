"""Bringing in and taking back on *Your data*: whose import it is, a place that is free again,
progress and a stop.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from journal.importers.base import How
from journal.importing.log import past_imports
from journal.importing.run import Choices
from services import Services
from tests.chains.decide.deciding import KOREAN
from tests.ui.conftest import words
from ui.jobs.import_job import Given, LiveImport, pasted_file
from ui.jobs.job import Job
from ui.jobs.undo_job import LiveUndo
from ui.screens.data.file_names import shown_name
from ui.shared import app_services, session
from ui.shared.markup import dotted
from ui.shared.text import counted, day, t

Visit = Callable[..., AppTest]


def wait(job: Job) -> None:
    assert job._thread is not None
    job._thread.join(timeout=60)
    assert not job.busy


@pytest.fixture
def data_page(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(session, "browser", lambda: "")  # a page without a browser has no cookies
    app = visit()
    app.session_state["ui.go"] = "data"
    return app.run()


def draw(app: AppTest) -> AppTest:
    """Draw the page until what it began is over."""
    app.run()
    opening = app_services.opening()
    for job in (*opening.imports.values(), *opening.undos.values()):
        wait(job)
    return app.run()


def give(count: int, *, dated: bool = True) -> LiveImport:
    """Give files, as a browser does, and let them be looked at."""
    files = [
        Given(name=f"2024-05-0{n}.md" if dated else f"memo{n}.md", data=f"{n}번째 글".encode())
        for n in range(1, count + 1)
    ]
    live = LiveImport(files, app_services.services())
    app_services.opening().imports[""] = live
    live.look(How())
    wait(live)
    return live


def test_import_stands_on_your_data(data_page: AppTest) -> None:
    assert "Bring your writing in" in words(data_page)
    _, for_a_backup = data_page.get("file_uploader")
    assert list(for_a_backup.proto.type) == [".zip", ".age"]  # a sealed one ends in the latter


def test_a_preview_shows_clean_words(data_page: AppTest) -> None:
    text = b"# A road\n\nI **stay**. C# is #1.\n"
    live = LiveImport([Given(name="2024-05-02.md", data=text)], app_services.services())
    app_services.opening().imports[""] = live
    live.look(How())
    wait(live)
    assert '<p class="x-sample">A road\nI stay. C# is #1.</p>' in words(draw(data_page))


def test_a_preview_says_what_told_the_dates(data_page: AppTest) -> None:
    give(2, dated=False)

    app = draw(data_page)

    assert "Dates by the file’s clock 2" in words(app)
    app.date_input(key="import.day").set_value(date(2020, 2, 3))
    draw(app)
    assert "Dates by what you said 2" in words(app)
    assert "3 Feb 2020" in words(app)


def test_what_is_read_while_the_page_is_drawn_asks_what_it_leaves_open(
    data_page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, look = threading.Event(), LiveImport._look

    def look_once_asked_for(live: LiveImport, how: How) -> None:
        reading.wait(60)
        look(live, how)

    def say_busy_after_it(job: Job) -> bool:
        reading.set()
        if job._thread is not None:
            job._thread.join(timeout=60)
        return job.stage == "looking"

    monkeypatch.setattr(LiveImport, "_look", look_once_asked_for)
    given = Given(name="memo.md", data="날짜 없는 글".encode())
    app_services.opening().imports[""] = LiveImport([given], app_services.services())
    monkeypatch.setattr(Job, "busy", property(say_busy_after_it))

    data_page.run()

    assert data_page.date_input(key="import.day") is not None


def test_a_finished_import_leaves_the_place_free(data_page: AppTest) -> None:
    give(2)
    app = draw(data_page)
    before = app.get("file_uploader")[0].proto.id

    app.button(key="files.add").click()
    draw(app)

    assert "Entries brought in · 2" in words(app)
    uploader = app.get("file_uploader")[0]
    assert uploader.proto.id != before  # an empty one
    told = words(app.button(key="import.undo").click().run())  # which is over this soon at times
    for undo in app_services.opening().undos.values():
        wait(undo)
    assert "Entries taken back · 2." in told + words(app.run())
    assert app_services.services().store.load().entries == ()


def give_a_choice() -> LiveImport:
    """Bring in an entry that weighs a choice, and wait for what is found in it."""
    live = LiveImport(
        [Given(name="2024-04-30.md", data=KOREAN.body.encode())], app_services.services()
    )
    app_services.opening().imports[""] = live
    live.look(How())
    wait(live)
    live.run(Choices())
    wait(live)
    return live


def test_a_decision_in_what_came_in_is_told(data_page: AppTest) -> None:
    live = give_a_choice()
    assert live.search is not None
    assert live.search.wait(60)
    (decision,) = app_services.services().decisions.load().decisions
    told = words(data_page.run())
    assert "Found something you are weighing:" in told
    assert decision.id in told


def test_the_report_does_not_wait_for_what_is_found(data_page: AppTest) -> None:
    services = app_services.services()
    with services.finder._lock:  # a search that goes on and on
        live = give_a_choice()
        told = words(data_page.run())
        assert "One entry brought in" in told
        assert "Looking for what you are weighing" in told
    assert live.search is not None
    assert live.search.wait(60)


def test_what_was_found_goes_with_an_import_that_is_taken_back(data_page: AppTest) -> None:
    live = give_a_choice()
    assert live.search is not None
    assert live.search.wait(60)
    data_page.run().button(key="import.undo").click().run()
    for undo in app_services.opening().undos.values():
        wait(undo)
    assert app_services.services().decisions.load().decisions == ()


def test_an_import_belongs_to_the_browser_that_began_it(
    data_page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(2)
    assert "Bring in 2 entries" in {button.label for button in draw(data_page).button}

    monkeypatch.setattr(session, "browser", lambda: "another")

    app = data_page.run()
    assert "Bring in 2 entries" not in {button.label for button in app.button}
    assert "Still here from before" not in words(app)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2|00000000|abcdef01|1700000000", "2|ffffffff|543210fe|1700000000", True),
        ("2|00000000|abcdef01|1700000000", "2|00000000|abcdef02|1700000000", False),
        ("", "", True),
        ("", "2|00000000|abcdef02|1700000000", False),
        ("2||ab|1", "2|zz|ab|1", False),
    ],
)
def test_a_browser_is_known_by_its_token_under_any_mask(
    one: str, other: str, is_same: bool
) -> None:
    assert (session.browser_of(one) == session.browser_of(other)) is is_same


@pytest.mark.usefixtures("visit")
def test_what_was_stopped_goes_on() -> None:
    services = app_services.services()
    first = give(5)
    first.run(Choices())
    first.stop()  # it ends after the entry in hand, or has ended already
    wait(first)
    assert first.report is not None
    assert len(services.store.load().entries) == first.report.added

    second = give(5)
    second.run(Choices())
    wait(second)
    assert len(services.store.load().entries) == 5

    for past in past_imports(services.store.root):
        undo = LiveUndo(past.name, services)
        wait(undo)
        assert undo.problem is None
    assert services.store.load().entries == ()


def test_what_is_being_brought_in_cannot_be_undone_yet(
    data_page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen on a slow machine: the list named it with the entries that had come so far."""
    halfway, goes_on = threading.Event(), threading.Event()
    refresh = Services.refresh

    def index(services: Services, **how: Any) -> object:
        if threading.current_thread().name == "job":
            halfway.set()
            goes_on.wait(60)
        return refresh(services, **how)

    monkeypatch.setattr(Services, "refresh", index)
    live = give(2)
    live.run(Choices())
    assert halfway.wait(60)
    meanwhile = {button.label for button in data_page.run().button}
    goes_on.set()
    wait(live)
    assert "Undo" not in meanwhile
    assert "Undo" in {button.label for button in data_page.run().button}


DAYS = (
    "【2023년 9월 1일】\n\n팀을 옮길지 물었다.\n\n【2023년 9월 4일】\n\n아직 답이 없다.\n",
    "Sep 1, 2023\n\nAsked about the other team.\n\nSep 4, 2023\n\nNo answer yet.\n",
)


@pytest.mark.parametrize("text", DAYS)
def test_a_pasted_text_of_several_days_is_divided_as_a_file_is(
    text: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "browser", lambda: "")
    app = visit()
    app.button(key="doors.paste").click().run()
    app.text_area(key="paste.text").input(text).run()
    app.button(key="paste.preview").click().run()
    draw(app)
    assert t("import.pasted") in words(app)
    (live,) = app_services.opening().imports.values()
    assert live.preview is not None
    assert live.preview.found == 2

    live.run(Choices())
    wait(live)

    found = app_services.refresh().entries
    assert {each.written_on for each in found} == {date(2023, 9, 1), date(2023, 9, 4)}
    assert all(each.body in text for each in found)


@pytest.mark.parametrize("name", ["Pasted text", "붙여넣은 글"])
def test_a_pasted_text_is_called_what_it_is(name: str, data_page: AppTest) -> None:
    live = LiveImport([pasted_file(DAYS[1], name)], app_services.services())
    app_services.opening().imports[""] = live
    live.look(How())
    wait(live)
    live.run(Choices())
    wait(live)
    (past,) = past_imports(app_services.services().store.root)
    assert dotted([day(past.at.date()), counted("import.added", 2), "Pasted text"]) in words(
        data_page.run()
    )


@pytest.mark.parametrize("name", ["notes abcdefgh.txt", "Pasted text.txt", "a/Pasted text 1.txt"])
def test_a_file_is_called_by_its_name(name: str) -> None:
    assert shown_name(name) == name


def test_two_pasted_texts_are_two_sources() -> None:
    one, other = (pasted_file(text, "pasted") for text in DAYS)

    assert one.name != other.name
    assert pasted_file(DAYS[0], "pasted") == one
    assert not any(char.isdecimal() for char in one.name + other.name)
