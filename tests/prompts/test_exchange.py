"""push, pull and diff as the command does them, over real HTTP. Runs against a real Langfuse too:
LANGFUSE_BASE_URL.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.loading import load_settings
from config.settings import Settings
from prompts.__main__ import main
from prompts.langfuse import LangfusePrompts
from prompts.prompt_file import read_prompt_file
from tests.langfuse_server import LangfuseServer, langfuse
from tracing import LangfuseAddress

FILE = """---
name: {name}
note: 첫 판 "first"
variables: [journal, today]
config: {{temperature: 0.5}}
---

## system

Read it. Today is {{{{today}}}}. Example: {{"a": {{"b": 1}}}}

## user

{{{{journal}}}}
"""


@pytest.fixture(scope="module")
def address() -> Iterator[LangfuseAddress]:
    with langfuse() as address:
        yield address


@pytest.fixture
def path(tmp_path: Path, address: LangfuseAddress, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANGFUSE_BASE_URL", address.base_url)
    monkeypatch.setenv("LANGFUSE_PUBLIC_KEY", address.public_key)
    monkeypatch.setenv("LANGFUSE_SECRET_KEY", address.secret_key.get_secret_value())
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))
    name = f"test-{uuid.uuid4().hex[:12]}"
    (tmp_path / "prompts").mkdir()
    path = tmp_path / "prompts" / f"{name}.md"
    path.write_text(FILE.format(name=name), encoding="utf-8")
    return path


def _run(path: Path, *arguments: str) -> int:
    return main([*arguments, path.stem], folder=path.parent)


def _edit(path: Path, address: LangfuseAddress, **changed: str) -> None:
    """Edit the prompt as a person does in Langfuse."""
    text = path.read_text(encoding="utf-8")
    for old, new in changed.items():
        text = text.replace(old, new)
    before = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    LangfusePrompts(address, seconds=10).create(read_prompt_file(path), label="production")
    path.write_text(before, encoding="utf-8")


def test_push_makes_a_version_only_where_the_text_differs(
    path: Path, address: LangfuseAddress, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(path, "push") == 0
    assert _run(path, "push") == 0
    path.write_text(path.read_text(encoding="utf-8").replace("Read it", "읽어라"), encoding="utf-8")
    assert _run(path, "push") == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[2] for line in said] == [
        "version 1 made, with the label production",
        "the same as version 1",
        "version 2 made, with the label production",
    ]
    local = read_prompt_file(path)
    stored = LangfusePrompts(address, seconds=10).fetch(local)
    assert stored is not None
    assert (stored.template, stored.config, stored.note) == (
        local.template,
        local.config,
        local.note,
    )


def test_the_same_text_under_another_label_is_no_new_version(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(path, "push", "--label", "staging") == 0
    assert _run(path, "push") == 0
    assert (
        "version 1 has this text already; it now has the label production"
        in capsys.readouterr().out
    )


def test_an_edit_comes_back_into_the_file(
    path: Path, address: LangfuseAddress, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(path, "push")
    assert _run(path, "diff") == 0
    _edit(
        path, address, **{"Read it.": "주의 깊게 읽어라.", "temperature: 0.5": "temperature: 0.9"}
    )
    capsys.readouterr()
    assert _run(path, "diff") == 1
    shown = capsys.readouterr().out
    assert "-Read it. Today is {{today}}." in shown
    assert "+주의 깊게 읽어라. Today is {{today}}." in shown
    assert '+config: {"temperature": 0.9}' in shown
    before = path.read_text(encoding="utf-8")
    assert _run(path, "pull") == 0
    expected = before.replace("Read it.", "주의 깊게 읽어라.").replace("0.5", "0.9")
    assert path.read_text(encoding="utf-8") == expected
    assert _run(path, "diff") == 0
    assert _run(path, "push") == 0
    assert "the same as version 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    "edit",
    [
        {"{{today}}": "today", "variables: [journal, today]": "variables: [journal]"},
        {"{{today}}": "{{today}} {{secret}}", "[journal, today]": "[journal, today, secret]"},
    ],
)
def test_missing_and_unknown_variables_are_refused(
    path: Path, address: LangfuseAddress, edit: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    _edit(path, address, **edit)
    before = path.read_bytes()
    assert _run(path, "pull") == 2
    assert "is refused: declared and used variables differ" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_what_langfuse_lacks_is_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(path, "pull") == 0
    assert "not in Langfuse under the label production" in capsys.readouterr().out


def test_an_edit_that_would_read_as_another_part_is_refused(
    path: Path, address: LangfuseAddress, capsys: pytest.CaptureFixture[str]
) -> None:
    local = read_prompt_file(path)
    role, text = local.template[0]
    sneaky = replace(local, template=((role, f"{text}\n## user\nmore"), *local.template[1:]))
    LangfusePrompts(address, seconds=10).create(sneaky, label="production")
    assert _run(path, "pull") == 2
    assert "would begin another part" in capsys.readouterr().err


def test_without_keys_it_says_what_is_missing(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGFUSE_PUBLIC_KEY", "")
    monkeypatch.setattr("prompts.__main__.load_settings", _without_keys)
    assert _run(path, "push") == 2
    assert "LANGFUSE_PUBLIC_KEY" in capsys.readouterr().err


def _without_keys() -> Settings:
    return load_settings().with_values({"langfuse_public_key": ""})


def test_wrong_keys_are_said(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with LangfuseServer("refusing") as server:
        monkeypatch.setenv("LANGFUSE_BASE_URL", server.url)
        assert _run(path, "push") == 2
    assert "Check LANGFUSE_BASE_URL and both keys" in capsys.readouterr().err
