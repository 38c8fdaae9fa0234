"""Zips that mean harm, or were harmed: told, never followed."""

from __future__ import annotations

import io
import stat
import tempfile
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest

from journal.importing import sources
from journal.importing.run import ImportReport, import_entries
from journal.store import EntryStore


def member(name: str, *, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (2024, 4, 30, 12, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = mode << 16
    return info


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(member(name), data)
    return path


def run(path: Path, tmp_path: Path) -> tuple[ImportReport, EntryStore]:
    store = EntryStore(tmp_path / "journal")
    return import_entries(path, store), store


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where unpacking happens, so that a test can look at what it leaves there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(sources, "MEMORY", folder)
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "../evil.md",
        "a/../../evil.md",
        "/etc/evil.md",
        "..\\evil.md",
        "C:\\evil.md",
        "\\\\host\\evil.md",
    ],
)
def test_names_that_point_outside_are_left_out(name: str, tmp_path: Path, temporary: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"good.md": b"mine", name: b"evil"})
    before = {file for file in tmp_path.rglob("*") if file.name == "evil.md"}

    report, store = run(path, tmp_path)

    assert report.added == 1
    assert [problem.key for problem in report.problems] == ["import.zip_unsafe"]
    assert [entry.body for entry in store.load().entries] == ["mine"]
    assert {file for file in tmp_path.rglob("*") if file.name == "evil.md"} == before
    assert not any(temporary.iterdir())


@pytest.mark.parametrize("room", [0, 3])
def test_what_has_no_room_in_memory_is_unpacked_on_the_disk(
    room: int, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "room_in_memory", lambda: room)
    monkeypatch.setattr(sources, "MEMORY", tmp_path / "none" if room == 0 else temporary)

    report, _ = run(zipped(tmp_path / "x.zip", {"a.md": b"one", "b.md": b"two"}), tmp_path)

    assert (report.added, report.problems) == (2, ())
    assert not any(temporary.iterdir())


def test_links_are_left_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("secret")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(member("link.md", mode=stat.S_IFLNK | 0o777), str(secret))
        archive.writestr(member("good.md"), "mine")

    report, store = run(tmp_path / "x.zip", tmp_path)

    assert [problem.key for problem in report.problems] == ["import.zip_unsafe"]
    assert [entry.body for entry in store.load().entries] == ["mine"]


def test_a_thousandfold_expansion_is_not_unpacked(tmp_path: Path, temporary: Path) -> None:
    path = zipped(tmp_path / "bomb.zip", {"bomb.md": b"0" * 30_000_000, "good.md": b"mine"})

    report, _ = run(path, tmp_path)

    assert report.added == 1
    assert [problem.key for problem in report.problems] == ["import.zip_expands"]
    assert not any(temporary.iterdir())


def test_a_size_that_lies_is_noticed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"lie.md": b"0" * 5_000_000, "good.md": b"mine"})
    size = (5_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (500).to_bytes(4, "little")))

    report, _ = run(path, tmp_path)

    assert report.added == 1
    assert [problem.key for problem in report.problems] == ["import.zip_member_damaged"]


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {f"{number}.md": b"" for number in range(20_001)})

    report, _ = run(path, tmp_path)

    assert (report.added, [problem.key for problem in report.problems]) == (
        0,
        ["import.zip_too_many"],
    )


@pytest.mark.parametrize("locked", [["a.md", "b.md"], ["a.md"]])
def test_a_password_is_told(locked: list[str], tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("a.md", "b.md"):
            archive.writestr(member(name), f"words of {name}")
            if name in locked:
                archive.getinfo(name).flag_bits |= 1
    (tmp_path / "x.zip").write_bytes(buffer.getvalue())

    report, _ = run(tmp_path / "x.zip", tmp_path)

    assert report.added == 2 - len(locked)
    assert [problem.key for problem in report.problems] == ["import.zip_password"]


@pytest.mark.parametrize(
    ("share", "added", "told"),
    [
        (0.0, 0, "import.zip_damaged"),
        (0.02, 0, "import.zip_damaged"),
        (0.3, 6, "import.zip_cut_off"),
        (0.99, 9, "import.zip_cut_off"),
    ],
)
def test_a_zip_that_was_cut_off_is_told(
    share: float, added: int, told: str, tmp_path: Path
) -> None:
    files = {f"{number}.md": f"{number} ".encode() * 50 for number in range(9)}
    path = zipped(tmp_path / "x.zip", files)
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])

    report, _ = run(path, tmp_path)

    assert (report.added, [problem.key for problem in report.problems]) == (added, [told])


def test_one_damaged_file_hides_no_other(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"a.md": bytes(range(32, 127)) * 9, "b.md": b"mine"})
    raw = bytearray(path.read_bytes())
    raw[60] ^= 0xFF
    path.write_bytes(bytes(raw))

    report, store = run(path, tmp_path)

    assert [entry.body for entry in store.load().entries] == ["mine"]
    assert [problem.key for problem in report.problems] == ["import.zip_member_damaged"]


@pytest.mark.parametrize("files", [{}, {"photo.png": b"\x89PNG"}])
def test_nothing_to_import_is_told(files: dict[str, bytes], tmp_path: Path) -> None:
    report, _ = run(zipped(tmp_path / "x.zip", files), tmp_path)

    assert [problem.key for problem in report.problems] == ["import.nothing_known"]


def test_one_file_twice_is_one_entry(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"2024-04-30.md": b"mine", "copy/2024-04-30.md": b"mine"})

    report, _ = run(path, tmp_path)

    assert (report.added, report.unchanged) == (1, 1)


def test_long_and_decomposed_names_and_the_clock_inside(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "첫 출근")
    path = zipped(tmp_path / "x.zip", {f"{name}.md": b"one", f"{'가' * 300}.md": b"two"})

    report, store = run(path, tmp_path)

    assert report.added == 2
    assert {entry.written_on for entry in store.load().entries} == {date(2024, 4, 30)}
    assert "첫 출근" in {entry.title for entry in store.load().entries}
