"""What programs write beside the notes is no entry, and is told by its name.

Each case is a small folder of our own in the shape of a real one, imported as a person would.
"""

from __future__ import annotations

import json

import pytest

from tests.journal.importers.bringing import WORDS, Bring

KEEP = json.dumps(
    {"title": "", "textContent": WORDS, "userEditedTimestampUsec": 1683350000000000},
    ensure_ascii=False,
)
SIMPLENOTE = json.dumps(
    {
        "activeNotes": [
            {"id": "a", "content": WORDS, "creationDate": "2023-05-06T10:00:00.000Z"},
        ],
        "trashedNotes": [],
    },
    ensure_ascii=False,
)
STANDARD = json.dumps(
    {
        "version": "004",
        "items": [
            {
                "uuid": "u1",
                "content_type": "Note",
                "created_at": "2023-05-06T10:00:00.000Z",
                "content": {"title": "", "text": WORDS, "references": []},
            }
        ],
    },
    ensure_ascii=False,
)
NOTE = {"note.md": f"---\ndate: 2023-05-06\n---\n{WORDS}"}
INDEX = "<html><body><h1>All</h1><ul><li><a href='a.html'>A walk</a> 1</li></ul></body></html>"


@pytest.mark.parametrize(
    ("notes", "beside"),
    [
        ({"Takeout/Keep/a.json": KEEP}, {"Takeout/Keep/Labels.txt": "career\nhome\n"}),
        (NOTE, {"README.html": "<html><body><p>This archive holds your posts.</p></body></html>"}),
        (NOTE, {"Evernote_index.html": INDEX}),
        ({"source/notes.json": SIMPLENOTE}, {"a.txt": WORDS}),
        (
            {"Standard Notes Backup and Import File.txt": STANDARD},
            {"Items/Note/a-u1.txt": WORDS, "Items/Tag/career-u2.txt": "{}"},
        ),
        (NOTE, {"LICENSE": "Permission is hereby granted.", "robots.txt": "User-agent: *"}),
        (
            {**NOTE, "_config.yml": "title: x"},
            {
                "README.md": "# A theme\n\nBy somebody.",
                "_layouts/post.html": "<html><body>{{ content }} by somebody</body></html>",
                "themes/a/exampleSite/a.md": "---\ndate: 2017-04-09\n---\nBy somebody.",
                "scaffolds/post.md": "---\ntitle: {{ title }}\n---\nWords.",
            },
        ),
        (NOTE, {"site/node_modules/a/README.md": "By somebody."}),
        (NOTE, {"Templates/day.md": "# {{date}}\n\nWhat happened?"}),
    ],
)
def test_what_programs_write_is_left_out_by_name(
    notes: dict[str, str], beside: dict[str, str], bring: Bring
) -> None:
    brought = bring({**notes, **beside})
    told = {
        each.path.partition("/")[2]
        for each in brought.preview.report.problems
        if each.key == "import.beside_notes"
    }

    assert brought.one.body == WORDS
    assert told == set(beside)


@pytest.mark.parametrize(
    "files",
    [
        {"Labels.txt": WORDS},
        {"Labels.txt": WORDS, "a.json": "{}"},
        {"index of a year.html": f"<html><body><p>{WORDS}</p></body></html>", "a.json": "{}"},
        {"Templates/day.md": WORDS, "a.json": "{}"},
        {"readme.md": WORDS, "a.json": "{}"},
        {"themes/a.md": WORDS, "a.json": "{}"},
        {"License.md": WORDS, "a.json": "{}"},
    ],
)
def test_what_a_person_may_have_written_is_read(files: dict[str, str], bring: Bring) -> None:
    assert bring(files).one.body == WORDS


def test_what_lies_in_a_trash_is_left_out(bring: Bring) -> None:
    brought = bring({**NOTE, "trash/a.txt": "gone", "휴지통/b.md": "gone"})

    assert brought.one.body == WORDS
    assert brought.told() == [("import.thrown_away", 2)]
