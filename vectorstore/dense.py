"""The vectors of all passages: the embedding that serves, if one does, and its collection.

Promise: opening costs nothing until a search or a write. Limit: one embedding serves; another one
is built beside it and swapped in whole. Thread-safe.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.chroma import collection_name
from vectorstore.embeddings import NamedEmbedding, checked_rows, embed_texts
from vectorstore.known_models import UNKNOWN, Weights, known_model
from vectorstore.nearness import cosines
from vectorstore.store import Labelled, VectorCollection, Vectors, VectorStore
from vectorstore.types import EntryFilter

Kept = Mapping[str, NDArray[np.float32]]


class DenseIndex:
    """See the module's text; `journal` keeps several on one server apart; `dimensions` are the
    known ones. Without an `embedding` words serve alone, and the store is not opened.
    """

    def __init__(
        self,
        store: VectorStore,
        *,
        journal: str,
        embedding: NamedEmbedding | None,
        dimensions: dict[str, int],
    ) -> None:
        self.store = store
        self.embedding = embedding
        self._journal = journal
        self._lock = threading.RLock()
        self._active: VectorCollection | None = None
        self._dimensions = dimensions
        self.kept: Kept = {}

    @property
    def weights(self) -> Weights:
        """How much the vectors that serve count."""
        return (known_model(self.embedding.name) if self.embedding else UNKNOWN).weights

    @property
    def opened(self) -> bool:
        """Whether the collection that serves is open."""
        return self._active is not None

    def name_of(self, embedding: NamedEmbedding) -> str:
        """Return the name of its collection, without opening it; "" while the model's dimension is
        unknown.
        """
        if embedding.name not in self._dimensions:
            return ""
        return collection_name(self._journal, embedding.name, self._dimensions[embedding.name])

    def active(self) -> tuple[NamedEmbedding, VectorCollection] | None:
        """Return the embedding that serves and its collection; None while words serve alone.

        Raises: StoreDamage, IndexUnavailableError, ModelUnavailableError.
        """
        with self._lock:
            if self.embedding is None:
                return None
            if self._active is None:
                self._active = self.collection(self.embedding)
            return self.embedding, self._active

    def collection(self, embedding: NamedEmbedding) -> VectorCollection:
        """Return the collection of any embedding, made if need be. Raises: as `active`."""
        dimension = self.dimension(embedding)
        return self.store.collection(collection_name(self._journal, embedding.name, dimension))

    def dimension(self, embedding: NamedEmbedding) -> int:
        """Return the length of its vectors, asked of the model once. Raises:
        ModelUnavailableError.
        """
        if embedding.name not in self._dimensions:
            row = checked_rows([embedding.embeddings.embed_query("length")], 1, 0, embedding.name)
            self._dimensions[embedding.name] = row.shape[1]
        return self._dimensions[embedding.name]

    def use(self, embedding: NamedEmbedding, vectors: VectorCollection) -> None:
        """Let another embedding serve from now on."""
        with self._lock:
            self.embedding, self._active = embedding, vectors

    def nearest(self, query: str, count: int, where: EntryFilter) -> dict[str, float]:
        """Return the nearest passage ids with their similarity; none while words serve alone.

        Raises: as `active`, and what the embedding raises.
        """
        active = self.active()
        if active is None:
            return {}
        embedding, vectors = active
        return vectors.nearest(self._embed_question(query, embedding).tolist(), count, where)

    def nearness(self, queries: Sequence[str], ids: Sequence[str]) -> dict[str, Vectors]:
        """Return the cosines of the questions with each of these passages that is embedded, one for
        each question; none while words serve alone.

        Raises: as `nearest`.
        """
        active = self.active()
        if active is None or not ids:
            return {}
        embedding, vectors = active
        stored = vectors.vectors(ids)
        if not stored:
            return {}
        asked = np.stack([self._embed_question(each, embedding) for each in queries])
        rows = np.asarray(list(stored.values()), dtype=np.float32)
        return dict(zip(stored, cosines(asked, rows).T, strict=True))

    def _embed_question(self, query: str, embedding: NamedEmbedding) -> Vectors:
        asked = [embedding.embeddings.embed_query(query)]
        row: Vectors = checked_rows(asked, 1, self.dimension(embedding), embedding.name)[0]
        return row

    def add(
        self,
        passages: Sequence[Labelled],
        texts: Sequence[str],
        embedding: NamedEmbedding,
        vectors: VectorCollection,
    ) -> None:
        """Embed and store passages, given their texts. Raises: as `nearest`."""
        if not passages:
            return
        kept = self.kept if self.embedding and embedding.name == self.embedding.name else {}
        ids = [each.passage.id for each in passages]
        new = [text for each, text in zip(ids, texts, strict=True) if each not in kept]
        made = iter(embed_texts(embedding, new, self.dimension(embedding)) if new else ())
        rows = [kept[each] if each in kept else next(made) for each in ids]
        vectors.upsert(passages, np.asarray(rows, dtype=np.float32))

    def take_over(self, old: DenseIndex, kept: Kept) -> None:
        """Begin with what another one knew of the same embeddings; `kept` are vectors that need not
        be made again.
        """
        self._dimensions.update(old._dimensions)
        self.kept = dict(kept)

    def start_afresh(self, names: Sequence[str]) -> None:
        """Delete everything. Raises: as `active`."""
        with self._lock:
            self._active = None
            self.store.erase(names)

    def close(self) -> None:
        """Let the store go; the next use opens it again."""
        with self._lock:
            self._active = None
            self.store.close()
