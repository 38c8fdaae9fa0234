"""Reads an entry for decisions without a model: what it weighs, what it says of what is weighed
elsewhere.

Limit: less complete than a reader, and labelled so (`origin` "suggested" where the wording is the
program's own).
Invariant: every quote is cut from the entry; a proposal has at least one option; an entry without a
choice gives none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from chains.decide.actions import actions_in
from chains.decide.by_rules.bearing import choose_reasons, share_about, supposes_option
from chains.decide.by_rules.noting import (
    descriptions_of,
    labels_of,
    leave_out_rivals,
    note,
    note_reasons,
    note_turns,
    waiting_option,
)
from chains.decide.by_rules.proposal import propose
from chains.decide.choices import Choice, choices_in, names_any, unrelated
from chains.decide.decide_by import find_decide_by, leave_out_answers
from chains.decide.settled import Turn, turns_in
from chains.decide.standing import standing_of
from chains.evidence.sides import evidence
from chains.evidence.sources import Span
from chains.evidence.spoken import Spoken
from chains.evidence.stances import leanings
from decisions.parts import DecideBy, Stance
from decisions.record import Decision, Noted
from journal.entry import Entry
from language.dates.coming.deadlines import find_deadline, wants_answer
from language.grammar.sentences import sentence_spans

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning

_DAYS = 42  # from a question to the day that is named for it
_DAYS_OPEN = 366  # … and until one that does not say what it is for
_SURE = 1.0  # where wording alone chooses


def find_by_rules(
    entry: Entry,
    known: Sequence[Decision] = (),
    meaning: Meaning | None = None,
    *,
    journal: Sequence[Entry] = (),
    in_passing: bool | None = None,
) -> tuple[Decision, ...]:
    """Return the decisions that an entry weighs, as proposals; what only argues for one that is
    `known` is none.

    Args:
        journal: the other entries, which come back to what is of life.
        in_passing: only those of weak forms, or only the others.

    Raises: ModelUnavailableError.
    """
    spans = sentence_spans(entry.body)
    labels = [labels_of(each) for each in known]
    choices = [
        each
        for each in unrelated(entry, choices_in(entry, spans, meaning, journal), labels, meaning)
        if in_passing is None or each.weak == in_passing
        if not _is_of_known(entry, each, known)
    ]
    return tuple(propose(entry, spans, choice, choices, meaning) for choice in choices)


def _is_of_known(entry: Entry, choice: Choice, known: Sequence[Decision]) -> bool:
    """Say whether one thing is weighed in passing that is to be decided by a day, soon after a
    decision was asked: the day is that decision's.
    """
    if not (choice.weak and choice.against_now):
        return False
    text = entry.body[slice(*choice.asked)]
    if not (wants_answer(text) and find_deadline(text, entry.written_on, entry.body)):
        return False
    since = ((entry.written_on - each.question.dated).days for each in known)
    return any(0 <= days <= _DAYS for days in since)


def evidence_by_rules(
    entry: Entry,
    decision: Decision,
    rivals: Sequence[Decision] = (),
    meaning: Meaning | None = None,
) -> Decision:
    """Return `decision` holding only what this entry says about its options, as proposals.

    Args:
        rivals: other decisions, which a sentence may be about instead.

    Raises: ModelUnavailableError.
    """
    labels = labels_of(decision)
    others = [label for each in rivals if each.id != decision.id for label in labels_of(each)]
    own = leave_out_rivals(entry, sentence_spans(entry.body), labels, others)
    waiting = waiting_option(decision)
    ids = [each.id for each in decision.options]
    is_open = _is_open(decision, entry) and not any(
        _is_open(each, entry) for each in rivals if each.id != decision.id
    )
    turns = turns_in(entry, own, decision, alone=is_open)
    leans = [
        each for each in leanings(entry, own, [(e,) for e in labels]) if each.option != waiting
    ]
    taken = {each.span for each in leans} | {each.span for each in turns}
    spoken = [e for e in _spoken(entry, own, decision, meaning, is_open) if e.span not in taken]
    supposing = {each.span for each in spoken if supposes_option(entry, each)}
    naming = sum(span in supposing or names_any(entry.body[slice(*span)], labels) for span in own)
    borne = choose_reasons(entry, spoken, meaning, weighed=share_about(len(own), naming))
    return replace(
        decision,
        reasons=note_reasons(entry, borne, ids),
        stances=(
            *(
                note(entry, Stance(leans={ids[each.option]: each.lean}), each.span)
                for each in leans
            ),
            *note_turns(entry, turns),
        ),
        tensions=(),
        criteria=(),
        uncertainties=(),
        advice=(),
        next_actions=tuple(actions_in(entry, own, labels, alone=False)),
        decide_by=_find_day(entry, own, decision, turns, is_open=is_open),
    )


def _find_day(
    entry: Entry, spans: Sequence[Span], decision: Decision, turns: Sequence[Turn], *, is_open: bool
) -> Noted[DecideBy] | None:
    """Return by when the decision is to be made, as an entry tells; none once it is made."""
    if _is_over(decision, entry, turns):
        return None
    labels = labels_of(decision)
    own = leave_out_answers(entry, spans, labels)
    alone = is_open and _is_recent(decision, entry)
    return find_decide_by(entry, own, labels, alone=alone)


def _is_over(decision: Decision, entry: Entry, turns: Sequence[Turn]) -> bool:
    """Say whether a decision was made before an entry that does not take it up again."""
    made_on = standing_of(decision).on
    taken_up = any(each.stance.act in ("put_off", "reopened") for each in turns)
    return made_on is not None and made_on < entry.written_on and not taken_up


def _is_recent(decision: Decision, entry: Entry) -> bool:
    """Say whether a day without a name may still be meant for what a decision asked."""
    return (entry.written_on - decision.question.dated).days <= _DAYS_OPEN


def _is_open(decision: Decision, entry: Entry) -> bool:
    """Say whether a decision was asked, and not made, when an entry was written."""
    made_on = standing_of(decision).on
    return decision.question.dated <= entry.written_on < (made_on or date.max)


def _spoken(
    entry: Entry,
    spans: Sequence[Span],
    decision: Decision,
    meaning: Meaning | None,
    is_open: bool,
) -> list[Spoken]:
    """Return what the sentences say of the options, but of deciding later."""
    waiting = waiting_option(decision)
    wordings = [(label,) for label in labels_of(decision)]
    said = evidence(
        entry,
        spans,
        wordings,
        None,
        described=descriptions_of(decision),
        meaning=meaning,
        is_open=is_open,
    )
    sure = 0.0 if meaning is not None else _SURE
    return [each for each in said if each.option != waiting and each.strength >= sure]
