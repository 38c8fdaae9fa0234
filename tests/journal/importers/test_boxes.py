"""Archives and locked files that lie among others: in a folder, or within a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from journal.importers.archive_kinds import lies_as_archive
from tests.journal.importers.bringing import WORDS, Bring


def packed(files: Mapping[str, str | bytes]) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return box.getvalue()


BUNDLE = {"하루.textbundle/text.md": f"# 하루\n\n{WORDS}", "하루.textbundle/info.json": "{}"}


@pytest.mark.parametrize("name", ["backup.bear2bk", "하루.textpack", "notes.backup", "export"])
@pytest.mark.parametrize("place", ["{}", "2024/5월/{}"])
@pytest.mark.parametrize("beside", [{}, {"other.md": "Walked home."}])
def test_an_archive_in_a_folder_is_opened_whatever_its_name(
    name: str, place: str, beside: dict[str, str], bring: Bring
) -> None:
    brought = bring({f"folder/{place.format(name)}": packed(BUNDLE), **beside})

    assert {each.body for each in brought.entries} == {WORDS, *beside.values()}
    assert brought.told() == []


@pytest.mark.parametrize("name", ["backup.bear2bk", "2024/하루.textpack", "a/b/c/inner.zip"])
def test_an_archive_within_a_zip_is_opened_wherever_it_lies(name: str, bring: Bring) -> None:
    brought = bring({"all.zip": packed({name: packed(BUNDLE), "other.md": "Walked home."})})

    assert {each.body for each in brought.entries} == {WORDS, "Walked home."}
    assert brought.told() == []


def test_an_archive_within_an_archive_within_a_zip_stays_shut(bring: Bring) -> None:
    inner = packed({"deeper.zip": packed({"deep.md": "Deep."}), **BUNDLE})

    brought = bring({"all.zip": packed({"inner.zip": inner})})

    assert [each.body for each in brought.entries] == [WORDS]


def test_a_document_in_a_folder_is_no_archive(bring: Bring) -> None:
    office = packed({"[Content_Types].xml": "<Types/>", "notes.md": "Not to be unpacked."})

    brought = bring({"folder/sheet.ods2": office, "folder/a.md": WORDS})

    assert [each.body for each in brought.entries] == [WORDS]


@pytest.mark.parametrize("place", ["folder/{}", "all.zip"])
def test_a_zip_that_is_none_is_told(place: str, bring: Bring) -> None:
    if place == "all.zip":
        brought = bring({place: packed({"a.md": WORDS, "b/broken.zip": "no zip"})})
    else:
        brought = bring({"folder/a.md": WORDS, place.format("broken.zip"): "no zip"})

    assert [each.body for each in brought.entries] == [WORDS]
    assert brought.told() == [("import.zip_damaged", 1)]


def test_notes_and_pictures_are_not_opened_to_see_whether_they_are_archives(
    tmp_path: Path,
) -> None:
    for name in ("a.md", "b.TXT", "c.html", "d.jpg", "e.json", "f.pdf"):
        (tmp_path / name).write_bytes(packed(BUNDLE))

    assert not any(map(lies_as_archive, tmp_path.iterdir()))


LOCKED_JOURNEY = '{"date_journal": 1715358600000, "encrypted": true, "text": "b64b64"}'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("journal.txt", "gAAAAABkZAb1_-Ab1_-Ab1_==", "import.locked_jrnl"),
        ("2024/05/10.txt", "JRNLv3|salt|xxxx", "import.locked_jrnl"),
        ("하루.md", "-----BEGIN PGP MESSAGE-----\n\nxx\n", "import.locked"),
        ("하루.md.age", "age-encryption.org/v1\n-> X25519 xx\n", "import.locked"),
        ("entry.json", LOCKED_JOURNEY, "import.locked_journey"),
    ],
)
@pytest.mark.parametrize("is_zipped", [False, True])
def test_a_locked_file_among_others_is_told_and_becomes_no_entry(
    name: str, content: str, told: str, is_zipped: bool, bring: Bring
) -> None:
    files = {f"folder/{name}": content, "folder/a.md": WORDS}

    brought = bring({"all.zip": packed(files)} if is_zipped else files)

    assert [each.body for each in brought.entries] == [WORDS]
    assert brought.told() == [(told, 1)]
