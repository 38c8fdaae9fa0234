"""`python -m journal`, as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "samples" / "tistory" / "post.txt"


def journal(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "JOURNAL_DIR": str(folder)}
    command = [sys.executable, "-m", "journal", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_import_list_and_check(tmp_path: Path) -> None:
    folder = tmp_path / "journal"

    rehearsal = journal(folder, "import", str(SAMPLE), "--dry-run")
    assert (rehearsal.returncode, "1 would be added" in rehearsal.stdout, folder.exists()) == (0, True, False)
    assert "1 added" in journal(folder, "import", str(SAMPLE)).stdout
    assert "1 unchanged" in journal(folder, "import", str(SAMPLE)).stdout
    listed = journal(folder, "list").stdout
    assert "2023-09-12" in listed
    assert "연구실" not in listed
    assert journal(folder, "check").returncode == 0

    (folder / "broken.md").write_text("---\na: [\n---\n")
    checked = journal(folder, "check")
    assert (checked.returncode, "broken.md" in checked.stderr) == (1, True)


def test_what_cannot_be_imported_ends_with_one(tmp_path: Path) -> None:
    finished = journal(tmp_path, "import", str(tmp_path / "nowhere.md"))

    assert finished.returncode == 1
    assert "cannot be opened" in finished.stderr


def test_an_import_can_be_listed_undone_and_exported(tmp_path: Path) -> None:
    folder, zones = tmp_path / "journal", SAMPLE.parents[1] / "keep"

    done = journal(
        folder, "import", str(zones), str(SAMPLE), "--zone", "Asia/Seoul", "--report", str(tmp_path / "r.txt")
    )
    assert "2 times whose zone is assumed" in done.stdout
    assert "3 added" in (tmp_path / "r.txt").read_text()
    assert "2024-04-30" in journal(folder, "list").stdout
    assert "3 entries" in journal(folder, "export", str(tmp_path / "out.zip")).stdout
    assert "3 added" in journal(folder, "imports").stdout
    assert "3 taken back" in journal(folder, "undo").stdout
    assert journal(folder, "undo").returncode == 1
    assert "3 added" in journal(folder, "import", str(tmp_path / "out.zip")).stdout
