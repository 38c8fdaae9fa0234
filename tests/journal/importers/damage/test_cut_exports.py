"""Exports that break off, or are not what their name says: told, with what came before."""

from __future__ import annotations

import io
import tarfile

import pytest

from tests.journal.importers.bringing import WORDS, Bring

DIARO = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<data version=\"2\">\n"
    '<table name="diaro_tags"><r><uid>1</uid><title>일터</title></r></table>\n'
    '<table name="diaro_locations"><r><uid>1</uid><title>Seoul</title></r></table>\n'
    '<table name="diaro_entries">'
)


def row(day: int) -> str:
    return (
        f"<r><uid>e{day}</uid><date>17153{day}8600000</date><tz_offset>+09:00</tz_offset>"
        f"<title>제목</title><text>하루 {day}</text><tags>,1,</tags></r>"
    )


def jex(*texts: str) -> bytes:
    """The blocks of the members, without the end."""
    box = io.BytesIO()
    with tarfile.open(fileobj=box, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for number, text in enumerate(texts, start=1):
            name = f"{number:032x}"
            raw = f"제목\n\n{text}\n\nid: {name}\ntype_: 1".encode()
            info = tarfile.TarInfo(f"{name}.md")
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
        end = archive.offset
    return box.getvalue()[:end]


@pytest.mark.parametrize("kept", [1000, 1024 + 200, 1536, 1024, 1536 + 40])
def test_a_box_of_joplin_without_its_end_is_told(kept: int, bring: Bring) -> None:
    brought = bring({"a.jex": jex("하루 1", "하루 2")[:kept]})

    assert [each.body for each in brought.entries] == ["하루 1"]
    assert brought.told() == [("import.damaged", 1)]


@pytest.mark.parametrize("end", [b"", bytes(100), bytes(512), bytes(512 + 511)])
def test_a_box_of_joplin_cut_in_its_end_keeps_all_notes(end: bytes, bring: Bring) -> None:
    brought = bring({"a.jex": jex("하루 1", "하루 2") + end})

    assert {each.body for each in brought.entries} == {"하루 1", "하루 2"}
    assert brought.told() == [("import.damaged", 1)]


def test_a_box_of_joplin_with_its_end_is_whole(bring: Bring) -> None:
    brought = bring({"a.jex": jex("하루 1", "하루 2") + bytes(1024)})

    assert len(brought.entries) == 2
    assert brought.told() == []


@pytest.mark.parametrize(
    "name",
    ["a.jex", "a.bear2bk", "a.textpack", "a.docx", "a.odt", "a.hwpx", "a.enex", "A.EPUB"],
)
@pytest.mark.parametrize("content", [b"", WORDS.encode(), b"<html><p>504</p></html>", bytes(700)])
@pytest.mark.parametrize("beside", [{}, {"b.md": WORDS}])
def test_what_is_not_what_its_name_says_is_damaged(
    name: str, content: bytes, beside: dict[str, str], bring: Bring
) -> None:
    brought = bring({name: content, **beside})

    assert len(brought.entries) == len(beside)
    assert brought.told() == [("import.damaged", 1)]


def test_words_mark_beside_an_open_document_is_left_out(bring: Bring) -> None:
    brought = bring({"~$note.docx": b"\x05Owner" + bytes(150), "b.md": WORDS})

    assert [each.body for each in brought.entries] == [WORDS]
    assert [key for key, _ in brought.told()] == ["import.left_out"]


def test_a_document_locked_with_a_password_is_not_called_damaged(bring: Bring) -> None:
    brought = bring({"a.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)})

    assert brought.told() == [("import.document", 1)]


@pytest.mark.parametrize("cut", [row(3)[:-4], row(3)[:70], ""])
def test_a_backup_of_diaro_keeps_the_rows_before_the_cut(cut: str, bring: Bring) -> None:
    brought = bring({"DiaroBackup.xml": DIARO + row(1) + row(2) + cut})

    assert {each.body for each in brought.entries} == {"하루 1", "하루 2"}
    assert {each.tags for each in brought.entries} == {("일터",)}
    assert brought.told() == [("import.damaged", 1)]


@pytest.mark.parametrize("tail", ['<table name="diaro_moods"><r><uid>m</uid><tit', "<table na", ""])
def test_a_backup_of_diaro_cut_behind_its_entries_gives_each_once(tail: str, bring: Bring) -> None:
    text = f"{DIARO}{row(1)}{row(2).replace('제목', 'Q&A')}</table>\n{tail}"

    brought = bring({"DiaroBackup.xml": text})

    assert sorted(each.body for each in brought.entries) == ["하루 1", "하루 2"]
    assert brought.told() == [("import.damaged", 1)]


def test_an_empty_table_of_diaro_is_not_broken(bring: Bring) -> None:
    empty = '<table name="diaro_moods"/>'
    text = DIARO.replace('<table name="diaro_entries', f'{empty}\n<table name="diaro_entries')

    brought = bring({"DiaroBackup.xml": text + row(1) + row(2)[:60]})

    assert [each.body for each in brought.entries] == ["하루 1"]
    assert brought.told() == [("import.damaged", 1)]


def test_a_broken_row_of_diaro_costs_no_other(bring: Bring) -> None:
    broken = row(2).replace("</title>", "</titel>")

    brought = bring({"DiaroBackup.xml": f"{DIARO}{row(1)}{broken}{row(3)}</table>\n</data>"})

    assert {"하루 1", "하루 3"} <= {each.body for each in brought.entries}
    assert [key for key, _ in brought.told()] == ["import.broken_parts"]
