"""A folder that is followed: its changes flow in, nothing in it is ever written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from errors import SettingsError
from journal.importing.watching import watch_of
from journal.store import EntryStore


def test_changes_flow_in_and_the_folder_stays_as_it_is(tmp_path: Path) -> None:
    vault, store = tmp_path / "vault", EntryStore(tmp_path / "journal")
    (vault / ".obsidian").mkdir(parents=True)
    (vault / ".obsidian" / "app.json").write_text("{}")
    (vault / "2024-05-01.md").write_text("하루")
    watch = watch_of(tmp_path / "state")
    watch.choose(str(vault), journal=store.root)
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in vault.rglob("*")
        if path.is_file()
    }

    first = watch.flow_in(store)
    assert first is not None
    assert first.added == 1
    assert watch.flow_in(store) is None
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before

    (vault / "2024-05-01.md").write_text("하루, 고침")
    (vault / "2024-05-02.md").write_text("이틀")
    second = watch.flow_in(store)
    assert second is not None
    assert (second.added, second.updated) == (1, 1)
    mine = store.save(replace(store.load().entries[0], body="여기서 고침"))
    (vault / "2024-05-01.md").write_text("거기서 또 고침")
    third = watch.flow_in(store)
    assert third is not None
    assert [problem.key for problem in third.problems] == ["import.both_changed"]
    assert store.get(mine.id).body == "여기서 고침"
    store.delete(mine.id)
    (vault / "2024-05-03.md").write_text("사흘")
    (vault / "2024-05-01.md").write_text("하루, 고침")
    fourth = watch_of(tmp_path / "state").flow_in(store)
    assert fourth is not None
    assert [entry.body for entry in store.load().entries] == ["이틀", "사흘"]
    watch.choose("", journal=store.root)
    assert watch.flow_in(store) is None


@pytest.mark.parametrize("name", ["nowhere", "journal", ".", "journal/inside"])
def test_what_cannot_be_followed_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "journal" / "inside").mkdir(parents=True)

    with pytest.raises(SettingsError):
        watch_of(tmp_path / "state").choose(str(tmp_path / name), journal=tmp_path / "journal")
