"""Both indexes made again without what was erased, so that no file keeps its vectors, and without
asking a model anew.

Promise: an entry that stands as it was embedded keeps its vectors. Limit: they are held in memory
meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from journal.entry import Entry
from vectorstore.dense import Kept
from vectorstore.hybrid import BothIndexes
from vectorstore.prepared_entry import digest
from vectorstore.store import StoreDamage


def kept_vectors(both: BothIndexes, wanted: Mapping[str, Entry]) -> Kept:
    """Return the vectors of the entries that are still as they were embedded.

    Raises: IndexUnavailableError, ModelUnavailableError.
    """
    try:
        active = both.dense.active()
        if active is None:
            return {}
        _, vectors = active
        with both.lexical.lock:
            missing = set(both.lexical.store.unembedded(vectors.name))
        ids = [
            passage.id
            for each in wanted.values()
            if each.id not in missing
            for passage in both.lexical.passages(each.id, digest(each)) or ()
        ]
        found = vectors.vectors(ids)
    except StoreDamage:
        return {}  # then a model has to make them again
    return {each: np.asarray(row, dtype=np.float32) for each, row in found.items()}
