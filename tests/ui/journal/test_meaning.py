"""What is near in meaning to the words looked for, with the built-in embedding loaded for real."""

from __future__ import annotations

from pathlib import Path

from journal.samples import install_sample
from journal.store import EntryStore
from ui.screens.journal.entry_list import find_near
from vectorstore.index import open_index
from vectorstore.local.use import local_embedding
from vectorstore.types import EntryFilter


def test_what_is_near_in_meaning_stands_apart_and_few(tmp_path: Path) -> None:
    local = local_embedding()
    assert local is not None
    install_sample(tmp_path / "journal")
    entries = EntryStore(tmp_path / "journal").load().entries
    index = open_index(tmp_path / "index", embedding=local, local=local)
    index.sync(entries)
    index.adopt(local)
    index.embed_sentences()
    for absent in ("zzzzqx", "우주정거장", "뾰로롱", "결혼"):
        assert find_near(index, entries, absent, EntryFilter()) == []
    near = find_near(index, entries, "지도교수", EntryFilter())
    assert 1 <= len(near) <= 3
    assert near[0].entry.body[near[0].start :].startswith("이번 학기 안에 교수님한테")
    held = index.holding("professor")
    near = find_near(index, entries, "professor", EntryFilter())
    assert near
    assert not {each.entry.id for each in near} & held
    index.close()
