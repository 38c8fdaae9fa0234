"""Finds the entries and sentences that an answer may use.

The whole question comes first; an option's label and the question before it add to it. Limit: with
a model of meaning something is always found; `missing` says what the journal never speaks of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from chains.ask.events import Hits, Kind, Plan, Searched, Turn
from chains.ask.finding.absence import absent_topics
from chains.ask.finding.ahead import retrieve_ahead
from chains.ask.finding.as_written import with_names_as_written
from chains.ask.finding.happened import with_time_of_event
from chains.ask.finding.lifts import lift_by_time, lift_sentences
from chains.ask.finding.lights import light_sentences
from chains.ask.finding.ranked import Ranked, Retrieved, as_hits, with_words
from chains.ask.finding.stances import stances_in
from chains.ask.finding.telling import score_telling
from chains.ask.gaps import stands_nowhere
from chains.ask.planning.by_rules import MOST_PHRASES
from chains.ask.planning.kinds import subject_words
from chains.ask.planning.stretch import searched_range, unwritten_times
from chains.evidence.candidates import (
    Candidates,
    SearchedJournal,
    gather_candidates,
    hold_against,
    search_scores,
)
from chains.evidence.ranking import (
    Floats,
    Ints,
    Wording,
    score_question,
    score_wording,
    share_of_best,
)
from chains.evidence.sides import evidence
from chains.evidence.sources import Span
from chains.evidence.spoken import Spoken
from language.dates.asked import DatePart, DateRange, read_dates
from language.grammar.content_words import name_of
from language.quotation import breaks_off
from language.topics import themes_of_every_life
from vectorstore.types import EVERYTHING, EntryFilter, Extent

Flags = NDArray[np.bool_]
_LOOSE: Final[frozenset[Kind]] = frozenset({"about", "why", "who", "ever"})
# These are counted or put in order by day, so they keep to their range while it holds anything.
_ORDERED: Final[frozenset[Kind]] = frozenset({"first", "last", "count", "change", "deadline"})
_MOST_OTHERS = 6
_BEST_OF_EACH = 2  # of an option or another wording: what it finds is mostly the first of all
_UNSAID = 100.0
_OTHER_SIDE = -100.0
_UNDECIDED = -1
_APART = 0.1
_MOST_WEIGHED = 30  # entries that are read for what they prefer; eight are shown
_SPOKEN = 1.5  # a reason says more than a mention
_OTHERS = -6.0  # what somebody else said or wrote stands behind the writer's own words
_PROSE = re.compile(r"(?:[^\W\d_][\W\d_]*){4}")  # four letters at least
_QUOTED_LINE = re.compile(
    r"^[ \t]*(?:[-*•][ \t]*)?(?:>.*|[“\"‘『「][^”\"’』」\n]*[”\"’』」])[ \t]*$", re.MULTILINE
)


class Index(SearchedJournal, Protocol):
    """What the chain asks of the journal's index."""

    @property
    def embedding_name(self) -> str: ...
    @property
    def has_hangul(self) -> bool: ...
    def searched(self, where: EntryFilter) -> Extent: ...
    def counts(self, terms: Iterable[str]) -> dict[str, int]: ...
    def holding(self, words: str) -> frozenset[str]: ...
    def likeness(self, text: str, others: tuple[str, ...]) -> float | None: ...


def retrieve(
    index: Index, plan: Plan, history: Sequence[Turn] = (), today: date | None = None
) -> Retrieved:
    """Return what may answer `plan`, and what was searched for it.

    Raises:
        IndexUnavailableError: the index cannot be asked.
    """
    plan, counted = with_time_of_event(plan, index.entries(EVERYTHING))
    time, loose = _time_of(index, plan)
    where = _without_time(time) if loose else time
    extent = index.searched(time)
    searched = Searched(
        entries=extent.entries,
        first=extent.first,
        last=extent.last,
        unwritten=unwritten_times(plan, index.searched),
        counted=counted,
    )
    plan = with_names_as_written(
        plan, index.entries(EVERYTHING), lambda word: stands_nowhere(word, index)
    )
    if plan.stretch == "ahead":
        return retrieve_ahead(index, plan, searched)
    nothing = Hits(hits=(), searched=searched)
    if not extent.entries or not plan.phrases or plan.kind == "small_talk":
        return Retrieved(hits=nothing)
    candidates = gather_candidates(index, plan.phrases[:MOST_PHRASES], where, within=time)
    # The words of the date count as well: a text may name the day that it is about.
    asked = plan.question if loose else plan.phrases[0]
    if missing := _never_written(index, plan, candidates):
        return Retrieved(hits=nothing, missing=missing)
    question, before, options, others = _hold_wordings(candidates, index, plan, asked, where)
    found = search_scores(candidates, index, asked, where)
    if plan.kind == "period" and not plan.before:  # its words only ask: no sentence is like them
        scores = score_telling(candidates)
    else:
        scores = score_question(question, found, before=before, labels=options or others)
    scores = scores + lift_sentences(candidates, plan, history, today or date.today())
    if plan.kind not in ("period", "compare") and scores.max(initial=0.0) <= 0:
        # No word in common, and no meaning to go by: nothing speaks for any sentence.
        return Retrieved(hits=nothing)
    if loose:
        scores = scores + lift_by_time(candidates, time)
    said = _said(candidates)
    ranked = _rank(candidates, said, scores, light_sentences(candidates, plan, scores))
    by_option = _by_part(ranked, plan) or _by_option(candidates, said, plan, scores, options)
    return Retrieved(
        hits=replace(nothing, hits=as_hits(ranked)),
        ranked=ranked,
        apart=_best_of_each(
            [own for _, own in by_option]
            or [_rank(candidates, said, score_wording(each)) for each in others]
        ),
        of_the_time=with_words(index.entries(time)),
        by_option=by_option,
        counted=_count_word(index, plan, time),
    )


def _time_of(index: Index, plan: Plan) -> tuple[EntryFilter, bool]:
    """Return the days that are asked about, and whether entries of others may answer as well."""
    time = searched_range(plan, index.searched)
    if index.searched(time).entries or not _is_loose(plan, _LOOSE | _ORDERED):
        return time, _is_loose(plan, _LOOSE)
    is_told_of = _is_told_of(index, plan)
    return (_without_time(time) if is_told_of else time), is_told_of


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
        lambda words: _nearest(index, words, candidates),
        lambda word: stands_nowhere(word, index),
        lambda words: index.likeness(words, themes_of_every_life()),
    )


def _other_wordings(plan: Plan) -> tuple[str, ...]:
    """Return what a model would search for beside the question: other words for the same thing."""
    return plan.phrases[1:_MOST_OTHERS] if plan.made_by == "model" else ()


def _is_loose(plan: Plan, kinds: frozenset[Kind]) -> bool:
    """Say whether the time in the question speaks for entries without shutting others out: it is
    read from the question's words, and nothing is counted or put in order. "Until 2024" alone
    stays as it is: nothing later may be found.
    """
    ends = plan.where.since is not None and plan.where.until is not None
    return bool(plan.date_words) and ends and plan.kind in kinds and not plan.before


def _is_told_of(index: Index, plan: Plan) -> bool:
    """Say whether entries of another time tell of this one: all its numbers stand somewhere, or an
    entry has the same words for the same days ("a few years ago", "last year").
    """
    numbers = [number.lstrip("0") for number in re.findall(r"\d+", plan.date_words)]
    if numbers:
        return min(index.counts(numbers).values()) > 0
    words = plan.date_words.casefold()
    return any(
        _are_of(plan, read_dates(f"{words}?", entry.written_on))
        for entry in index.entries(EVERYTHING)
        if words in entry.body.casefold()
    )


def _are_of(plan: Plan, days: DateRange | None) -> bool:
    """Say whether days reach into the time that is asked about."""
    since, until = plan.where.since, plan.where.until
    if days is None or days.since is None or days.until is None or since is None or until is None:
        return False
    return days.since <= until and since <= days.until


def _without_time(where: EntryFilter) -> EntryFilter:
    return replace(where, since=None, until=None)


def _hold_wordings(
    candidates: Candidates, index: Index, plan: Plan, asked: str, where: EntryFilter
) -> tuple[Wording, Wording | None, list[Wording], list[Wording]]:
    """Hold against the candidates, all at once, what is asked, the question before if there is one,
    each option, and each other wording of a model.
    """
    before = [plan.before] if plan.before else []
    options = [option.label for option in plan.options]
    texts = [*before, *options, *_other_wordings(plan)]
    subject = " ".join(subject_words(asked, plan.kind)) or (asked if plan.kind == "about" else "")
    beside = [(text, " ".join(subject_words(text, "about")) or text) for text in texts]
    question, *held = hold_against(candidates, index, [(asked, subject), *beside], where)
    first, end = len(before), len(before) + len(options)
    return question, held[0] if before else None, held[first:end], held[end:]


def _nearest(index: Index, words: str, candidates: Candidates) -> float | None:
    near = index.nearness([words], candidates.entries)
    if near is None or not near:
        return None
    return max(float(each.sentences.max()) for each in near.values())


def _said(candidates: Candidates) -> Flags:
    """Return which sentences can be shown: not a line of a few letters alone, nor what breaks off
    before anything is said.
    """
    pairs = zip(candidates.entries, candidates.sentences, strict=True)
    said = [_is_said(entry.body[a:b]) for entry, spans in pairs for a, b in spans]
    return np.asarray(said, dtype=np.bool_)


def _rank(
    candidates: Candidates, said: Flags, scores: Floats, lights: Floats | float = 0.0
) -> tuple[Ranked, ...]:
    """Return the entries by their best sentence that can be shown. `lights` tell the sentences of
    an entry apart, not the entries.
    """
    scores = np.where(said, scores, scores - _UNSAID)
    lit = scores + lights
    ranked = []
    for at, (entry, spans) in enumerate(zip(candidates.entries, candidates.sentences, strict=True)):
        own = scores[candidates.slice_of(at)]
        best = float(own.max())
        if best > -_UNSAID / 2:
            lit_here = lit[candidates.slice_of(at)]
            ranked.append(Ranked(entry=entry, sentences=spans, scores=lit_here, score=best))
    ranked.sort(key=lambda each: (-each.score, each.entry.id))
    return tuple(ranked)


def _best_of_each(rankings: Sequence[Sequence[Ranked]]) -> tuple[Ranked, ...]:
    """Return the first entry of each ranking, then the second of each, and so on."""
    places = zip_longest(*(each[:_BEST_OF_EACH] for each in rankings))
    return tuple(each for place in places for each in place if each is not None)


def _by_part(ranked: Sequence[Ranked], plan: Plan) -> tuple[tuple[str, tuple[Ranked, ...]], ...]:
    """Divide what was found by the stretches of time that are compared; into none where all of it
    is of other days.
    """
    parts = tuple(
        (part.words, tuple(each for each in ranked if _is_within(each, part)))
        for part in plan.parts
    )
    return parts if any(own for _, own in parts) else ()


def _is_within(ranked: Ranked, part: DatePart) -> bool:
    day = ranked.entry.written_on
    return (part.since is None or day >= part.since) and (part.until is None or day <= part.until)


def _by_option(
    candidates: Candidates, said: Flags, plan: Plan, scores: Floats, options: Sequence[Wording]
) -> tuple[tuple[str, tuple[Ranked, ...]], ...]:
    """Rank for each option the sentences that are nearer to it than to any other."""
    if len(options) < 2:
        return ()
    nearer = np.stack([score_wording(option) for option in options])
    words = np.stack([share_of_best(each.sentence_words) for each in options])
    sides, lifts = _sides(candidates, plan, words, nearer.max(axis=0) + 0.5 * scores)
    for stance in stances_in(candidates, [option.phrases for option in plan.options], words):
        sides[stance.place], lifts[stance.place] = stance.option, stance.lift
    lifts += _OTHERS * _all_others(candidates)
    found = []
    for at, option in enumerate(plan.options):
        elsewhere = (sides != at) & (sides != _UNDECIDED)
        own = nearer[at] + 0.5 * scores + lifts + np.where(elsewhere, _OTHER_SIDE, 0.0)
        found.append((option.label, _rank(candidates, said, own.astype(np.float32))))
    return tuple(found)


def _sides(candidates: Candidates, plan: Plan, words: Floats, fit: Floats) -> tuple[Ints, Floats]:
    """Return the option that each sentence speaks to: by what it prefers, else by the words of the
    labels, which tell sides apart better than meaning does (.69 against .62 of 224 sentences);
    and what it is lifted by where it gives a reason. A sentence with the words of none, or of all,
    is undecided. What is preferred is read in the entries with the best `fit` only: reading takes
    long.
    """
    sides: Ints = words.argmax(axis=0)
    sides[words.max(axis=0) - words.min(axis=0) < _APART] = _UNDECIDED
    lifts: Floats = np.zeros(len(sides), dtype=np.float32)
    wordings = [option.phrases for option in plan.options]
    in_order = candidates.entry_of[np.argsort(-fit, kind="stable")]
    for at in list(dict.fromkeys(in_order.tolist()))[:_MOST_WEIGHED]:
        spans, first = candidates.sentences[at], candidates.slice_of(at).start
        spoken = evidence(candidates.entries[at], spans, wordings, None)
        for sentence, option in _spoken_to(spoken, spans).items():
            sides[first + sentence], lifts[first + sentence] = option, _SPOKEN
    return sides, lifts


def _spoken_to(spoken: Iterable[Spoken], spans: Sequence[Span]) -> dict[int, int]:
    """Return by the place of each sentence that weighs the option it speaks to; one whose clauses
    speak to several is undecided.
    """
    starts = [start for start, _ in spans]
    options: dict[int, int] = {}
    for each in spoken:
        sentence = bisect_right(starts, each.span[0]) - 1
        same = options.setdefault(sentence, each.option) == each.option
        options[sentence] = each.option if same else _UNDECIDED
    return options


def _all_others(candidates: Candidates) -> Floats:
    """Return 1 for each sentence of which no word is the writer's, as its form tells: its whole
    line stands in quotation marks, without a frame, as people copy from a forum. Else the share of
    such sentences in its entry, whose words and meaning are not the writer's either.
    """
    flags: Floats = np.zeros(len(candidates.entry_of), dtype=np.float32)
    for at, (entry, spans) in enumerate(zip(candidates.entries, candidates.sentences, strict=True)):
        quoted = [match.span() for match in _QUOTED_LINE.finditer(entry.body)]
        if quoted:
            within = [any(a <= start and end <= b for a, b in quoted) for start, end in spans]
            flags[candidates.slice_of(at)] = np.maximum(within, np.mean(within))
    return flags


def _is_said(text: str) -> bool:
    return _PROSE.search(text) is not None and not text.startswith("#") and not breaks_off(text)
