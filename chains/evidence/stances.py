"""Where the writer says to stand, and what contradicts what: read off the wording alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chains.evidence.option_names import topic_of_option
from chains.evidence.relevance import relevance_of
from chains.evidence.sources import Span
from journal.entry import Entry
from language.glossary import load_glossary
from language.options.settling import is_settled
from language.wording import (
    calls_fun,
    calls_no_fun,
    compared_less,
    is_conditional,
    is_sure,
    leans_away,
    leans_towards,
    reports_advice,
)

# Letters; more is a story.
_LONGEST_LEANING = 70
_LONGEST_SETTLING = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """A sentence that says where the writer stands: towards (1, 2) or away from (-1, -2) option
    number `option`.
    """

    span: Span
    option: int
    lean: int


def leanings(
    entry: Entry, spans: Sequence[Span], options: Sequence[Sequence[str]]
) -> tuple[Leaning, ...]:
    """Return the short sentences that name one option and say that it is, or is not, the one."""
    found = []
    short = [(a, b) for a, b in spans if b - a <= _LONGEST_LEANING]
    for span, option in _about_one(entry, short, options):
        text = entry.body[span[0] : span[1]]
        towards, away = leans_towards(text), leans_away(text)
        supposed = is_conditional(text) or reports_advice(text)
        if (towards or away) and "?" not in text and not supposed:
            lean = (-1 if away else 1) * (2 if is_sure(text) else 1)
            found.append(Leaning(span=span, option=option, lean=lean))
    return tuple(found)


def settled(
    entry: Entry, spans: Sequence[Span], options: Sequence[Sequence[str]]
) -> tuple[tuple[Span, int], ...]:
    """Return the short sentences that name one option and settle it, each with that option."""
    short = [(a, b) for a, b in spans if b - a <= _LONGEST_SETTLING]
    return _about_one(entry, [(a, b) for a, b in short if is_settled(entry.body[a:b])], options)


def _about_one(
    entry: Entry, spans: Sequence[Span], options: Sequence[Sequence[str]]
) -> tuple[tuple[Span, int], ...]:
    texts = [entry.body[a:b] for a, b in spans]
    topics = [topic_of_option(wordings) for wordings in options]
    found = []
    for span, row in zip(spans, relevance_of(texts, topics), strict=True):
        named = [at for at, relevance in enumerate(row) if relevance.direct]
        if len(named) == 1:
            found.append((span, named[0]))
    return tuple(found)


def tensions(entry: Entry, spans: Sequence[Span]) -> tuple[tuple[Span, Span], ...]:
    """Return pairs of sentences that call the same thing fun and no fun: at most one pair for each
    thing.
    """
    glossary = load_glossary()
    good: dict[str, list[Span]] = {}
    bad: dict[str, list[Span]] = {}
    for span in spans:
        text = entry.body[span[0] : span[1]]
        liked, disliked = calls_fun(text), calls_no_fun(text)
        if liked == disliked or compared_less(text):
            continue
        for concept in glossary.concepts_in(text):
            if concept.group in ("research", "study", "work"):
                (good if liked else bad).setdefault(concept.name, []).append(span)
            if (
                concept.group == "research"
            ):  # papers, the lab and research itself are one thing to like or not
                (good if liked else bad).setdefault(concept.group, []).append(span)
    pairs: list[tuple[Span, Span]] = []
    taken: set[Span] = set()
    for name in sorted(good, key=lambda each: each == "research"):
        first, second = good[name][-1], next(iter(bad.get(name, ())), None)
        if second is not None and first not in taken and second not in taken:
            pairs.append((first, second))
            taken |= {first, second}
    return tuple(pairs[:3])
