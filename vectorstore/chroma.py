"""The vector store over Chroma: embedded in a folder, or on a server, with the same code.

Promise: only vectors and labels go in, never the text: the entry's file is the text. Limit: one
process per folder.
Invariant: every vector is passed in, so Chroma never embeds and never fetches a model.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from errors import IndexUnavailableError
from vectorstore.nearness import cosines
from vectorstore.passages import PASSAGE_VERSION
from vectorstore.store import Labelled, StoreDamage, Vectors
from vectorstore.types import EntryFilter
from vectorstore.unwritten import make_unwritten_zero

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

DATABASE = "chroma.sqlite3"
BATCH = 2000
NEAR = 0.01  # cosine distance to a stored vector: rounding, or an equal text
SETTLE_AFTER = 500  # vectors: half of what Chroma itself lets wait
# With Chroma's 16, a vector among many like it may be linked to by none.
GRAPH: Any = {"hnsw": {"space": "cosine", "max_neighbors": 48}}
Labels = Mapping[str, Any]  # Chroma's own type is a union that its own lists do not fit


def open_client(folder: Path, url: str) -> Client:
    """Return a client for the server at `url`, or for the embedded store in `folder`.

    Raises: IndexUnavailableError when no server answers; StoreDamage when the folder cannot be
    opened.
    """
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # onnxruntime reports home on import
    import chromadb
    from chromadb.config import Settings

    # Without `_env_file=None` a `.env` in the working folder would set Chroma's unprefixed names.
    quiet: dict[str, Any] = {"_env_file": None, "anonymized_telemetry": False}
    settings = Settings(**quiet)
    if not url:
        with damage():
            return cast("Client", chromadb.PersistentClient(str(folder), settings=settings))
    address = urlsplit(url if "://" in url else f"http://{url}")
    secure = address.scheme == "https"
    with reachable(url):
        client = chromadb.HttpClient(
            host=address.hostname or "127.0.0.1",
            port=address.port or (443 if secure else 8000),
            ssl=secure,
            settings=settings,
        )
    return cast("Client", client)


@contextmanager
def damage() -> Iterator[None]:
    """Turn what Chroma raises over damaged files into StoreDamage."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, OSError, ValueError, KeyError, AttributeError) as error:
        # AttributeError: over a bad sqlite file Chroma stumbles in its own clean-up of a client it
        # never finished.
        raise StoreDamage(type(error).__name__) from error


@contextmanager
def reachable(url: str) -> Iterator[None]:
    """Turn a server that does not answer into IndexUnavailableError."""
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except (httpx.HTTPError, OSError, ValueError) as error:
        if isinstance(error, ChromaError):
            raise
        raise IndexUnavailableError(
            "The Chroma server at {url} does not answer.",
            hint="Start it, or correct or remove CHROMA_URL.",
            key="index.server_unreachable",
            url=url,
        ) from error


def collection_name(journal: str, embedding: str, dimension: int) -> str:
    """Return the name that keeps vectors of different embeddings, dimensions and passage rules
    apart.
    """
    slug = re.sub(r"[^a-zA-Z0-9]+", "-", embedding).strip("-")[:40] or "embedding"
    mark = hashlib.blake2b(embedding.encode(), digest_size=4).hexdigest()
    return f"{journal}-{slug}-{mark}-{dimension}-p{PASSAGE_VERSION}"


def dimension_of(name: str) -> int:
    """Return the dimension that a collection's name carries."""
    return int(name.rsplit("-", 2)[1])


class ChromaStore:
    """The collections of one folder, or of one server. Thread-safe."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder, self._url = folder, url
        self._lock = threading.RLock()
        self._client: Client | None = None

    def lost(self) -> bool:
        """Tell whether its files were deleted while it was open."""
        opened = self._client is not None and not self._url
        return opened and not (self._folder / DATABASE).exists()

    def missing(self) -> bool:
        """Tell whether it has no files at all."""
        return not self._url and not (self._folder / DATABASE).exists()

    def collection(self, name: str) -> ChromaCollection:
        """Return a collection, made if need be. Raises: StoreDamage, IndexUnavailableError."""
        with self._lock:
            home = None if self._url else self._folder
            return ChromaCollection(self._opened(), name, self._url, home)

    def drop(self, name: str) -> None:
        """Delete a collection if it is there. Raises: StoreDamage, IndexUnavailableError."""
        with self._lock, guarded(self._url):
            client = self._opened()
            if any(each.name == name for each in client.list_collections()):
                client.delete_collection(name)

    def erase(self, names: Sequence[str]) -> None:
        """Delete the whole folder when embedded, these collections on a server. Raises: as
        `drop`.
        """
        with self._lock:
            if self._url:
                for name in names:
                    self.drop(name)
            else:
                self.close()
                shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Let Chroma go; the next use opens it again."""
        with self._lock:
            client, self._client = self._client, None
            if client is not None:
                client.close()

    def _opened(self) -> Client:
        if self._client is None:
            if not self._url:
                with damage():
                    make_unwritten_zero(self._folder)  # a kill came before that was done
            self._client = open_client(self._folder, self._url)
        return self._client


class ChromaCollection:
    """The vectors of one embedding."""

    def __init__(self, client: Client, name: str, url: str, home: Path | None) -> None:
        """Open or create the collection; `home` is the folder of an embedded store. Raises:
        StoreDamage, IndexUnavailableError.
        """
        self.name = name
        self._url = url
        self._home = home
        self._writing = threading.Lock()
        self._unsettled = 0
        with self._guard():
            self._collection: Collection = client.get_or_create_collection(
                name, embedding_function=None, configuration=GRAPH
            )

    def upsert(self, passages: Sequence[Labelled], vectors: Vectors) -> None:
        """Store one row for each passage, in order. Raises: StoreDamage,
        IndexUnavailableError.
        """
        with self._writing, self._guard():
            for at in range(0, len(passages), BATCH):
                part = passages[at : at + BATCH]
                ids = [each.passage.id for each in part]
                # What Chroma changes in place may leave others that no search gets to any more.
                if there := self._collection.get(ids=ids, include=[])["ids"]:
                    self._collection.delete(ids=there)
                self._collection.upsert(
                    ids=ids,
                    embeddings=vectors[at : at + BATCH],
                    metadatas=[_labels(each) for each in part],
                )
            if self._home is not None:
                make_unwritten_zero(self._home)
            self._unsettled += len(passages)

    def settle(self) -> None:
        """Let Chroma fold many new vectors into its graph now: it would do so, for a second, at the
        next small write.

        Raises: StoreDamage, IndexUnavailableError.
        """
        if self._unsettled >= SETTLE_AFTER:
            with self._guard():
                one = self._collection.get(limit=1, include=["embeddings", "metadatas"])
                self._collection.query(query_embeddings=one["embeddings"], n_results=1, include=[])
                self._collection.update(ids=one["ids"], metadatas=one["metadatas"])
            self._unsettled = 0

    def delete(self, ids: Sequence[str]) -> None:
        """Remove vectors; ids that are not there do not matter. Raises: StoreDamage,
        IndexUnavailableError.
        """
        with self._guard():
            for at in range(0, len(ids), BATCH):
                self._collection.delete(ids=list(ids[at : at + BATCH]))

    def nearest(self, vector: Sequence[float], count: int, where: EntryFilter) -> dict[str, float]:
        """Return the nearest passages with their cosine similarity, rounded: its last digits vary
        with the graph. Where there are fewer than `count`, they are all of them.

        Raises: StoreDamage, IndexUnavailableError.
        """
        with self._guard():
            found = self._collection.query(
                query_embeddings=list(vector),
                n_results=count,
                where=_condition(where),
                include=["distances"],
            )
        distances = found["distances"]
        assert distances is not None
        near = {
            each: round(1.0 - float(far), 5)
            for each, far in zip(found["ids"][0], distances[0], strict=True)
        }
        return near if len(near) >= count else self._with_unreached(near, vector, count, where)

    def _with_unreached(
        self, near: dict[str, float], vector: Sequence[float], count: int, where: EntryFilter
    ) -> dict[str, float]:
        """Return the nearest with those that the graph has lost from sight."""
        with self._guard():
            there = self._collection.get(where=_condition(where), include=[])["ids"]
        stored = self.vectors([each for each in there if each not in near])
        if not stored:
            return near
        rows = np.asarray(list(stored.values()), dtype=np.float32)
        like = cosines(np.asarray([vector], dtype=np.float32), rows)[0]
        lost = {each: round(value, 5) for each, value in zip(stored, like.tolist(), strict=True)}
        ordered = sorted({**near, **lost}.items(), key=lambda each: (-each[1], each[0]))
        return dict(ordered[:count])

    def count(self) -> int:
        """Return how many vectors Chroma says it holds. Raises: StoreDamage,
        IndexUnavailableError.
        """
        with self._guard():
            return int(self._collection.count())

    def vectors(self, ids: Sequence[str]) -> dict[str, Sequence[float]]:
        """Return the stored vectors of these passages, as far as they are there. Raises: as
        `count`.
        """
        found: dict[str, Sequence[float]] = {}
        for at in range(0, len(ids), BATCH):
            with self._guard():
                held = self._collection.get(ids=list(ids[at : at + BATCH]), include=["embeddings"])
            found.update(
                zip(held["ids"], cast("list[Sequence[float]]", held["embeddings"]), strict=True)
            )
        return found

    def reaches(self, ids: Sequence[str]) -> bool:
        """Tell whether these vectors are really there and a search gets to any of them: `count`
        hides a lost graph.

        Any, not all: among many equal texts an approximate search misses some. Raises:
        IndexUnavailableError.
        """
        if not ids:
            return True
        try:
            with self._guard():
                vectors = self._collection.get(ids=list(ids), include=["embeddings"])["embeddings"]
                if vectors is None or len(vectors) < len(ids):
                    return False
                found = self._collection.query(
                    query_embeddings=vectors, n_results=1, include=["distances"]
                )["distances"]
        except StoreDamage:
            return False
        return found is not None and any(far and far[0] < NEAR for far in found)

    def _guard(self) -> AbstractContextManager[None]:
        return guarded(self._url)


@contextmanager
def guarded(url: str) -> Iterator[None]:
    """Turn what goes wrong in an embedded store (`url` is empty) or on a server into our errors."""
    if url:
        with damage(), reachable(url):
            yield
    else:
        with damage():
            yield


def _labels(each: Labelled) -> Labels:
    return {
        "entry": each.passage.entry_id,
        "date": _number(each.written_on),
        "kind": each.kind,
        # Chroma takes no empty list, and an upsert never removes a label.
        "tags": ["", *each.tags],
        "start": each.passage.start,
        "end": each.passage.end,
    }


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _condition(where: EntryFilter) -> Any:
    parts: list[Labels] = []
    if where.since:
        parts.append({"date": {"$gte": _number(where.since)}})
    if where.until:
        parts.append({"date": {"$lte": _number(where.until)}})
    if where.kinds:
        parts.append({"kind": {"$in": list(where.kinds)}})
    tags: list[Labels] = [{"tags": {"$contains": tag}} for tag in where.tags]
    if tags:
        parts.append(tags[0] if len(tags) == 1 else {"$or": tags})
    return None if not parts else parts[0] if len(parts) == 1 else {"$and": parts}
