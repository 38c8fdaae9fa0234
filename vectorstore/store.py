"""What the index asks of a vector store; Chroma is the one there is.

Promise: a store keeps vectors and labels, never text. Invariant: every vector is handed in, so a
store never embeds by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore.types import EntryFilter, Passage

Vectors = NDArray[np.float32]


class StoreDamage(Exception):
    """The store's files are damaged or gone: the vectors must be built again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A passage with what a filter may ask about its entry."""

    passage: Passage
    written_on: date
    kind: str
    tags: tuple[str, ...]


class VectorCollection(Protocol):
    """The passage vectors of one embedding. Everything raises StoreDamage and
    IndexUnavailableError.
    """

    @property
    def name(self) -> str:
        """The name that it is kept under."""

    def upsert(self, passages: Sequence[Labelled], vectors: Vectors) -> None:
        """Store one row for each passage, in place of what it had."""

    def settle(self) -> None:
        """Do now what would make a later small write slow."""

    def delete(self, ids: Sequence[str]) -> None:
        """Remove vectors; ids that are not there do not matter."""

    def nearest(self, vector: Sequence[float], count: int, where: EntryFilter) -> dict[str, float]:
        """Return the nearest passage ids with their cosine similarity."""

    def count(self) -> int:
        """Return how many vectors the store says it holds."""

    def vectors(self, ids: Sequence[str]) -> dict[str, Sequence[float]]:
        """Return the stored vectors of these passages, as far as they are there."""

    def reaches(self, ids: Sequence[str]) -> bool:
        """Tell whether these vectors are really there and a search gets to any of them."""


class VectorStore(Protocol):
    """Where collections are kept; opened by the first use."""

    def lost(self) -> bool:
        """Tell whether its files were deleted while it was open."""

    def missing(self) -> bool:
        """Tell whether it has no files at all; a server is never missing."""

    def collection(self, name: str) -> VectorCollection:
        """Return a collection, made if need be. Raises: StoreDamage, IndexUnavailableError."""

    def drop(self, name: str) -> None:
        """Delete a collection if it is there. Raises: StoreDamage, IndexUnavailableError."""

    def erase(self, names: Sequence[str]) -> None:
        """Delete all that is ours, so that no byte of it stays. Raises: as `drop`."""

    def close(self) -> None:
        """Let go; the next use opens it again."""
