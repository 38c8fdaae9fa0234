"""No room is a heap: a folder of the program holds at most twenty files."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST = 20
# A file a format, and the pieces that a font comes in.
HEAPS = {"journal/importers", "ui/static/fonts"}


def test_no_flat_folder_holds_more_than_twenty_files() -> None:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = Counter(
        str(Path(name).parent) for name in names.splitlines() if (ROOT / name).is_file()
    )
    assert {folder for folder, count in folders.items() if count > MOST} <= HEAPS
