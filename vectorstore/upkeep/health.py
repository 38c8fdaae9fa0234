"""Whether both indexes hold, and really reach, what they should."""

from __future__ import annotations

import sqlite3

from vectorstore.hybrid import BothIndexes
from vectorstore.store import StoreDamage
from vectorstore.types import Health

_LOOKED_AT, _LOOKED_AT_QUICKLY = 64, 8  # passages of which a search has to reach any


def health_of(both: BothIndexes) -> Health:
    """Compare what both hold with what they should. Raises: IndexUnavailableError,
    ModelUnavailableError.
    """
    lexical = both.lexical
    expected = lexical.catalog.passages
    embedded = held = 0
    reachable = not both.lost()
    try:
        with lexical.lock:
            words = lexical.store.count()
        active = both.dense.active()
        if active is not None:
            _, vectors = active
            with lexical.lock:
                waiting = set(lexical.store.unembedded(vectors.name))
                embedded = lexical.catalog.passages_besides(waiting)
                some = lexical.spread(_LOOKED_AT, waiting)
            held = vectors.count()
            reachable = reachable and vectors.reaches(some)
    except (StoreDamage, sqlite3.Error):
        return Health(expected=expected, lexical=0, embedded=0, dense=0, reachable=False)
    return Health(
        expected=expected, lexical=words, embedded=embedded, dense=held, reachable=reachable
    )


def is_damaged(both: BothIndexes) -> bool:
    """Tell whether the vectors hold, and reach, other than what was stored. Raises:
    IndexUnavailableError, ModelUnavailableError.
    """
    if not both.dense.opened:
        return False
    lexical = both.lexical
    try:
        active = both.dense.active()
        if active is None:
            return False
        _, vectors = active
        with lexical.lock:
            unsettled = lexical.store.unembedded(vectors.name) or lexical.store.gone(vectors.name)
            expected, some = lexical.catalog.passages, lexical.spread(_LOOKED_AT_QUICKLY)
        return not unsettled and (vectors.count() != expected or not vectors.reaches(some))
    except StoreDamage:
        return True
