"""Finds the passages that an answer may use: one search for each phrase, fused, spread over options
and over time.

Limit: a few dozen passages. What counts as found at all is the index's decision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from chains.ask.events import Hits, Plan, Searched
from chains.evidence.relevance import subject_of, topic_of, touches
from chains.evidence.sources import Entries
from errors import EntryNotFoundError
from vectorstore.types import WORDS_ONLY, EntryFilter, Hit

MOST_PHRASES = 10
_PER_PHRASE = 24


class Index(Protocol):
    """What the chain asks of the journal's index."""

    @property
    def embedding_name(self) -> str: ...
    @property
    def has_hangul(self) -> bool: ...
    def search(self, query: str, *, k: int = 10, where: EntryFilter = ...) -> list[Hit]: ...
    def searched(self, where: EntryFilter) -> tuple[int, date | None, date | None]: ...


def retrieve(index: Index, plan: Plan, entries: Entries, *, most: int = 24) -> Hits:
    """Return the best `most` hits for `plan` and what was searched.

    Hits that share no word and no concept with what was asked are left out, unless a model's
    vectors found them.

    Raises:
        IndexUnavailableError: the index cannot be asked.
    """
    count, first, last = index.searched(plan.where)
    searched = Searched(entries=count, first=first, last=last)
    if not count:
        return Hits(hits=(), searched=searched)
    known: dict[str, Hit] = {}
    found = {phrase: _search(index, phrase, plan, known) for phrase in plan.phrases[:MOST_PHRASES]}
    if index.embedding_name == WORDS_ONLY:
        known = _relevant(known, plan, entries)
        found = {
            phrase: {i: scores[i] for i in scores if i in known} for phrase, scores in found.items()
        }
    rankings = [_fused([found[p] for p in option.phrases if p in found]) for option in plan.options]
    rankings.append(_fused(list(found.values())))
    chosen = _spread(rankings, known, most)
    best = max((score for ranking in rankings for score in ranking.values()), default=1.0) or 1.0
    scored = ((max(r.get(i, 0.0) for r in rankings) / best, known[i]) for i in chosen)
    return Hits(
        hits=tuple(replace(hit, score=min(score, 1.0)) for score, hit in scored), searched=searched
    )


def _relevant(known: Mapping[str, Hit], plan: Plan, entries: Entries) -> dict[str, Hit]:
    topic, subject = topic_of(plan.phrases), subject_of(plan.phrases[0] if plan.phrases else "")
    texts = {each: _text_of(hit, entries) for each, hit in known.items()}
    # Where nothing speaks of the thing asked about, what shares its common words only is no answer.
    if (
        subject.concepts
        and not plan.options
        and not any(touches(text, subject) for text in texts.values())
    ):
        return {}
    return {each: hit for each, hit in known.items() if touches(texts[each], topic)}


def _text_of(hit: Hit, entries: Entries) -> str:
    try:
        body = entries(hit.passage.entry_id).body
    except EntryNotFoundError:  # deleted since the search
        return ""
    return f"{hit.title}\n{body[hit.passage.start : hit.passage.end]}"


def _search(index: Index, phrase: str, plan: Plan, known: dict[str, Hit]) -> dict[str, float]:
    hits = index.search(phrase, k=_PER_PHRASE, where=plan.where)
    for hit in hits:
        known.setdefault(hit.passage.id, hit)
    return {hit.passage.id: hit.score for hit in hits}


def _fused(results: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Score a passage by its best phrase, and a little by how many others find it too."""
    fused: dict[str, float] = {}
    for passage_id in {i for result in results for i in result}:
        scores = [result.get(passage_id, 0.0) for result in results]
        fused[passage_id] = max(scores) + 0.3 * (sum(scores) - max(scores)) / len(scores)
    return fused


def _spread(
    rankings: Sequence[Mapping[str, float]], known: Mapping[str, Hit], most: int
) -> list[str]:
    """Take turns between the rankings; each time the best passage, worth less where its month has
    given many.
    """
    chosen: list[str] = []
    months: Counter[tuple[int, int]] = Counter()
    left = [dict(ranking) for ranking in rankings if ranking]
    while any(left) and len(chosen) < most:
        for ranking in left:
            for taken in chosen:
                ranking.pop(taken, None)
            if not ranking or len(chosen) >= most:
                continue
            best = max(
                ranking, key=lambda i: (ranking[i] / (1 + 0.15 * months[_month(known[i])]), i)
            )
            chosen.append(best)
            months[_month(known[best])] += 1
    return chosen


def _month(hit: Hit) -> tuple[int, int]:
    return hit.written_on.year, hit.written_on.month
