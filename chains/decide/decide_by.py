"""By when a choice is to be made, read from the sentences of an entry, as the field of the record.

Promise: the first day on which an answer is wanted; a sentence may count from the day that the one
before it names. Limit: a day on which nothing is asked of the writer is no deadline.
"""

from __future__ import annotations

from collections.abc import Sequence

from chains.decide.choices import names_any
from decisions.checking import cut
from decisions.parts import DecideBy
from decisions.record import Noted
from journal.entry import Entry
from language.dates.deadlines import (
    Deadline,
    find_deadline,
    find_end,
    points_back,
    wants_answer,
)
from language.grammar.sentences import Span
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
    """Return the first day on which an answer about these options is wanted.

    Args:
        alone: no other decision is open, so a day without a word of the options is meant for it.
    """
    found: list[tuple[Span, Deadline]] = []
    for at, span in enumerate(spans):
        text = entry.body[slice(*span)]
        before = entry.body[slice(*spans[at - 1])] if at else ""
        mine = names_any(text, labels) or names_any(before, labels) or alone
        if not mine or not (wants_answer(text) or decides(text) or wishes_to_wait(text)):
            continue
        if points_back(text) and before and (day := _day_in(entry, before)):
            found.append((spans[at - 1], day))
        elif day := _day_in(entry, text):
            found.append((span, day))
    dated = [each for each in found if each[1].last is not None]
    best = min(dated, key=lambda each: str(each[1].last), default=next(iter(found), None))
    if best is None:
        return None
    (start, end), day = best
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
