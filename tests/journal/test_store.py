"""The journal folder as other programs see it: files by hand, ids, encodings, undo, the cache."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from errors import EntryChangedError, EntryFormatError, EntryNotFoundError, StorageError
from journal.entry import Entry, version_of
from journal.store import EntryStore
from journal.trash_list import bring_back_older

DAY = date(2024, 4, 30)
LONG_AGO = 1_600_000_000  # 2020-09-13, well settled


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def put(path: Path, text: str | bytes, *, changed: float = LONG_AGO) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    os.utime(path, (changed, changed))
    return path


def entry(body: str = "대학원 생각.", **fields: str) -> Entry:
    return Entry(
        id=fields.get("id", ""), written_on=DAY, title=fields.get("title", "고민"), body=body
    )


def test_a_folder_that_is_not_there_is_an_empty_journal(root: Path) -> None:
    assert EntryStore(root).load().entries == ()
    assert not root.exists()


def test_file_names_hold_the_day_and_the_id_only(root: Path) -> None:
    stored = EntryStore(root).save(entry(title="비밀 제목"))

    (path,) = root.rglob("*.md")
    assert path.relative_to(root).as_posix() == f"entries/2024/2024-04-30-{stored.id}.md"
    assert path.stat().st_mode & 0o077 == 0


def test_a_strange_id_does_not_leave_the_folder(root: Path) -> None:
    store = EntryStore(root)
    stored = store.save(entry(id="../../outside"))

    assert store.get("../../outside") == stored
    assert all(path.is_relative_to(root / "entries" / "2024") for path in root.parent.rglob("*.md"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_file_put_by_hand_gets_its_id_and_keeps_its_bytes(root: Path, encoding: str) -> None:
    text = "# 설명회\r\n\r\n대학원 설명회에 다녀왔다.  \r\n\r\n"
    path = put(root / "inbox" / "2024-04-30 설명회.md", text.encode(encoding))
    path.chmod(0o640)

    (loaded,) = EntryStore(root).load().entries

    assert (loaded.written_on, loaded.title) == (DAY, "설명회")
    assert loaded.body == text.removesuffix("\r\n")
    written = path.read_bytes().decode(encoding)
    assert written == f"---\r\nid: {loaded.id}\r\n---\r\n\r\n{text}"
    assert (path.stat().st_mtime, path.stat().st_mode & 0o777) == (LONG_AGO, 0o640)
    assert EntryStore(root).load().entries == (loaded,)
    assert not list(root.rglob(".crossroads-*"))


def test_an_id_is_added_to_front_matter_that_is_there(root: Path) -> None:
    path = put(root / "a.md", "---\ntitle: x # why\ndate: 2024-04-30\n---\nbody\n---\nmore")

    (loaded,) = EntryStore(root).load().entries

    assert (
        path.read_text()
        == f"---\ntitle: x # why\ndate: 2024-04-30\nid: {loaded.id}\n---\nbody\n---\nmore"
    )
    assert loaded.body == "body\n---\nmore"


def test_an_id_stays_in_memory_where_it_cannot_be_written_safely(root: Path) -> None:
    path = put(root / "a.md", "---\n{title: x, date: 2024-04-30}\n---\nbody")
    before = path.read_bytes()

    first = EntryStore(root).load().entries
    again = EntryStore(root).load().entries

    assert path.read_bytes() == before
    assert first == again
    assert len(first[0].id) == 32


def test_a_new_file_in_the_place_of_a_moved_one_gets_another_id(root: Path) -> None:
    store = EntryStore(root)
    put(root / "inbox.md", "2024-04-30 one")
    (first,) = store.load().entries
    (root / "inbox.md").rename(root / "archive.md")
    put(root / "inbox.md", "two")

    loaded = store.load()

    assert loaded.problems == ()
    assert len({known.id for known in loaded.entries}) == 2
    assert store.get(first.id).body == "2024-04-30 one"


def test_saving_keeps_place_and_unknown_front_matter(root: Path) -> None:
    path = put(
        root / "vault" / "note.md",
        "---\nid: n1\naliases: [a,   b] # mine\ndate: 2024/4/30\nmood: 07\n---\nold\n",
    )
    store = EntryStore(root)

    saved = store.save(replace(store.get("n1"), body="new", tags=("진로",)))

    assert list(root.rglob("*.md")) == [path]
    text = path.read_text()
    assert "aliases: [a,   b] # mine\ndate: 2024/4/30\nmood: 07\n" in text
    assert text.endswith("---\n\nnew\n")
    assert saved == EntryStore(root).load().entries[0]
    assert saved.extra == {"aliases": ["a", "b"], "mood": "07"}


def test_of_two_files_with_one_id_the_first_serves_and_the_other_is_told(root: Path) -> None:
    put(root / "a.md", "---\nid: same\n---\nfirst")
    put(root / "b.md", "---\nid: same\n---\nsecond")

    loaded = EntryStore(root).load()

    assert [known.body for known in loaded.entries] == ["first"]
    assert [(problem.path, problem.key) for problem in loaded.problems] == [
        ("b.md", "store.duplicate_id")
    ]


def test_bad_files_hide_nothing(root: Path) -> None:
    put(root / "photo.md", b"\x89PNG\r\n\x1a\n\x00\x00")
    put(root / "broken.md", "---\ntitle: [secret\n---\nbody")
    put(root / "ai.md", "---\nisAI: true\n---\nI am a program.")
    put(root / "good.md", "---\ndate: 2024-04-30\n---\nmine")
    (root / "gone.md").symlink_to(root / "nowhere.md")

    loaded = EntryStore(root).load()

    assert [known.body for known in loaded.entries] == ["mine"]
    assert {(problem.path, problem.key) for problem in loaded.problems} == {
        ("photo.md", "text.binary"),
        ("broken.md", "frontmatter.broken"),
        ("ai.md", "entry.ai_written"),
    }
    assert "secret" not in str(loaded.problems)


def test_hidden_files_and_decisions_are_no_entries(root: Path) -> None:
    for name in (
        ".obsidian/x.md",
        ".hidden.md",
        "decisions/offer.md",
        "notes/decisions/kept.md",
        "notes/x.txt",
    ):
        put(root / name, "2024-04-30")

    assert len(EntryStore(root).load().entries) == 1


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("x.md", "---\ndate: 1850-01-01\n---\nb", date(1850, 1, 1)),
        ("x.md", "---\ndate: 2199-12-31T10:00:00+09:00\n---\nb", date(2199, 12, 31)),
        ("x.md", "---\npublished: true\ncreated: 2024-04-30\nupdated: 2025-01-01\n---\nb", DAY),
        ("x.md", "---\nCreated At: 2024년 4월 30일\n---\nb", DAY),
        ("2024-04-30-slug.md", "b", DAY),
        ("20240430.md", "b", DAY),
        ("2024/04/30.md", "b", DAY),
        ("x.md", "# 2024. 4. 30. 산책\nb", DAY),
        ("x.md", "b", date(2020, 9, 13)),
    ],
)
def test_where_a_day_is_found(root: Path, name: str, text: str, day: date) -> None:
    put(root / name, text)

    (loaded,) = EntryStore(root).load().entries

    assert loaded.written_on == day


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("---\ntags: [진로, '#money', 007]\n---\nb", ("진로", "money", "007")),
        ("---\ntags: 진로, big money\n---\nb", ("진로", "big money")),
        ("---\ntags: 블로깅 Github Ember.js\n---\nb", ("블로깅", "Github", "Ember.js")),
        ("---\ncategory: 일상 및 잡담\n---\nb", ("일상 및 잡담",)),
        ("오늘 #진로 #2024 #a/b\n# 제목", ("진로", "a/b")),
        ("---\ntags: []\n---\n#진로", ()),
    ],
)
def test_where_tags_are_found(root: Path, text: str, tags: tuple[str, ...]) -> None:
    put(root / "x.md", text)

    assert EntryStore(root).load().entries[0].tags == tags


def test_changes_from_outside_are_noticed(root: Path) -> None:
    store = EntryStore(root)
    stored = store.save(entry("one"))
    first = store.load()
    path = next(root.rglob("*.md"))

    path.write_text(path.read_text().replace("one", "two"))  # same size, same moment
    assert store.get(stored.id).body == "two"
    assert store.load().entries[0].body == "two"
    assert store.load() != first
    path.unlink()
    assert store.load().entries == ()
    with pytest.raises(EntryNotFoundError):
        store.get(stored.id)


def test_a_change_that_leaves_no_trace_is_noticed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same size, same clock, same file: while a file is this fresh, its signature is not
    trusted.
    """
    path = put(root / "a.md", "---\nid: a\n---\none")
    monkeypatch.setattr(time, "time_ns", lambda: LONG_AGO * 1_000_000_000)
    store = EntryStore(root)
    assert store.get("a").body == "one"

    with path.open("r+b") as file:
        file.write(b"---\nid: a\n---\ntwo")
    os.utime(path, (LONG_AGO, LONG_AGO))

    assert store.get("a").body == "two"
    assert store.load().entries[0].body == "two"


def test_nothing_changed_is_the_same_object(root: Path) -> None:
    put(root / "a.md", "---\nid: a\n---\nx")
    store = EntryStore(root)

    assert store.load() is store.load()


def test_saving_over_a_change_from_outside_keeps_that_in_the_trash(root: Path) -> None:
    store = EntryStore(root)
    stored = store.save(entry("one"))
    path = next(root.rglob("*.md"))
    path.write_text(path.read_text().replace("one", "written elsewhere"))

    store.save(replace(stored, body="two"))

    assert store.get(stored.id).body == "two"
    assert any("written elsewhere" in kept.read_text() for kept in (root / ".trash").rglob("*.md"))


@pytest.mark.parametrize(
    "elsewhere",
    [{"body": "three"}, {"title": "x"}, {"tags": ("강",)}, {"written_on": date(2020, 1, 1)}],
)
def test_what_was_saved_elsewhere_since_is_not_overwritten(
    root: Path, elsewhere: dict[str, Any]
) -> None:
    store = EntryStore(root)
    opened = store.save(entry("one"))
    other = EntryStore(root).save(replace(opened, **elsewhere))

    with pytest.raises(EntryChangedError):
        store.save(replace(opened, body="two"), opened=version_of(opened))
    assert store.get(opened.id) == other

    mine = store.save(replace(other, body="two"), opened=version_of(other), keeps_older=True)
    assert store.get(opened.id) == mine
    assert bring_back_older(store, opened.id) == replace(other, id=ANY)
    assert {each.body for each in store.load().entries} == {"two", other.body}
    with pytest.raises(EntryNotFoundError):
        bring_back_older(store, opened.id)


def test_the_same_words_or_what_was_opened_are_saved_unasked(root: Path) -> None:
    store = EntryStore(root)
    opened = store.save(entry("one"))
    EntryStore(root).save(replace(opened, body="두 번째"))
    saved = store.save(replace(opened, body="두 번째"), opened=version_of(opened))
    path = store.file_of(opened.id)
    path.write_text(path.read_text().replace("---\n", "---\nmood: calm\n", 1))
    store.save(replace(store.get(opened.id), tags=("a",)), opened=version_of(saved))

    assert "mood: calm" in path.read_text()
    assert not (root / ".trash").exists()


def test_what_was_opened_and_is_gone_is_not_made_anew(root: Path) -> None:
    store = EntryStore(root)
    opened = store.save(entry("one"))
    EntryStore(root).delete(opened.id)

    with pytest.raises(EntryNotFoundError):
        store.save(replace(opened, body="two"), opened=version_of(opened))
    assert store.load().entries == ()


def test_a_file_broken_from_outside_is_not_overwritten(root: Path) -> None:
    store = EntryStore(root)
    stored = store.save(entry("one"))
    path = next(root.rglob("*.md"))
    path.write_text("---\ntitle: [open\n---\nwords")

    with pytest.raises(EntryFormatError):
        store.save(replace(stored, body="two"))
    assert path.read_text() == "---\ntitle: [open\n---\nwords"


def test_a_delete_can_be_undone_in_place(root: Path) -> None:
    path = put(root / "vault" / "note.md", "---\nid: n1\nx: 007\n---\nwords")
    before = path.read_bytes()
    store = EntryStore(root)
    wanted = store.get("n1")

    store.delete("n1")
    assert store.load().entries == ()
    assert EntryStore(root).restore("n1") == wanted
    assert path.read_bytes() == before
    assert not list((root / ".trash").rglob("*.md"))


def test_deleting_twice_keeps_both_and_the_last_comes_back(root: Path) -> None:
    store = EntryStore(root)
    for body in ("first", "second"):
        store.save(entry(body, id="n1"))
        store.delete("n1")

    assert store.restore("n1").body == "second"
    assert [path.read_text().split()[-1] for path in (root / ".trash").rglob("*.md")] == ["first"]


def test_restoring_does_not_take_the_place_of_another(root: Path) -> None:
    put(root / "note.md", "---\nid: n1\n---\nold")
    store = EntryStore(root)
    store.delete("n1")
    put(root / "note.md", "---\nid: n2\n---\nnew")

    store.restore("n1")

    assert {known.id: known.body for known in store.load().entries} == {"n1": "old", "n2": "new"}


def test_a_journal_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("x")
    store = EntryStore(tmp_path / "journal")

    with pytest.raises(StorageError) as caught:
        store.load()
    assert caught.value.key == "store.unreadable_root"
    with pytest.raises(StorageError):
        store.save(entry())
    assert (tmp_path / "journal").read_text() == "x"


def test_five_megabytes_are_an_entry(root: Path) -> None:
    body = "대학원과 취업 사이. " * 200_000
    stored = EntryStore(root).save(entry(body))

    assert EntryStore(root).get(stored.id).body == body


def test_threads_share_a_store(root: Path) -> None:
    store = EntryStore(root)

    def write(name: str) -> None:
        for number in range(20):
            store.save(entry(f"{name} {number}"))
            store.load()

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.load().entries) == len(EntryStore(root).load().entries) == 80
