"""What every store of entries keeps: any sequence of saves, edits, deletes and undos equals a
dictionary.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from errors import EntryNotFoundError, StorageError
from journal.entry import Entry
from journal.store import EntryStore
from tests.properties import examples

plain = st.recursive(
    st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=4,
)
moments = st.none() | st.datetimes(
    timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=9))])
)
entries = st.builds(
    Entry,
    id=st.just(""),
    written_on=st.dates() | st.sampled_from([date(1850, 1, 1), date(2199, 12, 31), date(1, 1, 1)]),
    written_at=moments,
    title=st.text(max_size=20),
    body=st.text(max_size=80)
    | st.sampled_from(
        ["---\n", "\n\n---\na: b\n---\n", "one\r\ntwo\r\n ", "\ufeff앞", "# 제목\n#태그"]
    ),
    tags=st.lists(st.text(max_size=6), max_size=3).map(tuple),
    kind=st.sampled_from(["entry", "advice"]),
    source=st.sampled_from(["written", "paste", "markdown"]),
    extra=st.dictionaries(st.text(max_size=6), plain, max_size=2),
)


class AnyHistory(RuleBasedStateMachine):
    """Two stores over one folder take turns, as two windows would; a dictionary says what must be
    there.
    """

    ids = Bundle("ids")

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="crossroads-test-")
        self.root = Path(self.folder.name) / "journal"
        self.stores = (EntryStore(self.root), EntryStore(self.root))
        self.model: dict[str, Entry] = {}
        self.deleted: dict[str, list[Entry]] = {}

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    @rule(target=ids, entry=entries, which=st.integers(0, 1))
    def write(self, entry: Entry, which: int) -> str:
        stored = self.stores[which].save(entry)
        assert stored.body == Entry(
            id="", written_on=entry.written_on, body=entry.body
        ).body.replace("\x00", "\ufffd")
        assert (stored.written_on, stored.written_at) == (entry.written_on, entry.written_at)
        assert self.stores[which].save(stored) == stored
        self.model[stored.id] = stored
        return stored.id

    @rule(entry_id=ids, entry=entries, which=st.integers(0, 1))
    def edit(self, entry_id: str, entry: Entry, which: int) -> None:
        """Also of a deleted entry: then it is there again, and what was deleted stays in the
        trash.
        """
        self.stores[which].load()
        self.model[entry_id] = self.stores[which].save(replace(entry, id=entry_id))

    @rule(target=ids, entry_id=ids, which=st.integers(0, 1))
    def delete(self, entry_id: str, which: int) -> object:
        if entry_id in self.model:
            self.stores[which].delete(entry_id)
            self.deleted.setdefault(entry_id, []).append(self.model.pop(entry_id))
        else:
            with pytest.raises(EntryNotFoundError):
                self.stores[which].delete(entry_id)
        return multiple()

    @rule(entry_id=ids, which=st.integers(0, 1))
    def restore(self, entry_id: str, which: int) -> None:
        store = self.stores[which]
        if entry_id in self.model:
            store.load()
            with pytest.raises(StorageError):
                store.restore(entry_id)
        elif self.deleted.get(entry_id):
            self.model[entry_id] = self.deleted[entry_id].pop()
            assert store.restore(entry_id) == self.model[entry_id]
        else:
            with pytest.raises(EntryNotFoundError):
                store.restore(entry_id)

    @invariant()
    def all_agree(self) -> None:
        if not hasattr(self, "model"):
            return
        wanted = tuple(sorted(self.model.values(), key=lambda entry: (entry.written_on, entry.id)))
        for store in (*self.stores, EntryStore(self.root)):
            loaded = store.load()
            assert loaded.problems == ()
            assert loaded.entries == wanted
        for entry_id, entry in self.model.items():
            assert self.stores[0].get(entry_id) == entry


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(
    deadline=None,
    max_examples=examples(25),
    stateful_step_count=12,
    suppress_health_check=[HealthCheck.too_slow],
)
