"""The answer without a model: the sentences that speak to each option, in date order, each cut from
its entry.

Limit: chosen by wording. Invariant: a sentence stands under two options only when it speaks to
both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chains.ask.events import Answer, Citation, Hits, Plan
from chains.evidence.relevance import Relevance, distinct, relevance_of, topic_of
from chains.evidence.sources import Entries, Source, Span, gather_sources
from errors import JournalError
from language.content_words import content_words

_PER_OPTION = 5
_WITHOUT_OPTIONS = 8
_ROUNDS = 8
_SHORTEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    source: Source
    span: Span
    relevance: Sequence[Relevance]


def answer_with_quotes(
    plan: Plan, hits: Hits, entries: Entries, problem: JournalError | None = None
) -> Answer:
    """Return the found sentences as citations, grouped by option; `gaps` names what nothing was
    found for.
    """
    candidates = _candidates(plan, gather_sources(hits.hits, entries))
    chosen: list[tuple[_Candidate, str]] = []
    gaps = []
    for position, label in enumerate([option.label for option in plan.options] or [""]):
        picked = _pick(candidates, position, _PER_OPTION if label else _WITHOUT_OPTIONS)
        chosen += [(candidate, label) for candidate in picked]
        if not picked:
            gaps.append(label or _subject(plan))
    citations = tuple(
        _citation(number, each, label) for number, (each, label) in enumerate(chosen, 1)
    )
    return Answer(
        citations=citations,
        searched=hits.searched,
        gaps=tuple(gap for gap in gaps if gap),
        finish="quotes_only",
        problem=problem,
    )


def _subject(plan: Plan) -> str:
    return " ".join(content_words(plan.phrases[0])) if plan.phrases else plan.question


def _candidates(plan: Plan, sources: Sequence[Source]) -> list[_Candidate]:
    spans = [
        (source, span)
        for source in sources
        for span in source.sentences
        if _is_prose(source.text(span))
    ]
    topics = distinct(
        [topic_of(option.phrases) for option in plan.options] or [topic_of(plan.phrases)]
    )
    scores = relevance_of([source.text(span) for source, span in spans], topics)
    return [
        _Candidate(source=s, span=span, relevance=r)
        for (s, span), r in zip(spans, scores, strict=True)
    ]


def _is_prose(text: str) -> bool:
    return sum(1 for char in text if char.isalpha()) >= _SHORTEST and not text.startswith("#")


def _pick(candidates: Sequence[_Candidate], position: int, most: int) -> list[_Candidate]:
    """Take the best sentences for one option, few from each entry, and put them in the order they
    were written.
    """
    fitting = [c for c in candidates if _speaks_to(c.relevance, position)]
    fitting.sort(key=lambda c: (-c.relevance[position].score, c.source.number, c.span))
    picked: list[_Candidate] = []
    for share in range(1, _ROUNDS + 1):  # one sentence of each entry before a second of any
        from_entry = Counter(c.source.entry_id for c in picked)
        for candidate in fitting:
            if (
                len(picked) < most
                and candidate not in picked
                and from_entry[candidate.source.entry_id] < share
            ):
                picked.append(candidate)
                from_entry[candidate.source.entry_id] += 1
    return sorted(picked, key=lambda c: (c.source.written_on, c.source.number, c.span))


def _speaks_to(relevance: Sequence[Relevance], position: int) -> bool:
    own = relevance[position]
    others = [r for i, r in enumerate(relevance) if i != position]
    if not own.score:
        return False
    if own.direct:
        return True
    return all(not other.direct and other.score <= own.score for other in others)


def _citation(number: int, candidate: _Candidate, label: str) -> Citation:
    source = candidate.source
    return Citation(
        number=number,
        entry_id=source.entry_id,
        start=candidate.span[0],
        end=candidate.span[1],
        quote=source.text(candidate.span),
        written_on=source.written_on,
        title=source.title,
        option=label,
    )
