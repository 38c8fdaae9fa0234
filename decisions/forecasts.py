"""How well predictions came true: Brier score (Brier 1950) and calibration, or that there are too
few to say.

Limit: statements with a yes or a no. A Brier score is a mean squared error: 0 is perfect, 0.25 is a
coin's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from decisions.parts import Prediction
from decisions.record import Decision, Noted

TOO_FEW = 10
TRUSTED = 30
_BINS = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 101))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Predictions of about the same probability: what was said on average, in 0..1, and how often
    it came true.
    """

    said: float
    came_true: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """`trust` says whether the figures mean anything yet: under 10 resolved they do not, from 30 on
    they do.
    """

    resolved: int
    brier: float | None
    bins: tuple[Bin, ...]
    trust: Literal["too_few", "some", "good"]


def resolved(decisions: Iterable[Decision]) -> tuple[Prediction, ...]:
    """Return every confirmed prediction whose outcome is known."""
    return tuple(
        item.value
        for decision in decisions
        for item in decision.predictions
        if item.counts and item.value.outcome is not None
    )


def calibration(predictions: Sequence[Prediction]) -> Calibration:
    """Return the score and the calibration of resolved predictions."""
    known = [each for each in predictions if each.outcome is not None]
    if not known:
        return Calibration(resolved=0, brier=None, bins=(), trust="too_few")
    brier = sum((each.probability / 100 - bool(each.outcome)) ** 2 for each in known) / len(known)
    trust: Literal["too_few", "some", "good"] = (
        "too_few" if len(known) < TOO_FEW else "some" if len(known) < TRUSTED else "good"
    )
    return Calibration(resolved=len(known), brier=brier, bins=tuple(_bins(known)), trust=trust)


def resolve(item: Noted[Any], outcome: bool, on: date) -> Noted[Any]:
    """Return a prediction with its outcome."""
    return replace(item, value=replace(item.value, outcome=outcome, resolved_on=on))


def _bins(known: Sequence[Prediction]) -> Iterable[Bin]:
    for low, high in _BINS:
        members = [each for each in known if low <= each.probability < high]
        if members:
            yield Bin(
                said=sum(each.probability for each in members) / len(members) / 100,
                came_true=sum(bool(each.outcome) for each in members) / len(members),
                count=len(members),
            )
