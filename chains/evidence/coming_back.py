"""Whether other entries come back to what one weighs: what changes a life is written of again, what
to eat is not.

Limit: by the words that name the options, in the four months to either side. Until some
entries have followed nothing can be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from chains.evidence.relevance import holds_term, naming_terms
from journal.entry import Entry
from language.options.naming import naming_words

Return = Literal["all", "some", "none", "unknown"]

_DAYS: Final = 120  # to either side
_FOLLOWING: Final = 2  # entries that have had the chance to come back to it


def coming_back(entry: Entry, labels: Sequence[str], journal: Sequence[Entry]) -> Return:
    """Return how many of the options that an entry names are named again, in the entries of the
    four months before and after.
    """
    around = [
        each
        for each in journal
        if each.id != entry.id and abs((each.written_on - entry.written_on).days) <= _DAYS
    ]
    names = [naming_terms(naming_words(label)) for label in labels]
    again = [any(holds_term(each.body, own) for each in around) for own in names]
    if any(again):
        return "all" if all(again) else "some"
    followed = sum(each.written_on > entry.written_on for each in around)
    return "none" if followed >= _FOLLOWING else "unknown"
