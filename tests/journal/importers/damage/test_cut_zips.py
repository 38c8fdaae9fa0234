"""Zips and tars that break off: the files before that come in."""

from __future__ import annotations

import io
import random
import tarfile
import zipfile

import pytest

from tests.journal.importers.bringing import Bring


class _Unseekable(io.BytesIO):
    """As a server writes a zip: sizes stand behind the files."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def zip_of(days: int, *, method: int = zipfile.ZIP_DEFLATED, is_stream: bool = False) -> bytes:
    file = _Unseekable() if is_stream else io.BytesIO()
    chance = random.Random(7)
    with zipfile.ZipFile(file, "w", method) as archive:
        for day in range(1, days + 1):
            words = " ".join(str(chance.random()) for _ in range(99))
            archive.writestr(f"일기/2024-05-0{day}.md", f"하루 {day}. {words}")
    return file.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_zip_that_breaks_off_gives_what_is_whole(method: int, bring: Bring) -> None:
    whole = zip_of(5, method=method)

    brought = bring({"a.zip": whole[: whole.rindex(b"PK\x03\x04") + 300]})

    assert sorted(entry.written_on.day for entry in brought.entries) == [1, 2, 3, 4]
    assert all(entry.body.startswith("하루") for entry in brought.entries)
    assert brought.told() == [("import.zip_cut_off", 4)]


def test_a_zip_of_a_server_that_breaks_off(bring: Bring) -> None:
    whole = zip_of(5, is_stream=True)

    brought = bring({"a.zip": whole[: whole.rindex(b"PK\x03\x04") + 300]})

    assert sorted(entry.written_on.day for entry in brought.entries) == [1, 2, 3, 4]


def test_only_the_list_at_the_end_is_missing(bring: Bring) -> None:
    whole = zip_of(3)

    brought = bring({"a.zip": whole[: whole.index(b"PK\x01\x02") + 9]})

    assert len(brought.entries) == 3


def test_a_zip_without_one_whole_file_is_damaged(bring: Bring) -> None:
    brought = bring({"a.zip": zip_of(1)[:200]})

    assert (brought.entries, brought.told()) == ((), [("import.zip_damaged", 1)])


def test_a_bomb_that_breaks_off_is_not_unpacked(bring: Bring) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2024-05-01.md", b"a" * 100_000_000)
        archive.writestr("../../2024-05-02.md", b"outside")
        archive.writestr("2024-05-03.md", b"words")

    brought = bring({"a.zip": file.getvalue()[: file.getvalue().index(b"PK\x01\x02")]})

    assert brought.one.body == "words"
    assert sorted(key for key, _ in brought.told()) == [
        "import.zip_cut_off",
        "import.zip_expands",
        "import.zip_unsafe",
    ]


def test_a_box_of_joplin_that_breaks_off_gives_the_notes_before(bring: Bring) -> None:
    box = io.BytesIO()
    with tarfile.open(fileobj=box, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for day in (1, 2, 3):
            name = f"{day:032x}"
            fields = f"id: {name}\ncreated_time: 2024-05-0{day}T03:00:00.000Z\ntype_: 1"
            raw = f"제목 {day}\n\n글 {day} {'가' * 400}\n\n{fields}".encode()
            info = tarfile.TarInfo(f"{name}.md")
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))

    brought = bring({"a.jex": box.getvalue()[: box.getvalue().index("글 3".encode()) + 20]})

    assert sorted(entry.body[:3] for entry in brought.entries) == ["글 1", "글 2"]
    assert brought.told() == [("import.damaged", 1)]


def test_an_entry_of_day_one_classic_with_a_bare_ampersand(bring: Bring) -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>'
        "<key>Creation Date</key><date>2024-05-10T03:00:00Z</date>"
        "<key>Entry Text</key><string>Q&A\x08 day</string></dict></plist>"
    )

    brought = bring({"a.doentry": text})

    assert brought.one.body == "Q&A day"
    assert brought.told() == [("import.read_leniently", 1)]
