"""Which sentences of an entry speak for or against which option, by wording alone.

Limit: a sentence counts only with a word that gives reasons or feelings, and with a word or concept
of an option.
Invariant: every quote is a whole sentence of the entry, cut by its offsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chains.evidence.relevance import Relevance, Topic, distinct, relevance_of, topic_of
from decisions.parts import Basis, Side
from journal.entry import Entry
from language.glossary import load_glossary
from language.terms import terms_of
from language.wording import (
    assumes,
    calls_fun,
    calls_no_fun,
    compared_less,
    gives_reason,
    is_sure,
    leans_away,
    leans_towards,
    name_degree,
    read_polarity,
    reports_advice,
    says_bad,
    says_good,
    says_required,
    states_fact,
    tells_feeling,
    wishes_to_wait,
)

Span = tuple[int, int]
_SHORTEST = 6
_LONGEST_LEANING = 70
_NEAR_ENOUGH = 0.35
CAREER = frozenset(
    {"study", "research", "work", "hiring", "military", "places and living", "pay and money"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A sentence that speaks to option number `option`."""

    span: Span
    option: int
    side: Side
    basis: Basis
    strength: float


def evidence(
    entry: Entry, spans: Sequence[Span], options: Sequence[Sequence[str]], waiting: int | None
) -> tuple[Spoken, ...]:
    """Return what the sentences say about the options, given as wordings; `waiting` is the option
    to decide later.
    """
    texts = [entry.body[a:b] for a, b in spans]
    topics = distinct(
        [topic_of([_career_words(wording) for wording in wordings]) for wordings in options]
    )
    scores = relevance_of([name_degree(text) for text in texts], topics)
    found = []
    for span, text, row in zip(spans, texts, scores, strict=True):
        if sum(char.isalpha() for char in text) < _SHORTEST:
            continue
        spoken = _spoken(text, row, topics, waiting)
        if spoken is not None:
            option, side, strength = spoken
            found.append(
                Spoken(span=span, option=option, side=side, basis=_basis(text), strength=strength)
            )
    return tuple(found)


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
    near = [(a, b) for a, b in spans if b - a <= _LONGEST_LEANING]
    texts = [entry.body[a:b] for a, b in near]
    topics = [topic_of([_career_words(wording) for wording in wordings]) for wordings in options]
    found = []
    for span, text, row in zip(near, texts, relevance_of(texts, topics), strict=True):
        named = [at for at, relevance in enumerate(row) if relevance.direct]
        towards, away = leans_towards(text), leans_away(text)
        if len(named) != 1 or not (towards or away) or "?" in text or reports_advice(text):
            continue
        lean = (-1 if away else 1) * (2 if is_sure(text) else 1)
        found.append(Leaning(span=span, option=named[0], lean=lean))
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


def _spoken(
    text: str, row: Sequence[Relevance], topics: Sequence[Topic], waiting: int | None
) -> tuple[int, Side, float] | None:
    if waiting is not None and wishes_to_wait(text):
        return waiting, "for", 3.0
    good, bad = read_polarity(text)
    if not (good or bad or gives_reason(text)):
        return None
    choices = [at for at in range(len(row)) if at != waiting]
    touched = [at for at in choices if row[at].score > 0]
    if compared := _compared(text, topics, waiting):
        less, strength = compared
        others = [at for at in choices if at != less]
        wins: Side = "against" if bad and not good else "for"
        if len(others) == 1:
            return others[0], wins, strength
        return less, "for" if wins == "against" else "against", strength
    named = [at for at in touched if row[at].direct] or touched
    if len(named) != 1 or not (good or bad) or row[named[0]].score < _NEAR_ENOUGH:
        return None
    # A sentence near two options speaks surely for one only where it says what that one is needed
    # for.
    if len(touched) > 1 and not says_required(text):
        return None
    side: Side = "mixed" if good and bad else "for" if good else "against"
    return named[0], side, row[named[0]].score


def _compared(text: str, topics: Sequence[Topic], waiting: int | None) -> tuple[int, float] | None:
    """Return the option that a comparison puts below ("than research"), and how surely."""
    less = compared_less(text)
    if not less or not (says_good(text) or says_bad(text)):
        return None
    row = relevance_of([less], list(topics))[0]
    best = max(((r.score, at) for at, r in enumerate(row) if at != waiting), default=(0.0, -1))
    return (best[1], best[0] + 2.0) if best[0] > 0 else None


def _basis(text: str) -> Basis:
    if reports_advice(text):
        return "person"
    if states_fact(text):
        return "fact"
    if assumes(text):
        return "assumption"
    if tells_feeling(text):
        return "feeling"
    return "experience"


def _career_words(label: str) -> str:
    """Return the words of a label without the field they are in, which both options share."""
    glossary = load_glossary()
    kept = [
        w for w in label.split() if {c.group for c in glossary.concepts_in(w)} != {"field words"}
    ]
    return " ".join(kept) or label


def shares_words(first: str, second: str) -> bool:
    """Say whether two wordings name the same thing: a concept of study or work, or most of their
    words.
    """
    glossary = load_glossary()
    groups = ("study", "research", "work", "hiring", "military", "places and living", "field words")
    one, two = (
        frozenset(c.name for c in glossary.concepts_in(text) if c.group in groups)
        for text in (first, second)
    )
    if one and two:
        return not one.isdisjoint(two)
    words, others = (
        frozenset(t for t in terms if len(t) > 1) for terms in terms_of([first, second])
    )
    return bool(words and others) and len(words & others) * 2 >= min(len(words), len(others))
