"""What the writer said of one thing at two times that pulls apart: "I love the mornings at the
furnace", later "I have come to hate the mornings at the furnace".

Limit: two sentences that share most of their words, one of praise and one of blame. Invariant: both
are the writer's own, and one of them stands in an entry that the decision quotes or that names an
option of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from chains.decide.about import entries_about
from decisions.checking import cut
from decisions.parts import Tension
from decisions.record import Decision, Noted
from journal.entry import Entry
from language.grammar.sentences import Span, sentence_spans
from language.options.said_of import is_own_view, words_said
from language.wording import read_polarity

_MOST = 3
_FEWEST_WORDS = 2
_EVERYWHERE = 60  # views
_SHARE = 0.6  # of the words of the shorter one


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """A sentence that speaks well or badly of what its words name."""

    span: Span
    good: bool
    words: frozenset[str]


_Placed = tuple[Entry, _View]


def find_opposed(decision: Decision, entries: Sequence[Entry]) -> tuple[Noted[Tension], ...]:
    """Return what of a journal pulls apart and touches a decision, the earlier sentence first."""
    ordered = sorted(entries, key=lambda each: (each.written_on, each.id))
    touching = (
        pair
        for pair in _pairs([(entry, view) for entry in ordered for view in _views(entry.body)])
        if entries_about(decision, [entry for entry, _ in pair])
    )
    return tuple(islice(_first_of_each(touching), _MOST))


def _pairs(views: Sequence[_Placed]) -> Iterator[tuple[_Placed, _Placed]]:
    """Yield views of two entries that pull apart; words that stand everywhere bring none."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, (_, view) in enumerate(views):
        for word in view.words:
            places[word].append(at)
    for at, (entry, view) in enumerate(views):
        told = [places[word] for word in view.words if len(places[word]) <= _EVERYWHERE]
        shared = Counter(other for each in told for other in each if other > at)
        for other in sorted(shared):
            later, against = views[other]
            if shared[other] > 0 and later.id != entry.id and _pull_apart(view, against):
                yield (entry, view), (later, against)


def _first_of_each(pairs: Iterable[tuple[_Placed, _Placed]]) -> Iterator[Noted[Tension]]:
    """Yield a tension for each pair, no sentence twice."""
    taken: set[tuple[str, Span]] = set()
    for (entry, view), (later, against) in pairs:
        places = {(entry.id, view.span), (later.id, against.span)}
        if taken & places:
            continue
        taken |= places
        yield Noted(
            value=Tension(other=cut(later, *against.span)),
            dated=later.written_on,
            origin="extracted",
            quote=cut(entry, *view.span),
        )


def _pull_apart(one: _View, other: _View) -> bool:
    if one.good == other.good:
        return False
    shared = len(one.words & other.words)
    return shared >= _FEWEST_WORDS and shared >= _SHARE * min(len(one.words), len(other.words))


@lru_cache(maxsize=2_000)
def _views(body: str) -> tuple[_View, ...]:
    found = []
    for span in sentence_spans(body):
        text = body[slice(*span)]
        good, bad = read_polarity(text)
        if good == bad or not is_own_view(body, span):
            continue
        words = words_said(text)
        if len(words) >= _FEWEST_WORDS:
            found.append(_View(span=span, good=good, words=words))
    return tuple(found)
