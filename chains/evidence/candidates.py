"""The sentences that may answer, entry by entry, and each wording of a question held against them.

Promise: in a small journal every sentence of the range is a candidate; in a large one those of the
entries that words or meaning propose. Limit: terms of sentences are kept for the process's life,
so the first question over many unseen Korean sentences takes longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from chains.evidence.ranking import Floats, Ints, Wording
from chains.evidence.sources import Span
from journal.entry import Entry
from language.detect import is_korean
from language.terms import Terms, terms_of
from vectorstore.lexical.query import search_terms
from vectorstore.types import EntryFilter, Hit, Meaning, Nearness

SMALL = 150  # entries: up to here every one is a candidate
PROPOSED_BY_WORDS = 60
PROPOSED_PASSAGES = 100
_K1, _B = 1.2, 0.75


class SearchedJournal(Protocol):
    """What ranking asks of the journal's index."""

    def entries(self, where: EntryFilter) -> Sequence[Entry]: ...
    def search(self, query: str, *, k: int = 10, where: EntryFilter = ...) -> list[Hit]: ...
    def sentences(self, entry: Entry) -> tuple[Span, ...]: ...
    def word_scores(self, weights: Mapping[str, float], where: EntryFilter) -> dict[str, float]: ...
    def rarities(self, terms: Iterable[str]) -> dict[str, float]: ...
    def nearness(self, question: str, entries: Sequence[Entry]) -> dict[str, Nearness] | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Entries, their sentences one after the other, and where each entry's begin."""

    entries: tuple[Entry, ...]
    sentences: tuple[tuple[Span, ...], ...]
    entry_of: Ints
    counts: tuple[Mapping[str, int], ...]
    sizes: Floats

    def slice_of(self, entry: int) -> slice:
        """Return where the sentences of an entry stand."""
        first, end = np.searchsorted(self.entry_of, (entry, entry + 1)).tolist()
        return slice(first, end)


def gather_candidates(
    journal: SearchedJournal, phrases: Sequence[str], where: EntryFilter
) -> Candidates:
    """Return the candidates for some wordings of a question, in the order in which they were
    written.
    """
    entries = journal.entries(where)
    if len(entries) > SMALL:
        proposed = _propose(journal, phrases, where)
        entries = [entry for entry in entries if entry.id in proposed]
    entries = sorted(
        (entry for entry in entries if journal.sentences(entry)),
        key=lambda entry: (entry.written_on, entry.id),
    )
    sentences = tuple(journal.sentences(entry) for entry in entries)
    texts = [
        entry.body[a:b] for entry, spans in zip(entries, sentences, strict=True) for a, b in spans
    ]
    titles = _counted([entry.title for entry in entries])
    entry_of = np.repeat(np.arange(len(entries)), [len(spans) for spans in sentences])
    counts = [
        _joined(own, titles[at]) for own, at in zip(_counted(texts), entry_of.tolist(), strict=True)
    ]
    return Candidates(
        entries=tuple(entries),
        sentences=sentences,
        entry_of=entry_of.astype(np.intp),
        counts=tuple(counts),
        sizes=np.asarray([sum(each.values()) for each in counts], dtype=np.float32),
    )


def hold_against(
    candidates: Candidates, journal: SearchedJournal, text: str, words: str, where: EntryFilter
) -> Wording:
    """Return what `words` (the wording without what says nothing) and the meaning of `text` give
    each candidate.
    """
    asked = search_terms(words)
    weights, rarities = asked.weights, journal.rarities(asked.weights)
    by_entry = journal.word_scores(weights, where)
    of_entries = np.asarray(
        [by_entry.get(entry.id, 0.0) for entry in candidates.entries], dtype=np.float32
    )
    nearness = journal.nearness(text, candidates.entries) if candidates.entries else None
    near = passages = finer = None
    if nearness is not None:
        each = [
            nearness.get(entry.id) or _nothing_near(len(spans))
            for entry, spans in zip(candidates.entries, candidates.sentences, strict=True)
        ]
        near = np.concatenate([one.sentences for one in each])
        passages = np.concatenate([one.passages for one in each])
        finer = _join_finer([one.finer for one in each])
    return Wording(
        entry_words=of_entries[candidates.entry_of],
        sentence_words=_sentence_words(candidates, weights, rarities),
        coverage=_coverage(candidates, {term: rarities.get(term, 0.0) for term in asked.asked}),
        doubt=2.0 if is_korean(text) else 1.0,
        near=near,
        passages=passages,
        finer=finer,
    )


def _join_finer(meanings: Sequence[Meaning | None]) -> Meaning | None:
    """Return the second model's figures; None unless every entry has them."""
    known = [each for each in meanings if each is not None]
    if len(known) < len(meanings):
        return None
    return Meaning(
        sentences=np.concatenate([each.sentences for each in known]),
        passages=np.concatenate([each.passages for each in known]),
    )


def _nothing_near(sentences: int) -> Nearness:
    zeros = np.zeros(sentences, dtype=np.float32)
    return Nearness(sentences=zeros, passages=zeros)


def _coverage(candidates: Candidates, worth: Mapping[str, float]) -> float:
    """Return the share of the asked words' rarity that the fullest entry holds."""
    whole = sum(worth.values())
    if not whole:
        return 0.0
    held: dict[int, set[str]] = {}
    for entry, counts in zip(candidates.entry_of.tolist(), candidates.counts, strict=True):
        held.setdefault(entry, set()).update(counts.keys() & worth.keys())
    return max((sum(worth[term] for term in terms) for terms in held.values()), default=0) / whole


def _propose(
    journal: SearchedJournal, phrases: Sequence[str], where: EntryFilter
) -> frozenset[str]:
    proposed: set[str] = set()
    for phrase in phrases:
        words = journal.word_scores(search_terms(phrase).weights, where)
        proposed.update(sorted(words, key=lambda each: -words[each])[:PROPOSED_BY_WORDS])
        hits = journal.search(phrase, k=PROPOSED_PASSAGES, where=where)
        proposed.update(hit.passage.entry_id for hit in hits)
    return frozenset(proposed)


def _sentence_words(
    candidates: Candidates, weights: Mapping[str, float], rarities: Mapping[str, float]
) -> Floats:
    """BM25 (Robertson & Zaragoza 2009) of each sentence under its title, rarities of the whole
    journal.
    """
    mean = float(candidates.sizes.mean()) if len(candidates.sizes) else 1.0
    worth = {term: weight * rarities.get(term, 0.0) for term, weight in weights.items()}
    scores = np.zeros(len(candidates.counts), dtype=np.float32)
    for at, counts in enumerate(candidates.counts):
        room = _K1 * (1 - _B + _B * float(candidates.sizes[at]) / max(mean, 1.0))
        for term in counts.keys() & worth.keys():
            scores[at] += worth[term] * counts[term] * (_K1 + 1) / (counts[term] + room)
    return scores


_KNOWN: dict[str, Mapping[str, int]] = {}
_MOST_KNOWN = 60_000


def _counted(texts: Sequence[str]) -> list[Mapping[str, int]]:
    """Return how often each term stands in each text; analysed once, all new ones together."""
    new = list(dict.fromkeys(text for text in texts if text not in _KNOWN))
    if len(_KNOWN) + len(new) > _MOST_KNOWN:
        _KNOWN.clear()
        new = list(dict.fromkeys(texts))
    for text, terms in zip(new, terms_of(new), strict=True):
        _KNOWN[text] = _count(terms)
    return [_KNOWN[text] for text in texts]


def _count(terms: Terms) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for term in terms:
        counts[term] = counts.get(term, 0) + 1
    return counts


def _joined(own: Mapping[str, int], title: Mapping[str, int]) -> Mapping[str, int]:
    return {term: own.get(term, 0) + title.get(term, 0) for term in own.keys() | title.keys()}
