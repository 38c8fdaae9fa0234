"""Vectors of the examples that come with the app, kept in a folder: each model reads them once, not
at every start.

Promise: what is kept belongs to this model and these wordings; anything else is read anew. Limit: a
folder that cannot be written keeps nothing. No word of a journal is ever kept here.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errors import StorageError
from files.atomic import write_atomic

Figures = NDArray[np.floating]


class KeptVectors:
    """The vectors of one model; without a folder nothing is kept."""

    def __init__(self, folder: Path | None, model: str) -> None:
        self._folder, self._model = folder, model

    def of(self, name: str, texts: Sequence[str], embed: Callable[[], ArrayLike]) -> Figures:
        """Return the vectors of the examples of that name, from the folder if they are there.

        Raises: what `embed` raises.
        """
        if self._folder is None:
            return np.asarray(embed(), dtype=np.float32)
        digest = hashlib.sha256("\n".join((self._model, *texts)).encode()).hexdigest()[:16]
        path = self._folder / f"{name}.{self._model}.{digest}.npy"
        kept = _read(path, len(texts))
        if kept is not None:
            return kept
        rows = np.asarray(embed(), dtype=np.float32)
        self._keep(name, path, rows)
        return rows

    def _keep(self, name: str, path: Path, rows: Figures) -> None:
        """Keep the vectors in the place of those of earlier wordings."""
        written = io.BytesIO()
        np.save(written, rows, allow_pickle=False)
        with suppress(StorageError, OSError):
            write_atomic(path, written.getvalue())
            for other in path.parent.glob(f"{name}.{self._model}.*.npy"):
                if other != path:
                    other.unlink()


def _read(path: Path, count: int) -> Figures | None:
    try:
        rows = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError, BadZipFile):
        return None
    whole = rows.ndim == 2 and len(rows) == count and np.isfinite(rows).all()
    return rows if whole else None
