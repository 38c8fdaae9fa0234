"""The vectors of all passages, opened when first needed: the active embedding and its Chroma
collection.

Promise: opening costs nothing until a search or a write. Limit: one active embedding; another one
is built beside it and swapped in whole. Thread-safe.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from language.terms import Terms
from vectorstore.chroma import DenseDamage, PassageVectors, collection_name, damage, open_client
from vectorstore.embeddings import HashedEmbeddings, NamedEmbedding, Vectors, embed_passages
from vectorstore.fusion import HASHED, MODEL, Mix
from vectorstore.prepared_entry import Prepared, PreparedPassage
from vectorstore.types import EntryFilter

if TYPE_CHECKING:
    from chromadb.api.client import Client

Kept = Mapping[str, NDArray[np.float32]]


class DenseIndex:
    """See the module's text; `journal` keeps several on one server apart; `dimensions` are the
    known ones.
    """

    def __init__(
        self,
        folder: Path,
        *,
        url: str,
        journal: str,
        embedding: NamedEmbedding,
        dimensions: dict[str, int],
    ) -> None:
        self._folder, self._url, self._journal = folder, url, journal
        self.embedding = embedding
        self.mixes: dict[str, Mix] = {}
        self._lock = threading.RLock()
        self._client: Client | None = None
        self._active: PassageVectors | None = None
        self._dimensions = dimensions
        self._kept: Kept = {}

    @property
    def mix(self) -> Mix:
        """How much the active vectors may count: as was measured, the usual while nothing was."""
        if isinstance(self.embedding.embeddings, HashedEmbeddings):
            return HASHED
        return self.mixes.get(self.embedding.name, MODEL)

    @property
    def opened(self) -> bool:
        """Whether Chroma is loaded and the active collection open."""
        return self._active is not None

    @property
    def embedded_and_open(self) -> bool:
        """Whether Chroma runs in this process and has its folder open."""
        return self._client is not None and not self._url

    def name(self) -> str:
        """Return the name of the active collection, without opening it; "" while the model's
        dimension is unknown.
        """
        known = (
            isinstance(self.embedding.embeddings, HashedEmbeddings)
            or self.embedding.name in self._dimensions
        )
        return (
            collection_name(self._journal, self.embedding.name, self.dimension(self.embedding))
            if known
            else ""
        )

    def active(self) -> PassageVectors:
        """Return the collection that serves. Raises: DenseDamage, IndexUnavailableError,
        ModelUnavailableError.
        """
        with self._lock:
            if self._active is None:
                self._active = self.collection(self.embedding)
            return self._active

    def collection(self, embedding: NamedEmbedding) -> PassageVectors:
        """Return the collection of any embedding, made if need be. Raises: as `active`."""
        name = collection_name(self._journal, embedding.name, self.dimension(embedding))
        with self._lock:
            return PassageVectors(self._opened_client(), name, self._url)

    def dimension(self, embedding: NamedEmbedding) -> int:
        """Return the length of its vectors, asked of the model once."""
        if isinstance(embedding.embeddings, HashedEmbeddings):
            return embedding.embeddings.dimension
        if embedding.name not in self._dimensions:
            self._dimensions[embedding.name] = len(embedding.embeddings.embed_query("length"))
        return self._dimensions[embedding.name]

    def use(self, embedding: NamedEmbedding, vectors: PassageVectors) -> None:
        """Let another embedding serve from now on."""
        with self._lock:
            self.embedding, self._active = embedding, vectors

    def nearest(self, query: str, terms: Terms, count: int, where: EntryFilter) -> dict[str, float]:
        """Return the nearest passage ids with their similarity. Raises: as `active`, and what the
        embedding raises.
        """
        with self._lock:
            embedding, vectors = self.embedding, self.active()
        if isinstance(embedding.embeddings, HashedEmbeddings):
            vector: Sequence[float] = embedding.embeddings.embed_terms([terms])[0].tolist()
        else:
            vector = embedding.embeddings.embed_query(query)
        return vectors.nearest(vector, count, where)

    def add(
        self, prepared: Sequence[Prepared], embedding: NamedEmbedding, vectors: PassageVectors
    ) -> None:
        """Embed and store all passages of these entries. Raises: as `nearest`."""
        passages = [passage for entry in prepared for passage in entry.passages]
        if passages:
            terms = [
                (*entry.heading, *each.repeated, *each.fresh)
                for entry in prepared
                for each in entry.passages
            ]
            vectors.upsert(prepared, self._embedded(passages, terms, embedding))

    def take_over(self, old: DenseIndex, kept: Kept) -> None:
        """Begin with what another one knew of the same embedding; `kept` are vectors that need not
        be made again.
        """
        self.mixes.update(old.mixes)
        self._dimensions.update(old._dimensions)
        self._kept = dict(kept)

    def let_go(self) -> None:
        """Forget the vectors that were taken over."""
        self._kept = {}

    def _embedded(
        self, passages: Sequence[PreparedPassage], terms: Sequence[Terms], embedding: NamedEmbedding
    ) -> Vectors:
        kept = self._kept if embedding.name == self.embedding.name else {}
        new = [
            (each.text, own)
            for each, own in zip(passages, terms, strict=True)
            if each.passage.id not in kept
        ]
        made: Iterator[NDArray[np.float32]] = iter(())
        if new:
            made = iter(
                embed_passages(
                    embedding.embeddings, [text for text, _ in new], [own for _, own in new]
                )
            )
        rows = [
            kept[each.passage.id] if each.passage.id in kept else next(made) for each in passages
        ]
        return np.asarray(rows, dtype=np.float32)

    def drop(self, name: str) -> None:
        """Delete a collection if it is there. Raises: DenseDamage."""
        with self._lock, damage():
            client = self._opened_client()
            if any(each.name == name for each in client.list_collections()):
                client.delete_collection(name)

    def start_afresh(self, names: Sequence[str]) -> None:
        """Delete everything: the whole folder when embedded, these collections on a server. Raises:
        as `active`.
        """
        with self._lock:
            if self._url:
                for name in names:
                    self.drop(name)
                self._active = None
            else:
                self.close()
                shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Let Chroma go; the next use opens it again."""
        with self._lock:
            client, self._client, self._active = self._client, None, None
            if client is not None:
                client.close()

    def _opened_client(self) -> Client:
        if self._client is None:
            self._client = open_client(self._folder, self._url)
        return self._client


__all__ = ["DenseDamage", "DenseIndex"]
