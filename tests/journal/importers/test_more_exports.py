"""Blogs, moods, outlines and notes of other programs: the day, the words, and what is left out."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from errors import ImportFileError
from journal.entry import Entry
from journal.importers import FILE_IMPORTERS, IMPORTERS
from journal.importers.base import How
from journal.importers.folder import FolderImporter
from journal.problems import ImportProblem

SAMPLES = Path(__file__).parents[1] / "samples"
SEOUL = How(zone="Asia/Seoul")


def read(path: Path) -> tuple[list[Entry], dict[str, object]]:
    """The entries of a file, and how many things were left out for which reason."""
    importer = next(each for each in IMPORTERS if each.recognises(path))
    items = list(importer.read(path, SEOUL))
    return (
        [item for item in items if isinstance(item, Entry)],
        {
            item.key.removeprefix("import."): item.values.get("count")
            for item in items
            if isinstance(item, ImportProblem)
        },
    )


def days(path: Path) -> list[str]:
    return [entry.written_on.isoformat() for entry in read(path)[0]]


def test_a_brunch_page_is_its_post_without_cards_and_comments() -> None:
    [entry], _ = read(SAMPLES / "brunch" / "좋은 질문.html")

    assert (entry.title, entry.written_on) == ("좋은 질문", date(2024, 5, 10))
    assert entry.tags == ("면접", "이직")
    assert entry.body == (
        "면접관이 되고 나서야 알았다.\n\n> 모르면 모른다고 하세요\n\n"
        "나는 이 말을 듣고 싶었던 것 같다."
    )


def test_a_medium_post_is_on_the_writers_day_and_a_draft_says_so() -> None:
    home = SAMPLES / "medium"
    [post], _ = read(home / "2024-05-10_What-I-left-behind-0123456789ab.html")
    [draft], _ = read(home / "draft_Not-yet-ba9876543210.html")

    assert (post.title, post.written_on) == ("What I left behind", date(2024, 5, 11))
    assert post.body.startswith("I left on a Friday.\n\n> Nobody stays for the snacks.")
    assert "Somebody else" not in post.body
    assert draft.extra["draft"] == draft.extra["date_uncertain"] == "true"


def test_what_one_read_and_clapped_for_on_medium_is_not_mine() -> None:
    items = list(FolderImporter(FILE_IMPORTERS).read(SAMPLES / "folder" / "medium-export", SEOUL))

    assert [item.title for item in items if isinstance(item, Entry)] == ["What I left behind"]
    assert [item.key for item in items if isinstance(item, ImportProblem)] == [
        "import.no_posts",
        "import.no_posts",
    ]


@pytest.mark.parametrize(
    ("name", "title", "day", "left"),
    [
        (
            "feed.atom",
            "이직 '일기'",
            date(2024, 5, 11),
            {"others_words": 1, "no_posts": 1, "thrown_away": 1},
        ),
        (
            "blog-06-01-2024.xml",
            "First offer",
            date(2019, 3, 2),
            {"others_words": 1, "no_posts": 2},
        ),
    ],
)
def test_of_blogger_only_the_posts_come(
    name: str, title: str, day: date, left: dict[str, object]
) -> None:
    [entry], found = read(SAMPLES / "blogger" / name)

    assert (entry.title, entry.written_on, found) == (title, day, left)
    assert entry.tags in (("이직",), ("career",))


def test_daylio_gives_notes_in_any_clock_and_counts_moods_without_one() -> None:
    entries, left = read(SAMPLES / "daylio" / "daylio_export_2024_05_12.csv")

    assert left == {"without_words": 1}
    assert [entry.written_at for entry in entries] == [
        datetime(2024, 5, 11, 21, 30),
        datetime(2024, 5, 10, 22, 5),
        datetime(2024, 5, 9, 22, 0),
    ]
    assert entries[0].body.endswith('the loud one", is right.\nI will say yes.')
    assert entries[0].tags == ("work", "reading")
    assert entries[2].body == "말이 없는 하루"


def test_diaro_keeps_the_day_of_where_one_was() -> None:
    entries, left = read(SAMPLES / "diaro" / "DiaroBackup.xml")

    assert [entry.written_on for entry in entries] == [date(2024, 5, 11), date(2024, 5, 10)]
    assert entries[0].tags == ("이직", "일터")
    assert left == {"without_words": 1}


def test_diarium_keeps_words_and_lets_weather_be() -> None:
    entries, _ = read(SAMPLES / "diarium" / "Diarium.json")

    assert entries[0].body == "Walked along the river.\n\n- What do I want?"
    assert entries[1].written_at == datetime(2024, 5, 11, 0, 10)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("20240510", ["2024-05-10"]),
        ("journal-2024.org", ["2024-05-10", "2024-05-11"]),
        ("tree.org", ["2024-05-10", "2024-05-11"]),
        ("20240512T101500--first-week__career.org", ["2024-05-12"]),
    ],
)
def test_org_in_each_of_its_habits_is_on_its_days(name: str, expected: list[str]) -> None:
    assert days(SAMPLES / "org" / name) == expected


def test_org_loses_its_clocks_and_keeps_quotes_code_and_links() -> None:
    [day], _ = read(SAMPLES / "org" / "20240510")
    [note], _ = read(SAMPLES / "org" / "20240512T101500--first-week__career.org")

    assert "> 왜 우리 회사인가요?\n" in day.body
    assert "[그 회사](https://example.org)는" in day.body
    assert "CLOCK" not in day.body
    assert '```python\nprint("* not a heading")\n```' in note.body
    assert note.tags == ("career",)


@pytest.mark.parametrize(
    ("name", "head"), [("20230506", "* Saturday, 06 May 2023\n"), ("a.org", "* 2023-05-06 Sat\n")]
)
def test_the_first_time_of_a_day_of_org_is_its_own(name: str, head: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(f"{head}** 09:10 Talk\nIt went well.\n** 21:30 Home\nTired.\n")

    [day], _ = read(tmp_path / name)

    assert day.written_at == datetime(2023, 5, 6, 9, 10)
    assert day.body == "## 09:10 Talk\nIt went well.\n\n## 21:30 Home\nTired."


def test_a_number_sign_within_a_line_of_org_is_no_comment(tmp_path: Path) -> None:
    path = tmp_path / "20240510.org"
    path.write_text("* Monday\n# nobody reads this\nWe met in room # 5, about C # and tea.\n")
    [day], _ = read(path)
    assert "We met in room # 5, about C # and tea." in day.body


def test_an_encrypted_part_of_org_is_told(tmp_path: Path) -> None:
    path = tmp_path / "2024-05-10.org"
    path.write_text(
        "* Secret :crypt:\n-----BEGIN PGP MESSAGE-----\nhQE\n-----END PGP MESSAGE-----\n"
        "* Open\nWords.\n",
        encoding="utf-8",
    )

    entries, left = read(path)
    assert "Words." in entries[0].body
    assert "hQE" not in entries[0].body
    assert left == {"encrypted": 1}


def test_roam_keeps_its_tree_and_its_days() -> None:
    entries, left = read(SAMPLES / "roam" / "graph.json")

    assert (entries[0].title, entries[0].written_on) == ("", date(2024, 5, 10))
    assert entries[0].body == (
        "- 면접을 봤다 #면접\n  - 질문이 좋았다\n    둘째 줄\n- [ ] 감사 메일"
    )
    assert (entries[1].title, entries[1].written_on) == ("Two offers", date(2024, 5, 11))
    assert left == {"without_words": 1}


def test_standard_notes_gives_notes_of_both_editors_and_no_keys() -> None:
    entries, left = read(SAMPLES / "standard-notes" / "Standard Notes Backup and Import File.txt")

    assert [entry.title for entry in entries] == ["Offer", "정리"]
    assert entries[0].tags == ("이직",)
    assert entries[1].body == "## 정리\n\n작은 팀이 맞다\n고 생각한다\n\n- 사람"
    assert left == {"thrown_away": 1, "without_words": 1, "encrypted": 1}


def test_bear_gives_its_dates_and_pictures_and_leaves_its_trash() -> None:
    items = list(FolderImporter(FILE_IMPORTERS).read(SAMPLES / "folder" / "bear", SEOUL))
    [entry] = [item for item in items if isinstance(item, Entry)]

    assert (entry.title, entry.written_on) == ("제안을 받고", date(2024, 5, 11))
    assert entry.tags == ("이직",)
    assert "![](images/" in entry.body
    assert [item.key for item in items if isinstance(item, ImportProblem)] == ["import.thrown_away"]


def test_a_bundle_of_another_program_is_on_the_day_in_its_name() -> None:
    [entry], _ = read(SAMPLES / "textbundle" / "2024-05-10 Offer.textbundle" / "text.md")

    assert (entry.title, entry.written_on) == ("Offer", date(2024, 5, 10))


def roam_of_depth(path: Path, depth: int) -> Path:
    block = '{"string":"a","uid":"b","children":['
    page = f'[{{"title":"May 10th, 2024","create-time":1,"children":[{block * depth}'
    path.write_text(page + "]}" * depth + "]}]", encoding="utf-8")
    return path


def test_a_deep_tree_is_read_and_one_without_end_is_refused(tmp_path: Path) -> None:
    assert len(read(roam_of_depth(tmp_path / "deep.json", 500))[0]) == 1

    with pytest.raises(ImportFileError):
        read(roam_of_depth(tmp_path / "deeper.json", 200_000))


def test_a_deep_tree_within_a_note_is_read(tmp_path: Path) -> None:
    depth = 900
    tree = '{"type":"paragraph","children":[' * depth + "]}" * depth
    content = {"title": "a", "noteType": "super", "text": f'{{"root":{tree}}}'}
    item = {
        "uuid": "u",
        "content_type": "Note",
        "content": content,
        "created_at": "2024-05-10T00:00:00Z",
    }
    notes = tmp_path / "notes.txt"
    notes.write_text(json.dumps({"items": [item]}), encoding="utf-8")
    read(notes)  # deeper than Python's own reader goes


def test_no_importer_takes_long_to_say_that_a_file_is_not_its_own(tmp_path: Path) -> None:
    """A key and many lines set in far: a pattern with two ways to read a blank never ends."""
    path = tmp_path / "notes.txt"
    path.write_text("from: a\n" + ("          word\n" * 200) + "the end\n", encoding="utf-8")

    recognised = [each.name for each in FILE_IMPORTERS if each.recognises(path)]

    assert "text" in recognised


def test_a_block_of_roam_that_is_shown_by_its_id_is_its_words(tmp_path: Path) -> None:
    def block(words: str, uid: str) -> dict[str, str]:
        return {"string": words, "uid": uid}

    shown = [
        block("As I said: ((stay_more))", "aaaaaaaa1"),
        block("{{[[embed]]: ((stay_more))}} and [so](((stay_more)))", "aaaaaaaa2"),
        block("((of-nobody)) (see ((stay_more)))", "aaaaaaaa3"),
    ]
    pages = [
        {"title": "May 6th, 2023", "create-time": 1683340000000, "children": shown},
        {"title": "Ideas", "create-time": 1683340000000, "children": [block("Stay.", "stay_more")]},
    ]
    path = tmp_path / "graph.json"
    path.write_text(json.dumps(pages), encoding="utf-8")

    [day, _], _ = read(path)

    assert day.body == "- As I said: Stay.\n- Stay. and so\n- ((of-nobody)) (see Stay.)"
