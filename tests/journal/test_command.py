"""`python -m journal`: once in a process of its own, as a person runs it, then in this one."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from journal.__main__ import main
from journal.terminal import Progress

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


def test_a_report_that_cannot_be_written_stops_the_import_before_it_begins(
    journal: Journal, tmp_path: Path
) -> None:
    folder = tmp_path / "journal"

    for report in (tmp_path / "nowhere" / "r.txt", tmp_path):
        finished = journal(folder, "import", str(SAMPLE), "--report", str(report))
        assert (finished.returncode, "No report can be written" in finished.stderr) == (1, True)
    assert journal(folder, "list").stdout.count("2023") == 0


@pytest.mark.parametrize(
    "arguments",
    [("import", ""), ("import", " "), ("--journal-dir", "", "list"), ("export", "")],
)
def test_an_empty_argument_is_not_the_folder_one_is_in(
    arguments: tuple[str, ...],
    journal: Journal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "2024-05-10.md").write_text("not to be imported")
    monkeypatch.chdir(tmp_path / "here")

    finished = journal(tmp_path / "journal", *arguments)

    assert (finished.returncode, "is empty" in finished.stderr) == (1, True)
    assert not (tmp_path / "journal").exists()


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


class _Interrupting(Progress):
    """Presses Ctrl-C at the second entry."""

    def __call__(self, done: int, expected: int) -> None:
        super().__call__(done, expected)
        if done == 2 and self.name == _Interrupting.at:
            signal.raise_signal(signal.SIGINT)

    at = ""


@pytest.fixture
def interrupt(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have Ctrl-C pressed while this work goes on."""
    monkeypatch.setattr("journal.__main__.Progress", _Interrupting)
    return lambda work: monkeypatch.setattr(_Interrupting, "at", work)


def test_ctrl_c_stops_and_the_same_command_goes_on(
    journal: Journal, interrupt: Callable[[str], None], tmp_path: Path
) -> None:
    handler = signal.getsignal(signal.SIGINT)
    folder, vault = tmp_path / "journal", tmp_path / "vault"
    vault.mkdir()
    for day in range(1, 6):
        (vault / f"2024-05-0{day}.md").write_text(f"{day}일")

    interrupt("Looking")
    looked = journal(folder, "import", str(vault))
    assert (looked.returncode, "nothing was written" in looked.stdout) == (130, True)

    interrupt("Bringing in")
    stopped = journal(folder, "import", str(vault))
    assert stopped.returncode == 130
    assert "2 added" in stopped.stdout
    assert "The same command brings in the rest" in stopped.stdout
    assert "python -m journal undo 20" in stopped.stdout

    interrupt("")
    assert "3 added, 0 updated, 2 unchanged" in journal(folder, "import", str(vault)).stdout

    interrupt("Taking back")
    undone = journal(folder, "undo")
    assert (undone.returncode, "2 taken back" in undone.stdout) == (130, True)
    interrupt("")
    assert "1 taken back" in journal(folder, "undo").stdout
    assert "2 taken back" in journal(folder, "undo").stdout
    assert signal.getsignal(signal.SIGINT) is handler


def test_a_terminal_shows_one_line_and_a_log_one_for_each_thousand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for is_terminal in (False, True):
        monkeypatch.setattr(sys.stderr, "isatty", lambda answer=is_terminal: answer)
        progress = Progress("Looking")
        for done in range(1, 2501):
            progress(done, 2500)
        progress.end()
        said = capsys.readouterr().err
        if is_terminal:
            assert said.endswith("\r\x1b[KLooking: 2,500 of 2,500\n")
            assert said.count("\n") == 1
        else:
            assert said == "Looking: 1,000 of 2,500\nLooking: 2,000 of 2,500\n"


@pytest.mark.parametrize(
    ("option", "value", "says", "does"),
    [
        ("--zone", "Mars/X", "There is no time zone Mars/X.", "Asia/Seoul"),
        ("--zone", "../etc", "There is no time zone ../etc.", "Asia/Seoul"),
        ("--date", "2024-99-01", "2024-99-01 is no day of the calendar.", "2024-05-10"),
        ("--date", "{yesterday}", "{yesterday} is no day of the calendar.", "2024-05-10"),
    ],
)
def test_a_zone_or_a_day_that_is_none_is_said_in_our_words(
    option: str, value: str, says: str, does: str, journal: Journal, tmp_path: Path
) -> None:
    folder = tmp_path / "journal"

    finished = journal(folder, "import", str(SAMPLE), option, value)

    assert finished.returncode == 1
    message, hint = finished.stderr.splitlines()
    assert (message, does in hint, folder.exists()) == (says, True, False)


def test_an_export_in_parts_is_opened_in_its_folder(journal: Journal, tmp_path: Path) -> None:
    parts, whole = tmp_path / "parts", io.BytesIO()
    parts.mkdir()
    for number in (1, 2):
        with zipfile.ZipFile(parts / f"takeout-00{number}.zip", "w") as part:
            part.writestr(f"notes/2024-05-1{number}.md", f"words of part {number}")
            part.writestr("notes/sound.xyz", bytes(18))
    with zipfile.ZipFile(whole, "w") as part:
        part.writestr("2024-05-13.md", "cut off " * 99)
    (parts / "takeout-003.zip").write_bytes(whole.getvalue()[:60])
    folder = tmp_path / "journal"

    first = journal(folder, "import", str(parts))
    (parts / "2024-05-14.md").write_text("words beside them")

    assert "2 added" in first.stdout
    assert "takeout-003.zip is not a whole zip file" in first.stderr
    assert first.stderr.count("1 × .xyz") == 1
    again = journal(folder, "import", str(parts))
    assert ("1 added" in again.stdout, "2 unchanged" in again.stdout) == (True, True)
    one = journal(folder, "import", str(parts / "takeout-001.zip"))
    assert "1 unchanged" in one.stdout
