"""Both indexes made again without what was erased, so that no file keeps its vectors, and without
asking a model anew.

Promise: an entry that stands as it was embedded keeps its vectors. Limit: they are held in memory
meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from journal.entry import Entry
from vectorstore.chroma import DenseDamage
from vectorstore.dense import Kept
from vectorstore.embeddings import BUILT_IN
from vectorstore.hybrid import WEIGHT, BothIndexes
from vectorstore.prepared_entry import digest


def kept_vectors(both: BothIndexes, wanted: Mapping[str, Entry]) -> Kept:
    """Return a model's vectors of the entries that are still as they were embedded; hashed ones are
    quicker made anew.

    Raises: IndexUnavailableError, ModelUnavailableError.
    """
    name = both.dense.name()
    if both.dense.embedding.name == BUILT_IN or not name:
        return {}
    with both.lexical.lock:
        missing = set(both.lexical.store.unembedded(name))
    indexed = both.lexical.digests()
    same = [
        each
        for each in wanted.values()
        if each.id not in missing and indexed.get(each.id) == digest(each)
    ]
    ids = [
        passage.id
        for each in same
        for passage in both.lexical.passages(each.id, digest(each)) or ()
    ]
    try:
        return {
            each: np.asarray(row, dtype=np.float32)
            for each, row in both.dense.active().vectors(ids).items()
        }
    except DenseDamage:
        return {}  # then a model has to make them again


def take_over(new: BothIndexes, old: BothIndexes, kept: Kept) -> None:
    """Let the new indexes begin with what the old ones knew of their model."""
    new.dense.take_over(old.dense, kept)
    for name, how in old.dense.mixes.items():
        with new.lexical.lock:
            new.lexical.store.fact(f"{WEIGHT}{name}", str(how.dense_weight))
