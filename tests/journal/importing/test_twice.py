"""The same words at two times are two entries, and still nothing new when they come again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from journal.importers.base import How
from journal.importing.run import import_entries
from journal.store import EntryStore

TWO = (("2024-05-10", "09:00"), ("2024-05-10", "21:00"))
DAY_ONE = json.dumps(
    {
        "metadata": {"version": "1.0"},
        "entries": [
            {
                "uuid": f"{number:032X}",
                "creationDate": f"{day}T{time}:00Z",
                "timeZone": "UTC",
                "text": "took it",
            }
            for number, (day, time) in enumerate(TWO)
        ],
    }
)


@pytest.fixture
def store(tmp_path: Path) -> EntryStore:
    return EntryStore(tmp_path / "journal")


def put(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def counts(path: Path, store: EntryStore) -> tuple[int, int, int, int]:
    report = import_entries(path, store)
    return report.added, report.updated, report.unchanged, report.alike


@pytest.mark.parametrize(
    "files",
    [
        {"a.csv": "date,mood,text\n2024-05-10 09:00,good,walk\n2024-05-10 21:00,bad,walk\n"},
        {"a.csv": "date,time,text\n2024-05-10,09:00,walk\n2024-05-10,21:00,walk\n"},
        {"a.csv": "date,text\n2024-05-10,walk\n2024-05-10,walk\n"},
        {"a.txt": "[2024-05-10 09:00] walk\n\n[2024-05-10 21:00] walk\n"},
        {"Journal.json": DAY_ONE},
        {
            "home/x.md": "---\ndate: 2024-05-10\n---\nsame",
            "work/x.md": "---\ndate: 2024-05-10\n---\nsame",
        },
    ],
)
def test_equal_words_of_one_day_are_two_entries_once(
    files: Mapping[str, str], tmp_path: Path, store: EntryStore
) -> None:
    folder = put(tmp_path / "given", files)

    assert counts(folder, store) == (2, 0, 0, 0)
    assert counts(folder, store) == (0, 0, 2, 0)
    times = [entry.written_at for entry in store.load().entries]
    assert len({time for time in times if time}) in (0, 2)


@pytest.mark.parametrize(
    "files",
    [
        {"a/Journal.json": DAY_ONE, "b/Journal.json": DAY_ONE},
        {"a.csv": "date,time,text\n2024-05-10,09:00,walk\n2024-05-10,21:00,walk\n"}
        | {"copy/a.csv": "date,time,text\n2024-05-10,09:00,walk\n2024-05-10,21:00,walk\n"},
    ],
)
def test_an_export_and_its_copy_are_one(
    files: Mapping[str, str], tmp_path: Path, store: EntryStore
) -> None:
    folder = put(tmp_path / "given", files)

    assert counts(folder, store) == (2, 0, 2, 0)
    assert counts(folder, store) == (0, 0, 4, 0)


def test_a_long_text_in_a_folder_beside_is_a_copy(tmp_path: Path, store: EntryStore) -> None:
    text = "---\ndate: 2024-05-10\n---\n" + "Nobody writes so long a text twice. " * 4
    folder = put(tmp_path / "given", {"notes/x.md": text, "backup/x.md": text})

    assert counts(folder, store) == (1, 0, 1, 0)
    assert counts(folder, store) == (0, 0, 2, 0)


def test_a_chat_exported_twice_under_two_names_is_one(tmp_path: Path, store: EntryStore) -> None:
    chat = (
        "[31.12.24, 23:50:01] Sora: hello\n[31.12.24, 23:51:01] Ravi: hi\n"
        "[31.12.24, 23:52:01] Sora: bye\n"
    )
    names = ("WhatsApp Chat with Ravi.txt", "WhatsApp Chat with Ravi (1).txt")
    folder = put(tmp_path / "given", dict.fromkeys(names, chat))

    report = import_entries(folder, store, how=How(me=("Sora",)))
    assert (report.added, report.unchanged) == (1, 1)


def test_of_two_equal_ones_the_one_that_was_deleted_comes_back_alone(
    tmp_path: Path, store: EntryStore
) -> None:
    folder = put(tmp_path / "g", {"a.csv": "date,text\n2024-05-10 09:00,w\n2024-05-10 21:00,w\n"})
    counts(folder, store)
    store.delete(store.load().entries[0].id)

    assert counts(folder, store) == (1, 0, 1, 0)
    times = sorted(entry.written_at for entry in store.load().entries if entry.written_at)
    assert [datetime.strftime(time, "%H:%M") for time in times] == ["09:00", "21:00"]


def test_a_line_above_two_equal_ones_takes_none_of_them_away(
    tmp_path: Path, store: EntryStore
) -> None:
    old = "2024-05-10 21:00,w\n2024-05-10 09:00,w\n"
    folder = put(tmp_path / "g", {"a.csv": f"date,text\n{old}"})
    counts(folder, store)
    put(folder, {"a.csv": f"date,text\n2024-05-10 23:00,w\n{old}"})

    assert counts(folder, store) == (1, 0, 2, 0)
    assert counts(folder, store) == (0, 0, 3, 0)


def test_a_post_from_two_sources_is_one_and_a_second_of_the_same_words_is_not(
    tmp_path: Path, store: EntryStore
) -> None:
    counts(put(tmp_path / "one", {"Journal.json": DAY_ONE}), store)
    three = (
        "date,text\n2024-05-10 09:00,took it\n2024-05-10 15:00,took it\n2024-05-10 21:00,took it\n"
    )
    other = put(tmp_path / "two", {"a.csv": three})

    added, _, unchanged, alike = counts(other, store)
    assert (added, unchanged + alike) == (1, 2)
    assert counts(other, store)[0] == 0
    assert len(store.load().entries) == 3
