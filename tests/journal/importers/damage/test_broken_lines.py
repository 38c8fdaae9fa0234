"""One bad line never costs the post.

Each case is a small file of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.journal.importers.bringing import WORDS, Bring, at


@pytest.mark.parametrize(
    ("block", "title"),
    [
        ('title: "나는 "대학원"을 골랐다"\ndate: 2024-05-10', '나는 "대학원"을 골랐다'),
        ("title: 회고: 2024년 상반기\ndate: 2024-05-10", "회고: 2024년 상반기"),
        ("title: [회고] 상반기\ndate: 2024-05-10", "[회고] 상반기"),
        ("title: @상반기 회고\ndate: 2024-05-10", "@상반기 회고"),
        ("title: 회고\ndate: 2024-05-10\nlink: {{url}}: x", "회고"),
        ("title: 회고\n\tdate: x\ndate: 2024-05-10\ntags:\n  - a\n - b", "회고"),
        ("title: 회고\ndate: 2024-05-10\nthis line is nothing: : [", "회고"),
        ("title: '이직'을 고민\ndate: 2024-05-10", "'이직'을 고민"),
        ("title: 회고\ndate: 2024-05-10\nsummary: *important", "회고"),
        ("title: 회고\ndate:2024-05-10", "회고"),
        ("title: 회고\n\tdate: 2024-05-10", "회고"),
        ('title: "회고\ndate: 2024-05-10', "회고"),
        ("title: '회고\ndate: 2024-05-10", "회고"),
        ("title: {{title}}\ndate: 2024-05-10", "a"),
        ("title: <% tp.file.title %>\ndate: 2024-05-10\ntags: *x", "a"),
        ("title: 회고\nauthor:\n\tdate: 2020-01-01\ndate: 2024-05-10", "회고"),
    ],
)
def test_broken_front_matter_is_read_line_by_line(block: str, title: str, bring: Bring) -> None:
    brought = bring({"a.md": f"---\n{block}\n---\n\n{WORDS}\n"})

    entry = brought.one
    assert (entry.written_on, entry.title, entry.body) == (date(2024, 5, 10), title, WORDS)
    assert brought.told() == [("import.read_leniently", 1)]


def test_a_post_of_velog_with_bare_quotation_marks_is_told_too(bring: Bring) -> None:
    head = 'title: "회고"\ndescription: "나는 "대학원"을"\ndate: 2024-05-10T03:00:00.000Z\ntags: []'

    brought = bring({"a.md": f"---\n{head}\n---\n\n{WORDS}\n"})

    assert (at(brought.one), brought.one.body) == ("2024-05-10T12:00:00+09:00", WORDS)
    assert brought.told() == [("import.read_leniently", 1)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "From: a\nDate: b\n" + " \t" * 5_000),
        ("a.md", "<script>" * 3_000),
        ("a.md", "<table>" * 3_000),
        ("a.md", "<p " + "a=b " * 5_000),
        ("a.txt", "> " * 20_000),
    ],
)
def test_a_text_that_only_begins_things_is_read(name: str, text: str, bring: Bring) -> None:
    assert bring({name: f"{text}\n{WORDS}"}).one.body.endswith(WORDS)


def test_a_template_that_was_never_filled_costs_only_its_line(bring: Bring) -> None:
    brought = bring({"2024-05-10.md": f"---\ndate: {{{{date}}}}\ntags: [a]\n---\n{WORDS}"})

    assert (brought.one.written_on, brought.one.tags) == (date(2024, 5, 10), ("a",))


def test_front_matter_that_is_never_closed(bring: Bring) -> None:
    entry = bring({"a.md": f"---\ntitle: 회고\ndate: 2024-05-10\n\n{WORDS}"}).one

    assert (entry.written_on, entry.title, entry.body) == (date(2024, 5, 10), "회고", WORDS)


def test_equal_problems_are_one_line_with_a_count(bring: Bring) -> None:
    files: dict[str, str | bytes] = {f"{n}.md": "" for n in range(272)}
    files |= {
        f"x{n}.md": f'---\ntitle: "a "b"\ndate: 2024-05-{n:02d}\n---\nno {n}' for n in (1, 2, 3)
    }

    assert bring(files).told() == [("import.empty", 272), ("import.read_leniently", 3)]


def test_a_row_whose_words_are_a_property_is_an_entry(bring: Bring) -> None:
    row = (
        "# Friday\n\nDate: May 10, 2024\nMood: good\nTags: work, life\n"
        "Note: The offer came. I said yes.\n"
    )
    note = (
        "---\ndate: 2024-05-11\nmood: 3\nurl: https://a.example/b\n"
        "memo: 남기로 했다. 후회는 없다.\n---\n"
    )

    brought = bring({"Friday 0123456789abcdef0123456789abcdef.md": row, "a.md": note})

    assert [(entry.written_on, entry.body) for entry in brought.entries] == [
        (date(2024, 5, 10), "The offer came. I said yes."),
        (date(2024, 5, 11), "남기로 했다. 후회는 없다."),
    ]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("notes.json", b'{"notes": [{"text": "the off', "JSON"),
        (
            "Journal.json",
            b'{"metadata":{"version":"1.0"},"entries":[{"uuid":"A","text":"wo',
            "JSON",
        ),
        ("blog.xml", b"<?xml version='1.0'?><blog><post>the off", "XML"),
        ("feed.atom", b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>the', "XML"),
        ("a.doentry", b"<?xml version='1.0'?><plist><dict><key>Entry Te", "XML"),
    ],
)
def test_a_damaged_file_of_a_known_kind_is_called_damaged(
    name: str, content: bytes, kind: str, bring: Bring
) -> None:
    for files in ({name: content}, {name: content, "2024-05-10.md": WORDS}):
        problems = bring(files).preview.report.problems
        assert [(each.key, each.values.get("kind")) for each in problems] == [
            ("import.damaged", kind)
        ]


def test_front_matter_set_in_with_tabs_is_read_leniently(bring: Bring) -> None:
    brought = bring({"a.md": "---\n\tdate: 2024-05-10\n\ttitle: 면담\n---\n한 줄."})

    assert (brought.one.written_on, brought.one.title) == (date(2024, 5, 10), "면담")
    assert brought.told() == [("import.read_leniently", 1)]


def test_a_line_of_json_that_is_no_object_is_one_problem(bring: Bring) -> None:
    line = '{"id": "1", "written_on": "2024-05-10", "body": "한 줄."}'

    brought = bring({"entries.jsonl": f"{line}\n0\n"})

    assert (brought.one.body, brought.told()) == ("한 줄.", [("import.bad_line", 1)])


@pytest.mark.parametrize(
    "head",
    [
        "---\n\tdate: 2024-05-10\n---\n",
        "---\n\ttitle: 회고\n\tdate: 2024-05-10\n\ttags: [a, b]\n---\n",
        "---\n\ttitle: 회고\ndate: 2024-05-10\n---\n",
        "---\ntitle: 회고\n\tdate: 2024-05-10\n\ttags: a\n---\n",
        "---\n\ttags:\n\t\t- a\n\t\t- b\n\tdate: 2024-05-10\n---\n",
        "---\n  title: 회고\n\tdate: 2024-05-10\n---\n",
        "---\n\u00a0\u00a0title: 회고\n\tdate: 2024-05-10\n---\n",
        "---\ndate:\u00a02024-05-10\ntitle:\u00a0회고\n---\n",
        "---\ntitle\uff1a 회고\ndate\uff1a 2024-05-10\n---\n",
        "———\ntitle: 회고\ndate: 2024-05-10\n———\n",
        "—-\ntitle: 회고\ndate: 2024-05-10\n—-\n",
        "-----\ntitle: 회고\ndate: 2024-05-10\n-----\n",
        "\n\n ---\ntitle: 회고\ndate: 2024-05-10\n---\n",
        "\u200b\x0c---\ntitle: 회고\ndate: 2024-05-10\n---\n",
        "---\ntitle: '회고\ndate: 2024-05-10\n———\n",
        "---\ntitle: '회고\ndate: 2024-05-10\n ---\n",
        "---\ntitle: '회고\ndate: 2024-05-10\n\n",
        '+++\ntitle = "회고\ndate = 2024-05-10\n+++\n',
        '+++\ntitle = "회고"\ndate = 2024-05-10\n\n',
    ],
)
def test_front_matter_that_is_not_quite_one(head: str, bring: Bring) -> None:
    words = f"{WORDS}\n\n---\n\n다시: 쓴다. - 끝"

    brought = bring({"a.md": f"{head}{words}\n"})

    assert (brought.one.written_on, brought.one.body) == (date(2024, 5, 10), words)
    assert brought.told() == [("import.read_leniently", 1)]


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{WORDS}\n---\n{WORDS}",
        f"---\n- [\n---\n{WORDS}",
        f"+++\n[[\n+++\n{WORDS}",
        f"———\n{WORDS}\n\n날짜: 그날\n———\n{WORDS}",
        f"--\n생각: 하나\n느낌: 둘\n--\n{WORDS}",
        f"---\n**date**: 2024-05-10\n---\n{WORDS}",
        f"---\n{{title: a, date: 2024-05-10\n---\n{WORDS}",
        f"+++\n{WORDS}\n+++\n{WORDS}",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str, bring: Bring) -> None:
    assert bring({"2024-05-10.md": text}).one.body == text


def test_json_before_a_text_with_one_comma_too_many(bring: Bring) -> None:
    entry = bring({"a.md": f'{{\n"title": "회고",\n"date": "2024-05-10",\n}}\n\n{WORDS},\n}}'}).one

    assert (entry.written_on, entry.title) == (date(2024, 5, 10), "회고")
    assert entry.body == f"{WORDS},\n}}"


@pytest.mark.parametrize("head", ["---\ndate: 2024-02-30\n---\n", "+++\ndate = 2024-02-30\n+++\n"])
def test_a_day_of_no_calendar_is_kept_as_it_was_said(head: str, bring: Bring) -> None:
    entry = bring({"2024-03-01.md": f"{head}{WORDS}"}).one

    assert (entry.written_on, entry.extra["source_date"]) == (date(2024, 3, 1), "2024-02-30")


def test_one_bad_byte_is_told_and_costs_nothing_else(bring: Bring) -> None:
    files: dict[str, str | bytes] = {
        "2024-05-10.md": "면접을 봤다. ".encode() + b"\xff\n",
        "2024-06-11.txt": b"I got the offer." + b"\x00\n\x00",
        "2024-07-12.html": "<p>떨어졌다.</p><p>".encode() + b"\xff</p>",
        "2024-08-13.md": "끝까지 쓴다".encode()[:-2],
        "2024-09-14.md": b"\x89PNG\r\n\x1a\n\x00\x00",
        "2024-10-15.txt": "첫 줄\r둘째 줄\r".encode(),
    }

    brought = bring(files)

    assert {entry.written_on.month: entry.body for entry in brought.entries} == {
        5: "면접을 봤다. \ufffd",
        6: "I got the offer.",
        7: "떨어졌다.\n\n\ufffd",
        8: "끝까지 쓴",
        10: "첫 줄\n둘째 줄",
    }
    assert sorted(brought.told()) == [("import.read_leniently", 4), ("text.binary", 1)]
