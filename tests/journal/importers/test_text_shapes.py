"""Journals known by their content, HTML within text, documents that are zips, pictures, tags.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from journal.importers.html_text import soup_of
from tests.journal.importers.bringing import WORDS, Bring, at


@pytest.mark.parametrize("name", ["my.journal", "diary", "life.jrnl", "a.txt", "notes.dat"])
def test_jrnl_is_known_by_its_content(name: str, bring: Bring) -> None:
    brought = bring(
        {name: "[2024-05-10 21:05] Lab\nVisited.\n\n[2024-05-11 10:12] Offer\nIt came.\n"}
    )

    assert [(at(entry)[:16], entry.title) for entry in brought.entries] == [
        ("2024-05-10T21:05", "Lab"),
        ("2024-05-11T10:12", "Offer"),
    ]


@pytest.mark.parametrize("bracket", ["123456789", "note of May 10, 2024", "x-ray"])
def test_a_bracket_that_is_no_date_is_text(bracket: str, bring: Bring) -> None:
    assert bring({"2024-05-10.txt": f"[{bracket}] {WORDS}"}).one.body == f"[{bracket}] {WORDS}"


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-10 21:05 Lab\nVisited.\n\n2024-05-11 10:12 Offer\nIt came.\n",
        "2024-05-10 21:05 Lab\nVisited.\n2024-05-11 10:12 Offer\nIt came.\n",
        "2024-05-10 21:05 Lab\n| Visited.\n\n2024-05-11 10:12 Offer\n| It came.\n",
        "2024. 5. 10. 오후 9:05 Lab\nVisited.\n\n2024. 5. 11. 오전 10:12 Offer\nIt came.\n",
        "2024-05-10T21:05 Lab\nVisited.\n\n2024-05-11T10:12 Offer\nIt came.\n",
        "May 10, 2024 9:05 PM - Lab\nVisited.\n\nMay 11, 2024 10:12 AM - Offer\nIt came.\n",
        "5/10/2024 9:05 PM Lab\nVisited.\n\n5/31/2024 10:12 AM Offer\nIt came.\n",
    ],
)
def test_a_line_that_begins_with_date_and_time_begins_an_entry(text: str, bring: Bring) -> None:
    first, second = bring({"log.txt": text}).entries

    assert (at(first), first.title, first.body) == ("2024-05-10T21:05:00", "Lab", "Visited.")
    assert (second.title, second.body) == ("Offer", "It came.")


def test_html_within_markdown_is_cleaned(bring: Bring) -> None:
    body = (
        '오늘 <span style="color:red">면접</span>을 봤다.<br/>둘째&nbsp;줄\n\n'
        '<div align="center"><img src="https://a.example/b.png" width=300></div>\n'
        "<b>굵게</b> List<String> a < b <!-- more -->\n```\n<div>&nbsp;</div>\n```\n"
    )

    entry = bring({"2024-05-10.md": body}).one

    assert entry.body == (
        "오늘 면접을 봤다.\n둘째 줄\n\n![](https://a.example/b.png)\n\n"
        "**굵게** List<String> a < b \n```\n<div>&nbsp;</div>\n```"
    )


MARKDOWN = (
    "오늘 `Optional<User>` 을 배웠다.\n\n- 하나\n    - 하나의 하나\n\n"
    "```python\nif x:\n    return <p>\n```\n\n| a | b |\n|---|---|\n"
    "| 1 | 2 |\n\n> 제네릭은 Foo<T> 이다."
)


@pytest.mark.parametrize(
    ("begins", "as_it_reads"),
    [
        ('<p align="center">소개</p>', "소개"),
        ('<div align="center"><h2>회고</h2></div>', "## 회고"),
        ("<span>들어가며</span>", "들어가며"),
        ("<h3>아침</h3>", "### 아침"),
        ("<section>\n하나\n</section>", "하나"),
    ],
)
def test_markdown_that_begins_with_a_tag_stays_markdown(
    begins: str, as_it_reads: str, bring: Bring
) -> None:
    body = bring({"2024-05-10.md": f"{begins}\n\n{MARKDOWN}\n"}).one.body

    assert body.replace("\n\n\n", "\n\n").strip() == f"{as_it_reads}\n\n{MARKDOWN}"


def test_html_in_a_note_of_joplin_is_cleaned(bring: Bring) -> None:
    identifier = "0123456789abcdef0123456789abcdef"
    note = (
        '코드 노트\n\n<div align="center">상자</div>\n\n`Map<K,V>` 코드\n\n'
        f"id: {identifier}\nparent_id: \ncreated_time: 2023-05-06T15:30:00.000Z\n"
        "updated_time: 2023-05-06T15:30:00.000Z\nmarkup_language: 1\ntype_: 1"
    )

    assert bring({f"{identifier}.md": note}).one.body == "상자\n\n`Map<K,V>` 코드"


@pytest.mark.parametrize(
    "page",
    [
        "<p>하나\n이어진다</p>\n\n<p>둘</p>",
        "<div>하나\n이어진다</div>\n<!-- a\n\nb -->\n<div>둘</div>",
        "<div></div>하나\n이어진다<br/><br/>둘",
        "<!DOCTYPE html>\n<html><body>\n\n하나\n이어진다<p>둘</p></body></html>",
    ],
)
def test_a_body_of_html_is_read_as_html(page: str, bring: Bring) -> None:
    assert bring({"2024-05-10.md": f"{page}\n"}).one.body == "하나\n이어진다\n\n둘"


@pytest.mark.parametrize(
    ("name", "members", "kind"),
    [
        ("d.hwpx", {"mimetype": "application/hwp+zip", "Contents/section0.xml": "<s/>"}, "Hangul"),
        ("d.odt", {"mimetype": "application/vnd.oasis.opendocument.text"}, "OpenDocument"),
        ("d.epub", {"mimetype": "application/epub+zip", "a.xhtml": "<p>x</p>"}, "EPUB"),
        ("d.pages", {"Index/Document.iwa": "x", "preview.txt": "x"}, "Pages"),
        ("d.docx", {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}, "Word"),
    ],
)
def test_a_document_that_is_a_zip_is_no_archive(
    name: str, members: dict[str, str], kind: str, bring: Bring, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        for member, text in members.items():
            archive.writestr(member, text)

    brought = bring({name: (tmp_path / name).read_bytes()})

    assert not brought.entries
    assert all(each.key != "import.zip_damaged" for each in brought.preview.report.problems)
    if name in ("d.epub", "d.pages"):
        (problem,) = brought.preview.report.problems
        assert (problem.key, problem.values["kind"]) == ("import.document", kind)


def test_pictures_of_naver_are_the_whole_ones(bring: Bring) -> None:
    page = (
        "<!DOCTYPE html><html><body><div class='se-main-container'><p>오늘은 이직을 고민했다.</p>"
        '<img src="https://postfiles.pstatic.net/a.jpg?type=w80_blur"'
        ' data-lazy-src="https://postfiles.pstatic.net/a.jpg?type=w773">'
        '<img src="https://postfiles.pstatic.net/b.jpg?type=w80_blur"></div></body></html>'
    )

    body = bring({"2024-05-10.html": page}).one.body

    assert "a.jpg?type=w773" in body
    assert "blur" not in body


def test_what_stands_in_code_is_no_tag(bring: Bring) -> None:
    code = "```c\n#include <a.h>\n```\n`#fff` \\#none #이직 #C++\n\n~~~\n#!sh\n#last\n"

    assert bring({"2024-05-10.md": code}).one.tags == ("이직", "C++")


def test_a_number_with_its_particle_is_no_tag(bring: Bring) -> None:
    text = "#692의 답을 보았다. #3번째, #12th, #1 그리고 #이직 #2024회고 #q3계획"

    assert bring({"2024-05-10.md": text}).one.tags == ("이직", "2024회고", "q3계획")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2024-05-10.md", "\ufffc오늘은 이직을 고민했다."),
        ("2024-05-10.txt", "\ufffc\n오늘은 이직을 고민했다."),
        ("2024-05-10.html", "<html><body><p>\ufffc오늘은 이직을 고민했다.</p></body></html>"),
    ],
)
def test_no_character_stands_for_what_was_no_word(name: str, text: str, bring: Bring) -> None:
    assert bring({name: text}).one.body == WORDS


@pytest.mark.parametrize("text", ['<?xml version="1.0"?><diary><p>Rain.</p></diary>', "rain.html"])
def test_the_parser_says_nothing_of_a_text(text: str, recwarn: pytest.WarningsRecorder) -> None:
    soup_of(text, where="a.html")
    assert not recwarn.list


@pytest.mark.parametrize(
    "words", ["a<b then c>d", "x<p 이고 q>r", "연봉<i 그리고 j>k", "if a <b or c> d: stay"]
)
def test_what_is_less_and_more_is_no_tag(bring: Bring, words: str) -> None:
    assert bring({"2024-05-10.md": words}).one.body == words


def test_a_bracket_without_the_time_that_the_others_have_is_text(bring: Bring) -> None:
    text = "[2024-05-10 21:05] Lab\nVisited.\n[2024-01-01] was the earlier date.\n"
    assert bring({"a.txt": text}).one.body == "Visited.\n[2024-01-01] was the earlier date."


@pytest.mark.parametrize(
    ("text", "as_it_reads"),
    [
        ("오늘 [[김 부장|상사]]와 말했다.", "오늘 상사와 말했다."),
        ("오늘 [[사람/김 부장#면담\\|상사]]와 [[회사]]에서.", "오늘 상사와 [[회사]]에서."),
        ("하나 %%숨긴 말%% 둘\n\n%%\n줄\n%%\n\n셋", "하나 둘\n\n셋"),
        ("%%숨긴 말%%\n하나", "하나"),
        ("하나 %%둘 %%숨긴 말%% 셋", "하나 %%둘 셋"),
        ("하나 %%반%은 숨긴 말%% 둘", "하나 둘"),
        ("성공 50%% 와 실패 30%% 사이", "성공 50%% 와 실패 30%% 사이"),
        (
            "![[녹음.m4a]] ![[노트#절]] ![[사진.png|200]]",
            "[attachment] [attachment] ![[사진.png|200]]",
        ),
        ("`[[a|b]]` 와\n```\n%%x%%\n```", "`[[a|b]]` 와\n```\n%%x%%\n```"),
        ("%%숨긴 말%%\n```\na\n\n\n\nb\n```", "```\na\n\n\n\nb\n```"),
        ("성공 50%%\n\n\n\n둘", "성공 50%%\n\n\n\n둘"),
        ("하나\n%%숨긴 말%%\n둘", "하나\n둘"),
    ],
)
def test_marks_of_obsidian_read_as_there(text: str, as_it_reads: str, bring: Bring) -> None:
    assert bring({"2024-05-10.md": text}).one.body == as_it_reads


def test_a_note_of_keep_that_was_never_changed_is_known(bring: Bring) -> None:
    note = '{"title": "면접", "textContent": "봤다.", "createdTimestampUsec": 1683340000000000}'
    entry = bring({"a.json": note}).one
    assert (entry.source, entry.body, at(entry)[:10]) == ("keep", "봤다.", "2023-05-06")
