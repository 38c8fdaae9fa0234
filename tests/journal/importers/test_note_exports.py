"""Velog, Evernote and Joplin: the writer's day and labels, and what is left out, counted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from errors import ImportFileError
from journal.entry import Entry
from journal.importers import IMPORTERS
from journal.importers.base import DATE_UNCERTAIN, How
from journal.importing.run import import_entries
from journal.problems import ImportProblem
from journal.store import EntryStore

SAMPLES = Path(__file__).parents[1] / "samples"
SEOUL = How(zone="Asia/Seoul")


def read(path: Path, how: How = SEOUL) -> tuple[list[Entry], dict[str, object]]:
    """The entries of a file, and how many things were left out for which reason."""
    importer = next(each for each in IMPORTERS if each.recognises(path))
    items = list(importer.read(path, how))
    return (
        [item for item in items if isinstance(item, Entry)],
        {
            item.key.removeprefix("import."): item.values.get("count")
            for item in items
            if isinstance(item, ImportProblem)
        },
    )


def test_a_velog_title_may_hold_what_yaml_cannot() -> None:
    [entry], _ = read(SAMPLES / "velog" / "회고 두 번째 직장.md")

    assert entry.title == '회고: "두 번째" 직장 [상반기]'
    assert entry.written_on == date(2024, 5, 11)
    assert entry.tags == ("회고", "이직")
    assert entry.body.startswith("# 여섯 달\n\n이직하고")


def test_without_a_zone_velog_is_in_korea_and_says_that_it_was_assumed() -> None:
    [entry], _ = read(SAMPLES / "velog" / "first-week.md", How())
    assert entry.written_on == date(2024, 1, 1)
    assert entry.extra["time_zone_assumed"] == "true"

    [entry], _ = read(SAMPLES / "velog" / "first-week.md", How(zone="America/New_York"))
    assert entry.written_on == date(2023, 12, 31)


@pytest.mark.parametrize("date_line", ["null", "soon", "2024-13-40T00:00:00Z"])
def test_a_velog_post_without_a_date_stays_a_post(date_line: str, tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    path.write_text(
        f'---\ntitle: "A"\ndescription: "B"\ndate: {date_line}\ntags: ["c"]\n---\nWords.\n',
        encoding="utf-8",
    )

    (entry,), left = read(path)
    assert (entry.body, DATE_UNCERTAIN in entry.extra, left) == ("Words.", True, {})


def test_a_clipped_page_of_evernote_is_not_mine() -> None:
    entries, left = read(SAMPLES / "evernote" / "Career.enex")

    assert [entry.title for entry in entries] == ["면접 준비", "Offer"]
    assert left == {"without_words": 1, "others_words": 1, "encrypted": 1}
    assert entries[0].written_on == date(2024, 5, 11)
    assert entries[0].tags == ("이직", "면접")
    assert "[x] 지난 일 정리" in entries[0].body
    assert "U2FsdGVk" not in entries[0].body
    assert entries[1].body == "They wrote back & the number is fair."


def test_each_locked_passage_of_evernote_is_told(tmp_path: Path) -> None:
    crypt = '<en-crypt cipher="AES" hint="cat">U2FsdGVk</en-crypt>'
    bodies = (f"<div>Mine.</div>{crypt}<p>{crypt}</p>", f"{crypt}<br/>", "<div>Open.</div>", "")
    notes = "".join(
        f"<note><title>n</title><content><![CDATA[<en-note>{body}</en-note>]]></content></note>"
        for body in bodies
    )
    path = tmp_path / "locked.enex"
    path.write_text(f"<en-export>{notes}</en-export>", encoding="utf-8")

    entries, left = read(path)

    assert [entry.body for entry in entries] == ["Mine.", "Open."]
    assert left == {"encrypted": 3, "without_words": 1}


def test_an_entity_in_evernotes_xml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.enex"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE en-export [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        "<en-export><note><title>&b;</title></note></en-export>",
        encoding="utf-8",
    )

    with pytest.raises(ImportFileError) as raised:
        read(path)
    assert raised.value.key == "import.xml_entities"


def test_joplins_two_forms_give_the_same_entries(tmp_path: Path) -> None:
    packed, left = read(SAMPLES / "jex" / "export.jex")
    folder, folder_left = read(SAMPLES / "folder" / "joplin-raw")

    def known(entries: list[Entry]) -> list[tuple[object, ...]]:
        return [
            (each.written_on, each.title, each.tags, each.extra["source_id"]) for each in entries
        ]

    assert known(packed) == known(folder)
    assert left == {"without_words": 1, "thrown_away": 1, "others_words": 1} == folder_left
    assert packed[0].tags == ("기록", "일터")
    assert packed[0].body.endswith("key: 이것은 글이다")
    assert packed[1].body == "Written in the **rich** editor."
    assert "(images/" in folder[0].body

    store = EntryStore(tmp_path)
    assert import_entries(SAMPLES / "jex" / "export.jex", store, how=SEOUL).added == 2
    again = import_entries(SAMPLES / "folder" / "joplin-raw", store, how=SEOUL)
    assert (again.added, again.alike) == (0, 0)


def test_an_encrypted_note_of_joplin_is_told_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / f"{'b' * 32}.md"
    path.write_text(
        f"\n\nid: {'b' * 32}\nencryption_cipher_text: JED0\nencryption_applied: 1\ntype_: 1",
        encoding="utf-8",
    )

    assert read(path) == ([], {"encrypted": 1})


def test_a_jex_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    raw = (SAMPLES / "jex" / "export.jex").read_bytes()
    path = tmp_path / "cut.jex"
    path.write_bytes(raw[:1600] + b"\x01" * 300)

    importer = next(each for each in IMPORTERS if each.recognises(path))
    with pytest.raises(ImportFileError) as raised:
        list(importer.read(path))
    assert raised.value.key == "import.damaged"


def test_json_tags_that_are_none_are_read_as_a_list(tmp_path: Path) -> None:
    path = tmp_path / "post.md"
    tags = json.dumps(["a"])[:-2]
    path.write_text(
        '---\ntitle: "A"\ndescription: "B"\ndate: 2024-05-10T00:00:00Z\n'
        f"tags: {tags}]\n---\nWords.",
        encoding="utf-8",
    )

    assert read(path)[0][0].tags == ("a",)


@pytest.mark.parametrize("said", [1683387000000, "2023-05-06T15:30:00.000Z"])
@pytest.mark.parametrize("name", ["date_journal", "dateOfJournal"])
def test_journey_by_either_name_of_its_date(name: str, said: object, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    entry = {"id": "a", name: said, "createdAt": "2023-06-01T00:00:00Z", "text": "<p>봤다.</p>"}
    path.write_text(json.dumps(entry | {"timezone": "Asia/Seoul"}), encoding="utf-8")

    [found], _ = read(path)

    assert (found.source, found.written_on, found.body) == ("journey", date(2023, 5, 7), "봤다.")
