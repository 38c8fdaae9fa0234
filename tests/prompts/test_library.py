"""Edited versions from Langfuse: used when they fit, never waited for twice."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.settings import LangfuseSettings
from errors import PromptError
from prompts import Prompt, PromptLibrary
from prompts import library as library_module
from prompts.langfuse import LABEL, LangfusePrompts
from tests.langfuse_server import LangfuseServer, Mode

FILE = """---
name: {name}
note: test
variables: [journal]
config: {{temperature: 0.5}}
---
## system
local of {name}
## user
{{{{journal}}}}
"""
EDITED = [
    {"role": "system", "content": "edited"},
    {"role": "user", "content": 'See {{ journal }} as {"a": {"b": 1}}'},
]


class Clock:
    """Time that passes when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is well is waited for, however busy this machine is."""
    monkeypatch.setattr(library_module, "_PATIENCE_S", 60.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("answer", "plan"):
        (tmp_path / f"{name}.md").write_text(FILE.format(name=name), encoding="utf-8")
    return tmp_path


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _library(folder: Path, server: LangfuseServer, clock: Clock) -> PromptLibrary:
    return PromptLibrary(folder, LangfusePrompts(server.address), clock)


def _asked(server: LangfuseServer, name: str = "answer") -> int:
    return sum(name in path for path in server.received.paths)


def _until_answered() -> None:
    for thread in threading.enumerate():
        if thread.name.startswith("prompt-"):
            thread.join()


def test_the_edited_version_is_used_and_linked(folder: Path, clock: Clock) -> None:
    with LangfuseServer() as server:
        server.add_prompt("answer", EDITED)
        server.add_prompt(
            "answer", [{"role": "system", "content": "a draft of {{journal}}"}], labels=("staging",)
        )
        prompt = _library(folder, server, clock).get("answer")
    assert (prompt.source, prompt.version, prompt.note) == ("langfuse", "1", "version 1")
    assert prompt.config == {"temperature": 0.1}
    assert prompt.render(journal="{{x}}") == [
        ("system", "edited"),
        ("user", 'See {{x}} as {"a": {"b": 1}}'),
    ]
    assert (getattr(prompt.link, "name", ""), getattr(prompt.link, "version", 0)) == ("answer", 1)


def test_what_langfuse_does_not_have_comes_from_the_file(folder: Path, clock: Clock) -> None:
    with LangfuseServer() as server:
        library = _library(folder, server, clock)
        assert [library.get("plan").source for _ in range(3)] == ["file"] * 3
        assert _asked(server, "plan") == 1


def test_an_edit_is_in_use_within_a_minute(folder: Path, clock: Clock) -> None:
    with LangfuseServer() as server:
        library = _library(folder, server, clock)
        server.add_prompt("answer", EDITED)
        assert library.get("answer").version == "1"
        server.add_prompt("answer", EDITED)
        clock.now = 44
        assert library.get("answer").version == "1"
        clock.now = 45
        library.get("answer")  # hardly waited for: the last version serves meanwhile
        _until_answered()
        assert library.get("answer").version == "2"
        assert _asked(server) == 2


@pytest.mark.parametrize(
    "messages",
    [
        [{"role": "user", "content": "no place"}],
        [{"role": "user", "content": "{{journal}} {{more}}"}],
        [{"role": "user", "content": "{{journal}} {{broken}"}],
        [{"role": "tool", "content": "{{journal}}"}],
        [{"type": "placeholder", "name": "history"}, {"role": "user", "content": "{{journal}}"}],
        [],
        "a text prompt with {{journal}}",
    ],
)
def test_a_version_that_does_not_fit_is_refused_aloud(
    folder: Path, clock: Clock, messages: object, caplog: pytest.LogCaptureFixture
) -> None:
    with LangfuseServer() as server:
        server.add_prompt("answer", messages)
        prompt = _library(folder, server, clock).get("answer")
    assert prompt.source == "file"
    (warning,) = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert "answer" in warning.getMessage()
    assert "refused" in warning.getMessage()


@pytest.mark.parametrize("mode", ["refusing", "failing", "garbage"])
def test_an_ill_server_is_asked_once_a_minute_and_the_file_serves(
    folder: Path, clock: Clock, mode: Mode
) -> None:
    with LangfuseServer(mode) as server:
        server.add_prompt("answer", EDITED)
        library = _library(folder, server, clock)
        assert {library.get("answer").source for _ in range(5)} == {"file"}
        assert _asked(server) == 1
        server.mode = "healthy"
        clock.now = 60
        library.get("answer")  # not waited for: the server was away
        _until_answered()
        assert _asked(server) == 2
        clock.now = 120
        assert library.get("answer").source == "langfuse"


def test_a_server_that_falls_ill_leaves_the_last_version_in_use(folder: Path, clock: Clock) -> None:
    with LangfuseServer() as server:
        server.add_prompt("answer", EDITED)
        library = _library(folder, server, clock)
        assert library.get("answer").source == "langfuse"
        server.mode = "failing"
        clock.now = 300
        assert library.get("answer").source == "langfuse"


def test_a_hanging_server_is_waited_for_once(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By order: all the later calls return while the first request still hangs."""
    monkeypatch.setattr(library_module, "_PATIENCE_S", 1.0)
    with LangfuseServer("hanging") as server:
        library = PromptLibrary(folder, _Patient(server.address), clock)
        served: list[Prompt] = []
        ended = threading.Event()

        def turns() -> None:
            for minute in range(20):
                clock.now = minute * 60
                served.extend((library.get("plan"), library.get("answer")))
            ended.set()

        threading.Thread(target=turns, daemon=True).start()
        assert ended.wait(30), "forty waits of a second would take forty"
        assert {prompt.source for prompt in served} == {"file"}
        assert not _Patient.released.is_set()
        _Patient.released.set()


class _Patient(LangfusePrompts):
    """Asks without a time limit of its own, so that only the library's patience counts."""

    released = threading.Event()

    def fetch(
        self, local: Prompt, *, label: str = LABEL, version: int | None = None
    ) -> Prompt | None:
        self.released.wait()
        return super().fetch(local, label=label, version=version)


def test_nobody_listening_is_no_error(folder: Path, clock: Clock) -> None:
    with LangfuseServer() as server:
        pass
    library = _library(folder, server, clock)
    assert library.get("answer").source == "file"
    library.warm()


def test_a_file_that_changed_its_variables_outdates_the_edited_version(
    folder: Path, clock: Clock
) -> None:
    with LangfuseServer() as server:
        server.add_prompt("answer", EDITED)
        library = _library(folder, server, clock)
        assert library.get("answer").source == "langfuse"
        text = (
            FILE.format(name="answer")
            .replace("[journal]", "[journal, more]")
            .replace("local", "{{more}} local")
        )
        (folder / "answer.md").write_text(text, encoding="utf-8")
        assert library.get("answer").source == "file"


def test_warming_asks_for_every_prompt(folder: Path, clock: Clock) -> None:
    with LangfuseServer() as server:
        library = _library(folder, server, clock)
        library.warm()
        server.wait_for(lambda _: _asked(server, "answer") == 1 and _asked(server, "plan") == 1)
        assert library.names() == ("answer", "plan")


def test_a_server_that_begins_to_hang_costs_a_blink(folder: Path, clock: Clock) -> None:
    """By order: the turn has its prompt while the request that would tell of a newer one still
    hangs.
    """
    with LangfuseServer() as server:
        server.add_prompt("answer", EDITED)
        library = _library(folder, server, clock)
        assert library.get("answer").version == "1"
        server.mode = "hanging"
        clock.now = 60
        assert library.get("answer").version == "1"
        assert any(
            thread.name == "prompt-answer" and thread.is_alive() for thread in threading.enumerate()
        )


def test_wrong_keys_are_a_connection_error(folder: Path) -> None:
    with LangfuseServer() as server:
        server.add_prompt("answer", EDITED)
        wrong = LangfuseSettings(
            base_url=server.url,
            public_key=server.public_key,
            secret_key=SecretStr("sk-wrong"),
        )
        with pytest.raises(ConnectionError):
            LangfusePrompts(wrong).fetch(PromptLibrary(folder).get("answer"))
    assert "sk-wrong" not in repr(wrong)


def test_a_missing_file_is_an_error_even_with_langfuse(folder: Path, clock: Clock) -> None:
    with LangfuseServer() as server, pytest.raises(PromptError):
        _library(folder, server, clock).get("missing")
