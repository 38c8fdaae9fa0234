"""What a model is given to read: all of the time that is asked about if it fits, else the best
entries, the newest of that time, and then whatever there is room for.

Promise: the best entries come first; of one that is long the sentences around the best, or the
first of one in which nothing was met.
Limit: the budget is an estimate of tokens on the safe side. The newest, which say what is going on
now, take the place of entries further down: two lives put behind ten years of another's had .78 of
their marked sentences among 6,000 tokens and .90 among 24,000 (.73 and .76 without the newest),
five lives that lie side by side .77 and .96 (.80 and .96).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

import numpy as np

from chains.ask.finding.ranked import Ranked, Retrieved
from chains.evidence.sources import Source, Span, number_sources
from chains.models.window import estimate_tokens
from journal.entry import Entry
from vectorstore.passages import pieces

Count = Callable[[str], int]

_PER_SENTENCE = 6  # tokens of its number and line
_PER_ENTRY = 30  # tokens of its heading, beside its title
_LEAST = 60  # tokens: where less is left, nothing more is looked for
_MOST_TRIED = 20  # entries that do not fit, in a row: to ask whether one stays takes 3 ms
_SHARE = 16  # of the budget, at most this part for one entry that does not fit whole
_SMALLEST_SHARE = 250  # tokens, of a small budget
_NEIGHBOURS = 2  # sentences on each side of a good one
_BEFORE_ALL_OTHERS = 8  # entries, as many as the page shows
_FOR_EACH_OF_THE_NEWEST = 600  # tokens of the budget: they take about a fifth of it


def gather_sources(
    found: Retrieved, *, budget_tokens: int, count: Count = estimate_tokens
) -> tuple[Source, ...]:
    """Return numbered sources of the entries that fit into the budget, by the tokens that `count`
    tells; one at least, if any was found.
    """
    chosen = _all_that_fits(found, budget_tokens, count) or _best_that_fit(
        found, budget_tokens, count
    )
    return number_sources(
        (each.entry for each in chosen), {each.entry.id: each.sentences for each in chosen}
    )


def _all_that_fits(found: Retrieved, budget: int, count: Count) -> list[Ranked]:
    """Return everything, or nothing if it is more than the budget."""
    chosen = []
    for each in _in_order(found):
        budget -= _cost(each.entry, each.sentences, count)
        if budget < 0:
            return []
        chosen.append(each)
    return chosen


def _best_that_fit(found: Retrieved, budget: int, count: Count) -> list[Ranked]:
    most = min(budget, max(budget // _SHARE, _SMALLEST_SHARE))
    left, tried = budget, 0
    chosen: list[tuple[Ranked, Ranked]] = []  # each whole, and the part that is given
    for each in _in_order(found, budget // _FOR_EACH_OF_THE_NEWEST):
        if chosen and (left < _LEAST or tried == _MOST_TRIED):
            break
        part = _part(each, most, count)
        cost = _cost(part.entry, part.sentences, count)
        tried += 1
        if cost <= left or not chosen:
            left, tried = left - cost, 0
            chosen.append((each, part))
    return list(_widen(chosen, left, count))


def _widen(chosen: Iterable[tuple[Ranked, Ranked]], left: int, count: Count) -> Iterator[Ranked]:
    """Give the parts, the first of them larger as far as there is room left."""
    for whole, part in chosen:
        if left < _LEAST or len(part.sentences) == len(whole.sentences):
            yield part
            continue
        cost = _cost(part.entry, part.sentences, count)
        larger = _part(whole, cost + left, count)
        left -= _cost(larger.entry, larger.sentences, count) - cost
        yield larger


def _part(ranked: Ranked, room: int, count: Count) -> Ranked:
    if _cost(ranked.entry, ranked.sentences, count) <= room:
        return ranked
    return replace(ranked, sentences=_around_best(ranked, room, count))


def _in_order(found: Retrieved, newest: int = 0) -> Iterator[Ranked]:
    """Give each entry once: the best, those for an option or wording by itself, so many of the
    newest, and all others.
    """
    first, rest = found.ranked[:_BEFORE_ALL_OTHERS], found.ranked[_BEFORE_ALL_OTHERS:]
    ranked = {each.entry.id: each for each in (*found.apart, *found.ranked)}
    entries = chain(
        (each.entry for each in (*first, *found.apart)),
        reversed(found.of_the_time[-newest:] if newest else ()),
        (each.entry for each in rest),
        reversed(found.of_the_time),
    )
    given: set[str] = set()
    for entry in entries:
        if entry.id in given:
            continue
        given.add(entry.id)
        if entry.id in ranked:
            yield ranked[entry.id]
        elif not found.stays(entry):
            yield _unranked(entry)


def _unranked(entry: Entry) -> Ranked:
    sentences = pieces(entry.body)
    scores = np.zeros(len(sentences), dtype=np.float32)
    return Ranked(entry=entry, sentences=sentences, scores=scores, score=0.0)


def _around_best(ranked: Ranked, room: int, count: Count) -> tuple[Span, ...]:
    """Return the best sentences with their neighbours, as many as fit; one at least."""
    order = sorted(range(len(ranked.sentences)), key=lambda at: -float(ranked.scores[at]))
    taken: set[int] = set()
    for best in order:
        low, high = max(0, best - _NEIGHBOURS), min(len(order), best + _NEIGHBOURS + 1)
        more = taken | set(range(low, high))
        if taken and _cost(ranked.entry, (ranked.sentences[at] for at in more), count) > room:
            break
        taken = more
    return tuple(ranked.sentences[at] for at in sorted(taken))


def _cost(entry: Entry, spans: Iterable[Span], count: Count) -> int:
    heading = _PER_ENTRY + (count(entry.title) if entry.title else 0)
    return heading + sum(count(entry.body[a:b]) + _PER_SENTENCE for a, b in spans)
