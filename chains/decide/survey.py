"""Every decision in a journal, read from first to last without a model, and nothing kept.

Promise: what one entry asks and another answers is one decision. Invariant: the decisions of the
record are neither read nor changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from chains.decide.attach import attach, matching
from chains.decide.rules import evidence_by_rules, find_by_rules
from decisions.record import Decision
from journal.entry import Entry


def survey(entries: Sequence[Entry]) -> tuple[Decision, ...]:
    """Return the decisions that these entries weigh, as proposals, in the order of their days."""
    in_order = sorted(
        (each for each in entries if each.kind == "entry"), key=lambda e: (e.written_on, e.id)
    )
    found: list[Decision] = []
    for entry in in_order:
        for proposal in find_by_rules(entry):
            same = matching(proposal, found)
            if same is None:
                found.append(proposal)
            else:
                found[found.index(same)] = attach(same, proposal)[0]
    return tuple(_add_evidence(decision, in_order) for decision in found)


def _add_evidence(decision: Decision, entries: Sequence[Entry]) -> Decision:
    for entry in entries:
        decision = attach(decision, evidence_by_rules(entry, decision))[0]
    return decision
