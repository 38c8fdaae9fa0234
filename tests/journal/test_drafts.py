"""Drafts survive a restart, and one that is damaged stops nothing."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from files.decoding import clean
from journal.drafts import Draft, DraftStore
from tests.properties import examples

texts = st.text().map(clean)


@settings(deadline=None, max_examples=examples(40))
@given(
    key=st.text(),
    draft=st.builds(
        Draft,
        title=texts,
        body=texts,
        written_on=st.none() | st.dates(),
        tags=st.lists(texts, max_size=3).map(tuple),
        opened=st.sampled_from(["", "0f" * 32]),
    ),
)
def test_a_draft_survives_a_restart(key: str, draft: Draft) -> None:
    with tempfile.TemporaryDirectory() as folder:
        DraftStore(Path(folder)).save(key, draft)
        again = DraftStore(Path(folder))

        assert again.load(key) == draft
        assert again.load(key + "x") is None
        again.discard(key)
        again.discard(key)
        assert again.load(key) is None
        assert not any(Path(folder).iterdir())


def test_a_damaged_draft_is_set_aside(tmp_path: Path) -> None:
    store = DraftStore(tmp_path)
    for damage in (b"", b"{", b"[]", b'{"title": 3}', b"\xff\xfe\xff"):
        store.save("new", Draft(title="t", written_on=date(2024, 4, 30), body="b"))
        next(tmp_path.glob("*.json")).write_bytes(damage)

        assert store.load("new") is None
        assert [path.read_bytes() for path in tmp_path.glob("*.damaged")] == [damage]


def test_names_tell_nothing_and_lone_surrogates_are_no_trap(tmp_path: Path) -> None:
    DraftStore(tmp_path).save("비밀 \ud800", Draft(body="a\ud800"))

    (path,) = tmp_path.iterdir()
    assert "비밀" not in path.name
    assert DraftStore(tmp_path).load("비밀 \ud800") == Draft(body="a\ufffd")


def test_a_draft_of_before_tells_no_version(tmp_path: Path) -> None:
    store = DraftStore(tmp_path)
    store.save("a", Draft(body="b"))
    (path,) = tmp_path.iterdir()
    kept = json.loads(path.read_bytes())
    del kept["opened"]
    path.write_text(json.dumps(kept))

    assert store.load("a") == Draft(body="b")
