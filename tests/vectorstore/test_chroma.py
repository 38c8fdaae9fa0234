"""Chroma's graph where texts are nearly the same: each vector is found, after edits too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.vectorstore.hashed import HashedEmbeddings
from vectorstore.chroma import ChromaCollection, ChromaStore, collection_name, open_client
from vectorstore.store import Labelled
from vectorstore.types import EntryFilter, Passage

NAME = collection_name("journal", "model", 48)
ASKED = HashedEmbeddings().embed_query("word3 office")


def days(count: int) -> list[str]:
    """Return days of which each is nearly the one before."""
    return [
        f"Day {number}: word{number} at the office, and so to bed. " * 4 for number in range(count)
    ]


def labelled(count: int) -> list[Labelled]:
    return [
        Labelled(
            passage=Passage(
                id=f"e{number}.0", entry_id=f"e{number}", start=0, end=9, sentences=((0, 9),)
            ),
            written_on=date(2024, 1 + number % 12, 1),
            kind="",
            tags=(),
        )
        for number in range(count)
    ]


def vectors(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.asarray(HashedEmbeddings().embed_documents(days(count)), dtype=np.float32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ChromaStore]:
    opened = ChromaStore(tmp_path / "chroma", "")
    yield opened
    opened.close()


def write_again(collection: ChromaCollection, count: int) -> None:
    """Write every third anew, as edits do, four times."""
    labels, rows = labelled(count), vectors(count)
    for first in (0, 1, 2, 0):
        collection.upsert(labels[first::3], rows[first::3])


def test_every_one_of_many_like_vectors_is_reached(store: ChromaStore) -> None:
    collection = store.collection(NAME)
    collection.upsert(labelled(400), vectors(400))
    assert len(collection.nearest(ASKED, 400, EntryFilter())) == 400


def test_every_one_is_reached_after_edits(store: ChromaStore) -> None:
    collection = store.collection(NAME)
    collection.upsert(labelled(400), vectors(400))
    write_again(collection, 400)
    assert collection.count() == 400
    assert len(collection.nearest(ASKED, 400, EntryFilter())) == 400


@pytest.mark.parametrize("where", [EntryFilter(), EntryFilter(until=date(2024, 6, 1))])
def test_what_a_graph_lost_before_is_found_in_a_small_journal(
    tmp_path: Path, store: ChromaStore, where: EntryFilter
) -> None:
    client = open_client(tmp_path / "chroma", "")
    # As it was made, and written to, before.
    made = client.create_collection(
        NAME, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    client.close()
    store.collection(NAME).upsert(labelled(60), vectors(60))
    collection = store.collection(NAME)
    for first in (0, 1, 2, 0):
        part = list(range(60))[first::3]
        collection._collection.upsert(
            ids=[f"e{number}.0" for number in part], embeddings=vectors(60)[part]
        )
    wanted = [each for each in labelled(60) if not where.until or each.written_on <= where.until]
    found = collection.nearest(ASKED, 100, where)
    assert made.name == NAME
    assert found.keys() == {each.passage.id for each in wanted}
    rows = vectors(60)
    for each in wanted:
        near = float(rows[int(each.passage.entry_id[1:])] @ np.asarray(ASKED, dtype=np.float32))
        assert found[each.passage.id] == pytest.approx(near, abs=2e-5)
