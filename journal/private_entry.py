"""Which entries stay here: no model of an address and no trace gets a word of them.

Promise: one that speaks of suicide or self-harm stays, unless its writer says `private: no`; any
other goes as settings say, unless its writer says `private: yes`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from journal.entry import Entry
from language.crisis import speaks_of_crisis

FIELD: Final = "private"
_YES, _NO = frozenset({"yes", "true"}), frozenset({"no", "false"})


def is_private(entry: Entry) -> bool:
    """Whether an entry stays on this machine."""
    said = str(entry.extra.get(FIELD, "")).strip().lower()
    if said in _YES:
        return True
    return said not in _NO and is_of_crisis(entry)


def is_of_crisis(entry: Entry) -> bool:
    """Whether an entry speaks of suicide or self-harm."""
    return _speaks(f"{entry.title}\n{entry.body}")


def shared(entry: Entry) -> Entry:
    """Return an entry whose writer lets models read it."""
    return replace(entry, extra={**entry.extra, FIELD: "no"})


@lru_cache(maxsize=2_000)
def _speaks(text: str) -> bool:
    return speaks_of_crisis(text)
