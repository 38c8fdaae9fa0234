"""Checks the numbers, days and names of an answer against the sentences that it points at.

Promise: a figure that stands in no cited sentence, its entry's day or its title is doubted, in
place (a name may stand earlier in the entry: "she" is somebody); without a pointer the same holds
of all that the model was given. Limit: what a question names may be said again; what a sentence
only implies is doubted. Invariant: no text is changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chains.ask.cite.clauses import Clause, clauses
from chains.ask.events import Answer, Citation, Doubt, Section
from chains.evidence.sources import Source
from language.figures.find import Figure, Told, Written, find_figures, read_written
from language.figures.names import find_names
from language.grammar.terms import Terms, terms_of
from language.word_lists import compile_list

# A clause that says what is not there names things that no sentence holds.
_DENIES = compile_list("claims", "denies")
_BEGINS_SPAN = compile_list("claims", "begins_span")
_FEWEST_TERMS = 2
_NEAREST = 8  # given sentences that a clause without a pointer is looked up in


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """What was found in one section of an answer."""

    doubts: tuple[Doubt, ...] = ()
    figures: int = 0
    claims: int = 0


def check_figures(answer: Answer, sources: Sequence[Source], asked: str) -> Answer:
    """Return `answer` with its doubts, the count of its figures and of its claims without a
    pointer.
    """
    checker = _Checker(answer.citations, sources, asked)
    sections: tuple[tuple[Section, str], ...] = (("answer", answer.text), ("moved", answer.moved))
    found = [checker.check(section, text) for section, text in sections if text]
    return replace(
        answer,
        doubts=tuple(doubt for each in found for doubt in each.doubts),
        figures_checked=sum(each.figures for each in found),
        claims_unpointed=sum(each.claims for each in found),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """What was found in the words of one clause; the figures lie where they lie in them."""

    figures: int
    doubted: tuple[Figure, ...]
    claims: bool


class _Checker:
    """The sentences of one turn, read when they are needed."""

    def __init__(
        self, citations: Sequence[Citation], sources: Sequence[Source], asked: str
    ) -> None:
        self._cited: Mapping[int, Written] = {
            # Who says a quote often stands before it, and is shown with it.
            each.number: Written(
                text=f"{each.before}{each.quote}{each.after}",
                written_on=each.written_on,
                title=each.title,
            )
            for each in citations
            if each.entry_id
        }
        self._citations = {each.number: each for each in citations if each.entry_id}
        self._sources = sources
        self._numbers = frozenset(self._cited)
        self._given = [
            Written(text=source.text(span), written_on=source.written_on, title=source.title)
            for source in sources
            for span in source.sentences
        ]
        self._asked = asked
        self._judged: dict[tuple[str, frozenset[int], frozenset[int]], _Judged] = {}
        self._told: dict[frozenset[int], Told] = {}
        self._near: dict[tuple[int, ...], Told] = {}

    def check(self, section: Section, text: str) -> _Section:
        """Return what is doubted in one section's text."""
        doubts: list[Doubt] = []
        figures = claims = 0
        for clause in clauses(text):
            numbers = clause.numbers & self._numbers
            if clause.numbers and not numbers:
                continue  # words in no entry are marked as such already
            if not numbers and not self._given:
                continue  # nothing was given to look it up in
            words = text[clause.start : clause.end]
            judged = self._judge(words, numbers, clause.nearby & self._numbers)
            claims += judged.claims
            figures += judged.figures
            doubts += [
                _doubt(section, text, clause, figure, cited=bool(numbers))
                for figure in judged.doubted
            ]
        return _Section(doubts=tuple(doubts), figures=figures, claims=claims)

    def _judge(self, words: str, numbers: frozenset[int], nearby: frozenset[int]) -> _Judged:
        """Look a clause up, once for all places that say it: models repeat themselves."""
        key = (words, numbers, nearby)
        if key not in self._judged:
            told = self._told_by(numbers) if numbers else self._told_near(words)
            figures = find_figures(words, told.mid_sentence)
            self._judged[key] = _Judged(
                figures=len(figures),
                doubted=tuple(
                    each for each in figures if not self._stands(each, told, numbers, nearby, words)
                ),
                claims=not numbers and _claims_something(words),
            )
        return self._judged[key]

    def _stands(
        self,
        figure: Figure,
        told: Told,
        numbers: frozenset[int],
        nearby: frozenset[int],
        words: str,
    ) -> bool:
        if not numbers and _DENIES.search(words):
            return True
        if not told.denies(figure) or self._counts_pointers(figure, numbers):
            return True
        # The two ends of a span of time ("from May to July") lie in two clauses.
        ends_elsewhere = figure.kind == "date" and bool(_BEGINS_SPAN.search(words))
        if ends_elsewhere and self._told_by(nearby).states(figure):
            return True
        if figure.kind == "name" and self._is_named_earlier(figure, numbers):
            return True
        return self._is_asked(figure, told)

    def _is_named_earlier(self, figure: Figure, numbers: frozenset[int]) -> bool:
        """Say whether the entry has named before whom a cited sentence calls "she": one that names
        nobody itself.
        """
        cited = [self._citations[number] for number in numbers]
        if any(not name.roles for each in cited for name in find_names(each.quote)):
            return False
        return any(read_written([self._earlier(each)]).states(figure) for each in cited)

    def _earlier(self, citation: Citation) -> Written:
        """Return what was given of an entry before a cited sentence."""
        given = [
            source.text(span)
            for source in self._sources
            if source.entry_id == citation.entry_id
            for span in source.sentences
            if span[1] <= citation.start
        ]
        return Written(text="\n".join(given))

    def _told_by(self, numbers: frozenset[int]) -> Told:
        if numbers not in self._told:
            cited = [self._cited[number] for number in sorted(numbers)]
            self._told[numbers] = read_written(cited)
        return self._told[numbers]

    def _counts_pointers(self, figure: Figure, numbers: frozenset[int]) -> bool:
        """Say whether "three times" counts the three sentences that it points at."""
        amount = getattr(figure.value, "amount", 0)
        return len(numbers) > 1 and amount == len(numbers)

    def _is_asked(self, figure: Figure, told: Told) -> bool:
        """Say whether a figure is the question's own, and no other of the question's stands there
        instead.
        """
        if not self._told_by_question.states(figure):
            return False
        return not any(
            other.kind == figure.kind and told.states(other) for other in self._asked_figures
        )

    @cached_property
    def _told_by_question(self) -> Told:
        return read_written([Written(text=self._asked)])

    @cached_property
    def _asked_figures(self) -> tuple[Figure, ...]:
        return find_figures(self._asked)

    @cached_property
    def _terms(self) -> list[Terms]:
        return terms_of([each.text for each in self._given])

    def _told_near(self, words: str) -> Told:
        """Read the given sentences that share most words with a clause without a pointer."""
        own = set(terms_of([words])[0])
        shared = [len(own & set(terms)) for terms in self._terms]
        best = sorted(range(len(shared)), key=lambda at: -shared[at])[:_NEAREST]
        near = tuple(sorted(at for at in best if shared[at])) or tuple(range(len(self._given)))
        if near not in self._near:
            self._near[near] = read_written([self._given[at] for at in near])
        return self._near[near]


def _claims_something(words: str) -> bool:
    """Say whether a clause tells something of the writer, rather than of what is not there."""
    if _DENIES.search(words) or words.rstrip().endswith("?"):
        return False
    return len(set(terms_of([words])[0])) >= _FEWEST_TERMS


def _doubt(section: Section, text: str, clause: Clause, figure: Figure, *, cited: bool) -> Doubt:
    start, end = clause.start + figure.start, clause.start + figure.end
    return Doubt(
        section=section, start=start, end=end, words=text[start:end], kind=figure.kind, cited=cited
    )
