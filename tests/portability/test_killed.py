"""Erasing that a kill broke off: the next start ends it, at whatever step it was."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.paths import StatePaths
from config.settings import Settings
from files import temporary
from portability import holdings
from services import Services, build_services
from tests.portability.test_out_and_gone import SECRETS, holding, write

STEPS = (
    "erase_copies", "erase_quotes", "erase_set_aside", "_erase_traces", "remove_leftovers",
    "erase_pictures", "erase_file", "clear_folders",
)  # fmt: skip


class Killed(BaseException):
    """Ends a step where a kill would."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        journal_dir=tmp_path / "data" / "journal", state_dir=tmp_path / "data" / "state"
    )


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    opened = build_services(settings)
    yield opened
    opened.close()


def then_die(step: Callable[..., object]) -> Callable[..., object]:
    def run(*arguments: object, **named: object) -> object:
        step(*arguments, **named)
        raise Killed

    return run


def first_die(_: Callable[..., object]) -> Callable[..., object]:
    def run(*_: object, **__: object) -> object:
        raise Killed

    return run


@pytest.mark.parametrize("how", [first_die, then_die])
@pytest.mark.parametrize("thrown", [False, True], ids=["here", "thrown"])
def test_the_next_start_ends_it_whatever_step_it_was_at(
    services: Services,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    how: Callable[[Callable[..., object]], Callable[..., object]],
    thrown: bool,
) -> None:
    """One try after the other, over one journal: each begins where a kill left the one before."""
    entry, data = write(services), settings.journal_dir.parent
    (settings.journal_dir / "decisions").mkdir()
    quoting = settings.journal_dir / "decisions" / "d.md"
    quoting.write_text(f"---\nid: d\n---\n\nnotes with {SECRETS[3]}\n")
    if thrown:
        services.store.delete(entry.id)
        services.refresh()
    for step in STEPS:
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(holdings, step, how(getattr(holdings, step)))
            if step == STEPS[0] and thrown:
                holdings.erase_one_thrown(services, settings.state_dir, entry.id, langfuse=None)
            elif step == STEPS[0]:
                holdings.erase_one(
                    services, settings.state_dir, entry.id, backups=None, langfuse=None
                )
            else:
                holdings.go_on_erasing(services, settings.state_dir, langfuse=None)
                raise Killed  # nothing was left to do
        note = StatePaths(settings.state_dir).erasing
        assert not note.exists() or entry.id in note.read_text()
        assert note.name not in {name for name, _ in holding(note.parent, (*SECRETS, "비밀"))}

    holdings.go_on_erasing(services, settings.state_dir, langfuse=None)

    assert holding(data, (*SECRETS, "비밀 편지")) == []
    assert not StatePaths(settings.state_dir).erasing.exists()
    assert len(services.refresh().entries) == 1
    assert services.index.search("비가 rained")


def test_what_is_being_erased_is_not_indexed_by_another_visit(
    services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = write(services)

    def meanwhile(*_: object) -> None:
        assert entry.id not in {each.id for each in services.refresh().entries}

    monkeypatch.setattr(holdings, "erase_pictures", meanwhile)
    holdings.erase_one(services, settings.state_dir, entry.id, backups=None, langfuse=None)
    assert holding(settings.journal_dir.parent, SECRETS) == []


def test_a_deleted_decision_and_a_damaged_file_keep_no_quote(
    services: Services, settings: Settings
) -> None:
    entry = write(services)
    thrown = settings.journal_dir / ".trash" / "d" / "1" / "decisions" / "d.md"
    thrown.parent.mkdir(parents=True)
    thrown.write_text(f"---\nid: d\n---\n\nnotes with {SECRETS[3]}, and more\n")
    (thrown.parent / ".crossroads-x.tmp").write_text(SECRETS[0])
    aside = settings.state_dir / "conversations.sqlite3.damaged-1"
    aside.write_bytes(b"\x00\x01" + SECRETS[1].encode())
    other = settings.state_dir / "conversations.sqlite3.damaged-2"
    other.write_bytes(b"\x00\x01 what else was said")

    holdings.erase_one(services, settings.state_dir, entry.id, backups=None, langfuse=None)

    assert holding(settings.journal_dir.parent, SECRETS) == []
    assert "and more" in thrown.read_text()
    assert other.exists()


@pytest.mark.parametrize("step", ["erase_journal", "_remove", "remove_backups"])
def test_everything_goes_at_the_next_start(
    services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write(services)
    services.close()
    backups = settings.journal_dir.parent / "backups"
    backups.mkdir()
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(holdings, step, then_die(getattr(holdings, step)))
        holdings.erase_all(settings.journal_dir, settings.state_dir, backups=backups, langfuse=None)
    assert holdings.is_erasing_all(settings.state_dir)

    holdings.erase_all(settings.journal_dir, settings.state_dir, backups=None, langfuse=None)

    assert holding(settings.journal_dir.parent, SECRETS) == []
    assert not holdings.is_erasing_all(settings.state_dir)


_LEAVES = """
import os, sys, tempfile
from pathlib import Path
from files.temporary import use_temporary_folder
use_temporary_folder(Path(sys.argv[1]))
(Path(tempfile.mkdtemp()) / "words").write_text("words of a journal")
if sys.argv[2] == "stays":
    print("here", flush=True)
    sys.stdin.read()
os._exit(9)
"""


def test_temporary_files_of_a_killed_process_go_and_those_of_a_running_one_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(temporary, "_in_use", {})
    home, root = tmp_path / "home", Path(__file__).parents[2]
    command = [sys.executable, "-c", _LEAVES, str(home)]
    around = {**os.environ, "PYTHONPATH": "."}
    with subprocess.Popen(
        [*command, "stays"], cwd=root, env=around, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        running.stdout.readline()
        subprocess.run([*command, "dies"], cwd=root, env=around, check=False)
        assert len(list(home.rglob("words"))) == 2

        temporary.use_temporary_folder(home)
        assert len(list(home.rglob("words"))) == 1
        assert Path(tempfile.gettempdir()).is_relative_to(home)
        running.kill()
    temporary.remove_abandoned(home)
    assert not list(home.rglob("words"))
