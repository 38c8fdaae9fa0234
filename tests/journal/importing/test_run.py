"""Importing again: what is known is known, what was edited here is never overwritten."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from errors import StorageError
from journal.importers.base import How
from journal.importing.run import import_entries
from journal.store import EntryStore


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "2024-04-30.md").write_text("첫 글")
    (folder / "2024-05-01.md").write_text(
        "---\nid: 0123456789abcdef0123456789abcdef\ntags: [x]\n---\nsecond"
    )
    return folder


@pytest.fixture
def store(tmp_path: Path) -> EntryStore:
    return EntryStore(tmp_path / "journal")


def counts(path: Path, store: EntryStore) -> tuple[int, int, int, list[str]]:
    report = import_entries(path, store)
    return (
        report.added,
        report.updated,
        report.unchanged,
        [problem.key for problem in report.problems],
    )


def test_a_changed_source_updates_what_came_from_it(vault: Path, store: EntryStore) -> None:
    assert counts(vault, store) == (2, 0, 0, [])
    before = store.load().entries
    store.save(replace(before[0], tags=("진로",)))
    (vault / "2024-04-30.md").write_text("첫 글, 고침")
    (vault / "2024-05-01.md").write_text(
        "---\nid: 0123456789abcdef0123456789abcdef\n---\nsecond, again"
    )

    assert counts(vault, store) == (0, 2, 0, [])
    after = store.load().entries
    assert [entry.id for entry in after] == [entry.id for entry in before]
    assert [entry.body for entry in after] == ["첫 글, 고침", "second, again"]
    assert [entry.tags for entry in after] == [("진로",), ("x",)]
    assert counts(vault, store) == (0, 0, 2, [])


def test_what_was_edited_here_stays(vault: Path, store: EntryStore) -> None:
    counts(vault, store)
    edited = store.save(replace(store.load().entries[0], body="여기서 고침"))

    assert counts(vault, store) == (0, 0, 2, [])
    (vault / "2024-04-30.md").write_text("거기서 고침")
    assert counts(vault, store) == (0, 0, 1, ["import.both_changed"])
    assert store.get(edited.id).body == "여기서 고침"


def test_another_day_in_the_same_place_is_another_entry(tmp_path: Path, store: EntryStore) -> None:
    for day in ("2024-04-30", "2024-05-01"):
        folder = tmp_path / day / "notes"
        folder.mkdir(parents=True)
        (folder / "today.md").write_text(f"# {day}\nwords of {day}")
        assert counts(folder, store)[:3] == (1, 0, 0)

    assert len(store.load().entries) == 2


def test_what_had_the_source_that_its_file_names_is_still_known(
    tmp_path: Path, store: EntryStore
) -> None:
    path = tmp_path / "note.md"
    path.write_text("---\ndate: 2024-05-10\nsource: https://example.org/a\n---\nfirst words")
    assert counts(path, store)[0] == 1
    kept = store.load().entries[0]
    store.save(replace(kept, source="https://example.org/a"))

    assert counts(path, store) == (0, 0, 1, [])
    path.write_text("---\ndate: 2024-05-10\nsource: https://example.org/a\n---\nother")
    assert counts(path, store) == (0, 1, 0, [])
    assert [(each.id, each.source) for each in store.load().entries] == [(kept.id, "markdown")]


def test_a_file_whose_clock_moved_is_still_known(tmp_path: Path, store: EntryStore) -> None:
    path = tmp_path / "undated.md"
    path.write_text("no day anywhere")
    assert counts(path, store)[0] == 1
    store.save(replace(store.load().entries[0], written_on=date(1999, 1, 1)))
    path.touch()

    assert counts(path, store) == (0, 0, 1, [])


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            "new.txt",
            "2024.05.12\nc\n\n2024.05.11\nfirst words\n",
            "2024.05.13\nd\n\n2024.05.12\nc\n\n2024.05.11\nother words\n",
        ),
        (
            "new.csv",
            "date,text\n2024-05-12,c\n2024-05-11,first words\n",
            "date,text\n2024-05-14,e\n2024-05-13,d\n2024-05-12,c\n2024-05-11,other words\n",
        ),
        (
            "new.csv",
            "date,text\n2024-05-12 09:00,c\n2024-05-12 08:00,first words\n",
            "date,text\n2024-05-12 21:00,d\n2024-05-12 09:00,c\n2024-05-12 08:00,other words\n",
        ),
    ],
)
def test_an_edited_day_is_known_below_one_that_was_added_on_top(
    name: str, before: str, after: str, tmp_path: Path, store: EntryStore
) -> None:
    path = tmp_path / name
    path.write_text(before)
    counts(path, store)
    edited = next(entry.id for entry in store.load().entries if entry.body == "first words")
    path.write_text(after)

    added, updated, unchanged, _ = counts(path, store)
    assert (added, updated, unchanged) == (after.count("2024") - 2, 1, 1)
    assert store.get(edited).body == "other words"
    assert counts(path, store)[:3] == (0, 0, after.count("2024"))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("---\ndate: 2024-03-05T20:00:00Z\n---\nz", How(zone="UTC"), How(zone="Asia/Seoul")),
        ("---\ndate: 2024-03-05T20:00:00Z\n---\nz", How(home="Asia/Seoul"), How(zone="UTC")),
        ("---\ndate: 4/5/2024\n---\nz", How(), How(day_order="dmy")),
        ("no day", How(), How(day=date(2024, 3, 5))),
        ("no day", How(day=date(2024, 3, 5)), How(day=date(2024, 3, 6))),
    ],
)
def test_what_is_read_otherwise_is_no_second_entry(
    text: str, first: How, second: How, tmp_path: Path, store: EntryStore
) -> None:
    path = tmp_path / "z.md"
    path.write_text(text)
    assert import_entries(path, store, how=first).added == 1
    day = store.load().entries[0].written_on

    report = import_entries(path, store, how=second)

    assert (report.added, report.updated, report.problems) == (0, 1, ())
    (entry,) = store.load().entries
    assert entry.written_on != day
    assert "time_zone_assumed" not in entry.extra
    assert import_entries(path, store, how=second).unchanged == 1


def test_undated_notes_of_one_name_and_two_folders_stay_two(
    tmp_path: Path, store: EntryStore
) -> None:
    for number, words in enumerate(("one", "another")):
        folder = tmp_path / words / "notes"
        folder.mkdir(parents=True)
        (folder / "today.md").write_text(words)
        os.utime(folder / "today.md", (number * 1e6, number * 1e6))
        assert counts(folder, store)[:3] == (1, 0, 0)


def test_importing_the_journal_into_itself_changes_nothing(vault: Path, store: EntryStore) -> None:
    counts(vault, store)

    assert counts(store.root, store) == (0, 0, 2, [])


def test_an_export_keeps_its_ids(vault: Path, store: EntryStore, tmp_path: Path) -> None:
    counts(vault, store)
    other = EntryStore(tmp_path / "other")

    assert counts(store.root, other)[0] == 2
    assert {entry.id for entry in other.load().entries} == {
        entry.id for entry in store.load().entries
    }


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("photo.png", b"\x89PNG", "import.unknown_format"),
        ("photo.md", b"\x89PNG\r\n\x1a\n\x00", "text.binary"),
        ("broken.json", b'{"id": "1", "text": "the fi', "import.damaged"),
        ("broken.xml", b"<notes><note>the first</note><no", "import.damaged"),
        ("empty.md", b" \n", "import.empty"),
        ("empty.txt", b"", "import.empty"),
        ("x.zip", b"no zip", "import.zip_damaged"),
    ],
)
def test_a_file_of_no_use_is_one_problem(
    name: str, content: bytes, key: str, tmp_path: Path, store: EntryStore
) -> None:
    (tmp_path / name).write_bytes(content)

    assert counts(tmp_path / name, store) == (0, 0, 0, [key])


def test_a_file_that_is_not_there(tmp_path: Path, store: EntryStore) -> None:
    assert counts(tmp_path / "nowhere.md", store)[3] == ["import.unreadable"]


def test_progress_ends_at_all(vault: Path, store: EntryStore) -> None:
    seen: list[tuple[int, int]] = []

    import_entries(vault, store, on_progress=lambda done, total: seen.append((done, total)))

    assert seen == [(1, 2), (2, 2)]


def test_a_journal_that_cannot_be_written_raises(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(StorageError):
        import_entries(vault, EntryStore(tmp_path / "file" / "journal"))
