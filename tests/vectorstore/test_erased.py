"""What was erased is in no byte of the index: nor in what Chroma took from its own memory, nor
after a kill.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.campaigns.erasures import erase_one_by_one, secret
from tests.vectorstore.dense import dense
from vectorstore.chroma import ChromaStore
from vectorstore.index import open_index
from vectorstore.store import Labelled
from vectorstore.types import Passage


def labelled(number: int) -> Labelled:
    passage = Passage(id=f"e{number}:0", entry_id=f"e{number}", start=0, end=5, sentences=((0, 5),))
    return Labelled(passage=passage, written_on=date(2024, 1, 1), kind="entry", tags=())


def held(folder: Path) -> int:
    return sum(sum(map(bool, path.read_bytes())) for path in folder.rglob("data_level0.bin"))


def test_files_for_vectors_to_come_hold_nothing(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).random((1, 256), dtype=np.float32)
    for number in range(5):  # from the second on, Chroma's memory holds what the first freed
        store = ChromaStore(tmp_path / str(number), "")
        collection = store.collection("journal-model-00000000-256-p1")
        collection.upsert([labelled(0)], rows)
        assert held(tmp_path / str(number)) == 0
        for _ in range(4):
            collection.vectors(["e0:0"])
        store.close()


def test_what_a_kill_left_in_them_is_gone_when_the_store_is_opened(tmp_path: Path) -> None:
    store = ChromaStore(tmp_path, "")
    rows = np.ones((1, 256), dtype=np.float32)
    store.collection("journal-model-00000000-256-p1").upsert([labelled(0)], rows)
    store.close()
    (path,) = tmp_path.rglob("data_level0.bin")
    path.write_bytes(b"stale words" * 100)

    again = ChromaStore(tmp_path, "").collection("journal-model-00000000-256-p1")
    assert held(tmp_path) == 0
    assert again.vectors(["e0:0"])


def test_erasures_leave_neither_vectors_nor_words(tmp_path: Path) -> None:
    left = erase_one_by_one(tmp_path / "index", 6, kept=4)
    assert (left.vectors, left.words) == (0, 0)


class _Killed(BaseException):
    """Ends a step where a kill would."""


def _then_die(step: Callable[..., object]) -> Callable[..., None]:
    def run(*arguments: object) -> None:
        step(*arguments)
        raise _Killed

    return run


@pytest.mark.parametrize("at", ["erase", "end_forgetting"])
def test_vectors_lost_by_a_kill_while_erasing_are_mended_by_the_next_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    folder, entries, embedding = tmp_path / "index", [secret(each) for each in range(5)], dense()
    index = open_index(folder, embedding=embedding)
    index.sync(entries)
    index.adopt(embedding)
    whole = index.health()
    both = index._kept.both
    target: object = both.dense.store if at == "erase" else both.lexical.store
    monkeypatch.setattr(target, at, _then_die(getattr(target, at)))
    with pytest.raises(_Killed):
        both.forget_vectors()
    monkeypatch.undo()
    index.close()

    again = open_index(folder, embedding=embedding)
    again.sync(entries)
    again.adopt(embedding)
    assert again.health() == whole
    assert again.health().dense == again.health().expected > 0
    again.close()
