"""Thousands of entries: what an import, a second one and an undo cost, counted, not timed; progress
and a stop in each of them.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import uuid
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from types import FrameType

import pytest

from journal.entry import Entry
from journal.importing.log import past_imports, undo_import
from journal.importing.plan import Knowledge, Outcome
from journal.importing.report import ImportReport
from journal.importing.run import Importing, import_entries
from journal.store import EntryStore
from portability.export import write_export

FEW, MANY = 40, 160  # four times as many may cost four times as much, and a little


@dataclass(kw_only=True)
class Cost:
    """What was called in the meantime."""

    calls: int = 0
    system: Counter[str] = field(default_factory=Counter)


@contextmanager
def counted_cost() -> Iterator[Cost]:
    cost = Cost()

    def note(_frame: FrameType, event: str, what: object) -> None:
        if event == "c_call":
            cost.system[getattr(what, "__name__", "")] += 1
        if event in ("call", "c_call"):
            cost.calls += 1

    # What other tests left behind may warn when it is collected, and a warning opens sources.
    gc.collect()
    gc.disable()
    sys.setprofile(note)
    try:
        yield cost
    finally:
        sys.setprofile(None)
        gc.enable()


def zip_of(home: Path, count: int) -> Path:
    path = home / f"{count}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(count):
            day = date(2015, 1, 1) + timedelta(days=20 * number)
            words = f"{number}번째 글. 오늘은 {number * 7919}쪽까지 읽고 진로를 생각했다."
            archive.writestr(f"일기/{day.year}/{day} note.md", words)
    return path


def bring_in(path: Path, store: EntryStore) -> ImportReport:
    report = import_entries(path, store)
    assert not report.problems
    return report


def add(path: Path, count: int, root: Path) -> Cost:
    with counted_cost() as cost:
        assert bring_in(path, EntryStore(root)).added == count
    return cost


def add_again(path: Path, count: int, root: Path) -> Cost:
    bring_in(path, EntryStore(root))
    with counted_cost() as cost:
        assert bring_in(path, EntryStore(root)).unchanged == count
    return cost


def take_back(path: Path, count: int, root: Path) -> Cost:
    name = bring_in(path, EntryStore(root)).log
    with counted_cost() as cost:
        assert undo_import(EntryStore(root), name).removed == count
    return cost


def take_back_the_rest(path: Path, count: int, root: Path) -> Cost:
    """Undo again after a kill that came just before the end."""
    name = bring_in(path, EntryStore(root)).log
    undo_import(EntryStore(root), name, stop=after(count - 1))
    with counted_cost() as cost:
        assert undo_import(EntryStore(root), name).removed == 1
    return cost


def compare_one_day(_path: Path, count: int, _root: Path) -> Cost:
    """Weigh notes against others of another source that have the same day, as a clock gives it."""
    chance = random.Random(count)

    def note(source: str) -> Entry:
        body = " ".join(str(chance.randrange(10**9)) for _ in range(30))
        return replace(_entry(), id=uuid.uuid4().hex, source=source, body=body)

    known = {entry.id: entry for entry in (note("one") for _ in range(count))}
    with counted_cost() as cost:
        knowledge = Knowledge(known.values(), known.__getitem__)
        for _ in range(count):
            assert knowledge.weigh(replace(note("other"), id=""))[0] is Outcome.ADD
    like = replace(next(iter(known.values())), id="", source="other", title="같은 글")
    assert knowledge.weigh(like) == (Outcome.ALIKE, next(iter(known)))
    return cost


def after(count: int) -> Callable[[], bool]:
    """Return a stop that comes after so many questions."""
    asked = iter(range(1, count + 1))
    return lambda: next(asked, count) == count


@pytest.mark.parametrize("work", [add, add_again, take_back, take_back_the_rest, compare_one_day])
def test_four_times_as_many_cost_four_times_as_much(
    work: Callable[[Path, int, Path], Cost], tmp_path: Path
) -> None:
    work(zip_of(tmp_path, FEW), FEW, tmp_path / "warm")
    few = work(zip_of(tmp_path, FEW), FEW, tmp_path / "few")
    many = work(zip_of(tmp_path, MANY), MANY, tmp_path / "many")

    assert many.calls < 4.4 * few.calls
    assert many.system["scandir"] <= few.system["scandir"] + 20  # a folder for each year


def test_a_file_is_opened_once_by_all_importers_together(tmp_path: Path) -> None:
    few = add_again(zip_of(tmp_path, FEW), FEW, tmp_path / "few").system
    many = add_again(zip_of(tmp_path, MANY), MANY, tmp_path / "many").system

    # Unpacked, recognised and read; and the entry that is here already.
    assert many["open"] - few["open"] <= 3 * (MANY - FEW) + 12
    assert many["stat"] - few["stat"] <= 5 * (MANY - FEW)


def test_files_are_synced_one_by_one_and_folders_once_a_batch(tmp_path: Path) -> None:
    path, root = zip_of(tmp_path, MANY), tmp_path / "journal"

    with counted_cost() as adding:
        name = bring_in(path, EntryStore(root)).log
    with counted_cost() as undoing:
        undo_import(EntryStore(root), name)

    years = len(list((root / ".trash").glob("*/*/entries/*")))
    assert years == MANY
    assert MANY <= adding.system["fsync"] < MANY + 30
    assert undoing.system["fsync"] + 100 * undoing.system["sync"] < 150


def test_a_second_import_that_brings_nothing_reads_everything_once(tmp_path: Path) -> None:
    path, root = zip_of(tmp_path, FEW), tmp_path / "journal"
    bring_in(path, EntryStore(root))
    for file in root.rglob("*.md"):
        os.utime(file, (1, 1))  # what was written this very moment is read again

    with Importing([path], EntryStore(root)) as importing:
        with counted_cost() as looking:
            importing.look()
        with counted_cost() as running:
            assert importing.run().unchanged == FEW

    assert running.calls < 0.2 * looking.calls


def test_a_journal_that_changed_after_the_look_is_seen(tmp_path: Path) -> None:
    path, store = zip_of(tmp_path, FEW), EntryStore(tmp_path / "journal")
    bring_in(path, store)

    with Importing([path], store) as importing:
        assert importing.look().report.unchanged == FEW
        store.delete(store.load().entries[0].id)
        assert importing.run().added == 1


def test_a_stop_keeps_what_is_whole_and_the_same_goes_on(tmp_path: Path) -> None:
    path, store = zip_of(tmp_path, FEW), EntryStore(tmp_path / "journal")
    seen: list[tuple[int, int]] = []

    with Importing([path], store) as importing:
        importing.look(stop=after(2))
        assert not store.root.exists()
        report = importing.run(
            expected=FEW, on_progress=lambda *at: seen.append(at), stop=after(FEW + 10)
        )
    assert report.stopped
    assert seen[-1] == (report.added, FEW)
    assert 0 < report.added < FEW
    assert len(EntryStore(store.root).load().entries) == report.added

    rest = bring_in(path, store)
    assert (rest.added, rest.unchanged) == (FEW - report.added, report.added)


def test_a_stop_while_unpacking_leaves_nothing_half_known(tmp_path: Path) -> None:
    path, store = zip_of(tmp_path, FEW), EntryStore(tmp_path / "journal")

    with Importing([path], store) as importing:
        assert importing.look(stop=after(5)).found < FEW
        assert importing.look().found == FEW


def test_an_undo_that_was_stopped_goes_on(tmp_path: Path) -> None:
    path, store = zip_of(tmp_path, FEW), EntryStore(tmp_path / "journal")
    name = bring_in(path, store).log
    seen: list[tuple[int, int]] = []

    first = undo_import(store, name, on_progress=lambda *at: seen.append(at), stop=after(7))

    assert (first.removed, first.stopped, seen[-1]) == (7, True, (7, FEW))
    assert len(EntryStore(store.root).load().entries) == FEW - 7
    (past,) = past_imports(store.root)
    second = undo_import(EntryStore(store.root), past.name)
    assert (second.removed, second.kept, second.stopped) == (FEW - 7, 0, False)
    assert past_imports(store.root) == ()


def test_what_was_given_back_before_a_stop_is_not_called_edited(tmp_path: Path) -> None:
    folder, store = tmp_path / "vault", EntryStore(tmp_path / "journal")
    folder.mkdir()
    for day in ("2024-04-30", "2024-05-01"):
        (folder / f"{day}.md").write_text(f"{day}의 글")
    bring_in(folder, store)
    for file in folder.iterdir():
        file.write_text(f"{file.read_text()}, 고침")
    name = bring_in(folder, store).log

    first = undo_import(store, name, stop=after(1))
    second = undo_import(store, name)

    assert (first.restored, second.restored, second.kept) == (1, 1, 0)
    assert [entry.body for entry in store.load().entries] == ["2024-04-30의 글", "2024-05-01의 글"]


def test_an_export_of_files_without_ids_can_be_undone(tmp_path: Path) -> None:
    before = EntryStore(tmp_path / "before")
    before.save(replace(_entry(), body="남은 글"))
    (file,) = before.root.rglob("*.md")
    plain = file.read_text().replace(f"id: {before.load().entries[0].id}\n", "")
    export = tmp_path / "out.zip"
    write_export(export, before, others={})
    with zipfile.ZipFile(export) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    after_all = tmp_path / "without.zip"
    with zipfile.ZipFile(after_all, "w") as archive:
        for member, data in members.items():
            archive.writestr(member, plain if member.endswith(".md") else data)

    store = EntryStore(tmp_path / "journal")
    name = import_entries(after_all, store).log

    assert [entry.body for entry in store.load().entries] == ["남은 글"]
    assert undo_import(store, name).removed == 1


def test_of_two_files_with_one_id_the_other_serves_after_a_delete(tmp_path: Path) -> None:
    store = EntryStore(tmp_path)
    entry = store.save(_entry())
    (file,) = tmp_path.rglob("*.md")
    (file.parent / "copy.md").write_bytes(file.read_bytes())
    os.utime(file.parent / "copy.md", (1, 1))
    assert len(store.load().problems) == 1

    store.delete(entry.id)

    assert store.get(entry.id).body == entry.body
    assert store.load().problems == ()


def _entry() -> Entry:
    return Entry(id="", written_on=date(2024, 4, 30), body="하루")
