"""Leaving the sample journal: what the person wrote there comes into the own journal, whole,
however often a kill breaks it off; what the sample shipped stays away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from config.paths import StatePaths
from decisions.parts import Option, Quote
from decisions.record import Decision, Noted, written
from decisions.store import DecisionStore
from errors import StorageError
from journal.drafts import Draft, DraftStore
from journal.entry import Entry
from journal.samples import install_sample
from journal.store import EntryStore
from portability import leaving_sample
from portability.leaving_sample import Along, clear_left_sample, leave_sample

NOW = datetime(2026, 5, 4, 12, 0)


class Killed(BaseException):
    """Ends a step where a kill would."""


@pytest.fixture
def paths(tmp_path: Path) -> StatePaths:
    """An installation whose sample is open."""
    paths = StatePaths(tmp_path / "state")
    install_sample(paths.sample_journal)
    return paths


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def write(root: Path, body: str = "오늘 처음 쓴 글", title: str = "첫 글") -> Entry:
    return EntryStore(root).save(
        Entry(id="", written_on=date(2026, 5, 4), title=title, body=body, tags=("봄",))
    )


def edit_one(paths: StatePaths, words: str = "덧붙인 말") -> Entry:
    store = EntryStore(paths.sample_journal)
    shipped = store.load().entries[3]
    return store.save(replace(shipped, body=f"{shipped.body}\n\n{words}\n"))


def bodies(root: Path) -> list[str]:
    return sorted(entry.body for entry in EntryStore(root).load().entries)


def proposal(quote: Quote) -> Decision:
    def read(value: str) -> Noted[str]:
        return Noted(value=value, dated=quote.written_on, origin="extracted", quote=quote)

    option = Noted(
        value=Option(label="남는다"), dated=quote.written_on, origin="extracted", quote=quote
    )
    return Decision(
        created_at=NOW, question=read("남을까, 떠날까?"), options=(option,), found_by="rules"
    )


def quote_of(entry: Entry) -> Quote:
    return Quote(
        entry_id=entry.id, written_on=entry.written_on, start=0, end=4, text=entry.body[:4]
    )


def test_a_sample_that_was_only_read_leaves_nothing(paths: StatePaths, journal: Path) -> None:
    EntryStore(paths.sample_journal).load()
    assert leave_sample(paths, journal) == Along()
    assert not paths.sample.exists()
    assert not [path for path in journal.rglob("*") if path.is_file()]


def test_a_written_and_an_edited_entry_come_along_to_the_byte(
    paths: StatePaths, journal: Path
) -> None:
    new, edited = write(paths.sample_journal), edit_one(paths)
    raw = {
        each.id: EntryStore(paths.sample_journal).file_of(each.id).read_bytes()
        for each in (new, edited)
    }
    assert leave_sample(paths, journal) == Along(entries=2)
    store = EntryStore(journal)
    assert {each.id: store.file_of(each.id).read_bytes() for each in store.load().entries} == raw
    assert not paths.sample.exists()


def test_an_edit_of_a_second_visit_stands_beside_that_of_the_first(
    paths: StatePaths, journal: Path
) -> None:
    first = edit_one(paths, "처음 덧붙인 말")
    leave_sample(paths, journal)
    install_sample(paths.sample_journal)
    second = edit_one(paths, "나중에 덧붙인 말")
    assert leave_sample(paths, journal) == Along(entries=1)
    assert bodies(journal) == sorted([first.body, second.body])


def test_a_begun_entry_stays_a_draft(paths: StatePaths, journal: Path) -> None:
    draft = Draft(title="쓰다 만 글", written_on=date(2026, 5, 4), body="아직 다")
    DraftStore(StatePaths(paths.sample_state).drafts).save("new", draft)
    assert leave_sample(paths, journal) == Along(drafts=1)
    assert DraftStore(paths.drafts).load("new") == draft


def test_of_two_begun_entries_one_becomes_an_entry(paths: StatePaths, journal: Path) -> None:
    own = Draft(title="내 글", written_on=date(2026, 5, 1), body="집에서 쓰던 글")
    DraftStore(paths.drafts).save("new", own)
    there = Draft(title="쓰다 만 글", written_on=date(2026, 5, 4), tags=("봄",), body="아직 다")
    DraftStore(StatePaths(paths.sample_state).drafts).save("new", there)
    assert leave_sample(paths, journal) == Along(entries=1)
    assert DraftStore(paths.drafts).load("new") == own
    (entry,) = EntryStore(journal).load().entries
    assert (entry.title, entry.body, entry.tags) == (there.title, there.body, there.tags)


def test_a_begun_edit_of_a_shipped_entry_brings_that_entry(
    paths: StatePaths, journal: Path
) -> None:
    shipped = EntryStore(paths.sample_journal).load().entries[0]
    draft = Draft(title=shipped.title, written_on=shipped.written_on, body="고쳐 쓰던 말")
    DraftStore(StatePaths(paths.sample_state).drafts).save(shipped.id, draft)
    assert leave_sample(paths, journal) == Along(entries=1, drafts=1)
    assert bodies(journal) == [shipped.body]
    assert DraftStore(paths.drafts).load(shipped.id) == draft


def test_decisions_of_the_person_come_along_and_those_read_out_of_the_sample_stay(
    paths: StatePaths, journal: Path
) -> None:
    shipped, new = EntryStore(paths.sample_journal).load().entries[0], write(paths.sample_journal)
    of_sample, of_new = proposal(quote_of(shipped)), proposal(quote_of(new))
    dropped = replace(proposal(quote_of(shipped)), status="dropped")
    own = Decision(created_at=NOW, question=written("이사할까?", NOW))
    store = DecisionStore(paths.sample_journal)
    for each in (of_sample, of_new, dropped, own):
        store.save(each)
    assert leave_sample(paths, journal) == Along(entries=1, decisions=2)
    kept = {each.id for each in DecisionStore(journal).load().decisions}
    assert kept == {of_new.id, own.id}


def test_pictures_the_trash_and_what_cannot_be_read_come_along(
    paths: StatePaths, journal: Path
) -> None:
    store = EntryStore(paths.sample_journal)
    new, thrown = write(paths.sample_journal), write(paths.sample_journal, "버린 글")
    store.delete(thrown.id)
    store.delete(store.load().entries[0].id)  # shipped: nothing of the person's
    picture = store.folder_of(new.id) / "images" / "a.png"
    picture.parent.mkdir()
    picture.write_bytes(b"picture")
    (paths.sample_journal / "broken.md").write_bytes(b"\x00\x01\xff" * 9)
    leave_sample(paths, journal)
    own = EntryStore(journal)
    assert (own.folder_of(new.id) / "images" / "a.png").read_bytes() == b"picture"
    assert (journal / "broken.md").read_bytes() == b"\x00\x01\xff" * 9
    assert own.restore(thrown.id).body.startswith("버린 글")
    assert len(own.load().entries) == 2


def test_what_was_chosen_there_counts_where_nothing_was_chosen_here(
    paths: StatePaths, journal: Path
) -> None:
    there = StatePaths(paths.sample_state)
    there.root.mkdir(parents=True, exist_ok=True)
    there.watch.write_text("there")
    there.backup.write_text("there")
    paths.backup.write_text("here")
    leave_sample(paths, journal)
    assert (paths.watch.read_text(), paths.backup.read_text()) == ("there", "here")


def prepare(paths: StatePaths) -> None:
    """Leave something of each kind in the sample."""
    new = write(paths.sample_journal)
    edit_one(paths)
    drafts = DraftStore(StatePaths(paths.sample_state).drafts)
    drafts.save("new", Draft(title="쓰다 만 글", written_on=date(2026, 5, 4), body="아직 다"))
    DecisionStore(paths.sample_journal).save(proposal(quote_of(new)))
    (paths.sample_journal / "note.txt").write_text("쪽지")


def held(root: Path, but: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.is_relative_to(but)
    }


STEPS = ("_take_entry", "_take_entries", "_take_drafts", "_take_decisions", "_copy", "_take_rest",
         "_take_choices", "_set_aside", "clear_left_sample")  # fmt: skip


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_loses_nothing_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, *, before: bool
) -> None:
    paths, journal = StatePaths(tmp_path / "state"), tmp_path / "journal"
    install_sample(paths.sample_journal)
    prepare(paths)
    expected_bodies = {
        each.body for each in EntryStore(paths.sample_journal).load().entries
    } - shipped_bodies(tmp_path)
    with monkeypatch.context() as killing:
        killing.setattr(leaving_sample, step, dying(getattr(leaving_sample, step), before=before))
        with pytest.raises(Killed):
            leave_sample(paths, journal)
    if paths.sample_journal.exists():  # the sample is open still: it is left once more
        leave_sample(paths, journal)
    clear_left_sample(paths)  # as the next start does
    assert set(bodies(journal)) == expected_bodies
    assert len(bodies(journal)) == len(expected_bodies)
    assert len(DecisionStore(journal).load().decisions) == 1
    assert DraftStore(paths.drafts).load("new") is not None
    assert (journal / "note.txt").read_text() == "쪽지"
    assert not paths.sample.exists()
    assert not paths.sample_left.exists()
    assert not [name for name in held(tmp_path, tmp_path / "shipped") if name.endswith("-2.md")]


def shipped_bodies(tmp_path: Path) -> set[str]:
    install_sample(tmp_path / "shipped")
    return set(bodies(tmp_path / "shipped"))


def dying(step: Callable[..., object], *, before: bool) -> Callable[..., object]:
    def run(*arguments: object) -> object:
        if not before:
            step(*arguments)
        raise Killed

    return run


def test_what_cannot_be_written_keeps_the_sample(paths: StatePaths, journal: Path) -> None:
    new = write(paths.sample_journal)
    journal.write_bytes(b"no folder")
    with pytest.raises(StorageError):
        leave_sample(paths, journal)
    assert EntryStore(paths.sample_journal).get(new.id) == new
