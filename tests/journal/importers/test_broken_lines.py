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
