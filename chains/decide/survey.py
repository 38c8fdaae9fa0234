"""Every decision in a journal, read from first to last without a model, and nothing kept.

Promise: what one entry asks and another answers is one decision; what names a choice only in
passing is none of its own; what a later entry sets against an option is one choice with it.
Invariant: the decisions of the record are neither read nor changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chains.decide.across import find_across
from chains.decide.attach import add_reopening, add_tensions, attach, entry_mark, mark_read
from chains.decide.awaited import find_awaited
from chains.decide.by_rules.noting import labels_of
from chains.decide.choices import share_option
from chains.decide.opposed import find_opposed
from chains.decide.rules import evidence_by_rules, find_by_rules
from decisions.record import Decision
from journal.entry import Entry

if TYPE_CHECKING:
    from chains.evidence.meaning import Meaning


def survey(entries: Sequence[Entry], meaning: Meaning | None = None) -> tuple[Decision, ...]:
    """Return the decisions that these entries weigh, as proposals, in the order of their days.

    Raises: ModelUnavailableError.
    """
    in_order = sorted(
        (each for each in entries if each.kind == "entry"), key=lambda e: (e.written_on, e.id)
    )
    found: list[Decision] = []
    # What an entry says in passing may belong to what a later one asks outright.
    for in_passing in (False, True):
        for entry in in_order:
            for proposal in find_by_rules(
                entry, found, meaning, journal=in_order, in_passing=in_passing
            ):
                _add(found, proposal, entry, meaning)
    for proposal, entry in find_across(in_order, [labels_of(each) for each in found], meaning):
        found.append(mark_read(proposal, entry))
    for proposal, entry in find_awaited(in_order, found, meaning):
        found.append(mark_read(proposal, entry))
    found.sort(key=lambda each: each.created_at)
    return tuple(_add_evidence(each, found, in_order, meaning) for each in found)


def _add(found: list[Decision], proposal: Decision, entry: Entry, meaning: Meaning | None) -> None:
    labels = labels_of(proposal)
    for at, known in enumerate(found):
        if _is_same(labels, labels_of(known), meaning):
            joined, _ = add_reopening(attach(known, proposal)[0], proposal)
            found[at] = mark_read(joined, entry)
            return
    found.append(mark_read(proposal, entry))


def _is_same(labels: Sequence[str], known: Sequence[str], meaning: Meaning | None) -> bool:
    """Say whether two choices are one: every option that the shorter of them has is in both, but
    for one that came or went.
    """
    shared = sum(share_option([label], known, meaning) for label in labels)
    return shared > 0 and shared >= min(2, len(labels), len(known))


def _add_evidence(
    decision: Decision,
    found: Sequence[Decision],
    entries: Sequence[Entry],
    meaning: Meaning | None,
) -> Decision:
    for entry in entries:
        if entry_mark(entry) in decision.read:
            continue
        more = evidence_by_rules(entry, decision, found, meaning)
        decision = mark_read(attach(decision, more)[0], entry)
    decision, _ = add_tensions(decision, find_opposed(decision, entries))
    return add_reopening(decision, decision)[0]
