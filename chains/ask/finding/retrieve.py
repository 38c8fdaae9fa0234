"""Finds the entries and sentences that an answer may use.

The whole question comes first; an option's label and the question before it add to it. Limit: with
a model of meaning something is always found; `missing` says what the journal never speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import numpy as np

from chains.ask.events import Hits, Plan, Searched, Turn
from chains.ask.finding.absence import absent_topics
from chains.ask.finding.ahead import retrieve_ahead
from chains.ask.finding.as_written import with_names_as_written
from chains.ask.finding.by_entry import best_of_each, by_part, find_said, rank
from chains.ask.finding.by_option import rank_by_option
from chains.ask.finding.happened import with_time_of_event
from chains.ask.finding.lifts import lift_by_time, lift_sentences
from chains.ask.finding.lights import light_sentences
from chains.ask.finding.ranked import Retrieved, as_hits, with_words
from chains.ask.finding.telling import score_telling
from chains.ask.finding.time_searched import time_searched, without_time
from chains.ask.gaps import stands_nowhere
from chains.ask.planning.by_rules import MOST_PHRASES
from chains.ask.planning.kinds import subject_words
from chains.ask.planning.stretch import unwritten_times
from chains.evidence.candidates import (
    Candidates,
    SearchedJournal,
    gather_candidates,
    hold_against,
    search_scores,
)
from chains.evidence.ranking import Floats, Wording, score_question, score_wording
from language.dates.asked import DatePart
from language.figures.names import NamedIn
from language.grammar.content_words import name_of
from vectorstore.types import EVERYTHING, EntryFilter, Extent

_MOST_OTHERS = 6


class Index(SearchedJournal, Protocol):
    """What the chain asks of the journal's index."""

    @property
    def embedding_name(self) -> str: ...
    @property
    def has_hangul(self) -> bool: ...
    def searched(self, where: EntryFilter) -> Extent: ...
    def counts(self, terms: Iterable[str]) -> dict[str, int]: ...
    def holding(self, words: str) -> frozenset[str]: ...
    def written_names(self) -> NamedIn: ...
    def particularity(self, words: Sequence[str]) -> list[float] | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wordings:
    """What is asked, held against every sentence: the question, the one before it if there is one,
    each option, and each other wording of a model.
    """

    asked: str
    question: Wording
    before: Wording | None
    options: Sequence[Wording]
    others: Sequence[Wording]


def retrieve(
    index: Index, plan: Plan, history: Sequence[Turn] = (), today: date | None = None
) -> Retrieved:
    """Return what may answer `plan`, and what was searched for it.

    Raises:
        IndexUnavailableError: the index cannot be asked.
    """
    everything = index.entries(EVERYTHING)
    plan, counted = with_time_of_event(plan, everything)
    plan = with_names_as_written(
        plan, index.written_names, lambda word: stands_nowhere(word, index)
    )
    time, is_loose = time_searched(index, plan)
    searched = _searched(index, plan, time, counted)
    if plan.stretch == "ahead":
        return retrieve_ahead(index, plan, searched)
    nothing = Retrieved(hits=Hits(hits=(), searched=searched))
    if not searched.entries or not plan.phrases or plan.kind == "small_talk":
        return nothing
    where = without_time(time) if is_loose else time
    candidates = gather_candidates(index, plan.phrases[:MOST_PHRASES], where, within=time)
    if missing := _never_written(index, plan, candidates):
        return replace(nothing, missing=missing)
    if not candidates.entries:  # of many, none is proposed by words or meaning
        return nothing
    # The words of the date count as well: a text may name the day that it is about.
    asked = plan.question if is_loose else plan.phrases[0]
    wordings = _hold_wordings(candidates, index, plan, asked, where)
    scores = _score(candidates, index, plan, wordings, where)
    scores = scores + lift_sentences(candidates, plan, history, today or date.today())
    if plan.kind not in ("period", "compare") and scores.max(initial=0.0) <= 0:
        # No word in common, and no meaning to go by: nothing speaks for any sentence.
        return nothing
    if is_loose:
        scores = scores + lift_by_time(candidates, time)
    return replace(
        _rank_all(candidates, plan, wordings, scores, searched),
        of_the_time=with_words(index.entries(time)),
        counted=_count_word(index, plan, time),
    )


def _searched(index: Index, plan: Plan, time: EntryFilter, counted: DatePart | None) -> Searched:
    extent = index.searched(time)
    return Searched(
        entries=extent.entries,
        first=extent.first,
        last=extent.last,
        unwritten=unwritten_times(plan, index.searched),
        counted=counted,
    )


def _score(
    candidates: Candidates, index: Index, plan: Plan, wordings: _Wordings, where: EntryFilter
) -> Floats:
    """Return how well each sentence fits the question; where all of a time is asked for, how much
    it tells: the words only ask, and no sentence is like them. The last of all entries is told by
    its day alone.
    """
    if plan.kind == "period" and not plan.before:
        return score_telling(candidates)
    if plan.kind in ("first", "last") and not subject_words(wordings.asked, plan.kind):
        return np.ones(len(candidates.entry_of), dtype=np.float32)
    found = search_scores(candidates, index, wordings.asked, where)
    labels = wordings.options or wordings.others
    return score_question(wordings.question, found, before=wordings.before, labels=labels)


def _rank_all(
    candidates: Candidates, plan: Plan, wordings: _Wordings, scores: Floats, searched: Searched
) -> Retrieved:
    """Rank the entries for the question, for each option or each time that is compared, and for
    each other wording.
    """
    said = find_said(candidates)
    ranked = rank(candidates, said, scores, light_sentences(candidates, plan, scores))
    by_option = by_part(ranked, plan) or rank_by_option(
        candidates, said, plan, scores, wordings.options
    )
    apart = [own for _, own in by_option] or [
        rank(candidates, said, score_wording(each)) for each in wordings.others
    ]
    return Retrieved(
        hits=Hits(hits=as_hits(ranked), searched=searched),
        ranked=ranked,
        by_option=by_option,
        apart=best_of_each(apart),
    )


def _count_word(index: Index, plan: Plan, time: EntryFilter) -> tuple[str, tuple[date, ...]] | None:
    """Return the one word whose entries a question wants counted, with their days; None where more
    is asked than words can tell, or no entry holds it.
    """
    words = subject_words(plan.phrases[0], plan.kind) if plan.kind == "count" else ()
    held = index.holding(words[0]) if len(words) == 1 else frozenset()
    days = sorted(each.written_on for each in index.entries(time) if each.id in held)
    return (name_of(plan.phrases[0], words), tuple(days)) if days else None


def _never_written(index: Index, plan: Plan, candidates: Candidates) -> tuple[str, ...]:
    """Return what is asked about and stands nowhere: nothing where an entry holds other words in
    which a model would say it.
    """
    others = plan.phrases[1:] if plan.made_by == "model" else ()
    if any(index.holding(each) for each in others):
        return ()
    return absent_topics(
        plan,
        index.entries(EVERYTHING),
        index.written_names,
        lambda words: _nearest(index, words, candidates),
        lambda word: stands_nowhere(word, index),
        index.particularity,
    )


def _other_wordings(plan: Plan) -> tuple[str, ...]:
    """Return what a model would search for beside the question: other words for the same thing."""
    return plan.phrases[1:_MOST_OTHERS] if plan.made_by == "model" else ()


def _hold_wordings(
    candidates: Candidates, index: Index, plan: Plan, asked: str, where: EntryFilter
) -> _Wordings:
    """Hold all that is asked against the candidates at once."""
    before = [plan.before] if plan.before else []
    options = [option.label for option in plan.options]
    texts = [*before, *options, *_other_wordings(plan)]
    subject = " ".join(subject_words(asked, plan.kind)) or (asked if plan.kind == "about" else "")
    beside = [(text, " ".join(subject_words(text, "about")) or text) for text in texts]
    question, *held = hold_against(candidates, index, [(asked, subject), *beside], where)
    first, end = len(before), len(before) + len(options)
    return _Wordings(
        asked=asked,
        question=question,
        before=held[0] if before else None,
        options=held[first:end],
        others=held[end:],
    )


def _nearest(index: Index, words: str, candidates: Candidates) -> float | None:
    near = index.nearness([words], candidates.entries)
    if near is None or not near:
        return None
    return max(float(each.sentences.max()) for each in near.values())
