"""Which sentence tells what an entry is about, where a question asks for nothing but a stretch of
time: "what happened in May?".

A sentence tells more the more it shares with the rest of its entry and the rarer its words are in
the journal; the opening, where people say what is new, tells more than what follows, and a few
words alone tell little. Limit: by words, without any model.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from chains.evidence.candidates import Candidates
from chains.evidence.ranking import Floats, share_of_best

OPENING: Final = 0.75  # what the first sentence gains, beside 1 for the one that shares most
FADES: Final = 2.0  # sentences, after which a third of that is left
ROOM: Final = 12.0  # words: with half of them, half of what the sentence shares counts
FULL: Final = 4.0  # words of a sentence that says something


def score_telling(candidates: Candidates) -> Floats:
    """Return for each sentence how much it tells of its entry: 1.75 at most."""
    occurrences = candidates.occurrences
    entry_of = candidates.entry_of
    terms, places = occurrences.terms, occurrences.sentences
    entries = len(candidates.entries)
    scores = np.zeros(len(entry_of), dtype=np.float32)
    if not len(terms):
        return scores
    known = int(terms.max()) + 1
    pairs = np.unique(terms.astype(np.int64) * len(entry_of) + places)  # a term once a sentence
    term, place = pairs // len(entry_of), pairs % len(entry_of)
    held, times = np.unique(term * entries + entry_of[place], return_counts=True)
    in_entries = np.bincount(held // entries, minlength=known)
    rarity = np.log((entries + 1) / (in_entries + 0.5))
    worth = rarity[term] * times[np.searchsorted(held, term * entries + entry_of[place])]
    shared = np.bincount(place, weights=worth, minlength=len(entry_of))
    for at, (entry, spans) in enumerate(zip(candidates.entries, candidates.sentences, strict=True)):
        own = candidates.slice_of(at)
        words = np.asarray([len(entry.body[a:b].split()) for a, b in spans])
        central = share_of_best((shared[own] / (ROOM / 2 + words)).astype(np.float32))
        opening = OPENING * np.exp(-np.arange(len(spans)) / FADES)
        scores[own] = (central + opening) * np.minimum(words / FULL, 1.0)
    return scores
