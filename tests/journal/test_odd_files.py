"""One odd file never hides the others, and never stops a backup."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from errors import StorageError
from journal.store import EntryStore
from portability.backup import Schedule
from portability.holdings import back_up, export_all
from portability.restore import Restoring


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    folder = tmp_path / "journal"
    (folder / "far").mkdir(parents=True)
    (folder / "good.md").write_text("good")
    (folder / "far" / "also.md").write_text("also good")
    return folder


def bodies(journal: Path) -> list[str]:
    return sorted(entry.body for entry in EntryStore(journal).load().entries)


def test_a_link_to_itself_is_a_problem_of_its_own(journal: Path) -> None:
    (journal / "loop.md").symlink_to("loop.md")
    loaded = EntryStore(journal).load()
    assert [(each.path, each.key) for each in loaded.problems] == [("loop.md", "entry.unreadable")]
    assert bodies(journal) == ["also good", "good"]


def test_a_name_that_is_no_utf_8_is_read_and_backed_up(journal: Path, tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(journal) + b"/caf\xe9.md"))).write_text("strange")
    assert bodies(journal) == ["also good", "good", "strange"]
    assert export_all(tmp_path / "all.zip", EntryStore(journal), tmp_path / "state") == 3
    with Restoring(tmp_path / "all.zip", EntryStore(tmp_path / "other")) as restoring:
        assert restoring.restore(replace=False).added == 3


class _Failing:
    """A folder whose entries cannot be told after the first."""

    def __init__(self, real: Iterator[os.DirEntry[str]], code: int) -> None:
        self._real, self._code = real, code

    def __enter__(self) -> _Failing:
        return self

    def __exit__(self, *_: object) -> None:
        self._real.close()  # type: ignore[attr-defined]

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        raise OSError(self._code, "in trouble")


@pytest.mark.parametrize("code", [errno.EIO, errno.EMFILE, errno.ESTALE])
def test_a_folder_in_trouble_hides_no_other(
    journal: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    real = os.scandir

    def scandir(folder: str) -> Any:
        found = real(folder)
        return _Failing(found, code) if str(folder).endswith("far") else found

    monkeypatch.setattr("journal.scan.os.scandir", scandir)
    loaded = EntryStore(journal).load()
    assert [entry.body for entry in loaded.entries] == ["good"]
    assert [each.key for each in loaded.problems] == ["store.unreadable_folder"]


@contextmanager
def unreadable(name: str, patch: pytest.MonkeyPatch) -> Iterator[None]:
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == name:
            raise OSError(errno.EIO, "in trouble")
        return real(path)

    with patch.context() as within:
        within.setattr(Path, "read_bytes", read_bytes)
        yield


def test_a_backup_holds_all_but_what_cannot_be_read_and_says_so(
    journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, schedule = EntryStore(journal), Schedule(folder=str(tmp_path / "backups"))
    store.load()
    with unreadable("also.md", monkeypatch), pytest.raises(StorageError) as caught:
        back_up(schedule, store, tmp_path / "state")
    assert (caught.value.key, caught.value.values["path"]) == ("export.left_out", "far/also.md")
    (made,) = (tmp_path / "backups").iterdir()
    with zipfile.ZipFile(made) as archive:
        assert "journal/good.md" in archive.namelist()
        assert json.loads(archive.read("manifest.json"))["left_out"] == ["far/also.md"]


def test_a_file_beyond_all_memory_stops_no_backup(journal: Path, tmp_path: Path) -> None:
    (journal / "endless.md").touch()
    os.truncate(journal / "endless.md", 2**42)  # of which the disk holds nothing
    assert bodies(journal) == ["also good", "good"]
    schedule = Schedule(folder=str(tmp_path / "backups"))
    with pytest.raises(StorageError) as caught:
        back_up(schedule, EntryStore(journal), tmp_path / "state")
    assert (caught.value.key, caught.value.values["path"]) == ("export.left_out", "endless.md")
    (made,) = (tmp_path / "backups").iterdir()
    with zipfile.ZipFile(made) as archive:
        assert {"journal/good.md", "journal/far/also.md"} <= set(archive.namelist())


def test_a_restore_beside_a_file_that_cannot_be_read_puts_back_the_rest(
    journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EntryStore(journal)
    export_all(tmp_path / "all.zip", store, tmp_path / "state")
    (journal / "good.md").unlink()
    with (
        Restoring(tmp_path / "all.zip", store) as restoring,
        monkeypatch.context() as patch,
    ):
        real = store.file_of

        def file_of(entry_id: str) -> Path:
            path = real(entry_id)
            if path.name == "also.md":
                raise OSError(errno.ESTALE, "in trouble")
            return path

        patch.setattr(store, "file_of", file_of)
        assert restoring.compare().different == 1
        assert restoring.restore(replace=False).added == 1
    assert bodies(journal) == ["also good", "good"]
