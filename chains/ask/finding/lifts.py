"""What speaks for a sentence beside its words and meaning: the form that this kind of question
looks for, how new it is, what the conversation has shown before.

The figures are in the scale of `ranking`: words count up to 2, meaning up to 6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np

from chains.ask.events import Kind, Plan, Turn
from chains.evidence.candidates import Candidates
from chains.evidence.ranking import Floats
from journal.entry import Entry
from language.asking import shows
from language.dates.deadlines import find_deadline
from vectorstore.types import EntryFilter

FORM: Final = 0.25
FIRST: Final = 0.5
DEADLINE: Final = 2.0
NEWEST: Final = 3.0
WITHIN: Final = 4.0  # an entry of the time that was asked about
FADES: Final = 10.0  # days from there, after which a third of that is left
SHOWN_ENTRY: Final = 1.5  # a follow-up looks around what was shown
SHOWN_SENTENCE: Final = 1.0  # and does not repeat it

Lift = Callable[[str, Entry], float]


def lift_sentences(
    candidates: Candidates, plan: Plan, history: Sequence[Turn], today: date
) -> Floats:
    """Return what is added to the score of each sentence."""
    lift = _FORMS.get(plan.kind)
    lifted = np.zeros(len(candidates.entry_of), dtype=np.float32)
    for at, (entry, spans) in enumerate(zip(candidates.entries, candidates.sentences, strict=True)):
        own = lifted[candidates.slice_of(at)]
        if lift is not None:
            own += [lift(entry.body[a:b], entry) for a, b in spans]
        if plan.kind == "deadline":
            own += [_lift_deadline(entry.body[a:b], entry, today) for a, b in spans]
    newness = NEWEST if plan.kind == "advice" else 1.0
    if plan.kind in ("advice", "deadline") or plan.stretch == "newest":
        lifted += newness * _newness(candidates)
    if plan.before and history:
        lifted += _around_shown(candidates, history[-1])
    return lifted


def lift_by_time(candidates: Candidates, where: EntryFilter) -> Floats:
    """Return what the sentences of an entry gain by being of a range of days, or near it: people
    write days later, and about other days.
    """
    days = np.asarray([entry.written_on.toordinal() for entry in candidates.entries])
    away = np.zeros(len(days))
    if where.since is not None:
        away = np.maximum(away, where.since.toordinal() - days)
    if where.until is not None:
        away = np.maximum(away, days - where.until.toordinal())
    gained: Floats = (WITHIN * np.exp(-away / FADES)).astype(np.float32)[candidates.entry_of]
    return gained


def _newness(candidates: Candidates) -> Floats:
    """Return 0 for the oldest entry and 1 for the newest, by their order in time."""
    last = max(len(candidates.entries) - 1, 1)
    return (candidates.entry_of / last).astype(np.float32)


def _around_shown(candidates: Candidates, turn: Turn) -> Floats:
    shown = {(each.entry_id, each.start) for each in turn.citations}
    leading = {each.entry_id for each in turn.citations if each.lead}
    flags = [
        SHOWN_ENTRY * (entry.id in leading) - SHOWN_SENTENCE * ((entry.id, start) in shown)
        for entry, spans in zip(candidates.entries, candidates.sentences, strict=True)
        for start, _ in spans
    ]
    return np.asarray(flags, dtype=np.float32)


def _lift_cause(text: str, _: Entry) -> float:
    return FORM * shows("cause", text)


def _lift_speech(text: str, _: Entry) -> float:
    return FORM * shows("speech", text)


def _lift_first(text: str, _: Entry) -> float:
    return FIRST * shows("first", text)


def _lift_deadline(text: str, entry: Entry, today: date) -> float:
    """Lift a sentence that sets a day, and more one whose day is still ahead."""
    found = find_deadline(text, entry.written_on, entry.body)
    if found is None or found.last is None:
        return 0.0
    return DEADLINE if found.last >= today else DEADLINE / 2


_FORMS: Final[Mapping[Kind, Lift]] = {
    "why": _lift_cause,
    "who": _lift_speech,
    "first": _lift_first,
}
