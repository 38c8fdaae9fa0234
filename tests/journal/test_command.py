"""`python -m journal`: once in a process of its own, as a person runs it, then in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from journal.__main__ import main

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "samples" / "tistory" / "post.txt"


@dataclass(frozen=True, kw_only=True)
class Finished:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Journal = Callable[..., Finished]


@pytest.fixture
def journal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Journal:
    """Run one command over the folder that the environment names."""

    def run(folder: Path, *arguments: str) -> Finished:
        monkeypatch.setenv("JOURNAL_DIR", str(folder))
        capsys.readouterr()
        code = main(arguments)
        said = capsys.readouterr()
        return Finished(returncode=code, stdout=said.out, stderr=said.err)

    return run


def test_as_a_person_starts_it(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    command = [sys.executable, "-m", "journal", "import", str(SAMPLE), "--dry-run"]
    environment = {**os.environ, "JOURNAL_DIR": str(folder)}
    rehearsal = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (rehearsal.returncode, "1 would be added" in rehearsal.stdout, folder.exists()) == (
        0,
        True,
        False,
    )


def test_import_list_and_check(journal: Journal, tmp_path: Path) -> None:
    folder = tmp_path / "journal"

    assert "1 added" in journal(folder, "import", str(SAMPLE)).stdout
    assert "1 unchanged" in journal(folder, "import", str(SAMPLE)).stdout
    listed = journal(folder, "list").stdout
    assert "2023-09-12" in listed
    assert "연구실" not in listed
    assert journal(folder, "check").returncode == 0

    (folder / "broken.md").write_text("---\na: [\n---\n")
    checked = journal(folder, "check")
    assert (checked.returncode, "broken.md" in checked.stderr) == (1, True)


def test_what_cannot_be_imported_ends_with_one(journal: Journal, tmp_path: Path) -> None:
    finished = journal(tmp_path, "import", str(tmp_path / "nowhere.md"))

    assert finished.returncode == 1
    assert "cannot be opened" in finished.stderr


def test_an_import_can_be_listed_undone_and_exported(journal: Journal, tmp_path: Path) -> None:
    folder, zones = tmp_path / "journal", SAMPLE.parents[1] / "keep"

    looked = journal(folder, "import", str(zones), str(SAMPLE), "--dry-run")
    assert "2 times whose zone is assumed" in looked.stdout
    done = journal(
        folder,
        "import",
        str(zones),
        str(SAMPLE),
        "--zone",
        "Asia/Seoul",
        "--report",
        str(tmp_path / "r.txt"),
    )
    assert "whose zone is assumed" not in done.stdout
    assert "3 added" in (tmp_path / "r.txt").read_text()
    assert "2024-04-30" in journal(folder, "list").stdout
    assert "3 entries" in journal(folder, "export", str(tmp_path / "out.zip")).stdout
    assert "3 added" in journal(folder, "imports").stdout
    assert "3 taken back" in journal(folder, "undo").stdout
    assert journal(folder, "undo").returncode == 1
    assert "3 added" in journal(folder, "import", str(tmp_path / "out.zip")).stdout
