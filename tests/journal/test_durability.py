"""What a full disk, a read-only folder and kill -9 leave behind: every file whole, nothing lost, no
litter.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from errors import StorageError
from journal.entry import Entry
from journal.store import EntryStore

ROOT = Path(__file__).parents[2]
NOBODY = 65534

FULL_DISK = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from errors import StorageError
from journal.store import EntryStore
store = EntryStore(Path(sys.argv[1]))
(entry,) = store.load().entries
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
for attempt in (replace(entry, body="x" * 100_000), replace(entry, id="", body="y" * 100_000)):
    try:
        store.save(attempt)
    except StorageError as error:
        print(error.key, store.get(entry.id).body)
"""

SAVE_FOREVER = """
import sys
from dataclasses import replace
from pathlib import Path
from journal.store import EntryStore
store = EntryStore(Path(sys.argv[1]))
entry = store.get(sys.argv[2])
number = int(entry.body.split()[0])
while True:
    number += 1
    store.save(replace(entry, body=f"{number} " * 20_000))
    print(number, flush=True)
"""


def run(script: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}
    )


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    store = EntryStore(tmp_path)
    stored = store.save(Entry(id="", written_on=date(2024, 4, 30), body="before"))
    (path,) = tmp_path.rglob("*.md")
    before = path.read_bytes()

    output, _ = run(FULL_DISK, str(tmp_path)).communicate()

    assert output.splitlines() == ["store.disk_full before"] * 2
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path]
    assert path.read_bytes() == before
    assert EntryStore(tmp_path).get(stored.id).body == "before"


def test_kill_9_leaves_every_file_whole(tmp_path: Path) -> None:
    stored = EntryStore(tmp_path).save(
        Entry(id="", written_on=date(2024, 4, 30), body="0 " * 20_000)
    )
    for lines in (1, 3, 2, 5, 4, 7):
        with run(SAVE_FOREVER, str(tmp_path), stored.id) as process:
            assert process.stdout is not None
            promised = [int(process.stdout.readline()) for _ in range(lines)][-1]
            process.kill()
        loaded = EntryStore(tmp_path).load()
        assert loaded.problems == ()
        (entry,) = loaded.entries
        number = entry.body.split()[0]
        assert entry.body == f"{number} " * 20_000
        assert int(number) >= promised


def test_what_a_killed_save_left_is_cleared_when_it_is_old(tmp_path: Path) -> None:
    old, new = tmp_path / ".crossroads-old.tmp", tmp_path / ".crossroads-new.tmp"
    for leftover in (old, new):
        leftover.write_text("half")
    os.utime(old, (1, 1))

    assert EntryStore(tmp_path).load().entries == ()
    assert not old.exists()
    assert new.exists()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Make a folder that we may not write, also for root: permissions do not bind root, so be
    someone else.
    """
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path in modes:
        path.chmod(0o555 if path.is_dir() else 0o444)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if was_root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="crossroads-test-") as folder:
        Path(folder).chmod(0o755)  # pytest's own is closed to everyone else
        yield Path(folder) / "journal"


def test_a_read_only_folder_is_read_and_says_so(public_folder: Path) -> None:
    store = EntryStore(public_folder)
    stored = store.save(Entry(id="", written_on=date(2024, 4, 30), body="before"))
    (public_folder / "2024-05-01.md").write_text("by hand")
    reader = EntryStore(public_folder)

    with read_only(public_folder):
        first = reader.load()
        assert [entry.body for entry in first.entries] == ["before", "by hand"]
        assert EntryStore(public_folder).load().entries == first.entries
        for attempt in (
            lambda: reader.save(replace(stored, body="after")),
            lambda: reader.save(replace(stored, id="", body="new")),
            lambda: reader.delete(stored.id),
        ):
            with pytest.raises(StorageError) as caught:
                attempt()
            assert caught.value.key == "store.read_only"

    assert EntryStore(public_folder).load().entries == first.entries
    assert (
        public_folder / "2024-05-01.md"
    ).read_text() != "by hand"  # writable again: now it holds its id


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(StorageError) as caught:
        EntryStore(tmp_path / "file" / "journal").save(
            Entry(id="", written_on=date(2024, 4, 30), body="b")
        )
    assert caught.value.key in {"store.write_failed", "store.unreadable_root"}
