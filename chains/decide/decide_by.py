"""By when a choice is to be made, read from the sentences of an entry, as the field of the record.

Promise: the first day on which an answer is wanted; a sentence may count from the day that the one
before it names. Limit: a day on which nothing is asked of the writer is no deadline.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chains.decide.choices import names_any
from decisions.checking import cut
from decisions.parts import DecideBy
from decisions.record import Noted
from journal.entry import Entry
from language.dates.coming.deadlines import (
    Deadline,
    find_deadline,
    find_end,
    find_planned,
    find_taken_up,
    points_back,
    wants_answer,
)
from language.grammar.sentences import Span, sentence_spans
from language.options.awaited import awaits_answer, doubts_choice, owes_by_day
from language.options.naming import names_nothing
from language.options.questions import question_in
from language.options.settling import is_put_off, names_decision
from language.wording import decides, wishes_to_wait

_ROUGH = frozenset(("half_term", "season", "year", "within", "unresolved"))


def as_decide_by(found: Deadline, text: str) -> DecideBy:
    """Return the words at `text[found.start:found.end]` and the days that they resolve to."""
    return DecideBy(
        words=" ".join(text[found.start : found.end].split()),
        first=found.first,
        last=found.last,
        rule=found.rule,
        rule_values=found.values,
    )


def find_decide_by(
    entry: Entry, spans: Sequence[Span], labels: Sequence[str], *, alone: bool
) -> Noted[DecideBy] | None:
    """Return the first day on which an answer about these options is wanted, or until when they
    are put off.

    Args:
        alone: no other decision is open, so a day without a word of the options is meant for it.
    """
    found: list[tuple[Span, Deadline]] = []
    of_them: list[tuple[Span, Deadline]] = []  # told of the options by their names
    for at, span in enumerate(spans):
        text = entry.body[slice(*span)]
        before = entry.body[slice(*spans[at - 1])] if at else ""
        if put_off := _put_off_until(entry, spans, at, labels, alone=alone):
            return note_day(entry, *put_off)
        named = names_any(text, labels) or names_any(before, labels)
        owes = names_any(text, labels) and owes_by_day(text)
        answered = owes or wants_answer(text) or awaits_answer(text) or decides(text)
        # What waits for a parcel is about this choice only where it says so.
        meant = named or (answered and (alone or _speaks_of(entry, spans, labels)))
        if not meant or not (answered or wishes_to_wait(text)) or doubts_choice(text):
            continue
        if day := find_day(entry, spans, at):
            found.append(day)
            of_them += [day] * names_any(text, labels)
    dated = [each for each in of_them or found if each[1].last is not None]
    best = min(dated, key=lambda each: str(each[1].last), default=next(iter(found), None))
    return None if best is None else note_day(entry, *best)


def leave_out_answers(entry: Entry, spans: Sequence[Span], labels: Sequence[str]) -> list[Span]:
    """Return the sentences but those that stand right after a question about other things than
    these options, and name none of these: the day that they tell is for that.
    """
    every = sentence_spans(entry.body)
    asking = {after for span, after in pairwise(every) if _asks_other(entry, span, labels)}
    return [e for e in spans if e not in asking or names_any(entry.body[slice(*e)], labels)]


def _asks_other(entry: Entry, span: Span, labels: Sequence[str]) -> bool:
    """Say whether a sentence asks a choice by name, and none of these options is in it."""
    asked = question_in(entry.body, span)
    if asked is None or all(names_nothing(each.label) for each in asked.options):
        return False
    return not names_any(entry.body[slice(*span)], labels)


def _put_off_until(
    entry: Entry, spans: Sequence[Span], at: int, labels: Sequence[str], *, alone: bool
) -> tuple[Span, Deadline] | None:
    """Return until when a sentence puts the choice off, told by itself or by the next one."""
    text = entry.body[slice(*spans[at])]
    means_it = (alone and names_decision(text)) or names_any(text, labels)
    if not (is_put_off(text) and means_it):
        return None
    for span in spans[at : at + 2]:
        told = entry.body[slice(*span)]
        day = find_deadline(told, entry.written_on, entry.body)
        if span == spans[at]:
            day = day or find_taken_up(told, entry.written_on)
            day = day or find_planned(told, entry.written_on)
        if day is not None and day.last is not None:
            return span, day
    return None


def _speaks_of(entry: Entry, spans: Sequence[Span], labels: Sequence[str]) -> bool:
    """Say whether an entry names an option anywhere."""
    return any(names_any(entry.body[slice(*span)], labels) for span in spans)


def find_day(entry: Entry, spans: Sequence[Span], at: int) -> tuple[Span, Deadline] | None:
    """Return the day that the sentence `at` names, or counts from, and the sentence that holds
    it.
    """
    text = entry.body[slice(*spans[at])]
    if points_back(text) and at:
        before = spans[at - 1]
        if day := _day_in(entry, entry.body[slice(*before)]):
            return before, day
    day = _day_in(entry, text)
    return None if day is None else (spans[at], day)


def note_day(entry: Entry, span: Span, day: Deadline) -> Noted[DecideBy]:
    """Return a day that a sentence of an entry names, as the field of the record."""
    start, end = span
    return Noted(
        value=as_decide_by(day, entry.body[start:end]),
        dated=entry.written_on,
        origin="extracted",
        quote=cut(entry, start + day.start, start + day.end),
    )


def _day_in(entry: Entry, text: str) -> Deadline | None:
    """Return the day that a sentence names; an exact one before a stretch of time."""
    found = find_deadline(text, entry.written_on, entry.body)
    if found is None or found.rule in _ROUGH:
        return find_end(text, entry.written_on) or found
    return found
