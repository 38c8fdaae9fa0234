"""A choice of which an entry tells only that somebody waits for the answer by a day: "She needs to
know by the 14th".

Promise: its options are what the sentence asks between, or what was offered to the writer near it,
in the entry or in those around; of one offer the other side is to go on as now. Limit: an answer to
what nothing offers gives none, nor does anything without a `Meaning`. Invariant: the day is the one
that the sentence names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from chains.decide.across import entries_before
from chains.decide.attach import attach, mark_read
from chains.decide.by_rules.noting import labels_of
from chains.decide.by_rules.proposal import propose
from chains.decide.choices import Choice, names_any, share_option
from chains.decide.decide_by import find_day, note_day
from decisions.parts import DecideBy
from decisions.record import Decision, Noted
from journal.entry import Entry
from language.grammar.sentences import Span, sentence_spans
from language.options.awaited import asked_of_writer, awaits_answer, offered_in
from language.options.laid import Named
from language.options.naming import means_staying
from language.options.put_forward import put_forward_in

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning

_DAYS: Final = 42  # from an offer to the sentence that waits
_LEAST: Final = 0.15  # as much of life as an offer has to be
_RETURNED: Final = 0.1  # less, where another entry comes back to it
_LEAST_ASKED: Final = 0.0  # … and where the sentence asks between two things
_BESIDE: Final = 2  # sentences
_AROUND: Final = 120  # code points of the entry on each side of an offer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Awaited:
    """Where an entry tells that an answer is waited for, and by when."""

    entry: Entry
    spans: tuple[Span, ...]
    at: int
    by: Noted[DecideBy]

    @property
    def span(self) -> Span:
        return self.spans[self.at]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """What an entry offers to the writer."""

    entry: Entry
    option: Named


def find_awaited(
    entries: Sequence[Entry], known: Sequence[Decision], meaning: Meaning | None
) -> Iterator[tuple[Decision, Entry]]:
    """Yield the choices of life to which an answer is waited for in these entries, which are in the
    order of their days, as proposals, each with the entry that waits; none of those `known`.

    Raises: ModelUnavailableError.
    """
    if meaning is None:
        return
    taken = list(known)
    for awaited in chain.from_iterable(map(_awaited_in, entries)):
        offers = _offers_to(awaited, entries, meaning)
        if offers and not any(_is_about(awaited, offers, each, meaning) for each in taken):
            proposal = _propose(awaited, offers, meaning)
            taken.append(proposal)
            yield proposal, awaited.entry


def find_awaited_by(
    entry: Entry,
    journal: Iterable[Entry],
    known: Sequence[Decision],
    meaning: Meaning | None,
) -> tuple[Decision, ...]:
    """Return the choices to which this entry says that an answer is waited for.

    Raises: ModelUnavailableError.
    """
    if not any(_awaited_in(entry)):
        return ()
    before = entries_before(entry, journal, _DAYS)
    found = find_awaited([*before, entry], known, meaning)
    return tuple(proposal for proposal, waiting in found if waiting.id == entry.id)


def _awaited_in(entry: Entry) -> Iterator[_Awaited]:
    spans = sentence_spans(entry.body)
    for at, span in enumerate(spans):
        if not awaits_answer(entry.body[slice(*span)]):
            continue
        if found := find_day(entry, spans, at):
            by = note_day(entry, *found)
            yield _Awaited(entry=entry, spans=spans, at=at, by=by)


def _is_about(
    awaited: _Awaited, offers: Sequence[_Offer], known: Decision, meaning: Meaning
) -> bool:
    """Say whether a decision that is known is what the answer is about: it is named there, has an
    option that is offered, or was asked between the offer and the entry that waits.
    """
    labels = labels_of(known)
    near = awaited.spans[max(0, awaited.at - 1) : awaited.at + 1]
    if any(names_any(awaited.entry.body[slice(*span)], labels) for span in near):
        return True
    days = sorted((offers[0].entry.written_on, awaited.entry.written_on))
    if offers[0].entry.id != awaited.entry.id and days[0] <= known.question.dated <= days[1]:
        return True
    return share_option([each.option.label for each in offers], labels, meaning)


def _offers_to(awaited: _Awaited, entries: Sequence[Entry], meaning: Meaning) -> list[_Offer]:
    """Return what the answer is about: what the sentence asks between, else the nearest offer and
    another one beside it.
    """
    entry, around = awaited.entry, _around(awaited, entries)
    asked = [_Offer(entry=entry, option=each) for each in asked_of_writer(entry.body, awaited.span)]
    if len(asked) > 1 and _life_in(asked, meaning) >= _LEAST_ASKED:
        return asked
    near = [*asked, *_offers_in(entry, awaited.at), *_possible_near(awaited)]
    for other in around:
        near += _offers_in(other, len(sentence_spans(other.body)))
    of_life = [each for each in near if _life_in([each], meaning) >= _least(each, around)]
    if not of_life:
        return []
    nearest = [each for each in of_life if each.entry.id == of_life[0].entry.id]
    first = max(nearest, key=lambda each: _life_in([each], meaning))
    if together := [each for each in near if _is_or(each, first, meaning)]:
        return [first, *together]
    beside = (each for each in of_life if _is_beside(each, first, meaning))
    second = next(beside, None) or _staying_near([entry, *around])
    return [first] if second is None else [first, second]


def _is_or(other: _Offer, first: _Offer, meaning: Meaning) -> bool:
    """Say whether one sentence offers the one or the other: "a desk in Hull or a pension"."""
    if (other.entry.id, other.option.span) != (first.entry.id, first.option.span):
        return False
    return not share_option([other.option.label], [first.option.label], meaning)


def _is_beside(other: _Offer, first: _Offer, meaning: Meaning) -> bool:
    """Say whether something else was offered: an entry tells of one offer, and what comes with
    it.
    """
    if other.entry.id == first.entry.id:
        return False
    return not share_option([other.option.label], [first.option.label], meaning)


def _least(offer: _Offer, around: Sequence[Entry]) -> float:
    """Return how much of life an offer has to be: less, where it is not forgotten."""
    elsewhere = (each.body for each in around if each.id != offer.entry.id)
    returned = any(names_any(body, [offer.option.label]) for body in elsewhere)
    return _LEAST - _RETURNED * returned


def _staying_near(entries: Sequence[Entry]) -> _Offer | None:
    """Return what going on as now is called in the entries around."""
    return next(
        (
            _Offer(entry=entry, option=each.option)
            for entry in entries
            for each in put_forward_in(entry.body, sentence_spans(entry.body))
            if each.kind != "offered" and means_staying(each.option.label)
        ),
        None,
    )


def _offers_in(entry: Entry, at: int) -> Iterator[_Offer]:
    """Yield what an entry offers, nearest to its sentence `at` first, what stands before it before
    what stands after.
    """
    spans = sentence_spans(entry.body)
    for span in (*reversed(spans[: at + 1]), *spans[at + 1 :]):
        yield from (_Offer(entry=entry, option=each) for each in offered_in(entry.body, span))


def _possible_near(awaited: _Awaited) -> Iterator[_Offer]:
    """Yield what the sentences beside the one that waits put forward, though nobody offers it."""
    entry = awaited.entry
    beside = awaited.spans[max(0, awaited.at - _BESIDE) : awaited.at + 1 + _BESIDE]
    for each in put_forward_in(entry.body, beside):
        if each.kind != "offered":
            yield _Offer(entry=entry, option=each.option)


def _around(awaited: _Awaited, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries in which an offer may stand: those before, the last one first, and then
    those until the day.
    """
    day = awaited.entry.written_on
    until = awaited.by.value.last or day
    others = [each for each in entries if each.id != awaited.entry.id]
    before = [each for each in others if 0 <= (day - each.written_on).days <= _DAYS]
    return [*reversed(before), *(each for each in others if day < each.written_on <= until)]


def _life_in(offers: Sequence[_Offer], meaning: Meaning) -> float:
    """Return how much of life is what an entry offers: by what it is called, by its sentence and by
    what stands around.
    """
    first = offers[0]
    start, end = first.option.span
    body = first.entry.body
    around = body[max(0, start - _AROUND) : end + _AROUND]
    labels = " / ".join(each.option.label for each in offers)
    return float(meaning.is_of_life([labels, body[start:end], around]).mean())


def _propose(awaited: _Awaited, offers: Sequence[_Offer], meaning: Meaning) -> Decision:
    asked = [each.option for each in offers if each.entry.id == offers[0].entry.id]
    decision = _as_decision(offers[0].entry, asked, len(offers) == 1, meaning)
    for other in offers[len(asked) :]:
        beside = _as_decision(other.entry, [other.option], False, meaning)
        decision = mark_read(attach(decision, beside)[0], other.entry)
    decision = mark_read(decision, offers[0].entry)
    if len(offers) > len(asked) and decision.question.origin == "suggested":
        named = " vs ".join(each.option.label for each in offers)
        decision = replace(decision, question=replace(decision.question, value=named))
    return replace(decision, decide_by=awaited.by)


def _as_decision(
    entry: Entry, options: Sequence[Named], against_now: bool, meaning: Meaning
) -> Decision:
    choice = Choice(
        asked=options[0].span, options=tuple(options), weak=True, against_now=against_now
    )
    return propose(entry, sentence_spans(entry.body), choice, [choice], meaning)
