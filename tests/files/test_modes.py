"""What the app makes is its owner's alone, whoever writes it: the app, SQLite or Chroma."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from config.settings import Settings
from conversations import ConversationStore
from files.atomic import make_folder, write_atomic
from files.private import write_private
from journal.entry import Entry, new_entry_id
from journal.samples import install_sample
from journal.store import EntryStore
from services import build_services
from tests.vectorstore.hashed import hashed
from vectorstore.index import open_index

ENTRY = Entry(id=new_entry_id(), written_on=date(2024, 5, 1), body="What only I read.")


@pytest.fixture(autouse=True)
def generous() -> Iterator[None]:
    """Most machines let everybody read what is made."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(root: Path) -> list[str]:
    """Return what others than the owner may read, write or enter."""
    return [
        f"{path.relative_to(root.parent)} {path.stat().st_mode & 0o777:o}"
        for path in [root, *root.rglob("*")]
        if path.stat().st_mode & 0o077
    ]


def test_all_that_a_running_app_makes_is_private(tmp_path: Path) -> None:
    settings = Settings(journal_dir=tmp_path / "a" / "journal", state_dir=tmp_path / "b" / "state")
    services = build_services(settings)
    services.store.save(ENTRY)
    services.refresh()
    services.conversations.create("one")
    services.close()
    assert not open_to_others(tmp_path / "a")
    assert not open_to_others(tmp_path / "b")


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    state, journal = tmp_path / "state", tmp_path / "journal"
    for folder in (state, journal):
        folder.mkdir(mode=0o755)
    services = build_services(Settings(journal_dir=journal, state_dir=state))
    services.store.save(ENTRY)
    services.refresh()
    services.close()
    assert open_to_others(state) == ["state 755"]
    assert open_to_others(journal) == ["journal 755"]


def test_each_writer_alone_keeps_to_it(tmp_path: Path) -> None:
    """Commands and programs open one part without the others."""
    make_folder(tmp_path / "folder" / "in")
    write_atomic(tmp_path / "atomic" / "in" / "file", b"x")
    write_private(tmp_path / "private" / "in" / "file", b"x")
    EntryStore(tmp_path / "journal" / "in").save(ENTRY)
    ConversationStore(tmp_path / "talk" / "in" / "conversations.sqlite3").create("one")
    install_sample(tmp_path / "sample" / "in")
    index = open_index(tmp_path / "index" / "in", embedding=hashed())
    index.sync([ENTRY])
    index.adopt(hashed())
    index.close()
    assert list((tmp_path / "index").rglob("data_level0.bin"))
    loose = [each for folder in tmp_path.iterdir() for each in open_to_others(folder)]
    assert not loose
