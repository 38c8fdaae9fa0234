"""A deadline that was read from a sentence, as the field of the record."""

from __future__ import annotations

from decisions.parts import DecideBy
from language.dates.deadlines import Deadline


def as_decide_by(found: Deadline, text: str) -> DecideBy:
    """Return the words at `text[found.start:found.end]` and the days that they resolve to."""
    return DecideBy(
        words=" ".join(text[found.start : found.end].split()),
        first=found.first,
        last=found.last,
        rule=found.rule,
        rule_values=found.values,
    )
