"""What a model is given to read: whole entries while they fit, then the sentences around the best.

Promise: a journal that fits the budget goes in whole; of a larger one the best entries come first.
Limit: the budget is an estimate of tokens on the safe side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from chains.ask.finding.ranked import Ranked
from chains.evidence.sources import Source, Span, number_sources
from chains.models.window import estimate_tokens
from journal.entry import Entry

Count = Callable[[str], int]

_PER_SENTENCE = 6  # tokens of its number and line
_PER_ENTRY = 30  # tokens of its heading
_SHARE = 8  # of the budget, at most this part for one entry that does not fit whole
_NEIGHBOURS = 2


def gather_sources(
    ranked: Sequence[Ranked],
    *,
    budget_tokens: int | None = None,
    count: Count = estimate_tokens,
) -> tuple[Source, ...]:
    """Return numbered sources of the best entries that fit into the budget (all, without one), by
    the tokens that `count` tells.
    """
    entries: dict[str, Entry] = {}
    spans: dict[str, tuple[Span, ...]] = {}
    left = budget_tokens
    for each in ranked:
        chosen = each.sentences
        if budget_tokens is not None and left is not None:
            if _cost(each.entry, chosen, count) > max(budget_tokens // _SHARE, 1):
                chosen = _around_best(each, budget_tokens // _SHARE, count)
            cost = _cost(each.entry, chosen, count)
            if cost > left and entries:
                continue
            left -= cost
        entries[each.entry.id] = each.entry
        spans[each.entry.id] = chosen
    return number_sources(entries.values(), spans)


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
    return _PER_ENTRY + sum(count(entry.body[a:b]) + _PER_SENTENCE for a, b in spans)
