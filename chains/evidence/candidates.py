"""The sentences that may answer, entry by entry, and each wording of a question held against them.

Promise: in a small journal every sentence of the range is a candidate; in a large one those of the
entries that words or meaning propose. Thread-safe. Limit: the terms of entries are kept for the
process's life, so the first question over many unseen Korean sentences takes longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from chains.evidence.ranking import IN_ENGLISH, IN_KOREAN, Floats, Ints, Wording
from chains.evidence.sources import Span
from journal.entry import Entry
from language.detect import is_korean
from vectorstore.lexical.query import search_terms
from vectorstore.lexical.sentence_terms import Occurrences
from vectorstore.nearness import Nearness
from vectorstore.types import EntryFilter, Hit

SMALL = 150  # entries: up to here every one is a candidate
PROPOSED_BY_WORDS = 60
PROPOSED_PASSAGES = 100


class SearchedJournal(Protocol):
    """What ranking asks of the journal's index."""

    def entries(self, where: EntryFilter = ...) -> Sequence[Entry]: ...
    def search(self, query: str, *, k: int = 10, where: EntryFilter = ...) -> list[Hit]: ...
    def sentences(self, entry: Entry) -> tuple[Span, ...]: ...
    def occurrences(self, cut: Sequence[tuple[Entry, tuple[Span, ...]]]) -> Occurrences: ...
    def word_scores(self, weights: Mapping[str, float], where: EntryFilter) -> dict[str, float]: ...
    def rarities(self, terms: Iterable[str]) -> dict[str, float]: ...
    def nearness(
        self, questions: Sequence[str], entries: Sequence[Entry]
    ) -> dict[str, Nearness] | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Entries, their sentences one after the other, where each entry's begin, and the terms that
    stand in each sentence or its title.
    """

    entries: tuple[Entry, ...]
    sentences: tuple[tuple[Span, ...], ...]
    entry_of: Ints
    occurrences: Occurrences

    def slice_of(self, entry: int) -> slice:
        """Return where the sentences of an entry stand."""
        first, end = np.searchsorted(self.entry_of, (entry, entry + 1)).tolist()
        return slice(first, end)


def gather_candidates(
    journal: SearchedJournal,
    phrases: Sequence[str],
    where: EntryFilter,
    within: EntryFilter | None = None,
) -> Candidates:
    """Return the candidates for some wordings of a question, in the order in which they were
    written; of a large journal those that are best `within` a narrower filter are among them.
    """
    entries = journal.entries(where)
    if len(entries) > SMALL:
        proposed = _propose(journal, phrases, where)
        if within is not None and within != where:
            proposed |= _propose(journal, phrases, within)
        entries = [entry for entry in entries if entry.id in proposed]
    cut = [(entry, journal.sentences(entry)) for entry in entries]
    cut = sorted((each for each in cut if each[1]), key=lambda each: _by_day(each[0]))
    sizes = [len(spans) for _, spans in cut]
    return Candidates(
        entries=tuple(entry for entry, _ in cut),
        sentences=tuple(spans for _, spans in cut),
        entry_of=np.repeat(np.arange(len(cut)), sizes).astype(np.intp),
        occurrences=journal.occurrences(cut),
    )


def hold_against(
    candidates: Candidates,
    journal: SearchedJournal,
    wordings: Sequence[tuple[str, str]],
    where: EntryFilter,
) -> list[Wording]:
    """Return for each wording what its words and its meaning give each candidate.

    Args:
        wordings: each as it stands, and its words without those that say nothing.
    """
    meanings = _meanings(candidates, journal, [text for text, _ in wordings])
    held = []
    for (text, words), meaning in zip(wordings, meanings, strict=True):
        asked = search_terms(words)
        weights, rarities = asked.weights, journal.rarities(asked.weights)
        by_entry = journal.word_scores(weights, where)
        of_entries = np.asarray(
            [by_entry.get(entry.id, 0.0) for entry in candidates.entries], dtype=np.float32
        )
        wording = Wording(
            entry_words=of_entries[candidates.entry_of],
            sentence_words=candidates.occurrences.scores(
                {term: weight * rarities[term] for term, weight in weights.items()}
            ),
            coverage=_coverage(candidates, {term: rarities[term] for term in asked.asked}),
            reliance=IN_KOREAN if is_korean(text) else IN_ENGLISH,
        )
        if meaning is not None:
            near, passages, finer = meaning.sentences, meaning.passages, meaning.finer
            wording = replace(wording, near=near, passages=passages, finer=finer)
        held.append(wording)
    return held


def search_scores(
    candidates: Candidates, journal: SearchedJournal, text: str, where: EntryFilter
) -> Floats:
    """Return for each candidate the score of its entry's best passage in a search, 0 to 1."""
    best: dict[str, float] = {}
    for hit in journal.search(text, k=PROPOSED_PASSAGES, where=where):
        best.setdefault(hit.passage.entry_id, hit.score)  # best first
    scores = [best.get(entry.id, 0.0) for entry in candidates.entries]
    return np.asarray(scores, dtype=np.float32)[candidates.entry_of]


def _meanings(
    candidates: Candidates, journal: SearchedJournal, texts: Sequence[str]
) -> list[Nearness | None]:
    """Return for each text how near it is to each candidate; None while no model tells."""
    known = journal.nearness(texts, candidates.entries) if candidates.entries else None
    if known is None:
        return [None for _ in texts]
    each = [
        known.get(entry.id) or _nothing_near(len(texts), len(spans))
        for entry, spans in zip(candidates.entries, candidates.sentences, strict=True)
    ]
    near = np.concatenate([one.sentences for one in each], axis=1)
    passages = np.concatenate([one.passages for one in each], axis=1)
    finer = _join_finer([one.finer for one in each])
    return [
        Nearness(
            sentences=near[at],
            passages=passages[at],
            finer=finer and Nearness(sentences=finer.sentences[at], passages=finer.passages[at]),
        )
        for at in range(len(texts))
    ]


def _join_finer(finer: Sequence[Nearness | None]) -> Nearness | None:
    """Return the second model's figures; None unless every entry has them."""
    known = [each for each in finer if each is not None]
    if len(known) < len(finer):
        return None
    return Nearness(
        sentences=np.concatenate([each.sentences for each in known], axis=1),
        passages=np.concatenate([each.passages for each in known], axis=1),
    )


def _nothing_near(questions: int, sentences: int) -> Nearness:
    zeros = np.zeros((questions, sentences), dtype=np.float32)
    return Nearness(sentences=zeros, passages=zeros)


def _coverage(candidates: Candidates, worth: Mapping[str, float]) -> float:
    """Return the share of the asked words' rarity that the fullest entry holds."""
    whole = sum(worth.values())
    if not whole:
        return 0.0
    held = np.zeros(len(candidates.entries))
    for term, rarity in worth.items():
        held[np.unique(candidates.entry_of[candidates.occurrences.holding(term)])] += rarity
    return float(held.max(initial=0.0)) / whole


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


def _by_day(entry: Entry) -> tuple[object, str]:
    return entry.written_on, entry.id
