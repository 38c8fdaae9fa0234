"""The pages over real services: an empty journal, the sample, an entry's life, questions,
settings.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from conversations import Conversation
from journal.entry import Entry
from journal.samples import install_sample
from journal.store import EntryStore, Loaded
from language.detect import Language
from tests.model_server import ModelServer
from tests.ui.conftest import words
from ui.parts.sidebar import group_by_day
from ui.screens.ask.empty_journal import picture_quotes
from ui.shared import app_services
from ui.shared.markup import act
from ui.shared.session import Place
from ui.shared.text import speaking, t

Visit = Callable[..., AppTest]
BODY = (
    "회사에서는 아무도 논문 이야기를 하지 않는다. 연봉은 3~4천쯤이고 $100짜리 책을 샀다."
    " <b>굵게</b>"
)


def write(
    title: str = "첫 출근",
    body: str = BODY,
    day: date = date(2024, 3, 4),
    tags: tuple[str, ...] = ("인턴",),
) -> Entry:
    return app_services.services().store.save(
        Entry(id="", written_on=day, title=title, body=body, tags=tags)
    )


def contents(app: AppTest) -> list[set[str]]:
    """Return the keys of the buttons in each place of the page, from the top."""
    places = [place for place in app.main.children.values() if isinstance(place, Block)]
    return [{str(each.key) for each in place.get("button")} for place in places]


def settle(app: AppTest) -> AppTest:
    """Follow the reruns that a page asks for itself."""
    return app.run()


@pytest.mark.parametrize(("language", "name"), [("en", "Crossroads"), ("ko", "갈림길")])
def test_the_tab_of_a_first_visit_is_named_in_the_readers_language(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    named: list[str] = []
    monkeypatch.setattr(
        "streamlit.set_page_config", lambda page_title, **_: named.append(page_title)
    )
    visit(language)
    assert named[0] == name


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "A journal that answers in your own words"), ("ko", "내 글에 물어보는 일기장")],
)
def test_an_empty_journal_opens_three_doors(visit: Visit, language: str, title: str) -> None:
    app = visit(language)
    assert not app.exception
    assert title in words(app)
    assert {"doors.paste", "doors.files", "doors.sample"} <= {button.key for button in app.button}
    assert "conversations.new" not in {button.key for button in app.button}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_picture_on_the_first_screen_is_made_of_the_samples_own_sentences(
    language: Language, folders: Path
) -> None:
    install_sample(folders)
    entries = EntryStore(folders).load().entries
    with speaking(language):
        for each in picture_quotes():
            (entry,) = [e for e in entries if e.written_on == each.written_on]
            assert each.quote in entry.body
            assert each.title == entry.title


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_picture_gives_its_sentences_the_options_that_the_answer_gives_them(
    visit: Visit, language: Language, folders: Path
) -> None:
    install_sample(folders / "journal")
    app = visit(language)
    with speaking(language):
        app.chat_input[0].set_value(t("ask.sample_1")).run()
        (conversation,) = app_services.services().conversations.list()
        (turn,) = app_services.services().conversations.turns(conversation.id)
        assert turn.plan is not None
        labels = [option.label for option in turn.plan.options]
        for each in picture_quotes():
            assert labels[each.colour - 1] == each.option
            assert each.option in {
                cited.option for cited in turn.answer.citations if cited.quote in each.quote
            }


def test_conversations_of_one_name_are_told_apart_to_the_second() -> None:
    at = datetime(2024, 5, 1, 19, 53, 7).astimezone()
    times = (at, at + timedelta(seconds=9), at + timedelta(minutes=2))
    alike = [
        Conversation(id=str(n), name="Stay?", created_at=each, updated_at=each)
        for n, each in enumerate(times)
    ]
    other = replace(alike[0], id="o", name="Go?")
    ((_, rows),) = group_by_day([*alike, other], date(2024, 5, 1))
    assert [row.when for row in rows] == ["19:53:07", "19:53:16", "19:55", ""]


def test_decisions_offer_only_what_can_be_done(visit: Visit) -> None:
    def lead() -> str:
        app = visit()
        app.session_state["ui.go"] = "decisions"
        return words(app.run())

    assert "Write one down." in lead()
    assert "Look for them" not in lead()
    write()
    assert "Look for them, or write one down." in lead()


def test_a_door_leads_to_its_page(visit: Visit) -> None:
    app = visit()
    app.button(key="doors.paste").click().run()
    assert app.text_area(key="paste.text") is not None
    app.text_area(key="paste.text").input(
        "본문 바로가기\n일상\n\n오늘의 글\n\nby 나 2024. 4. 30.\n\n나는 오늘 쉬었다."
    ).run()
    app.button(key="paste.preview").click().run()
    assert app.text_input(key="paste.entry_title").value == "오늘의 글"
    assert app.date_input(key="paste.entry_date").value == date(2024, 4, 30)
    assert "본문 바로가기" in words(app)
    app.text_input(key="paste.entry_title").input("고친 제목").run()
    app.button(key="paste.save").click().run()
    (entry,) = app_services.refresh().entries
    assert (entry.title, entry.body.strip()) == ("고친 제목", "나는 오늘 쉬었다.")
    assert "고친 제목" in words(app)


def test_a_question_is_answered_with_cards_and_kept(visit: Visit) -> None:
    visit()
    write()
    app = visit()
    app.chat_input[0].set_value("회사 생활은 어땠지?").run()
    assert not app.exception
    assert "<blockquote" in words(app)
    assert "회사에서는 아무도 논문 이야기를 하지 않는다." in words(app)
    (conversation,) = app_services.services().conversations.list()
    (turn,) = app_services.services().conversations.turns(conversation.id)
    assert turn.answer.finish == "quotes_only"
    app.feedback(key=f"ask.thumbs_{turn.id}").set_value(1).run()
    app.text_input(key=f"ask.reason_{turn.id}").input("정확해서").run()
    (turn,) = app_services.services().conversations.turns(conversation.id)
    assert (turn.thumbs, turn.comment) == (1, "정확해서")


def test_a_question_is_not_lost_to_a_run_of_the_page_that_overtakes_the_first(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit()
    write()
    app = visit()
    refresh, overtaken = app_services.refresh, list[bool]()

    def overtake() -> Loaded:
        if not overtaken:
            overtaken.append(True)
            raise RerunException(RerunData())
        return refresh()

    monkeypatch.setattr(app_services, "refresh", overtake)
    app.chat_input[0].set_value("회사 생활은 어땠지?").run()
    app.run()
    assert overtaken
    (conversation,) = app_services.services().conversations.list()
    (turn,) = app_services.services().conversations.turns(conversation.id)
    assert turn.question.text == "회사 생활은 어땠지?", "asked, and once"


def test_conversations_can_be_opened_again_and_deleted(visit: Visit) -> None:
    visit()
    write()
    app = visit()
    app.chat_input[0].set_value("회사?").run()
    (conversation,) = app_services.services().conversations.list()
    again = visit()
    assert act("conversation", conversation=conversation.id) in words(again)
    again.query_params["c"] = conversation.id
    again.run()
    assert "x-asked" in words(again)
    again.text_input(key=f"conversations.name_{conversation.id}").input("이름 **바꿈**").run()
    assert app_services.services().conversations.list()[0].name == "이름 **바꿈**"
    again.button(key=f"conversations.delete_{conversation.id}").click().run()
    assert not app_services.services().conversations.list()
    assert "x-invitation" in words(again)


def test_an_entry_is_found_read_edited_deleted_and_brought_back(visit: Visit) -> None:
    visit()
    first = write()
    write(title="Weekend", body="I slept and cooked.", day=date(2023, 1, 7), tags=("rest",))
    app = visit()
    journal = _go(app, "journal")
    assert words(journal).count("<li>") == 2
    journal.text_input(key="journal.words").input("회사").run()
    assert "첫 출근" in words(journal)
    assert "Weekend" not in words(journal)
    journal.text_input(key="journal.words").input("").run()
    journal.multiselect(key="journal.tags").set_value(["rest"]).run()
    assert "첫 출근" not in words(journal)
    journal.query_params["entry"] = first.id
    journal.run()
    assert "3~4천쯤이고 $100짜리" in words(journal)
    journal.button(key="journal.delete").click().run()
    assert len(app_services.refresh().entries) == 1
    journal.button(key="journal.undo").click().run()
    assert len(app_services.refresh().entries) == 2


def trash() -> None:
    from ui.screens.data.trash import draw_trash
    from ui.shared import problem
    from ui.shared.text import choose_language

    choose_language("en")
    with problem.told():
        draw_trash()


def test_an_entry_erased_from_the_trash_is_never_back_in_the_journal(folders: Path) -> None:
    entry = write()
    app_services.services().store.delete(entry.id)
    database = folders / "state" / "conversations.sqlite3"
    app = AppTest.from_function(trash, default_timeout=60).run()
    app.button(key=f"data.sure-one-{entry.id}-ask").click().run()
    database.write_bytes(b"no database" * 500)  # erasing cannot even begin
    app.button(key=f"data.sure-one-{entry.id}-yes").click().run()
    assert "x-problem" in words(app)
    assert not app_services.refresh().entries
    assert len(list((folders / "journal" / ".trash").rglob("*.md"))) == 1

    database.unlink()
    app.run()
    app.button(key=f"data.sure-one-{entry.id}-ask").click().run()
    app.button(key=f"data.sure-one-{entry.id}-yes").click().run()
    assert not app_services.refresh().entries
    assert not list((folders / "journal").rglob("*.md"))


def test_a_draft_is_kept_and_offered_again(visit: Visit) -> None:
    app = visit()
    app.button(key="doors.write").click().run()
    app.text_input(key="editor.tags_new").input("초고, #밤").run()
    app.date_input(key="editor.date_new").set_value(date(1850, 1, 2)).run()
    again = visit()
    again.button(key="doors.write").click().run()
    assert again.text_input(key="editor.tags_new").value == "초고, 밤"
    assert again.date_input(key="editor.date_new").value == date(1850, 1, 2)


def test_the_sample_is_kept_apart_and_leaves_nothing(visit: Visit, folders: Path) -> None:
    app = visit("ko")
    app.button(key="doors.sample").click().run()
    settle(app)
    assert "x-asked" in words(app)
    assert not list((folders / "journal").rglob("*.md"))
    assert len(app_services.refresh().entries) > 30
    app.button(key="sample.leave").click().run()
    settle(app)
    assert "내 글에 물어보는 일기장" in words(app)
    assert not (folders / "state" / "sample").exists()


def test_what_was_written_over_the_sample_comes_along_and_is_told(
    visit: Visit, folders: Path
) -> None:
    app = visit("ko")
    app.button(key="doors.sample").click().run()
    settle(app)
    mine = write()
    app.button(key="sample.leave").click().run()
    assert "그사이 쓴 글 1편을 내 일기로 옮겨 왔어요." in words(app)
    assert [entry.id for entry in EntryStore(folders / "journal").load().entries] == [mine.id]
    assert not (folders / "state" / "sample").exists()


def test_a_file_that_is_no_entry_is_told_and_hides_nothing(visit: Visit, folders: Path) -> None:
    visit()
    write()
    (folders / "journal" / "broken.md").write_bytes(b"\x00\x01\x02\xff" * 50)
    journal = _go(visit("ko"), "journal")
    assert "첫 출근" in words(journal)
    assert "broken.md" in words(journal)


def test_settings_change_the_language_and_keep_a_key_out_of_sight(
    visit: Visit, folders: Path
) -> None:
    settings = _go(visit(""), "settings")
    assert "Settings" in words(settings)
    settings.text_input(key="settings.base_url").input("http://127.0.0.1:9/v1")
    settings.text_input(key="settings.key").input("sk-secret-of-mine")
    type_model(settings, "m")
    settings.button(key="settings.save").click().run()
    settle(settings)
    assert json.loads((folders / "state" / "preferences.json").read_text())["chat_model"] == "m"
    assert "sk-secret-of-mine" not in words(settings)
    assert settings.text_input(key="settings.key_1").value in ("", None)
    assert "127.0.0.1:9" in words(settings)  # where the words go is told
    settings.button(key="settings.test").click().run()
    assert "x-problem" in words(settings)


def test_a_connection_that_works_says_so_and_lists_its_models(visit: Visit) -> None:
    with ModelServer() as server:
        settings = _go(visit(), "settings")
        settings.text_input(key="settings.base_url").input(server.url)
        type_model(settings, "fake-chat")
        settings.button(key="settings.test").click().run()
        assert "It answered in" in words(settings)
        settings.button(key="settings.list").click().run()
        settle(settings)
        assert '<option value="fake-chat"><option value="fake-embedding">' in words(settings)
        type_model(settings, "unknown")
        settings.button(key="settings.test").click().run()
        assert "x-problem" in words(settings)


def test_what_the_environment_fixes_is_read_only(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAT_MODEL", "fixed-model")
    settings = _go(visit(), "settings")
    field = settings.text_input(key="settings.chat_model")
    assert field.disabled
    assert field.value == "fixed-model"
    assert "CHAT_MODEL" in words(settings)


def test_a_wrong_setting_is_told_and_not_a_crash(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "eighty")
    app = visit()
    assert not app.exception
    assert "PORT is not a port number." in words(app)


def type_model(settings: AppTest, name: str) -> None:
    """Type a model's name."""
    settings.text_input(key="settings.chat_model").input(name)


def _go(app: AppTest, page: str) -> AppTest:
    app.session_state["ui.go"] = page
    return app.run()


def test_what_stands_on_the_page_keeps_its_place_when_the_reader_opens(visit: Visit) -> None:
    app = visit()
    entry = write()
    app.run()
    app.chat_input[0].set_value("회사?").run()
    before = contents(app)
    app.session_state["ui.reader"] = Place(entry_id=entry.id, start=0, end=4, quote=entry.body[:4])
    app.run()
    assert "data-reader" in words(app)
    assert set().union(*before)
    assert contents(app) == before
