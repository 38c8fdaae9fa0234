"""What the index tells of meaning: cosines for the sentences of an entry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """How near each question is to each sentence of an entry and to the passage around it: cosines
    in arrays (questions, sentences), 0 where a model knows nothing. `finer` is the same by the
    second model, where it has every entry asked for.
    """

    sentences: NDArray[np.float32]
    passages: NDArray[np.float32]
    finer: Nearness | None = None


def cosines(asked: NDArray[np.float32], rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how near each row is to each that is asked, in an array (asked, rows); 0 where one of
    the two has no length.
    """
    lengths = np.outer(np.linalg.norm(asked, axis=1), np.linalg.norm(rows, axis=1))
    near = asked @ rows.T / np.where(lengths == 0, 1, lengths)
    return near.astype(np.float32)
