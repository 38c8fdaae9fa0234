"""How well predictions came true: Brier score (Brier 1950) and calibration, or that there are too
few to say.

Limit: statements with a yes or a no. A Brier score is a mean squared error: 0 is perfect, 0.25 is a
coin's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from decisions.parts import Prediction
from decisions.record import Decision, Noted

Trust = Literal["too_few", "some", "good"]
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
    trust: Trust


def resolved(decisions: Iterable[Decision]) -> tuple[Prediction, ...]:
    """Return every confirmed prediction whose outcome is known."""
    return tuple(
        item.value
        for decision in decisions
        for item in decision.predictions
        if item.counts and item.value.outcome is not None and item.value.probability is not None
    )


def calibration(predictions: Sequence[Prediction]) -> Calibration:
    """Return the score and the calibration of resolved predictions."""
    known = [
        (each.probability, bool(each.outcome))
        for each in predictions
        if each.outcome is not None and each.probability is not None
    ]
    if not known:
        return Calibration(resolved=0, brier=None, bins=(), trust="too_few")
    brier = sum((said / 100 - came_true) ** 2 for said, came_true in known) / len(known)
    return Calibration(
        resolved=len(known), brier=brier, bins=tuple(_bins(known)), trust=_trust(len(known))
    )


def resolve(decision: Decision, identifier: str, outcome: bool, on: date) -> Decision:
    """Return the decision with the outcome of a prediction; when one of a span came true, the
    others did not.
    """
    wanted = next((each for each in decision.predictions if each.id == identifier), None)
    if wanted is None:
        return decision
    span = wanted.value.span if outcome else ""

    def resolved_here(item: Noted[Prediction]) -> Noted[Prediction]:
        if item.id == identifier:
            return replace(item, value=replace(item.value, outcome=outcome, resolved_on=on))
        if span and item.value.span == span and item.value.outcome is None:
            return replace(item, value=replace(item.value, outcome=False, resolved_on=on))
        return item

    return replace(decision, predictions=tuple(map(resolved_here, decision.predictions)))


def _trust(resolved_ones: int) -> Trust:
    if resolved_ones < TOO_FEW:
        return "too_few"
    return "some" if resolved_ones < TRUSTED else "good"


def _bins(known: Sequence[tuple[int, bool]]) -> Iterable[Bin]:
    for low, high in _BINS:
        members = [each for each in known if low <= each[0] < high]
        if members:
            yield Bin(
                said=sum(said for said, _ in members) / len(members) / 100,
                came_true=sum(came_true for _, came_true in members) / len(members),
                count=len(members),
            )
