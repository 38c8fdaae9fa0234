"""Word, OpenDocument and Hangul documents: their text and nothing else, however they are made."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from errors import ImportFileError
from journal.entry import Entry
from journal.importers import IMPORTERS
from journal.importers.base import How
from journal.importing.run import import_entries
from journal.store import EntryStore

SAMPLES = Path(__file__).parents[1] / "samples"
SEOUL = How(zone="Asia/Seoul")
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(path: Path) -> list[Entry]:
    importer = next(each for each in IMPORTERS if each.recognises(path))
    return [item for item in importer.read(path, SEOUL) if isinstance(item, Entry)]


def word(path: Path, body: str, *, doctype: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f"{doctype}<w:document {WORD}><w:body>{body}</w:body></w:document>",
        )
    return path


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_word_gives_headings_lists_and_quotes_and_no_remark_or_deleted_word() -> None:
    [entry] = read(SAMPLES / "docx" / "커리어 고민.docx")

    assert (entry.written_on, entry.title) == (date(2024, 5, 11), "왜 옮기려고 하나")
    assert "> 좋은 일은 좋은 질문에서 나온다." in entry.body
    assert "## 고를 것\n\n- 배우는 속도\n  - 함께 일할 사람" in entry.body
    assert "그래도 사람은 좋다." in entry.body
    assert entry.body.count("상자 안의 글") == 1
    assert "월급은" not in entry.body
    assert "Say more" not in entry.body


def test_a_diary_in_one_document_is_an_entry_for_each_day() -> None:
    entries = read(SAMPLES / "docx" / "diary.docx")

    assert [each.written_on for each in entries] == [date(2024, 5, 10), date(2024, 5, 11)]


def test_the_date_in_its_name_beats_when_it_was_begun(tmp_path: Path) -> None:
    path = tmp_path / "2023-02-03 생각.docx"
    path.write_bytes((SAMPLES / "docx" / "커리어 고민.docx").read_bytes())

    assert read(path)[0].written_on == date(2023, 2, 3)


def test_opendocument_keeps_its_spaces_and_leaves_out_remarks_and_what_was_taken_out() -> None:
    [entry] = read(SAMPLES / "odt" / "thoughts.odt")

    assert entry.title == "Two offers"
    assert entry.written_on == date(2024, 5, 10)
    assert entry.body == (
        "The first one pays  more.\nThe second\tteaches more.\n\n"
        "- Ask about mentoring\n- Sleep on it"
    )


def test_hangul_gives_outlines_line_breaks_and_tables_and_no_memo() -> None:
    [entry] = read(SAMPLES / "hwpx" / "이직 일기.hwpx")

    assert entry.title == "마음이 기우는 쪽"
    assert entry.body == "둘째 회사로 기운다.\n이유는 사람이다.\n\n표 안의 글"
    assert entry.written_on == date(2024, 5, 11)


@pytest.mark.parametrize("name", ["docx/diary.docx", "odt/thoughts.odt", "hwpx/이직 일기.hwpx"])
def test_a_document_is_no_archive_of_notes(name: str, tmp_path: Path) -> None:
    """Neither alone, under any name, nor at the root of a zip, where zips are opened."""
    sample = SAMPLES / name
    plain = tmp_path / "document"
    plain.write_bytes(sample.read_bytes())
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(sample, sample.name)
        archive.writestr("2024-05-01.md", "A note beside it.")

    alone = import_entries(plain, EntryStore(tmp_path / "one"), how=SEOUL)
    together = import_entries(packed, EntryStore(tmp_path / "two"), how=SEOUL)

    assert alone.added == len(read(sample))
    assert together.added == alone.added + 1
    assert not together.problems


def test_a_document_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "bomb.docx", paragraph("0" * 3_000_000))

    with pytest.raises(ImportFileError) as raised:
        read(path)
    assert raised.value.key == "import.document_expands"


@pytest.mark.parametrize("depth", [300, 100_000])
def test_xml_without_end_of_depth_is_refused(depth: int, tmp_path: Path) -> None:
    path = word(tmp_path / "deep.docx", "<w:tbl>" * depth + "</w:tbl>" * depth)

    with pytest.raises(ImportFileError) as raised:
        read(path)
    assert raised.value.key in ("import.damaged", "import.document_expands")


def test_an_entity_is_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "entity.docx", "&b;", doctype='<!DOCTYPE a [<!ENTITY b "c">]>')

    with pytest.raises(ImportFileError) as raised:
        read(path)
    assert raised.value.key == "import.damaged"


def test_a_locked_document_says_so(tmp_path: Path) -> None:
    path = tmp_path / "diary.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", bytes(range(256)) * 4)
        archive.writestr(
            "META-INF/manifest.xml",
            "<manifest><file-entry><encryption-data/></file-entry></manifest>",
        )

    with pytest.raises(ImportFileError) as raised:
        read(path)
    assert raised.value.key == "import.locked_document"


def test_a_table_of_contents_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "2024-05-10.docx"
    style = '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    line = '<w:p><w:pPr><w:pStyle w:val="10"/></w:pPr><w:r><w:t>Why I leave 1</w:t></w:r></w:p>'
    word(path, f"<w:sdt><w:sdtContent>{line}</w:sdtContent></w:sdt>{paragraph('Words.')}")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/styles.xml", f"<w:styles {WORD}>{style}</w:styles>")

    assert read(path)[0].body == "Words."


def test_a_document_without_its_text_says_how_it_becomes_text(tmp_path: Path) -> None:
    path = tmp_path / "diary.hwpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        archive.writestr("Contents/section0.xml", "<s/>")

    report = import_entries(path, EntryStore(tmp_path / "journal"))
    assert report.added == 0
    assert [problem.key for problem in report.problems] == ["import.document"]


def test_a_table_within_tables_is_read_in_order(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('둘')}</w:tc></w:tr></w:tbl>"
    path = word(
        tmp_path / "2024-05-10.docx",
        f"{paragraph('하나')}<w:tbl><w:tr><w:tc>{inner}{paragraph('셋')}</w:tc></w:tr></w:tbl>",
    )

    [entry] = read(path)
    assert (entry.title, entry.body) == ("하나", "둘\n\n셋")


DAYS = ("2024-05-10", "First day{}.", "Its end.", "2024-05-11", "Second day{}.")
NOTES = ("A note, in two.", "Paragraphs.", "An end note.")
WITH_NOTES = [
    "First day.\n\nA note, in two.\n\nParagraphs.\n\nIts end.",
    "Second day.\n\nAn end note.",
]


def test_words_notes_stand_below_their_paragraph_in_their_day(tmp_path: Path) -> None:
    marks = iter(('<w:footnoteReference w:id="2"/>', '<w:endnoteReference w:id="2"/>'))
    deleted = '<w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:del>'
    lines = []
    for line in DAYS:
        before, hole, after = line.partition("{}")
        note = f"</w:t>{next(marks)}<w:t>" if hole else ""
        lines.append(f"<w:p><w:r><w:t>{before}{note}{after}</w:t></w:r>{deleted}</w:p>")
    path = word(tmp_path / "diary.docx", "".join(lines))
    mark = "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> {}</w:t></w:r></w:p>"
    separator = '<w:{0}note w:type="separator" w:id="0"><w:p/></w:{0}note>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/footnotes.xml",
            f"<w:footnotes {WORD}>{separator.format('foot')}"
            f'<w:footnote w:id="2">{mark.format(NOTES[0])}{paragraph(NOTES[1])}</w:footnote>'
            f'<w:footnote w:id="3">{paragraph("Deleted.")}</w:footnote></w:footnotes>',
        )
        archive.writestr(
            "word/endnotes.xml",
            f"<w:endnotes {WORD}>{separator.format('end')}"
            f'<w:endnote w:id="2">{mark.format(NOTES[2])}</w:endnote></w:endnotes>',
        )

    assert [entry.body for entry in read(path)] == WITH_NOTES


def test_opendocuments_notes_stand_below_their_paragraph_in_their_day(tmp_path: Path) -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation>'
        "<text:note-body>{}</text:note-body></text:note>"
    )
    first = note.format("footnote", f"<text:p>{NOTES[0]}</text:p><text:p>{NOTES[1]}</text:p>")
    notes = iter((first, note.format("endnote", f"<text:p>{NOTES[2]}</text:p>")))
    lines = [line.format(next(notes)) if "{}" in line else line for line in DAYS]
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    path = tmp_path / "diary.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{office}" xmlns:text="{text}"><o:body><o:text>'
            + "".join(f"<text:p><text:span>{line}</text:span></text:p>" for line in lines)
            + "</o:text></o:body></o:document-content>",
        )

    assert [entry.body for entry in read(path)] == WITH_NOTES
