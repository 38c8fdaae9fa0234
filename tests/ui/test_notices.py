"""What the page says of repairs, of entries that wait and of Langfuse: each provoked over real
parts, none staged.
"""

from __future__ import annotations

import html as entities
import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from journal.entry import Entry
from tests.langfuse_server import PROJECT, LangfuseServer
from tests.model_server import ModelServer
from tests.ui.conftest import words
from tests.ui.test_why import asked, go
from ui.shared import app_services

Visit = Callable[..., AppTest]
REPAIRED = {
    "en": "The search index was damaged and has been repaired.",
    "ko": "검색 색인이 손상되어",
}
WAITING = {"en": "1 entry is found by its words only for now", "ko": "글 1편은"}
TROUBLED = {"en": "has trouble right now", "ko": "지금 문제가 있어"}
LANGUAGES = ("en", "ko")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LangfuseServer]:
    """A Langfuse that the environment names."""
    with LangfuseServer() as running:
        monkeypatch.setenv("LANGFUSE_BASE_URL", running.url)
        monkeypatch.setenv("LANGFUSE_PUBLIC_KEY", running.public_key)
        monkeypatch.setenv("LANGFUSE_SECRET_KEY", running.secret_key)
        yield running


def write(title: str) -> None:
    entry = Entry(
        id="",
        written_on=date(2024, 3, 4),
        title=title,
        body="회사에서 논문을 썼다. I wrote a paper.",
    )
    app_services.services().store.save(entry)


def settle() -> None:
    """Wait until what was written has been embedded, or failed to be."""
    adoption = app_services.services().adoption
    assert adoption is not None
    adoption.wait()


def notices(app: AppTest) -> dict[str, str]:
    """Return the lines on the page by the key that puts each away."""
    found: dict[str, str] = {}
    for line in re.findall(r'<p class="x-quiet x-notice".*?</p>', words(app), re.DOTALL):
        act = re.search(r'data-act="([^"]*)"', line)
        assert act
        found[json.loads(entities.unescape(act[1]))["notice"]] = line
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_repaired_index_is_told_until_it_is_put_away(
    visit: Visit, folders: Path, language: str
) -> None:
    app = visit(language)
    write("first")
    app.run()
    app_services.services().index.search("논문")
    assert not notices(app)
    shutil.rmtree(folders / "state" / "index")
    write("second")
    app.run()
    app.run()
    assert REPAIRED[language] in notices(app)["repaired"]
    assert len(app_services.services().index.search("논문")) == 2, "and it is true"
    settings = go(app, "settings")
    assert REPAIRED[language] in words(settings)
    app_services.opening().dismissed.add("repaired")
    app.run()
    assert not notices(app)


def test_vectors_that_a_search_finds_damaged_are_mended_without_a_change(
    visit: Visit,
) -> None:
    app = visit("en")
    write("first")
    app.run()
    app_services.services().index._kept.both.met_damage = True  # as a search leaves it
    app.run()
    app.run()
    assert REPAIRED["en"] in notices(app)["repaired"]
    assert not app_services.services().index.is_damaged


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_that_wait_for_vectors_are_told_until_they_have_them(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    with ModelServer() as model:
        url = model.url
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("EMBEDDING_MODEL", "fake-embedding")
    app = visit(language)
    write("first")
    app.run()
    settle()
    app.run()
    ((key, line),) = notices(app).items()
    assert key.startswith("waiting:model.")
    assert WAITING[language] in line
    assert len(app_services.services().index.search("논문")) == 1, "its words find it"
    with ModelServer(port=urlsplit(url).port or 0):
        write("second")
        app.run()
        settle()
        app.run()
        assert not notices(app)
        assert app_services.services().index.health().dense == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_langfuse_in_trouble_is_one_mark_on_settings_and_nothing_else(
    visit: Visit, server: LangfuseServer, language: str
) -> None:
    server.mode = "refusing"
    app, turn = asked(visit, language)
    assert turn.answer.trace_id
    app_services.services().tracer.flush()
    server.wait_for(lambda got: "/api/public/otel/v1/traces" in got.paths)
    app.run()
    assert TROUBLED[language] not in words(app)
    assert not app.exception
    for _ in range(50):  # the SDK tells of it a moment after the refusal
        settings = go(app, "settings")
        if TROUBLED[language] in words(settings):
            break
    assert f'<span class="x-mark">{TROUBLED[language]}' in words(settings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_links_to_its_trace_and_a_thumb_goes_there_and_back(
    visit: Visit, server: LangfuseServer, language: str
) -> None:
    app, turn = asked(visit, language)
    server.wait_for(lambda got: "/api/public/projects" in got.paths)
    app.button(key=f"why.toggle_{turn.id}").click().run()
    link = f'href="{server.url}/project/{PROJECT}/traces/{turn.answer.trace_id}"'
    for _ in range(50):  # the project's id is read a moment after it was sent
        if link in words(app):
            break
        app.run()
    assert link in words(app)
    app.feedback(key=f"ask.thumbs_{turn.id}").set_value(1).run()
    app_services.services().tracer.flush()
    received = server.wait_for(
        lambda got: any(each["name"] == "thumbs" for each in got.scores.values())
    )
    (score,) = (each for each in received.scores.values() if each["name"] == "thumbs")
    assert (score["traceId"], score["value"]) == (turn.answer.trace_id, 1)
    assert any(span.trace_id == turn.answer.trace_id for span in received.spans)
    app.feedback(key=f"ask.thumbs_{turn.id}").set_value(None).run()
    server.wait_for(lambda got: not any(each["name"] == "thumbs" for each in got.scores.values()))
    (kept,) = app_services.services().conversations.turns(turn.conversation_id)
    assert kept.thumbs is None
